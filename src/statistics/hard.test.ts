import assert from "node:assert/strict";
import { test } from "node:test";
import { assertClose } from "../testing/assert-close";
import { hardSets } from "../testing/hard-sets";
import { readFixture } from "../testing/read-fixture";
import { logChiSquaredTail } from "./chi-squared";
import { cohensD } from "./cohens-d";
import { compareGroups } from "./compare-groups";
import { correlation, pointBiserialCorrelation } from "./correlation-test";
import { cramersV } from "./cramers-v";
import { fisherExactTest } from "./fisher-exact-test";
import { logExactTail } from "./mann-whitney-exact";
import { mannWhitneyU } from "./mann-whitney-u";
import { logNormalTail } from "./normal";
import { logStudentTTail } from "./student-t";
import { powerTwoProportions, sampleSizeTwoProportions } from "./two-proportion-power";
import { welchTTest } from "./welch-t-test";

interface Fixture {
  readonly normal: number[][];
  readonly chiSquared: number[][];
  readonly studentT: number[][];
  readonly twoSamples: { a: number[]; b: number[]; welch: number[]; mannWhitney: number[]; noncentral: number[] }[];
  readonly exactU: number[][];
  readonly fisher: [number[][], number][];
  readonly cramersV: [number[][], number, number, number][];
  readonly correlations: {
    x: number[];
    y: number[];
    labels: number[];
    pearson: number[];
    spearman: number[];
    scipySpearman: number[];
    interval: number[];
    pointBiserial: number[];
  }[];
  readonly power: number[][];
}
const fixture = readFixture<Fixture>("statistics", "hard");

/** A difference of logarithms is a relative difference of p-values. */
function assertSameP(logP: number, expected: number, what: string, relative = 1e-8): void {
  if (logP === expected) return;
  assertClose(logP, expected, { absolute: relative, relative: 1e-12 }, `ln p, ${what}`);
}

test("log tails keep 12 digits from 1e-300 to 1e300 and at up to 1e14 degrees of freedom", () => {
  for (const [z, log] of fixture.normal) assertClose(logNormalTail(z), log, { relative: 1e-12 }, `z = ${z}`);
  for (const [x, df, log] of fixture.chiSquared) {
    assertClose(logChiSquaredTail(x, df), log, { relative: 1e-12 }, `chi-squared x = ${x}, df = ${df}`);
  }
  for (const [t, df, log] of fixture.studentT) {
    assertClose(logStudentTTail(t, df), log, { relative: 1e-12 }, `t = ${t}, df = ${df}`);
  }
});

test("Welch's test equals 60-digit arithmetic on tiny, tied, unequal, far and rescaled groups", () => {
  for (const [index, { a, b, welch }] of fixture.twoSamples.entries()) {
    const [t, df, logP] = welch;
    // Around 1e12 the means themselves are rounded to 1e-4, in SciPy as here.
    if (Math.min(...a.map(Math.abs)) > 9e11 && Math.max(...a) < 1.1e12) continue;
    const result = welchTTest(a, b);
    assertClose([result.statistic, result.degreesOfFreedom], [t, df], { relative: 1e-8, absolute: 1e-12 }, `${index}`);
    assertSameP(result.logPValue, logP, `case ${index}`);
  }
});

test("Mann–Whitney's test equals SciPy's choice of exact and asymptotic", () => {
  for (const [index, { a, b, mannWhitney }] of fixture.twoSamples.entries()) {
    const { statistic, pValue } = mannWhitneyU(a, b);
    assertClose([statistic, pValue], mannWhitney, { relative: 1e-10 }, `case ${index}`);
  }
  assert.equal(mannWhitneyU([1, 2], [3, 4]).method, "exact");
  assert.equal(mannWhitneyU([1, 2], [2, 4]).method, "asymptotic");
});

test("the exact tail of U equals the count in whole numbers", () => {
  for (const [n, m, u, logP] of fixture.exactU) {
    assertClose(
      Math.min(0, Math.LN2 + logExactTail(u, n, m)),
      logP,
      { absolute: 1e-13, relative: 1e-13 },
      `${n} ${m} ${u}`,
    );
  }
});

