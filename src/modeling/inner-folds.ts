import { type Classifier, checkInteger, type FittedClassifier, InvalidParameterError, type MatrixLike } from "../core";
import { type Fold, StratifiedKFold } from "../preprocessing";
import type { FoldPlan } from "./check-folds";
import type { CrossValidationFolds } from "./fold-list";
import type { TrainingData } from "./training-data";

/** How a recipe divides its training rows to get forecasts of rows that a model did not see. */
export interface InnerFoldsOptions {
  /** A splitter such as StratifiedKFold, or ready folds. Default: 5 stratified folds, shuffled by `seed`. */
  readonly cv?: CrossValidationFolds;
  /** Seed of the default folds, integer in [0, 2^32 − 1]; needed where cv is not given, refused where it is. */
  readonly seed?: number;
}

/** The folds that the options ask for. @throws InvalidParameterError for both or neither of cv and seed */
export function toInnerFolds(owner: string, { cv, seed }: InnerFoldsOptions): CrossValidationFolds {
  if (cv === undefined && seed === undefined) {
    throw new InvalidParameterError(`${owner} needs cv, or the seed of its default folds; got neither`);
  }
  if (cv === undefined) return new StratifiedKFold({ seed: checkInteger("seed", seed, { min: 0, max: 0xffffffff }) });
  if (seed !== undefined) {
    throw new InvalidParameterError(`seed is that of the default folds of ${owner}: leave it out where cv is given`);
  }
  if (!Array.isArray(cv) && typeof (cv as { split?: unknown } | null)?.split !== "function") {
    throw new InvalidParameterError("cv must be a splitter such as StratifiedKFold, or an array of folds");
  }
  return cv;
}

/** Training data, and whether the caller gave weights: classifiers that take none must not be told any. */
export interface WeightedTrainingData extends TrainingData {
  readonly isWeighted: boolean;
}

/** What is about to be done with the folds of the training data, for {@link checkFolds}. */
export function planOf(
  { labels, weights, isWeighted, features }: WeightedTrainingData,
  folds: readonly Fold[],
): FoldPlan {
  return { folds, labels, weights: isWeighted ? weights : undefined, featureNames: features.featureNames };
}

/** Fits the classifier on some rows of the training data. */
export function fitOnRows(classifier: Classifier, data: WeightedTrainingData, rows: Uint32Array): FittedClassifier {
  const X = data.features.selectRows(rows);
  const y = Uint8Array.from(rows, (row) => data.labels[row]);
  return data.isWeighted
    ? classifier.fit(X, y, { sampleWeight: Float64Array.from(rows, (row) => data.weights[row]) })
    : classifier.fit(X, y);
}

/** Fits the classifier on all the training data. */
export function fitOnAll(classifier: Classifier, data: WeightedTrainingData): FittedClassifier {
  const { features, labels, weights, isWeighted } = data;
  return isWeighted ? classifier.fit(features, labels, { sampleWeight: weights }) : classifier.fit(features, labels);
}

/**
 * A score of every training row by a model that did not see it.
 * @param scoreOf such as the model's P(churn)
 * @throws InvalidParameterError when some row is not in exactly one test part
 */
export function outOfFoldScores(
  classifier: Classifier,
  data: WeightedTrainingData,
  folds: readonly Fold[],
  scoreOf: (fitted: FittedClassifier, X: MatrixLike) => Float64Array,
): Float64Array {
  checkPartition(folds, data.labels.length);
  const scores = new Float64Array(data.labels.length);
  for (const { train, test } of folds) {
    const ofTest = scoreOf(fitOnRows(classifier, data, train), data.features.selectRows(test));
    for (let place = 0; place < test.length; place++) scores[test[place]] = ofTest[place];
  }
  return scores;
}

function checkPartition(folds: readonly Fold[], nSamples: number): void {
  const counts = new Uint32Array(nSamples);
  for (const { test } of folds) for (const row of test) counts[row]++;
  const place = counts.findIndex((count) => count !== 1);
  if (place >= 0) {
    throw new InvalidParameterError(
      `cv must put every row into exactly one test part; row ${place} is in ${counts[place]}`,
    );
  }
}
