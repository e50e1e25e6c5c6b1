import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Random } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { adjustedMutualInfoScore } from "./adjusted-mutual-info-score";
import { alignLabels } from "./align-labels";
import { assignRows } from "./assign-rows";
import { clusterSizes } from "./canonical-order";
import { expectedMutualInformation } from "./expected-mutual-information";
import { normalizedMutualInfoScore } from "./normalized-mutual-info-score";

interface Comparison {
  left: number[];
  right: number[];
  adjustedMutualInfo: number;
  normalizedMutualInfo: number;
  expectedMutualInfo: number;
  matched: number;
}
const { comparisons } = readFixture<{ comparisons: Comparison[] }>("clustering", "partitions");

const count = (labels: number[]) => clusterSizes(labels, Math.max(...labels) + 1).filter((size) => size > 0);

comparisons.forEach(({ left, right, ...expected }, index) => {
  test(`mutual information and assignment as scikit-learn's and SciPy's, pair ${index}`, () => {
    assertClose(adjustedMutualInfoScore(left, right), expected.adjustedMutualInfo, { relative: 1e-9, absolute: 1e-12 });
    assertClose(normalizedMutualInfoScore(left, right), expected.normalizedMutualInfo, {
      relative: 1e-10,
      absolute: 1e-14,
    });
    const expectation = expectedMutualInformation(count(left), count(right), left.length);
    assertClose(expectation, expected.expectedMutualInfo, { relative: 1e-9, absolute: 1e-14 });
    const aligned = alignLabels(left, right);
    assert.equal(left.filter((label, row) => label === aligned[row]).length, expected.matched);
  });
});

const label = fc.nat(5);
const pairOfPartitions = fc.array(fc.tuple(label, label), { minLength: 1, maxLength: 40 });

test("mutual information: symmetric, blind to numbering, 1 against itself, at most 1", () => {
  fc.assert(
    fc.property(pairOfPartitions, (rows) => {
      const left = rows.map((row) => row[0]);
      const right = rows.map((row) => row[1]);
      for (const score of [adjustedMutualInfoScore, normalizedMutualInfoScore]) {
        assertClose(score(right, left), score(left, right), { absolute: 1e-12 });
        const renumbered = left.map((value) => 90 - 7 * value);
        assertClose(score(renumbered, right), score(left, right), { absolute: 1e-12 });
        assert.equal(score(left, renumbered), 1);
        assert.ok(score(left, right) <= 1 + 1e-12);
      }
    }),
  );
});

test("partitions at random have an adjusted mutual information near 0", () => {
  const random = new Random(3);
  const draw = () => Array.from({ length: 500 }, () => random.integer(8));
  const mean =
    Array.from({ length: 40 }, () => adjustedMutualInfoScore(draw(), draw())).reduce((a, b) => a + b, 0) / 40;
  assert.ok(Math.abs(mean) < 0.005, String(mean));
});

test("aligned labels are the same partition, one to one, and no permutation matches more rows", () => {
  const permutations = (items: number[]): number[][] =>
    items.length < 2
      ? [items]
      : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
  fc.assert(
    fc.property(pairOfPartitions, (rows) => {
      const left = rows.map((row) => row[0] % 4);
      const right = rows.map((row) => row[1] % 4);
      const aligned = Array.from(alignLabels(left, right));
      assert.equal(adjustedMutualInfoScore(aligned, right), 1);
      const matches = (labels: number[]) => labels.filter((value, row) => value === left[row]).length;
      const best = permutations([0, 1, 2, 3]).map((names) => matches(right.map((value) => names[value])));
      assert.equal(matches(aligned), Math.max(...best));
      assert.deepEqual(Array.from(alignLabels(left, left)), left);
    }),
  );
});

test("assignment with more columns than rows costs least", () => {
  assert.deepEqual(Array.from(assignRows(Float64Array.of(4, 1, 3, 2, 0, 5), 2, 3)), [1, 0]);
});

test("labels that cannot be compared are refused by name", () => {
  assert.throws(() => adjustedMutualInfoScore([0, 1], [0]), /otherLabels must have 2 values; got 1/);
  assert.throws(
    () => normalizedMutualInfoScore([0, -1], [0, 1]),
    /labels must hold integers ≥ 0; got -1 at position 1/,
  );
  assert.throws(() => alignLabels([0, 0.5], [0, 1]), /reference must hold integers ≥ 0; got 0.5 at position 1/);
  assert.throws(() => alignLabels([2 ** 32, 0], [1, 0]), /reference must hold labels below 2\^32/);
});
