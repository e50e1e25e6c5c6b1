import {
  checkInteger,
  checkOptionNames,
  FeatureMatrix,
  type FittedClassifier,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  meanOf,
  type OnProgress,
  Random,
  show,
  toLabels,
  toMatchingFeatures,
} from "../core";
import { checkScoring, greaterIsBetter, type ScoringName, scoreForecast } from "./scoring";

/** Options of {@link permutationImportance}. */
export interface PermutationImportanceOptions {
  /** Score whose worsening is measured. Default "rocAuc". */
  readonly scoring?: ScoringName;
  /** Shuffles of each feature, integer from 1. Default 10. */
  readonly nRepeats?: number;
  /**
   * Features to shuffle together, row by row, by the name of their group: for features that move together, so that one
   * cannot stand in for the other. Default: each feature alone, under its own name.
   */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Seed of the shuffles, integer in [0, 2^32 − 1]. */
  readonly seed: number;
  /** Called after each feature with (features done, nFeatures). */
  readonly onProgress?: OnProgress;
}

/** How much worse a model forecasts when it cannot use a feature. */
export interface PermutationImportance {
  /** Names of the features, or of the groups where there are any. */
  readonly featureNames: readonly string[];
  readonly scoring: ScoringName;
  /** The score without any shuffle. */
  readonly baseline: number;
  /** Worsening of the score by each shuffle: one array of nRepeats a feature. Positive: the feature helps. */
  readonly importances: readonly Float64Array[];
  /** Mean over shuffles, one a feature. */
  readonly mean: Float64Array;
  /** Standard deviation over shuffles (divisor nRepeats, as in scikit-learn), one a feature. */
  readonly standardDeviation: Float64Array;
}

/**
 * Permutation importance (Breiman 2001; scikit-learn's convention): the score on X minus the score with one column
 * shuffled. For the losses "brier" and "logLoss" it is the rise of the loss. Give rows that the model was not trained
 * on. Of features that move together each can look unimportant, as the others stand in for it: see `groups`.
 * @param fitted any fitted classifier or pipeline; for a pipeline raw features are shuffled
 * @param X nSamples × nFeatures, the features of training
 * @param y labels 0 or 1, length nSamples
 */
export function permutationImportance(
  fitted: FittedClassifier,
  X: MatrixLike,
  y: LabelsLike,
  options: PermutationImportanceOptions,
): PermutationImportance {
  checkOptionNames("permutationImportance", options, ["scoring", "nRepeats", "groups", "seed", "onProgress"]);
  const scoring = checkScoring(options.scoring ?? "rocAuc");
  const nRepeats = checkInteger("nRepeats", options.nRepeats ?? 10, { min: 1 });
  const random = new Random(options.seed);
  const matrix = toMatchingFeatures(X, fitted.featureNames);
  const labels = toLabels(y, matrix.nSamples);
  const groups = Object.entries(
    options.groups ?? Object.fromEntries(matrix.featureNames.map((name) => [name, [name]])),
  );
  const places = groups.map(([group, features]) => placesOf(group, features, fitted.featureNames));
  // One working copy: the columns of a group are shuffled in it, and written back when its turn is over.
  const copy = new FeatureMatrix(matrix.data.slice(), matrix.nSamples, matrix.featureNames);
  const score = () => scoreForecast(scoring, labels, fitted.predictProba(copy));
  const sign = greaterIsBetter(scoring) ? 1 : -1;
  const baseline = score();
  const importances = places.map((columns, group) => {
    const shuffler = random.fork(group);
    const drops = new Float64Array(nRepeats);
    for (let repeat = 0; repeat < nRepeats; repeat++) {
      const order = shuffler.permutation(matrix.nSamples);
      for (const column of columns) copyColumn(matrix, copy, column, order);
      drops[repeat] = sign * (baseline - score());
    }
    const given = Uint32Array.from(labels.keys());
    for (const column of columns) copyColumn(matrix, copy, column, given);
    options.onProgress?.(group + 1, groups.length);
    return drops;
  });
  return { featureNames: groups.map(([name]) => name), scoring, baseline, importances, ...summarize(importances) };
}

function placesOf(group: string, features: unknown, featureNames: readonly string[]): number[] {
  if (!Array.isArray(features) || features.length === 0) {
    throw new InvalidParameterError(`groups.${group} must be an array of at least one feature; got ${show(features)}`);
  }
  return features.map((feature) => {
    const place = featureNames.indexOf(feature);
    if (place < 0) {
      throw new InvalidParameterError(
        `groups.${group} must name features of training; got ${show(feature)}, the features are ${featureNames.join(", ")}`,
      );
    }
    return place;
  });
}

function copyColumn(from: FeatureMatrix, to: FeatureMatrix, column: number, order: Uint32Array): void {
  for (let row = 0; row < to.nSamples; row++) to.data[row * to.nFeatures + column] = from.at(order[row], column);
}

function summarize(importances: readonly Float64Array[]): { mean: Float64Array; standardDeviation: Float64Array } {
  const mean = Float64Array.from(importances, meanOf);
  const standardDeviation = Float64Array.from(importances, (drops) =>
    Math.sqrt(meanOf(drops.map((drop) => (drop - meanOf(drops)) ** 2))),
  );
  return { mean, standardDeviation };
}
