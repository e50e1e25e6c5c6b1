import {
  type Classifier,
  checkClassifier,
  checkOptionNames,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  type OnProgress,
  toFeatureMatrix,
  toLabels,
} from "../core";
import { checkFolds } from "./check-folds";
import { trainingPart } from "./cross-validate";
import { type CrossValidationFolds, toFolds } from "./fold-list";

/** Options of {@link crossValPredict}. */
export interface CrossValPredictOptions {
  /** A splitter such as StratifiedKFold, or ready folds. Every row must be in at least one test part. */
  readonly cv: CrossValidationFolds;
  /** Called after each fold with (folds done, folds). */
  readonly onProgress?: OnProgress;
}

/**
 * P(churn) of every row by models that did not see it. Where the folds test a row more than once (repeated k-fold),
 * the mean of its forecasts.
 * @param classifier a recipe, fitted anew on the training part of each fold
 * @param X nSamples × nFeatures
 * @param y labels 0 or 1, length nSamples
 * @returns length nSamples, in the order of X
 * @throws InvalidParameterError when some row is in no test part
 * @see scikit-learn `cross_val_predict(method="predict_proba")`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import {
 *   churnModel, crossValPredict, featuresAndLabels, rocAucScore, simulateClients, StratifiedKFold,
 * } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 200, seed: 1 }), "Churn");
 * const p = crossValPredict(churnModel(), X, y, { cv: new StratifiedKFold({ nSplits: 4, seed: 1 }) });
 * assert.equal(p.length, 200);
 * assert.ok(rocAucScore(y, p) > 0.8);
 * ```
 */
export function crossValPredict(
  classifier: Classifier,
  X: MatrixLike,
  y: LabelsLike,
  options: CrossValPredictOptions,
): Float64Array {
  checkClassifier(classifier);
  checkOptionNames("crossValPredict", options, ["cv", "onProgress"]);
  const matrix = toFeatureMatrix(X, "X", classifier.allowsMissing !== true);
  const labels = toLabels(y, matrix.nSamples);
  const folds = toFolds(options.cv, labels);
  const counts = new Uint32Array(matrix.nSamples);
  for (const { test } of folds) for (const row of test) counts[row]++;
  const missing = counts.indexOf(0);
  if (missing >= 0) {
    throw new InvalidParameterError(`cv must put every row into a test part; row ${missing} is in none`);
  }
  checkFolds(classifier, { folds, labels, featureNames: matrix.featureNames });
  const sums = new Float64Array(matrix.nSamples);
  folds.forEach((fold, index) => {
    const fitted = classifier.fit(...trainingPart(matrix, labels, fold));
    const probabilities = fitted.predictProba(matrix.selectRows(fold.test));
    fold.test.forEach((row, place) => {
      sums[row] += probabilities[place];
    });
    options.onProgress?.(index + 1, folds.length);
  });
  return sums.map((sum, row) => sum / counts[row]);
}
