import {
  type Classifier,
  checkClassifier,
  checkOptionNames,
  type FeatureMatrix,
  type LabelsLike,
  type MatrixLike,
  type OnProgress,
  toFeatureMatrix,
  toLabels,
} from "../core";
import type { Fold } from "../preprocessing";
import { checkFolds } from "./check-folds";
import { type CrossValidationFolds, toFolds } from "./fold-list";
import { checkScoringList, type ScoringName, scoreForecast } from "./scoring";

/** Options of {@link crossValidate}. */
export interface CrossValidateOptions<Name extends ScoringName = ScoringName> {
  /** A splitter such as RepeatedStratifiedKFold, or ready folds. */
  readonly cv: CrossValidationFolds;
  /** Scores to compute on each test part. Default ["rocAuc"]. */
  readonly scoring?: readonly Name[];
  /** Called after each fold with (folds done, folds). */
  readonly onProgress?: OnProgress;
}

/** Scores of a model on rows that it was not trained on. */
export interface CrossValidation<Name extends ScoringName = ScoringName> {
  /** One value a fold, in the order of `folds`. */
  readonly scores: Readonly<Record<Name, Float64Array>>;
  /** Wall-clock seconds of each fit. */
  readonly fitSeconds: Float64Array;
  /** Wall-clock seconds of each forecast and its scores. */
  readonly scoreSeconds: Float64Array;
  /** The folds that were used: pass them as `cv` of another model for a paired comparison. */
  readonly folds: readonly Fold[];
}

/**
 * Fits the classifier anew on the training part of each fold and scores it on the test part. Give a pipeline, not
 * transformed data: only so do scaling and selection see no test row.
 * @param X nSamples × nFeatures
 * @param y labels 0 or 1, length nSamples
 * @returns one value a fold for each score, the seconds of each fold, and the folds
 * @throws InvalidParameterError or ShapeError for options, data or folds that break their rule
 * @see scikit-learn `cross_validate`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import {
 *   crossValidate, featuresAndLabels, LogisticRegression, makePipeline, RepeatedStratifiedKFold,
 *   simulateClients, StandardScaler,
 * } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 200, seed: 1 }), "Churn");
 * const model = makePipeline(new StandardScaler(), new LogisticRegression({ penalty: "l2", C: 1 }));
 * const cv = new RepeatedStratifiedKFold({ nSplits: 3, nRepeats: 2, seed: 1 });
 * const { scores, folds } = crossValidate(model, X, y, { cv, scoring: ["rocAuc", "brier"] });
 * assert.equal(folds.length, 6);
 * assert.ok(Math.min(...scores.rocAuc) > 0.8 && Math.max(...scores.brier) < 0.2);
 * ```
 */
export function crossValidate<Name extends ScoringName = "rocAuc">(
  classifier: Classifier,
  X: MatrixLike,
  y: LabelsLike,
  options: CrossValidateOptions<Name>,
): CrossValidation<Name> {
  checkClassifier(classifier);
  checkOptionNames("crossValidate", options, ["cv", "scoring", "onProgress"]);
  const matrix = toFeatureMatrix(X, "X", classifier.allowsMissing !== true);
  const labels = toLabels(y, matrix.nSamples);
  const names = checkScoringList(options.scoring ?? ["rocAuc"]) as readonly Name[];
  const folds = toFolds(options.cv, labels);
  checkFolds(classifier, { folds, labels, featureNames: matrix.featureNames, scoring: names });
  const scores = Object.fromEntries(names.map((name) => [name, new Float64Array(folds.length)]));
  const fitSeconds = new Float64Array(folds.length);
  const scoreSeconds = new Float64Array(folds.length);
  folds.forEach((fold, index) => {
    const started = performance.now();
    const fitted = classifier.fit(...trainingPart(matrix, labels, fold));
    const trained = performance.now();
    const probabilities = fitted.predictProba(matrix.selectRows(fold.test));
    const truth = labelsOf(fold.test, labels);
    for (const name of names) scores[name][index] = scoreForecast(name, truth, probabilities);
    fitSeconds[index] = (trained - started) / 1000;
    scoreSeconds[index] = (performance.now() - trained) / 1000;
    options.onProgress?.(index + 1, folds.length);
  });
  return { scores: scores as Record<Name, Float64Array>, fitSeconds, scoreSeconds, folds };
}

/** The X and y that a fold trains on. */
export function trainingPart(matrix: FeatureMatrix, labels: Uint8Array, fold: Fold): [FeatureMatrix, Uint8Array] {
  return [matrix.selectRows(fold.train), labelsOf(fold.train, labels)];
}

function labelsOf(rows: ArrayLike<number>, labels: Uint8Array): Uint8Array {
  const selected = new Uint8Array(rows.length);
  for (let place = 0; place < selected.length; place++) selected[place] = labels[rows[place]];
  return selected;
}
