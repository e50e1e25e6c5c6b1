import type { FeatureMatrix } from "../core";
import type { FeatureLimits } from "./feature-limits";

/** How many values of one feature lie outside its limits. */
export interface LimitsSummary {
  readonly feature: string;
  /** False where the feature has no limits; `note` says why */
  readonly checked: boolean;
  readonly lower: number;
  readonly upper: number;
  /** Number of values below `lower` */
  readonly below: number;
  /** Number of values above `upper` */
  readonly above: number;
  /** (below + above) / nSamples; 0 for no rows */
  readonly share: number;
  readonly note: string;
}

/** Counts the values outside the limits, one record a feature; the columns of the matrix are those of the limits. */
export function summarizeLimits(matrix: FeatureMatrix, limits: readonly FeatureLimits[]): LimitsSummary[] {
  return limits.map(({ feature, lower, upper, note }, column) => {
    const values = matrix.column(column);
    const below = values.filter((value) => value < lower).length;
    const above = values.filter((value) => value > upper).length;
    const share = values.length === 0 ? 0 : (below + above) / values.length;
    const checked = Number.isFinite(lower) || Number.isFinite(upper);
    return { feature, checked, lower, upper, below, above, share, note };
  });
}
