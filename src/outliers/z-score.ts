import { checkNumber, checkOptionNames, deviationNorm, type MatrixLike, meanOf, toFeatureMatrix } from "../core";
import { checkFeatures } from "./check-features";
import { type FeatureLimits, learnLimits, tidy, unchecked } from "./feature-limits";
import { FittedOutlierDetector } from "./outlier-detector";

/** Options of {@link ZScore}. */
export interface ZScoreOptions {
  /** Standard deviations from the mean that pass, above 0. Default: 3 */
  readonly threshold?: number;
  /** Names of the features to check. Default: all but those of zeros and ones */
  readonly features?: readonly string[];
}

/**
 * Flags values more than `threshold` standard deviations from the mean. The simplest rule and the easiest to fool: the
 * outliers themselves move the mean and widen the deviation, and among n values none is farther than (n − 1) / √n. The
 * deviation is the population's (divided by n), as in SciPy's `zscore`. A constant feature is not checked.
 * @see SciPy `stats.zscore`; Shiffler (1988), The American Statistician 42, on the largest possible score
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ZScore } from "churnlab";
 *
 * const detector = new ZScore({ threshold: 1.5 }).fit([[1], [2], [3], [4], [5], [30]]);
 * const { mask, scores } = detector.detect([[3], [30]]);
 * assert.deepEqual(Array.from(mask), [0, 1]);
 * assert.ok(scores[1] > 1); // 1 is the limit
 * ```
 */
export class ZScore {
  private readonly threshold: number;
  private readonly features: readonly string[] | undefined;

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: ZScoreOptions = {}) {
    checkOptionNames("ZScore", options, ["threshold", "features"]);
    this.threshold = checkNumber("threshold", options.threshold ?? 3, { exclusiveMin: 0 });
    this.features = checkFeatures(options.features);
  }

  /** Learns the limits. @param X nSamples × nFeatures training rows, at least one */
  fit(X: MatrixLike): FittedOutlierDetector {
    const matrix = toFeatureMatrix(X);
    const limits = learnLimits(matrix, (sorted) => zLimits(sorted, this.threshold), this.features);
    return new FittedOutlierDetector(limits, matrix.featureNames);
  }
}

function zLimits(sorted: Float64Array, threshold: number): Omit<FeatureLimits, "feature"> {
  const mean = meanOf(sorted);
  const deviation = deviationNorm(sorted, mean) / Math.sqrt(sorted.length);
  if (deviation === 0) return unchecked(`not checked: always ${tidy(mean)}`);
  const lower = mean - threshold * deviation;
  const upper = mean + threshold * deviation;
  const rule = (sign: string, limit: number) => `mean ${sign} ${threshold} · standard deviation = ${tidy(limit)}`;
  return { lower, upper, lowerRule: rule("−", lower), upperRule: rule("+", upper), note: "" };
}
