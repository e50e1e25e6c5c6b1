import type { FeatureMatrix } from "../core";
import type { FeatureLimits } from "./feature-limits";

/** How many values of one feature lie outside its limits. */
export interface LimitsSummary {
  /** The column's name */
  readonly feature: string;
  /** False where the feature has no limits; `note` says why */
  readonly checked: boolean;
  /** Smallest value that passes, in the feature's unit; −Infinity without a limit */
  readonly lower: number;
  /** Largest value that passes; Infinity without a limit */
  readonly upper: number;
  /** Number of values below `lower` */
  readonly below: number;
  /** Number of values above `upper` */
  readonly above: number;
  /** (below + above) / nSamples; 0 for no rows */
  readonly share: number;
  /** Why the feature is not checked, or what was done instead; "" when nothing is to be said */
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
