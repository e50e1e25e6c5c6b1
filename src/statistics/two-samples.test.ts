import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { cliffsDelta } from "./cliffs-delta";
import { cohensD } from "./cohens-d";
import { mannWhitneyU } from "./mann-whitney-u";
import { welchTTest } from "./welch-t-test";

interface Case {
  readonly a: number[];
  readonly b: number[];
  readonly welch: number[];
  readonly mannWhitney: number[];
  readonly cohensD: number[];
  readonly hedgesG: number;
  readonly cliffsDelta: number[];
}
const { cases } = readFixture<{ cases: Case[] }>("statistics", "two-samples");
// The limits of an interval can lie near 0: they are compared on the scale of the interval.
const toScale = (values: readonly number[], relative: number) => ({
  relative,
  absolute: relative * Math.max(...values.map(Math.abs)),
});

test("Welch's t-test equals SciPy's on 200 pairs of samples", () => {
  for (const [index, { a, b, welch }] of cases.entries()) {
    const [statistic, df, pValue, low, high] = welch;
    const result = welchTTest(Object.freeze(a), Object.freeze(b));
    assertClose(result.statistic, statistic, { relative: 1e-8, absolute: 1e-12 }, `statistic ${index}`);
    assertClose(result.degreesOfFreedom, df, { relative: 1e-8 }, `df ${index}`);
    assertClose(result.pValue, pValue, { relative: 1e-8 }, `p ${index}`);
    assertClose(
      [result.difference.lower, result.difference.upper],
      [low, high],
      toScale([low, high], 1e-8),
      `interval ${index}`,
    );
  }
});

test("Mann–Whitney U equals SciPy's on 200 pairs of samples", () => {
  for (const [index, { a, b, mannWhitney }] of cases.entries()) {
    const result = mannWhitneyU(a, b, { method: "asymptotic" });
    assertClose([result.statistic, result.pValue], mannWhitney, { relative: 1e-10 }, `case ${index}`);
  }
});

test("Cohen's d and its interval equal the oracle's", () => {
  for (const [index, { a, b, cohensD: expected, hedgesG }] of cases.entries()) {
    const { estimate, lower, upper } = cohensD(a, b);
    assertClose([estimate, lower, upper], expected, toScale(expected, 1e-8), `case ${index}`);
    const correction = 1 - 3 / (4 * (a.length + b.length) - 9);
    assertClose(estimate * correction, hedgesG, { relative: 1e-8, absolute: 1e-12 }, `Hedges' g ${index}`);
  }
});

test("Cliff's delta and its interval equal the count over all pairs", () => {
  for (const [index, { a, b, cliffsDelta: expected }] of cases.entries()) {
    const { estimate, lower, upper } = cliffsDelta(a, b);
    assertClose([estimate, lower, upper], expected, { relative: 1e-9, absolute: 1e-12 }, `case ${index}`);
  }
});

test("Cliff's delta is the U statistic on another scale, and changes its sign with the groups", () => {
  const values = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(values, values, (a, b) => {
      const { estimate, lower, upper } = cliffsDelta(a, b);
      const swapped = cliffsDelta(b, a);
      assertClose(estimate, (2 * mannWhitneyU(a, b).statistic) / (a.length * b.length) - 1, { absolute: 1e-12 });
      assertClose([swapped.estimate, swapped.lower, swapped.upper], [-estimate, -upper, -lower], { absolute: 1e-12 });
    }),
  );
});

test("the tests do not depend on the unit", () => {
  const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(values, values, fc.integer({ min: -600, max: 600 }), (a, b, exponent) => {
      // A power of two changes no digit, and takes the squares far out of range.
      const scaled = (sample: number[]) => sample.map((value) => value * 2 ** exponent);
      assert.equal(welchTTest(scaled(a), scaled(b)).pValue, welchTTest(a, b).pValue);
      assert.equal(mannWhitneyU(scaled(a), scaled(b)).pValue, mannWhitneyU(a, b).pValue);
      assert.equal(cohensD(scaled(a), scaled(b)).estimate, cohensD(a, b).estimate);
    }),
  );
});

test("a p-value below the smallest number keeps its logarithm", () => {
  const a = Array.from({ length: 2000 }, (_, index) => (index % 7) / 7);
  const b = a.map((value) => value + 2);
  const { pValue, logPValue } = welchTTest(a, b);
  assert.equal(pValue, 0);
  assert.ok(logPValue < -1000 && Number.isFinite(logPValue));
});

test("groups without spread: no t-test, no evidence in ranks, no d", () => {
  const constant = welchTTest([3, 3, 3], [3, 3]);
  assert.ok(Number.isNaN(constant.pValue) && Number.isNaN(constant.statistic));
  assert.deepEqual(constant.difference, { estimate: 0, lower: 0, upper: 0, level: 0.95 });
  assert.equal(mannWhitneyU([3, 3, 3], [3, 3]).pValue, 1);
  assert.ok(Number.isNaN(cohensD([3, 3, 3], [3, 3]).estimate));
});

test("a group of one value has ranks but no t-test", () => {
  // Of three arrangements, one has U = 2 and one has U = 0.
  assertClose(mannWhitneyU([5], [1, 2]).pValue, 2 / 3, { relative: 1e-14 });
  // z = (2 − 1 − 0.5) / √(2 · 4 / 12), p = P(|Z| > 0.612)
  assertClose(mannWhitneyU([5], [1, 2], { method: "asymptotic" }).pValue, 0.5402913746074199, { relative: 1e-12 });
  assert.ok(Number.isNaN(cliffsDelta([5], [1, 2]).lower));
  assert.throws(() => welchTTest([5], [1, 2]), new InvalidParameterError("a must have at least 2 values; got 1"));
  assert.throws(() => mannWhitneyU([], [1]), new InvalidParameterError("a must have at least 1 value; got 0"));
});
