import {
  checkInteger,
  checkOptionNames,
  FeatureMatrix,
  type FittedClassifier,
  type LabelsLike,
  type MatrixLike,
  meanOf,
  type OnProgress,
  Random,
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
  /** Seed of the shuffles, integer in [0, 2^32 − 1]. */
  readonly seed: number;
  /** Called after each feature with (features done, nFeatures). */
  readonly onProgress?: OnProgress;
}

/** How much worse a model forecasts when it cannot use a feature. */
export interface PermutationImportance {
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
 * on. Of features that move together each can look unimportant, as the others stand in for it.
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
  checkOptionNames("permutationImportance", options, ["scoring", "nRepeats", "seed", "onProgress"]);
  const scoring = checkScoring(options.scoring ?? "rocAuc");
  const nRepeats = checkInteger("nRepeats", options.nRepeats ?? 10, { min: 1 });
  const random = new Random(options.seed);
  const matrix = toMatchingFeatures(X, fitted.featureNames);
  const labels = toLabels(y, matrix.nSamples);
  // One working copy: a column is shuffled in it, and written back when its turn is over.
  const copy = new FeatureMatrix(matrix.data.slice(), matrix.nSamples, matrix.featureNames);
  const score = () => scoreForecast(scoring, labels, fitted.predictProba(copy));
  const sign = greaterIsBetter(scoring) ? 1 : -1;
  const baseline = score();
  const importances = matrix.featureNames.map((_, feature) => {
    const shuffler = random.fork(feature);
    const values = matrix.column(feature);
    const drops = new Float64Array(nRepeats);
    for (let repeat = 0; repeat < nRepeats; repeat++) {
      writeColumn(copy, feature, shuffler.shuffle(values.slice()));
      drops[repeat] = sign * (baseline - score());
    }
    writeColumn(copy, feature, values);
    options.onProgress?.(feature + 1, matrix.nFeatures);
    return drops;
  });
  return { featureNames: [...fitted.featureNames], scoring, baseline, importances, ...summarize(importances) };
}

function writeColumn({ data, nSamples, nFeatures }: FeatureMatrix, feature: number, values: Float64Array): void {
  for (let row = 0; row < nSamples; row++) data[row * nFeatures + feature] = values[row];
}

function summarize(importances: readonly Float64Array[]): { mean: Float64Array; standardDeviation: Float64Array } {
  const mean = Float64Array.from(importances, meanOf);
  const standardDeviation = Float64Array.from(importances, (drops) =>
    Math.sqrt(meanOf(drops.map((drop) => (drop - meanOf(drops)) ** 2))),
  );
  return { mean, standardDeviation };
}
