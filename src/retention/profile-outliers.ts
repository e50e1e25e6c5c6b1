import {
  CollinearFeaturesError,
  checkOptionNames,
  type FeatureMatrix,
  type LabelsLike,
  type MatrixLike,
  ShapeError,
  toFeatureMatrix,
  toLabels,
} from "../core";
import type { OutlierDetector, RowDetection } from "../outliers";
import { wilsonInterval } from "../statistics";

/** Options of {@link profileOutliers}. */
export interface ProfileOutliersOptions {
  /** Confidence level of the churn rates, in (0, 1). Default: 0.95 */
  readonly level?: number;
}

/** Whom a detector flags. */
export interface OutlierProfile {
  /** Its name */
  readonly detector: string;
  /** Clients that it flags */
  readonly nFlagged: number;
  /** Their share of all clients */
  readonly share: number;
  /** Share of them who left, with its Wilson interval; NaN when nobody is flagged */
  readonly rate: number;
  /** Lower limit; NaN when nobody is flagged */
  readonly lower: number;
  /** Upper limit; NaN when nobody is flagged */
  readonly upper: number;
  /** The feature that it names most often as the reason; null when nobody is flagged */
  readonly feature: string | null;
  /** Share of the flagged clients whom this feature flags */
  readonly featureShare: number;
  /** Why the detector could not be used, or "" */
  readonly note: string;
}

/**
 * Whom each detector of outliers flags, why, and how many of them left: outliers that leave as everyone does may be
 * errors, others are information.
 * @param X nSamples × nFeatures, on which the detectors are fitted
 * @param y churn labels
 * @param detectors recipes by name
 * @returns one record a detector, in the given order; one that the data do not allow has a note and flags nobody
 * @throws ShapeError or InvalidParameterError for other data or options
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { profileOutliers, TukeyFences } from "churnlab";
 *
 * const X = [[1], [2], [3], [2], [3], [60]];
 * const [{ nFlagged, rate, feature }] = profileOutliers(X, [0, 1, 0, 1, 0, 1], { Tukey: new TukeyFences() });
 * assert.deepEqual([nFlagged, rate, feature], [1, 1, "x0"]);
 * ```
 */
export function profileOutliers(
  X: MatrixLike,
  y: LabelsLike,
  detectors: Readonly<Record<string, OutlierDetector>>,
  options: ProfileOutliersOptions = {},
): OutlierProfile[] {
  checkOptionNames("profileOutliers", options, ["level"]);
  const matrix = toFeatureMatrix(X);
  const labels = toLabels(y, matrix.nSamples);
  return Object.entries(detectors).map(([detector, recipe]) => {
    const found = detect(recipe, matrix);
    return typeof found === "string"
      ? { detector, ...nobody, note: found }
      : { detector, ...profile(found, labels, options.level), note: "" };
  });
}

const nobody = {
  nFlagged: 0,
  share: 0,
  rate: Number.NaN,
  lower: Number.NaN,
  upper: Number.NaN,
  feature: null,
  featureShare: 0,
};

function detect(recipe: OutlierDetector, matrix: FeatureMatrix): RowDetection | string {
  try {
    return recipe.fit(matrix).detect(matrix);
  } catch (error) {
    if (error instanceof CollinearFeaturesError || error instanceof ShapeError) return error.message;
    throw error;
  }
}

function profile({ mask, nOutliers, reasons }: RowDetection, labels: Uint8Array, level?: number) {
  if (nOutliers === 0) return nobody;
  const churned = mask.reduce((sum, flag, row) => sum + flag * labels[row], 0);
  const { estimate, lower, upper } = wilsonInterval(churned, nOutliers, level);
  const counts = new Map<string, number>();
  for (const { feature } of reasons) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const [feature, count] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most));
  return {
    nFlagged: nOutliers,
    share: nOutliers / labels.length,
    rate: estimate,
    lower,
    upper,
    feature,
    featureShare: count / nOutliers,
  };
}
