import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError } from "../../core";
import { assertClose } from "../../testing/assert-close";
import { readFixture } from "../../testing/read-fixture";
import { calibrationCurve } from "./calibration-curve";

interface CurveCase {
  nBins: number;
  strategy: "quantile" | "uniform";
  observedRate: number[];
  meanPredicted: number[];
}

interface Fixture {
  cases: { name: string; y: number[]; p: number[]; calibrationCurve: CurveCase[] }[];
  wilson: { cases: { successes: number; trials: number; lower: number; upper: number }[] };
}

const { cases, wilson } = readFixture<Fixture>("modeling", "metrics");
const near = { absolute: 1e-12 };

for (const { name, y, p, calibrationCurve: curves } of cases) {
  for (const { nBins, strategy, observedRate, meanPredicted } of curves) {
    test(`agrees with scikit-learn to 1e-12: ${name}, ${strategy}`, () => {
      const curve = calibrationCurve(y, p, { nBins, strategy });
      assertClose(curve.observedRate, observedRate, near, "observed rate");
      assertClose(curve.meanPredicted, meanPredicted, near, "mean predicted");
      assert.equal(
        curve.counts.reduce((sum, count) => sum + count, 0),
        y.length,
      );
    });
  }
}

test("the interval of a bin is Wilson's", () => {
  for (const { successes, trials, lower, upper } of wilson.cases) {
    const y = Array.from({ length: trials }, (_, sample) => Number(sample < successes));
    const curve = calibrationCurve(y, new Array(trials).fill(0.4), { nBins: 1 });
    assertClose(curve.lower, [lower], near, "lower");
    assertClose(curve.upper, [upper], near, "upper");
  }
});

test("bins are 10 quantiles by default; other options are refused", () => {
  const p = Array.from({ length: 100 }, (_, index) => index / 100);
  assert.deepEqual(Array.from(calibrationCurve(new Array(100).fill(1), p).counts), new Array(10).fill(10));
  assert.throws(
    () => calibrationCurve([1], [0.5], { nBins: 0 }),
    new InvalidParameterError("nBins must be an integer in [1, 1000000]; got 0"),
  );
  assert.throws(() => calibrationCurve([1], [1.2]), InvalidParameterError);
});
