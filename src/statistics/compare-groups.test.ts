import assert from "node:assert/strict";
import { test } from "node:test";
import { FeatureMatrix, InvalidParameterError, Random } from "../core";
import { benjaminiHochberg } from "./benjamini-hochberg";
import { chiSquaredTest } from "./chi-squared-test";
import { cliffsDelta } from "./cliffs-delta";
import { cohensD } from "./cohens-d";
import { compareGroups } from "./compare-groups";
import { fisherExactTest } from "./fisher-exact-test";
import { mannWhitneyU } from "./mann-whitney-u";
import { newcombeInterval } from "./newcombe-interval";
import { welchTTest } from "./welch-t-test";

const random = new Random(3);
const rows = Array.from({ length: 60 }, () => [random.normal() * 4 + 30, random.integer(2), random.integer(5)]);
const y = rows.map(([age], row) => (age + (row % 7) < 31 ? 1 : 0));
const X = new FeatureMatrix(Float64Array.from(rows.flat()), rows.length, ["age", "partner", "visits"]);
const stayers = (column: number) => rows.filter((_, row) => y[row] === 0).map((values) => values[column]);
const leavers = (column: number) => rows.filter((_, row) => y[row] === 1).map((values) => values[column]);

test("a numeric feature has Welch, Mann–Whitney, d and delta, all as leavers − stayers", () => {
  const [age] = compareGroups(X, y);
  const welch = welchTTest(leavers(0), stayers(0));
  assert.equal(age.kind, "numeric");
  assert.deepEqual([age.nStayers, age.nLeavers], [stayers(0).length, leavers(0).length]);
  assert.ok(age.difference < 0 && age.differenceUpper < 0);
  assert.deepEqual(
    [age.difference, age.differenceLower, age.differenceUpper],
    [welch.difference.estimate, welch.difference.lower, welch.difference.upper],
  );
  assert.deepEqual([age.test, age.statistic, age.pValue], ["Welch t", welch.statistic, welch.pValue]);
  assert.equal(age.secondPValue, mannWhitneyU(leavers(0), stayers(0)).pValue);
  assert.equal(age.effectSize, cohensD(leavers(0), stayers(0)).estimate);
  assert.equal(age.cliffsDelta, cliffsDelta(leavers(0), stayers(0)).estimate);
  assert.equal(age.magnitude, "large");
  assert.equal(age.note, "");
});

test("a feature of zeros and ones has rates, chi-squared, Fisher and h", () => {
  const partner = compareGroups(X, y)[1];
  const ones = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  const [left, stayed] = [leavers(1), stayers(1)];
  const table = [
    [ones(left), left.length - ones(left)],
    [ones(stayed), stayed.length - ones(stayed)],
  ];
  const chiSquared = chiSquaredTest(table, { correction: false });
  const difference = newcombeInterval(ones(left), left.length, ones(stayed), stayed.length);
  assert.equal(partner.kind, "binary");
  assert.deepEqual([partner.leavers, partner.stayers], [ones(left) / left.length, ones(stayed) / stayed.length]);
  assert.deepEqual([partner.statistic, partner.pValue], [chiSquared.statistic, chiSquared.pValue]);
  assert.equal(partner.secondPValue, fisherExactTest(table).pValue);
  assert.deepEqual([partner.differenceLower, partner.differenceUpper], [difference.lower, difference.upper]);
  assert.equal(partner.leaversMedian, null);
});

test("p-values are adjusted over the features of the table", () => {
  const table = compareGroups(X, y);
  const adjusted = benjaminiHochberg(table.map(({ pValue }) => pValue));
  assert.deepEqual(
    table.map(({ pAdjusted }) => pAdjusted),
    Array.from(adjusted),
  );
  assert.ok(table.every(({ secondPAdjusted, secondPValue }) => secondPAdjusted >= secondPValue));
});

test("constant features and groups of one get a note and no test", () => {
  const small = compareGroups(
    [
      [1, 0, 5],
      [1, 0, 6],
      [1, 0, 9],
    ],
    [0, 0, 1],
  );
  assert.deepEqual(
    small.map(({ note }) => note),
    ["always 1: nothing to compare", "always 0: nothing to compare", "a group of one client: no t-test, no interval"],
  );
  assert.ok(small.every(({ pValue, pAdjusted }) => Number.isNaN(pValue) && Number.isNaN(pAdjusted)));
  assert.deepEqual([small[2].difference, small[2].differenceLower], [3.5, Number.NaN]);
  const [sevens] = compareGroups([[7], [7], [7], [7]], [0, 0, 1, 1]);
  assert.deepEqual([sevens.note, sevens.magnitude], ["always 7: nothing to compare", "undefined"]);
});

test("few clients get a warning", () => {
  const [rate, value] = compareGroups(
    [
      [0, 2],
      [1, 3],
      [1, 5],
      [0, 9],
    ],
    [0, 0, 1, 1],
  );
  assert.equal(rate.note, "smallest expected count 1.0 is under 5: rely on Fisher's exact test");
  assert.equal(value.note, "a group of 2 clients: both tests are rough");
});

test("one class only, and unknown options, are refused", () => {
  assert.throws(
    () => compareGroups([[1], [2]], [0, 0]),
    new InvalidParameterError("y must have both 0 and 1; got 2 zeros and 0 ones"),
  );
  assert.throws(
    () => compareGroups(X, y, { Level: 0.9 } as object),
    new InvalidParameterError('compareGroups has no option "Level"; its options are level'),
  );
});
