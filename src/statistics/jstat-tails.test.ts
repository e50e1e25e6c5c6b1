import assert from "node:assert/strict";
import { test } from "node:test";
import * as jstat from "jstat";
import { logChiSquaredTail } from "./chi-squared";
import { logNormalTail, normalQuantile } from "./normal";
import { logStudentTTail, studentTUpperQuantile } from "./student-t";

/** What jstat has beside the quantiles that churnlab starts from. */
const { normal, studentt, chisquare } = jstat.jStat as unknown as Record<
  "normal" | "studentt" | "chisquare",
  { cdf(x: number, ...parameters: number[]): number; inv(p: number, ...parameters: number[]): number }
>;

function off(value: number, logTruth: number): number {
  return Math.abs(value / Math.exp(logTruth) - 1);
}

// These hold jstat to its present inexactness: should a test fail, jstat has become better, and its notes in
// special-functions.ts are due for another look. Ours is compared with mpmath in hard.test.ts.
test("jstat's normal tail has lost its last digit before 9 deviations", () => {
  assert.ok(off(normal.cdf(-3, 0, 1), logNormalTail(3)) < 1e-13);
  assert.ok(off(normal.cdf(-7, 0, 1), logNormalTail(7)) > 1e-7);
  assert.ok(off(normal.cdf(-8, 0, 1), logNormalTail(8)) > 1e-2);
  assert.equal(normal.cdf(-9, 0, 1), 0);
});

test("jstat's chi-squared tail is 1 − cdf, and 0 where churnlab's has all its digits", () => {
  assert.ok(off(1 - chisquare.cdf(50, 1), logChiSquaredTail(50, 1)) > 1e-6);
  assert.equal(1 - chisquare.cdf(100, 1), 0);
  assert.ok(Math.exp(logChiSquaredTail(100, 1)) > 1e-24);
});

test("jstat's Student t keeps 7 digits", () => {
  assert.ok(off(studentt.cdf(-3, 1000), logStudentTTail(3, 1000)) > 1e-8);
  assert.ok(off(studentt.cdf(-3, 1000), logStudentTTail(3, 1000)) < 1e-6);
});

test("jstat's quantiles lose their digits with the tail", () => {
  const distance = (p: number) => Math.abs(normal.inv(p, 0, 1) / normalQuantile(p) - 1);
  assert.ok(distance(0.025) < 1e-14);
  assert.ok(distance(1e-9) > 1e-10);
  assert.ok(distance(1e-12) > 1e-8);
  assert.ok(distance(1e-17) > 1e-2);
  assert.ok(Math.abs(studentt.inv(1 - 1e-12, 30) / studentTUpperQuantile(1e-12, 30) - 1) > 1e-7);
  assert.equal(studentt.inv(1 - 1e-17, 30), Number.POSITIVE_INFINITY);
});
