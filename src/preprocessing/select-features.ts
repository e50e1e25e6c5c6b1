import {
  checkNumber,
  checkOneOf,
  checkOptionNames,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  type Transformer,
  toFeatureMatrix,
} from "../core";
import type { FeatureSelection } from "./feature-selection";
import { FittedSelection } from "./fitted-selection";
import { selectByCorrelation } from "./select-by-correlation";
import { selectByMutualInformation } from "./select-by-mutual-information";
import { selectByVariance } from "./select-by-variance";
import { selectByVif } from "./select-by-vif";

/** What {@link SelectFeatures} goes by. */
export type SelectionCriterion = "variance" | "correlation" | "vif" | "mutualInformation";

/** Options of {@link SelectFeatures}. */
export interface SelectFeaturesOptions {
  /** What is looked at. */
  readonly by: SelectionCriterion;
  /**
   * Above which variance or mutual information (in nats) a feature stays, or above which correlation or variance
   * inflation factor it goes. Default: that of `selectByVariance` (0), `selectByMutualInformation` (0),
   * `selectByCorrelation` (0.9) or `selectByVif` (10)
   */
  readonly threshold?: number;
}

/**
 * The selections of features as a step of a pipeline, learned anew in every fold: by `selectByVariance`,
 * `selectByCorrelation`, `selectByVif` or `selectByMutualInformation`. The fitted form tells why each column was dropped.
 * @throws InvalidParameterError for a bad or unknown option
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { SelectFeatures } from "churnlab";
 *
 * const X = [[1, 2, 3], [2, 1, 3], [3, 5, 8], [4, 3, 7]]; // the third column is the sum of the first two
 * const chosen = new SelectFeatures({ by: "vif", threshold: 5 }).fit(X);
 * assert.deepEqual(chosen.kept, ["x0", "x1"]);
 * assert.equal(chosen.dropped[0].feature, "x2");
 * ```
 */
export class SelectFeatures implements Transformer {
  /** What is looked at */
  readonly by: SelectionCriterion;
  private readonly limit: { readonly threshold?: number };

  constructor(options: SelectFeaturesOptions) {
    checkOptionNames("SelectFeatures", options, ["by", "threshold"]);
    this.by = checkOneOf("by", options.by, ["variance", "correlation", "vif", "mutualInformation"]);
    const { threshold } = options;
    this.limit = threshold === undefined ? {} : { threshold: checkThreshold(this.by, threshold) };
  }

  /**
   * Chooses the features.
   * @param X nSamples × nFeatures
   * @param y labels 0 or 1, length nSamples; only "mutualInformation" needs them
   * @throws InvalidParameterError when no feature would be left, or labels are missing; ShapeError for too few rows
   */
  fit(X: MatrixLike, y?: LabelsLike): FittedSelection {
    const matrix = toFeatureMatrix(X);
    const { kept, dropped } = this.select(matrix, y);
    if (kept.length === 0) {
      throw new InvalidParameterError(
        `SelectFeatures must leave at least one feature; by ${this.by} all ${dropped.length} go, the first because: ${dropped[0].reason}`,
      );
    }
    return new FittedSelection(matrix.featureNames, kept, dropped);
  }

  private select(X: MatrixLike, y?: LabelsLike): FeatureSelection {
    if (this.by === "variance") return selectByVariance(X, this.limit);
    if (this.by === "correlation") return selectByCorrelation(X, this.limit);
    if (this.by === "vif") return selectByVif(X, this.limit);
    if (y === undefined) {
      throw new InvalidParameterError("SelectFeatures by mutualInformation needs labels: fit(X, y)");
    }
    return selectByMutualInformation(X, y, this.limit);
  }
}

function checkThreshold(by: SelectionCriterion, threshold: number): number {
  if (by === "correlation") return checkNumber("threshold", threshold, { exclusiveMin: 0, max: 1 });
  return checkNumber("threshold", threshold, { min: by === "vif" ? 1 : 0 });
}
