import { logStudentTTail, studentTUpperQuantile } from "../statistics";

/** A mean over folds, with what its spread says about it. */
export interface ResampledMean {
  /** Mean over the folds, in the unit of the score */
  readonly mean: number;
  /** Standard deviation over folds (divisor nFolds − 1). */
  readonly standardDeviation: number;
  /** Standard error of the mean, corrected for overlapping training sets. */
  readonly standardError: number;
  /** nFolds − 1 */
  readonly degreesOfFreedom: number;
  /** Lower limit of the mean */
  readonly lower: number;
  /** Upper limit of the mean */
  readonly upper: number;
  /** Confidence level of [lower, upper], in (0, 1). */
  readonly level: number;
}

/**
 * The corrected resampled t interval of Nadeau & Bengio (2003, section 3): Var(mean) = (1/J + nTest/nTrain)·s².
 * Folds share training rows, so their scores are not independent and the plain s²/J is far too small.
 * @param values one score a fold, J ≥ 2
 * @param testTrainRatio nTest / nTrain, 1 / (k − 1) for k folds
 */
export function correctedResampledT(values: Float64Array, testTrainRatio: number, level: number): ResampledMean {
  const nFolds = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / nFolds;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const variance = squares / (nFolds - 1);
  const standardError = Math.sqrt((1 / nFolds + testTrainRatio) * variance);
  const margin = studentTUpperQuantile((1 - level) / 2, nFolds - 1) * standardError;
  return {
    mean,
    standardDeviation: Math.sqrt(variance),
    standardError,
    degreesOfFreedom: nFolds - 1,
    lower: mean - margin,
    upper: mean + margin,
    level,
  };
}

/** Logarithm of the two-sided p-value of "the mean is 0" by the same t. No spread: 0 when the mean is 0, else −∞. */
export function logTwoSidedPValue({ mean, standardError, degreesOfFreedom }: ResampledMean): number {
  if (standardError === 0) return mean === 0 ? 0 : Number.NEGATIVE_INFINITY;
  return Math.min(0, Math.LN2 + logStudentTTail(Math.abs(mean / standardError), degreesOfFreedom));
}
