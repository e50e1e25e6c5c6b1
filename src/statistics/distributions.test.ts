import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { logChiSquaredTail } from "./chi-squared";
import { logNormalTail, normalQuantile } from "./normal";
import { logStudentTTail, studentTUpperQuantile } from "./student-t";

const fixture = readFixture<
  Record<"normal" | "studentT" | "chiSquared" | "normalQuantile" | "studentTQuantile", number[][]>
>("statistics", "distributions");

test("the normal tail equals SciPy's from −8 to 1000 deviations", () => {
  for (const [z, expected] of fixture.normal) {
    // A difference of logarithms is a relative difference of p-values.
    assertClose(logNormalTail(z), expected, { absolute: 1e-12, relative: 1e-12 }, `logNormalTail(${z})`);
    if (expected > -1)
      assertClose(Math.expm1(logNormalTail(z)), Math.expm1(expected), { relative: 1e-12 }, `1 − p(${z})`);
  }
});

test("Student's t tail equals SciPy's down to 1e-300", () => {
  for (const [t, df, expected] of fixture.studentT) {
    assertClose(Math.exp(logStudentTTail(t, df)), expected, { relative: 1e-10 }, `t=${t} df=${df}`);
  }
});

test("the chi-squared tail equals SciPy's down to 1e-300", () => {
  for (const [x, df, expected] of fixture.chiSquared) {
    assertClose(Math.exp(logChiSquaredTail(x, df)), expected, { relative: 1e-10 }, `x=${x} df=${df}`);
  }
});

test("tails do not end where numbers do", () => {
  // For z² = 1e6: −z²/2 − ln(z √2π) − 1/z², the first terms of the asymptotic series.
  assertClose(logNormalTail(1000), -500000 - Math.log(1000 * Math.sqrt(2 * Math.PI)) - 1e-6, { relative: 1e-14 });
  // Cauchy: P(T > t) = 1/2 − arctan(t) / π.
  assertClose(Math.exp(logStudentTTail(1e-8, 1)), 0.5 - 1e-8 / Math.PI, { relative: 1e-15 });
  // Cauchy: P(T > t) = 1 / (πt) for a large t.
  assertClose(logStudentTTail(1e300, 1), -Math.log(Math.PI) - 300 * Math.LN10, { relative: 1e-14 });
  // Two degrees of freedom: P(X > x) = exp(−x / 2).
  assertClose(logChiSquaredTail(1e5, 2), -50000, { relative: 1e-14 });
});

test("quantiles equal SciPy's", () => {
  for (const [p, expected] of fixture.normalQuantile) {
    assertClose(normalQuantile(p), expected, { relative: 1e-12, absolute: 1e-15 }, `normalQuantile(${p})`);
  }
  for (const [tail, df, expected] of fixture.studentTQuantile) {
    assertClose(studentTUpperQuantile(tail, df), expected, { relative: 1e-9 }, `tail=${tail} df=${df}`);
  }
});

test("quantile and tail are inverse", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -690, max: -0.7, noNaN: true }),
      fc.double({ min: 1, max: 1e4, noNaN: true }),
      (logTail, df) => {
        const tail = Math.exp(logTail);
        assertClose(logNormalTail(-normalQuantile(tail)), logTail, { absolute: 1e-10 });
        assertClose(logStudentTTail(studentTUpperQuantile(tail, df), df), logTail, { absolute: 1e-8 });
      },
    ),
  );
});

test("a probability of 0 or 1 has no quantile", () => {
  assert.throws(() => normalQuantile(1), new InvalidParameterError("p must be a finite number in (0, 1); got 1"));
});
