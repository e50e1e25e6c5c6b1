/** A feature that was left out, and why. */
export interface DroppedFeature {
  /** The column's name */
  readonly feature: string;
  /** In words and numbers, for example "variance 0 is not above 0" */
  readonly reason: string;
}

/** What a selection of features keeps and drops. `toFeatureMatrix(X).selectColumns(kept)` carries it out. */
export interface FeatureSelection {
  /** In the order of the columns */
  readonly kept: string[];
  /** In the order of dropping */
  readonly dropped: DroppedFeature[];
}

/** A number as a reason shows it: four significant digits. */
export function tidy(value: number): string {
  return value === Number.POSITIVE_INFINITY ? "∞" : String(Number(value.toPrecision(4)));
}
