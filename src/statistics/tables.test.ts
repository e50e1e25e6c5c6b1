import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { chiSquaredTest } from "./chi-squared-test";
import { cramersV } from "./cramers-v";
import { fisherExactTest } from "./fisher-exact-test";

type Row = [table: number[][], ...results: number[]];
const fixture = readFixture<Record<"chiSquared" | "fisher" | "cramersV", Row[]>>("statistics", "tables");

test("the chi-squared test equals SciPy's on 200 tables, with and without Yates's correction", () => {
  for (const [table, statistic, p, plainStatistic, plainP, df] of fixture.chiSquared) {
    const what = JSON.stringify(table);
    const corrected = chiSquaredTest(table);
    assertClose([corrected.statistic, corrected.pValue], [statistic, p], { relative: 1e-10, absolute: 1e-14 }, what);
    const plain = chiSquaredTest(table, { correction: false });
    assertClose([plain.statistic, plain.pValue], [plainStatistic, plainP], { relative: 1e-10, absolute: 1e-14 }, what);
    assert.equal(plain.degreesOfFreedom, df);
  }
});

test("Fisher's exact test equals SciPy's on 200 tables", () => {
  for (const [table, odds, p] of fixture.fisher) {
    const result = fisherExactTest(table);
    assertClose(result.oddsRatio, odds, { relative: 1e-12 }, `odds ${JSON.stringify(table)}`);
    assertClose(result.pValue, p, { relative: 1e-9, absolute: 1e-320 }, `p ${JSON.stringify(table)}`);
  }
});

test("Cramér's V equals SciPy's", () => {
  for (const [table, expected] of fixture.cramersV) {
    assertClose(cramersV(table).value, expected, { relative: 1e-10, absolute: 1e-9 }, JSON.stringify(table));
  }
});

test("V is 1 where rows decide columns and 0 where they say nothing", () => {
  const both = (table: number[][]) => {
    const { value, corrected } = cramersV(table);
    return [value, corrected];
  };
  // biome-ignore format: a table a line
  const tables = [[[5, 0], [0, 5]], [[2, 4], [3, 6]], [[1, 0], [0, 1]]];
  assert.deepEqual(tables.map(both), [
    [1, 1],
    [0, 0],
    [1, 0],
  ]);
});

test("Fisher's p does not change when rows, columns or both change places", () => {
  const count = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(count, count, count, count, (a, b, c, d) => {
      const p = fisherExactTest([
        [a, b],
        [c, d],
      ]).pValue;
      assert.ok(p > 0 && p <= 1);
      assertClose(
        fisherExactTest([
          [c, d],
          [a, b],
        ]).pValue,
        p,
        { relative: 1e-9 },
      );
      assertClose(
        fisherExactTest([
          [b, a],
          [d, c],
        ]).pValue,
        p,
        { relative: 1e-9 },
      );
      assertClose(
        fisherExactTest([
          [a, c],
          [b, d],
        ]).pValue,
        p,
        { relative: 1e-9 },
      );
    }),
  );
});

test("tables beyond the reach of a p-value keep its logarithm", () => {
  const exact = fisherExactTest([
    [3000, 0],
    [0, 3000],
  ]);
  // Only this table and its mirror image: p = 2 / C(6000, 3000); ln C(2n, n) ≈ 2n ln 2 − ln(πn)/2 − 1/(8n).
  assertClose(exact.logPValue, Math.LN2 - (6000 * Math.LN2 - Math.log(Math.PI * 3000) / 2 - 1 / 24000), {
    relative: 1e-12,
  });
  assert.ok(
    chiSquaredTest([
      [3000, 0],
      [0, 3000],
    ]).logPValue < -2900,
  );
});

test("an empty row or column is named", () => {
  assert.throws(
    () =>
      chiSquaredTest([
        [0, 0],
        [3, 4],
      ]),
    new InvalidParameterError("every row and column of table must have a count; row 0 adds up to 0"),
  );
  assert.throws(
    () =>
      chiSquaredTest([
        [1, 0],
        [3, 0],
      ]),
    new InvalidParameterError("every row and column of table must have a count; column 1 adds up to 0"),
  );
  assert.deepEqual(
    fisherExactTest([
      [0, 0],
      [3, 4],
    ]),
    { oddsRatio: Number.NaN, pValue: 1, logPValue: 0 },
  );
});

test("bad tables are refused with their place and rule", () => {
  assert.throws(
    () => chiSquaredTest([[1, 2]]),
    new ShapeError("table must have at least 2 rows and 2 columns; got 1 × 2"),
  );
  assert.throws(
    () => chiSquaredTest([[1, 2], [3]]),
    new ShapeError("every row of table must have 2 counts; row 1 has 1"),
  );
  assert.throws(
    () =>
      chiSquaredTest([
        [1, -2],
        [3, 4],
      ]),
    new InvalidParameterError("table must hold finite counts ≥ 0; got -2 in row 0, column 1"),
  );
  assert.throws(
    () =>
      fisherExactTest([
        [1, 2.5],
        [3, 4],
      ]),
    new InvalidParameterError("table[0][1] must be an integer in [0, ∞); got 2.5"),
  );
});
