import {
  checkInteger,
  checkOptionNames,
  correlationOf,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  type Transformer,
  toFeatureMatrix,
  toLabels,
  unitDeviations,
} from "../core";
import { tidy } from "./feature-selection";
import { FittedSelection } from "./fitted-selection";

/** Options of {@link SelectKBest}. */
export interface SelectKBestOptions {
  /** Number of features to keep, an integer in [1, nFeatures]. */
  readonly k: number;
}

/**
 * Keeps the k features that go most with the label: the largest |Pearson's r|, the order of scikit-learn's
 * `SelectKBest(f_classif)` for two classes. It reads the labels, so it belongs inside a pipeline: chosen on all rows,
 * features carry the labels of the test rows into training.
 *
 * Kept features stay in the order of the columns; of equal ones the first column wins. A constant goes last.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { SelectKBest } from "churnlab";
 *
 * const X = [[1, 5], [2, 1], [8, 4], [9, 2]];
 * const fitted = new SelectKBest({ k: 1 }).fit(X, [0, 0, 1, 1]);
 * assert.deepEqual(fitted.kept, ["x0"]);
 * ```
 */
export class SelectKBest implements Transformer {
  /** Number of features to keep */
  readonly k: number;

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: SelectKBestOptions) {
    checkOptionNames("SelectKBest", options, ["k"]);
    this.k = checkInteger("k", options.k, { min: 1 });
  }

  /** Refuses a k above the number of features. @returns null: the rows tell which columns stay */
  checkFeatures(featureNames: readonly string[]): null {
    checkInteger("k", this.k, { min: 1, max: featureNames.length });
    return null;
  }

  /**
   * Chooses the features.
   * @param X nSamples × nFeatures
   * @param y labels 0 or 1, length nSamples
   * @throws InvalidParameterError without labels, or when k is above nFeatures
   */
  fit(X: MatrixLike, y?: LabelsLike): FittedSelection {
    const matrix = toFeatureMatrix(X);
    if (y === undefined) throw new InvalidParameterError("SelectKBest needs labels to choose by: fit(X, y)");
    checkInteger("k", this.k, { min: 1, max: matrix.nFeatures });
    const label = unitDeviations(Float64Array.from(toLabels(y, matrix.nSamples)));
    const strengths = matrix.featureNames.map((_, column) => {
      const r = correlationOf(unitDeviations(matrix.column(column)), label);
      return { column, strength: Number.isNaN(r) ? -1 : Math.abs(r) };
    });
    // The sort is stable: equal strengths stay in the order of the columns.
    const ranked = [...strengths].sort((a, b) => b.strength - a.strength);
    const names = matrix.featureNames;
    const kept = ranked.slice(0, this.k).map(({ column }) => column);
    const dropped = ranked.slice(this.k).map(({ column, strength }, place) => ({
      feature: names[column],
      reason:
        strength < 0
          ? "no correlation with the label: one of the two is constant"
          : `|r| with the label is ${tidy(strength)}, place ${this.k + place + 1} of ${names.length}; ${this.k} are kept`,
    }));
    const inOrder = kept.sort((a, b) => a - b).map((column) => names[column]);
    return new FittedSelection(names, inOrder, dropped);
  }
}
