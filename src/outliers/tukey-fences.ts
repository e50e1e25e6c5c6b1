import { checkNumber, checkOptionNames, type MatrixLike, toFeatureMatrix } from "../core";
import { checkFeatures } from "./check-features";
import { learnLimits, tukeyLimits } from "./feature-limits";
import { FittedOutlierDetector } from "./outlier-detector";

/** Options of {@link TukeyFences}. */
export interface TukeyFencesOptions {
  /** Distance of the fences from the quartiles in interquartile ranges, ≥ 0. Default: 1.5 */
  readonly k?: number;
  /** Names of the features to check. Default: all but those of zeros and ones */
  readonly features?: readonly string[];
}

/**
 * The box-plot rule: values more than k interquartile ranges beyond the quartiles (type 7) are flagged.
 * A feature whose quartiles coincide is not checked, and its note says so.
 * @see Tukey (1977), Exploratory Data Analysis
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { TukeyFences } from "churnlab";
 *
 * const { mask, summary } = new TukeyFences({ k: 1.5 }).fit([[1], [2], [3], [4], [5]]).detect([[3], [8], [-2]]);
 * assert.deepEqual(Array.from(mask), [0, 1, 1]);
 * assert.deepEqual([summary[0].below, summary[0].above], [1, 1]);
 * ```
 */
export class TukeyFences {
  private readonly k: number;
  private readonly features: readonly string[] | undefined;

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: TukeyFencesOptions = {}) {
    checkOptionNames("TukeyFences", options, ["k", "features"]);
    this.k = checkNumber("k", options.k ?? 1.5, { min: 0 });
    this.features = checkFeatures(options.features);
  }

  /** Learns the fences. @param X nSamples × nFeatures training rows, at least one */
  fit(X: MatrixLike): FittedOutlierDetector {
    const matrix = toFeatureMatrix(X);
    const limits = learnLimits(matrix, (sorted) => tukeyLimits(sorted, this.k), this.features);
    return new FittedOutlierDetector(limits, matrix.featureNames);
  }
}
