import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError, Random, UndefinedMetricError } from "../core";
import { bootstrapInterval } from "./bootstrap-interval";
import { accuracyScore, rocAucScore } from "./metrics";

function draw(nSamples: number, seed: number) {
  const random = new Random(seed);
  const y = Array.from({ length: nSamples }, () => Number(random.uniform() < 0.3));
  const p = y.map((label) => 1 / (1 + Math.exp(-(label + random.normal()))));
  return { y, p };
}

test("the interval holds the estimate, repeats with its seed and moves with another", () => {
  const { y, p } = draw(300, 1);
  Object.freeze(y);
  Object.freeze(p);
  const options = { nResamples: 200, seed: 5 };
  const interval = bootstrapInterval(rocAucScore, y, p, options);
  assert.equal(interval.estimate, rocAucScore(y, p));
  assert.ok(interval.lower < interval.estimate && interval.estimate < interval.upper);
  assert.deepEqual(bootstrapInterval(rocAucScore, y, p, options), interval);
  assert.notDeepEqual(bootstrapInterval(rocAucScore, y, p, { ...options, seed: 6 }), interval);
});

test("an accuracy's interval is close to the binomial one", () => {
  // 100 right of 400: standard deviation √(0.25 · 0.75 / 400) = 0.0217, 95 % interval 0.25 ∓ 0.0424.
  const y = new Array(400).fill(0).fill(1, 300);
  const interval = bootstrapInterval(accuracyScore, y, new Array(400).fill(1), { nResamples: 4000, seed: 3 });
  assert.ok(Math.abs(interval.lower - (0.25 - 0.0424)) < 0.006, `${interval.lower}`);
  assert.ok(Math.abs(interval.upper - (0.25 + 0.0424)) < 0.006, `${interval.upper}`);
});

test("stratified resamples keep the churn rate", () => {
  const { y, p } = draw(200, 2);
  const churnRate = (labels: Uint8Array) => labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const fixed = bootstrapInterval(churnRate, y, p, { nResamples: 50, stratified: true, seed: 1 });
  assert.equal(fixed.lower, fixed.upper);
  const free = bootstrapInterval(churnRate, y, p, { nResamples: 50, seed: 1 });
  assert.ok(free.lower < free.upper);
});

test("a resample of one class is drawn again", () => {
  // One leaver of three: a third of the resamples have none.
  const { lower } = bootstrapInterval(rocAucScore, [1, 0, 0], [0.9, 0.5, 0.1], { nResamples: 100, seed: 1 });
  assert.equal(lower, 1);
});

test("what cannot be is refused", () => {
  assert.throws(() => bootstrapInterval(rocAucScore, [1, 0], [0.9, 0.1], { seed: -1 }), InvalidParameterError);
  assert.throws(() => bootstrapInterval(rocAucScore, [1, 0], [0.9, 0.1], { seed: 1, level: 1 }), InvalidParameterError);
  assert.throws(() => bootstrapInterval(rocAucScore, [1, 1], [0.9, 0.1], { seed: 1 }), UndefinedMetricError);
  assert.throws(
    () => bootstrapInterval(() => Number.NaN, [1, 0], [0.9, 0.1], { seed: 1 }),
    new UndefinedMetricError("the metric must be finite; got NaN on the samples"),
  );
});
