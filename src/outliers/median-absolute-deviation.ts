import {
  checkNumber,
  checkOptionNames,
  type MatrixLike,
  meanOf,
  quantileOfSorted,
  sortedCopy,
  toFeatureMatrix,
} from "../core";
import { checkFeatures } from "./check-features";
import { type FeatureLimits, learnLimits, tidy, unchecked } from "./feature-limits";
import { FittedOutlierDetector } from "./outlier-detector";

/** Options of {@link MedianAbsoluteDeviation}. */
export interface MedianAbsoluteDeviationOptions {
  /** Largest modified z-score that passes, above 0. Default: 3.5 */
  readonly threshold?: number;
  /** Names of the features to check. Default: all but those of zeros and ones */
  readonly features?: readonly string[];
}

/** The upper quartile of the standard normal distribution: the MAD over it estimates the standard deviation. */
const normalQuartile = 0.6744897501960817;

/**
 * Flags values whose modified z-score |x − median| · 0.6745 / MAD exceeds the threshold; MAD is the median distance from
 * the median. Where the MAD is 0 (over half of the values are equal) the mean distance · √(π/2) takes the place of
 * MAD / 0.6745, and the note says so; a constant feature is not checked.
 * @see Iglewicz & Hoaglin (1993), How to Detect and Handle Outliers
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { MedianAbsoluteDeviation } from "churnlab";
 *
 * const detector = new MedianAbsoluteDeviation({ threshold: 3.5 }).fit([[1], [2], [3], [4], [5], [90]]);
 * const { mask, reasons } = detector.detect([[3], [90]]);
 * assert.deepEqual(Array.from(mask), [0, 1]);
 * assert.deepEqual([reasons[0].row, reasons[0].value], [1, 90]);
 * ```
 */
export class MedianAbsoluteDeviation {
  private readonly threshold: number;
  private readonly features: readonly string[] | undefined;

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: MedianAbsoluteDeviationOptions = {}) {
    checkOptionNames("MedianAbsoluteDeviation", options, ["threshold", "features"]);
    this.threshold = checkNumber("threshold", options.threshold ?? 3.5, { exclusiveMin: 0 });
    this.features = checkFeatures(options.features);
  }

  /** Learns the limits. @param X nSamples × nFeatures training rows, at least one */
  fit(X: MatrixLike): FittedOutlierDetector {
    const matrix = toFeatureMatrix(X);
    const limits = learnLimits(matrix, (sorted) => madLimits(sorted, this.threshold), this.features);
    return new FittedOutlierDetector(limits, matrix.featureNames);
  }
}

function madLimits(sorted: Float64Array, threshold: number): Omit<FeatureLimits, "feature"> {
  const median = quantileOfSorted(sorted, 0.5);
  const distances = sorted.map((value) => Math.abs(value - median));
  const mad = quantileOfSorted(sortedCopy(distances), 0.5);
  if (mad > 0) return around(median, (threshold * mad) / normalQuartile, `${threshold} · MAD / 0.6745`, "");
  const meanDistance = meanOf(distances);
  if (meanDistance === 0) return unchecked(`not checked: always ${tidy(median)}`);
  return around(
    median,
    threshold * meanDistance * Math.sqrt(Math.PI / 2),
    `${threshold} · 1.2533 · mean distance`,
    `the MAD is 0, at least half of the values are ${tidy(median)}: the mean distance is used`,
  );
}

function around(median: number, width: number, widthRule: string, note: string): Omit<FeatureLimits, "feature"> {
  const lower = median - width;
  const upper = median + width;
  return {
    lower,
    upper,
    lowerRule: `median − ${widthRule} = ${tidy(lower)}`,
    upperRule: `median + ${widthRule} = ${tidy(upper)}`,
    note,
  };
}
