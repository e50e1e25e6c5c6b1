import assert from "node:assert/strict";
import { test } from "node:test";
import { type FeatureMatrix, type FittedClassifier, InvalidParameterError, ShapeError } from "../core";
import { type ExplanationFixture, fixedLogistic } from "../testing/fixed-logistic";
import { readFixture } from "../testing/read-fixture";
import { permutationImportance } from "./permutation-importance";

const fixture = readFixture<ExplanationFixture>("modeling", "explanation");
const { X, y } = fixture;
const fitted: FittedClassifier = fixedLogistic(fixture);

test("means over many shuffles are scikit-learn's, for a score and for a loss", () => {
  const nRepeats = 100;
  for (const scoring of ["rocAuc", "brier"] as const) {
    const { mean, standardDeviation } = permutationImportance(fitted, X, y, { scoring, nRepeats, seed: 1 });
    const expected = fixture.permutation[scoring];
    mean.forEach((importance, feature) => {
      const error = expected.sd[feature] * Math.sqrt(1 / nRepeats + 1 / fixture.nRepeats);
      assert.ok(Math.abs(importance - expected.mean[feature]) < 4.5 * error, `${scoring} ${feature}: ${importance}`);
      // The standard deviation of a standard deviation is about sd / sqrt(2n).
      const ratio = standardDeviation[feature] / expected.sd[feature];
      assert.ok(Math.abs(ratio - 1) < 4.5 / Math.sqrt(2 * nRepeats), `${scoring} ${feature}: ratio ${ratio}`);
    });
  }
});

test("a feature that the model does not use has importance 0, and X stays as it is", () => {
  const wide = X.map((row, index) => Object.freeze([...row, index]));
  const ignoring = {
    ...fitted,
    featureNames: [...fitted.featureNames, "x4"],
    predictProba: () => fitted.predictProba(X),
  };
  const { mean, featureNames } = permutationImportance(ignoring, wide, y, { nRepeats: 2, seed: 1 });
  assert.deepEqual([featureNames[4], mean[4]], ["x4", 0]);
});

test("the seed decides, and a feature's shuffles do not depend on the other features", () => {
  const run = (seed: number) => permutationImportance(fitted, X, y, { nRepeats: 3, seed });
  assert.deepEqual(run(2), run(2));
  assert.notDeepEqual(run(2).importances, run(3).importances);
  assert.equal(run(2).importances[3].length, 3);
});

test("features of a group are shuffled together: one permutation for all its columns", () => {
  // The forecast reads x0 − x1 only, the labels are which rows have most of it: shuffled together, the forecasts are other rows'.
  const twins = X.map(([a, b]) => [a + b, a]);
  const difference: FittedClassifier = {
    ...fitted,
    featureNames: ["x0", "x1"],
    predictProba: (rows) => {
      const { data, nSamples } = rows as FeatureMatrix;
      return Float64Array.from({ length: nSamples }, (_, row) => 1 / (1 + Math.exp(data[2 * row + 1] - data[2 * row])));
    },
  };
  const middle = [...X].map(([, b]) => b).sort((a, b) => a - b)[X.length >> 1];
  const labels = X.map(([, b]) => Number(b > middle));
  const groups = { x0: ["x0"], x1: ["x1"], both: ["x0", "x1"] };
  const { featureNames, mean, importances } = permutationImportance(difference, twins, labels, { seed: 1, groups });
  const alone = permutationImportance(difference, twins, labels, { seed: 1 });
  assert.deepEqual(featureNames, ["x0", "x1", "both"]);
  assert.deepEqual(importances.slice(0, 2), alone.importances);
  assert.ok(mean[0] > 0.05 && mean[1] > 0.05 && mean[2] > 0.2, String(mean));
  const reversed = permutationImportance(difference, twins, labels, { seed: 1, groups: { all: ["x1", "x0"] } });
  const sameSeed = permutationImportance(difference, twins, labels, { seed: 1, groups: { all: ["x0", "x1"] } });
  assert.deepEqual(reversed.importances, sameSeed.importances);
});

test("options out of range and other features are refused", () => {
  assert.throws(
    () => permutationImportance(fitted, X, y, { nRepeats: 0, seed: 1 }),
    new InvalidParameterError("nRepeats must be an integer in [1, ∞); got 0"),
  );
  const bad = (groups: Record<string, string[]>) => () => permutationImportance(fitted, X, y, { seed: 1, groups });
  assert.throws(
    bad({ a: ["x9"] }),
    new InvalidParameterError('groups.a must name features of training; got "x9", the features are x0, x1, x2, x3'),
  );
  assert.throws(
    bad({ a: [] }),
    new InvalidParameterError("groups.a must be an array of at least one feature; got an array of 0"),
  );
  assert.throws(() => permutationImportance(fitted, [[1, 2]], [1], { seed: 1 }), ShapeError);
});
