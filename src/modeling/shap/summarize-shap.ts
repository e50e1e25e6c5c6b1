import { FeatureMatrix } from "../../core";
import { correlationMatrix } from "../../statistics";
import type { ShapValues } from "./shap-explanation";

/** How much a model leans on a feature, over the rows that were explained. */
export interface ShapImportance {
  /** Name of the feature. */
  readonly feature: string;
  /** Mean of |SHAP value|, on the scale of the values; ≥ 0. */
  readonly meanAbsolute: number;
  /** Its share in the sum over features, in [0, 1]; 0 where the sum is 0. */
  readonly share: number;
  /**
   * Spearman's rank correlation of the feature's value and its SHAP value, in [−1, 1]: positive where higher values
   * raise the forecast. NaN where one of them is constant.
   */
  readonly direction: number;
}

/**
 * Ranks features by mean |SHAP value|, the usual global importance (Lundberg et al. 2020), and says which way each works.
 * @param shap what `shapValues` returned
 * @returns one entry a feature, the most important first; equal ones in the order of the features
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LogisticRegression, shapValues, summarizeShap } from "churnlab";
 *
 * const X = [[1, 0], [1, 1], [2, 0], [2, 1]];
 * const model = new LogisticRegression({ penalty: "l2", C: 1 }).fit(X, [0, 1, 0, 1]);
 * const [first] = summarizeShap(shapValues(model, X));
 * assert.equal(first.feature, "x1");
 * assert.equal(first.direction.toFixed(6), "1.000000");
 * ```
 */
export function summarizeShap(shap: ShapValues): ShapImportance[] {
  const means = shap.featureNames.map((_, place) => meanAbsolute(shap.values, place));
  const total = means.reduce((sum, mean) => sum + mean, 0);
  const importances = shap.featureNames.map((feature, place) => ({
    feature,
    meanAbsolute: means[place],
    share: total > 0 ? means[place] / total : 0,
    direction: rankCorrelation(shap.features.column(place), shap.values.column(place)),
  }));
  return importances.sort((left, right) => right.meanAbsolute - left.meanAbsolute);
}

function meanAbsolute({ data, nSamples, nFeatures }: FeatureMatrix, place: number): number {
  let sum = 0;
  for (let row = 0; row < nSamples; row++) sum += Math.abs(data[row * nFeatures + place]);
  return sum / nSamples;
}

function rankCorrelation(left: Float64Array, right: Float64Array): number {
  if (left.length < 2) return Number.NaN;
  const pairs = new Float64Array(2 * left.length);
  for (let row = 0; row < left.length; row++) {
    pairs[2 * row] = left[row];
    pairs[2 * row + 1] = right[row];
  }
  return correlationMatrix(new FeatureMatrix(pairs, left.length, ["value", "shap"]), "spearman").values[0][1];
}
