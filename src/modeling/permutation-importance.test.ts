import assert from "node:assert/strict";
import { test } from "node:test";
import { type FittedClassifier, InvalidParameterError, ShapeError } from "../core";
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

test("options out of range and other features are refused", () => {
  assert.throws(
    () => permutationImportance(fitted, X, y, { nRepeats: 0, seed: 1 }),
    new InvalidParameterError("nRepeats must be an integer in [1, ∞); got 0"),
  );
  assert.throws(() => permutationImportance(fitted, [[1, 2]], [1], { seed: 1 }), ShapeError);
});
