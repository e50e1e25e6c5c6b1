import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { cohensH } from "./cohens-h";
import { newcombeInterval } from "./newcombe-interval";
import { oddsRatio, riskRatio } from "./ratio-intervals";
import { powerTwoProportions, sampleSizeTwoProportions } from "./two-proportion-power";
import { wilsonInterval } from "./wilson-interval";

const fixture = readFixture<Record<"wilson" | "newcombe" | "ratios" | "power" | "sampleSize", number[][]>>(
  "statistics",
  "proportions",
);
const close = { relative: 1e-9, absolute: 1e-12 };

test("Wilson's interval equals statsmodels' in 200 cases", () => {
  for (const [successes, n, level, low, high] of fixture.wilson) {
    const { lower, upper } = wilsonInterval(successes, n, level);
    assertClose([lower, upper], [low, high], close, `${successes}/${n}`);
  }
});

test("Newcombe's interval equals statsmodels' in 200 cases", () => {
  for (const [s1, n1, s2, n2, level, low, high] of fixture.newcombe) {
    const { lower, upper } = newcombeInterval(s1, n1, s2, n2, level);
    assertClose([lower, upper], [low, high], close, `${s1}/${n1} − ${s2}/${n2}`);
  }
});

test("risk ratio, odds ratio and Cohen's h equal statsmodels' in 200 cases", () => {
  for (const [s1, n1, s2, n2, level, risk, riskLow, riskHigh, odds, oddsLow, oddsHigh, h] of fixture.ratios) {
    const what = `${s1}/${n1} : ${s2}/${n2}`;
    const byRisk = riskRatio(s1, n1, s2, n2, level);
    assertClose([byRisk.estimate, byRisk.lower, byRisk.upper], [risk, riskLow, riskHigh], { relative: 1e-9 }, what);
    const byOdds = oddsRatio(s1, n1, s2, n2, level);
    assertClose([byOdds.estimate, byOdds.lower, byOdds.upper], [odds, oddsLow, oddsHigh], { relative: 1e-9 }, what);
    assertClose(cohensH(s1, n1, s2, n2, level).estimate, h, close, what);
    assert.equal(byRisk.corrected, [s1, n1 - s1, s2, n2 - s2].includes(0));
  }
});

test("power equals statsmodels'", () => {
  for (const [p1, p2, n1, n2, alpha, expected] of fixture.power) {
    assertClose(
      powerTwoProportions({ p1, p2, n1, n2, alpha }),
      expected,
      { relative: 1e-8 },
      `${p1} ${p2} ${n1} ${n2}`,
    );
  }
});

test("the sample size is statsmodels', rounded up, and reaches the power", () => {
  for (const [p1, p2, power, alpha, ratio, expected] of fixture.sampleSize) {
    const size = sampleSizeTwoProportions({ p1, p2, power, alpha, ratio });
    assert.ok(size.n1 >= expected && size.n1 < expected + 1 + 1e-6, `${size.n1} for ${expected}`);
    assert.equal(size.n2, Math.max(1, Math.ceil(expected * ratio - 1e-9)));
    assert.equal(size.total, size.n1 + size.n2);
    assert.ok(size.power >= power - 0.02, `power ${size.power} for ${power}`);
  }
});

test("Wilson's interval holds its estimate, stays in [0, 1] and mirrors failures", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const successes = Math.round(share * n);
      const { estimate, lower, upper } = wilsonInterval(successes, n);
      assert.ok(0 <= lower && lower <= estimate && estimate <= upper && upper <= 1);
      const mirrored = wilsonInterval(n - successes, n);
      assertClose([1 - mirrored.upper, 1 - mirrored.lower], [lower, upper], { absolute: 1e-14 });
    }),
  );
});

test("of no clients nothing is known; of one, little", () => {
  assert.deepEqual(wilsonInterval(0, 0), { estimate: Number.NaN, lower: 0, upper: 1, level: 0.95 });
  assert.equal(wilsonInterval(0, 1).lower, 0);
  assert.equal(wilsonInterval(1, 1).upper, 1);
});

test("impossible counts are refused by name and rule", () => {
  assert.throws(() => wilsonInterval(4, 3), new InvalidParameterError("successes must be an integer in [0, 3]; got 4"));
  assert.throws(
    () => wilsonInterval(1.5, 3),
    new InvalidParameterError("successes must be an integer in [0, 3]; got 1.5"),
  );
  assert.throws(
    () => wilsonInterval(1, 3, 1),
    new InvalidParameterError("level must be a finite number in (0, 1); got 1"),
  );
  assert.throws(() => riskRatio(1, 3, 0, 0), new InvalidParameterError("n2 must be an integer in [1, ∞); got 0"));
  assert.throws(
    () => sampleSizeTwoProportions({ p1: 0.2, p2: 0.2 }),
    new InvalidParameterError("p1 and p2 must differ; got 0.2 for both"),
  );
});