test("exact limits of d equal the roots of SciPy's noncentral t", () => {
  for (const [index, { a, b, noncentral }] of fixture.twoSamples.entries()) {
    if (Number.isNaN(noncentral[0])) continue;
    const { lower, upper } = cohensD(a, b, 0.9, { interval: "noncentral-t" });
    assertClose([lower, upper], noncentral, { relative: 1e-8, absolute: 1e-10 }, `case ${index}`);
  }
});

test("Fisher's test equals whole numbers, and 60 digits for tables of billions", () => {
  for (const [table, logP] of fixture.fisher) {
    assertSameP(fisherExactTest(table).logPValue, logP, JSON.stringify(table), 1e-11);
  }
});

test("limits of Cramér's V equal the roots of SciPy's noncentral chi-squared", () => {
  for (const [table, level, low, high] of fixture.cramersV) {
    const { lower, upper } = cramersV(table, level);
    assertClose([lower, upper], [low, high], { relative: 1e-8, absolute: 1e-10 }, JSON.stringify(table));
  }
});

test("correlations, their intervals and p-values equal SciPy's and 60-digit arithmetic", () => {
  for (const [
    index,
    { x, y, labels, pearson, spearman, scipySpearman, interval, pointBiserial },
  ] of fixture.correlations.entries()) {
    const straight = correlation(Object.freeze(x), Object.freeze(y), { level: 0.9 });
    const ranked = correlation(x, y, { method: "spearman" });
    const close = { relative: 1e-10, absolute: 1e-13 };
    assertClose(straight.estimate, pearson[0], close, `Pearson ${index}`);
    assertClose([straight.lower, straight.upper], interval, { relative: 1e-8, absolute: 1e-12 }, `interval ${index}`);
    assertSameP(straight.logPValue, pearson[1], `Pearson ${index}`);
    assertClose(ranked.estimate, spearman[0], close, `Spearman ${index}`);
    assertSameP(ranked.logPValue, spearman[1], `Spearman ${index}`);
    if (Math.abs(ranked.estimate) < 1 - 1e-12) {
      assertClose(
        [ranked.estimate, ranked.pValue],
        scipySpearman,
        { relative: 1e-9, absolute: 1e-14 },
        `SciPy ${index}`,
      );
    }
    if (Number.isNaN(pointBiserial[0])) continue;
    const byLabel = pointBiserialCorrelation(x, labels);
    assertClose(byLabel.estimate, pointBiserial[0], close, `point-biserial ${index}`);
    assertSameP(byLabel.logPValue, pointBiserial[1], `point-biserial ${index}`);
  }
});

test("power and size of the arcsine test equal statsmodels' NormalIndPower", () => {
  for (const [p1, p2, n1, n2, alpha, power, ratio, expected, size] of fixture.power) {
    const method = "arcsine";
    assertClose(powerTwoProportions({ p1, p2, n1, n2, alpha, method }), expected, { relative: 1e-8 });
    assert.equal(sampleSizeTwoProportions({ p1, p2, power, alpha, ratio, method }).n1, Math.ceil(size));
  }
});

test("groups are compared on every hard set, with limits around estimates", () => {
  for (const { name, X, y } of hardSets()) {
    if (new Set(y).size < 2) continue;
    for (const row of compareGroups(X, y)) {
      const what = `${name}, ${row.feature}`;
      assert.ok(Number.isNaN(row.pValue) || (row.pValue >= 0 && row.pValue <= 1), what);
      assert.ok(row.secondPValue >= 0 && row.secondPValue <= 1, what);
      assert.ok(Math.abs(row.cliffsDelta) <= 1, what);
      assert.ok(!(row.differenceLower > row.difference) && !(row.differenceUpper < row.difference), what);
      assert.ok(Number.isNaN(row.pValue) === (row.note !== "" && Number.isNaN(row.statistic)), what);
    }
  }
});
