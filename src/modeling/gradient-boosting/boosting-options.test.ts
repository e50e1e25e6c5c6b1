import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError, ShapeError } from "../../core";
import type { GradientBoostingOptions } from "./boosting-options";
import { GradientBoostingClassifier } from "./gradient-boosting-classifier";

const X = [[1], [2], [3], [4]];
const y = [0, 0, 1, 1];

test("an option outside its range is named, with its rule and the value", () => {
  const wrong: [object, RegExp][] = [
    [{ nEstimators: 0 }, /nEstimators must be an integer in \[1, ∞\); got 0/],
    [{ learningRate: 0 }, /learningRate must be a finite number in \(0, ∞\); got 0/],
    [{ maxLeafNodes: 1 }, /maxLeafNodes/],
    [{ maxDepth: 0 }, /maxDepth/],
    [{ minSamplesLeaf: 1.5 }, /minSamplesLeaf/],
    [{ l2Regularization: -1 }, /l2Regularization/],
    [{ minGainToSplit: Number.NaN }, /minGainToSplit/],
    [{ minSumHessian: -1e-3 }, /minSumHessian/],
    [{ nBins: 257 }, /nBins must be an integer in \[2, 256\]; got 257/],
    [{ subsample: 0 }, /subsample must be a finite number in \(0, 1\]; got 0/],
    [{ colsample: 1.1 }, /colsample/],
    [{ colsampleByNode: -1 }, /colsampleByNode/],
    [{ seed: 0.5 }, /seed/],
    [{ classWeight: "even" }, /classWeight must be one of "balanced"; got "even"/],
    [{ classWeight: { 0: 1 } }, /classWeight\[1\] must be a finite number/],
    [{ earlyStopping: { validationFraction: 1 } }, /validationFraction/],
    [{ earlyStopping: { patience: 3 } }, /no option "patience"/],
    [{ monotoneConstraints: { x0: 2 } }, /monotoneConstraints of "x0" must be one of 1, -1, 0; got 2/],
    [{ monotoneConstraints: [1] }, /monotoneConstraints/],
    [{ onProgress: 1 }, /onProgress of GradientBoostingClassifier must be a function/],
    [{ nTrees: 3 }, /GradientBoostingClassifier has no option "nTrees"/],
  ];
  for (const [options, message] of wrong) {
    const make = () => new GradientBoostingClassifier(options as GradientBoostingOptions);
    assert.throws(make, (error) => error instanceof InvalidParameterError && message.test(error.message), `${message}`);
  }
});

test("data that cannot be learned from are refused before any work", () => {
  const recipe = new GradientBoostingClassifier();
  assert.throws(() => recipe.fit(X, [0, 0, 0, 0]), /both classes/);
  assert.throws(() => recipe.fit(X, y, { sampleWeight: [1, 1, 0, 0] }), /both classes/);
  assert.throws(() => recipe.fit(X, y, { sampleWeight: [1, 1, 1, -1] }), /sampleWeight/);
  assert.throws(() => recipe.fit(X, [0, 1]), ShapeError);
  assert.throws(() => recipe.fit([[Number.NaN], [1]], [0, 1]), /finite/);
  const constrained = new GradientBoostingClassifier({ monotoneConstraints: { Age: 1 } });
  assert.throws(() => constrained.fit(X, y), /monotoneConstraints must name features; got "Age"/);
  const stopping = new GradientBoostingClassifier({ earlyStopping: true });
  assert.throws(() => stopping.fit([[1], [2], [3]], [0, 0, 1]), /at least 2 samples of each class/);
});

test("progress is told after each tree, inputs stay as they are", () => {
  const seen: [number, number][] = [];
  const onProgress = (done: number, total: number) => seen.push([done, total]);
  const frozen = Object.freeze(X.map((row) => Object.freeze(row) as number[]));
  new GradientBoostingClassifier({ nEstimators: 3, onProgress }).fit(frozen, Object.freeze(y) as number[]);
  assert.deepEqual(seen, [
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test("class weights multiply sample weights", () => {
  const data: [number[][], number[]] = [
    [[1], [2], [3], [4], [5], [6]],
    [0, 1, 0, 1, 0, 0],
  ];
  const weighted = new GradientBoostingClassifier({ minSamplesLeaf: 1, classWeight: { 0: 1, 1: 2 } }).fit(...data);
  const sampleWeight = data[1].map((label) => 1 + label);
  const same = new GradientBoostingClassifier({ minSamplesLeaf: 1 }).fit(...data, { sampleWeight });
  assert.deepEqual(weighted.trees, same.trees);
  const balanced = new GradientBoostingClassifier({ classWeight: "balanced" }).fit(...data);
  assert.ok(Math.abs(balanced.baselineLogOdds) < 1e-12);
});
