import assert from "node:assert/strict";
import { test } from "node:test";
import { assertClose } from "../testing/assert-close";
import {
  chiSquaredTest,
  cramersV,
  logChiSquaredTail,
  logNormalTail,
  logStudentTTail,
  normalQuantile,
  rateByGroup,
  rateTrend,
  studentTUpperQuantile,
} from "./index";

test("distributions refuse what is no number", () => {
  for (const value of [null, undefined, "3", 3n, [3], {}]) {
    const x = value as number;
    assert.throws(() => logNormalTail(x), /z must be a number; got/);
    assert.throws(() => logChiSquaredTail(x, 1), /x must be a number; got/);
    assert.throws(() => logChiSquaredTail(1, x), /degreesOfFreedom must be a number; got/);
    assert.throws(() => logStudentTTail(x, 1), /t must be a number; got/);
    assert.throws(() => logStudentTTail(1, x), /degreesOfFreedom must be a number; got/);
    assert.throws(() => studentTUpperQuantile(0.1, x), /degreesOfFreedom must be a number; got/);
  }
  assert.throws(() => logChiSquaredTail(-1, 1), /x must be at least 0; got -1/);
  assert.ok(Number.isNaN(logNormalTail(Number.NaN)));
});

test("a quantile of Student's t beyond the largest number is infinite, not undefined", () => {
  assert.equal(studentTUpperQuantile(1.2e-253, 0.45), Number.POSITIVE_INFINITY);
  const t = studentTUpperQuantile(1e-200, 1);
  assertClose(t, 1 / Math.PI / 1e-200, { relative: 1e-12 }); // Cauchy: the tail is 1 / (π t)
});

test("Cramér's V keeps its interval in tables of any size, and answers at once", () => {
  // Where χ² passes 1e8 another way takes over: both must go together there.
  const limits = [7e7, 7.1e7].map((size) => {
    const { value, lower, upper } = cramersV([
      [5 * size, 3 * size],
      [2 * size, 6 * size],
    ]);
    return { below: (value - lower) * Math.sqrt(size), above: (upper - value) * Math.sqrt(size) };
  });
  const { statistic } = chiSquaredTest(
    [
      [35e7, 21e7],
      [14e7, 42e7],
    ],
    { correction: false },
  );
  assert.ok(statistic > 1e8);
  const z = normalQuantile(0.975);
  for (const { below, above } of limits) {
    assertClose(below, z / 4, { relative: 1e-6 }); // V is √(χ² / n), n = 16 · size, and √χ² has deviation 1
    assertClose(above, z / 4, { relative: 1e-6 });
  }
  const small = cramersV([
    [5e6, 3e6],
    [2e6, 6e6],
  ]); // χ² = 2.3e6, by the sum
  assertClose(small.upper - small.value, z / 4 / 1e3, { relative: 1e-5 });
  const counts = [
    [5e97, 3e97],
    [2e97, 6e97],
  ];
  assertClose(cramersV(counts).lower, 0.3779644730092272, { relative: 1e-12 });
});

test("tables whose margins would overflow or vanish are refused", () => {
  for (const scale of [1e300, 1e-300]) {
    const table = [
      [5 * scale, 3 * scale],
      [2 * scale, 6 * scale],
    ];
    assert.throws(() => cramersV(table), /table must add up to a number in \[1e-100, 1e100\]; got 1\.6/);
    assert.throws(() => chiSquaredTest(table), /table must add up to a number/);
  }
});

test("bins and groups of another kind are named", () => {
  const values = [1, 2, 3, 4];
  const y = [0, 1, 0, 1];
  assert.throws(() => rateByGroup(values, y, { bins: {} as never }), /bins must be a number of bins or an array/);
  assert.throws(() => rateByGroup(values, y, { bins: 1e9 }), /bins must be an integer in \[1, 1000\]; got 1000000000/);
  assert.throws(() => rateTrend([null] as never), /groups must hold those of rateByGroup; got null at position 0/);
  assert.throws(
    () => rateTrend([{ n: 2, churned: 3 }] as never),
    /churned of groups\[0\] must be an integer in \[0, 2\]/,
  );
});
