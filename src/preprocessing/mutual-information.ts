import {
  checkInteger,
  checkOptionNames,
  columnsOf,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  Random,
  ShapeError,
  show,
  toFeatureMatrix,
  toLabels,
} from "../core";
import { discreteInformation, isCountable } from "./discrete-information";
import { nearestNeighbourInformation } from "./nearest-neighbour-information";
import { scatter } from "./scatter";

/** Options of {@link mutualInformation}. */
export interface MutualInformationOptions {
  /**
   * Which features are counted value by value: "auto" (whole numbers, at most 32 different ones and at most one for
   * five rows), all (true), none (false), or their names. Default: "auto"
   */
  readonly discreteFeatures?: "auto" | boolean | readonly string[];
  /** Neighbours of a continuous value within its class, an integer ≥ 1. Default: 3 */
  readonly nNeighbors?: number;
  /**
   * With a seed, an integer in [0, 2^32 − 1], continuous values are scattered by 1e-10 of their size, so that no two are
   * equal, as scikit-learn does. Default: none, and equal values stay equal, the same on every call
   */
  readonly seed?: number;
}

/** How much one feature and the label tell of each other. */
export interface MutualInformation {
  /** The column's name */
  readonly feature: string;
  /** In nats, ≥ 0: 0 when they are independent, at most ln 2 for two classes (estimates may exceed it a little) */
  readonly information: number;
  /** Whether the feature was counted value by value, or by its nearest neighbours */
  readonly discrete: boolean;
}

/**
 * The mutual information of every feature and the label: what knowing the one saves in guessing the other, of any shape
 * of relation, while a correlation sees straight lines only.
 *
 * For discrete features exactly that of the table of counts; for continuous ones the estimate by nearest neighbours of
 * Ross (2014), as in scikit-learn but without its noise. A value that occurs more often than `nNeighbors` times counts
 * with all its occurrences (Gao et al. 2017), so that a column of, say, many zeros and a continuous rest has an estimate
 * too.
 * @param X nSamples × nFeatures, at least two rows
 * @param y labels 0 or 1, length nSamples
 * @returns one record a feature, in the order of the columns
 * @throws ShapeError for fewer than two rows or another number of labels; InvalidParameterError for a bad or unknown
 *   option
 * @see Ross (2014), PLoS ONE 9(2) e87357; Gao, Kannan, Oh & Viswanath (2017), NeurIPS; scikit-learn `mutual_info_classif`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mutualInformation } from "churnlab";
 *
 * const X = [[0, 1], [0, 0], [1, 1], [1, 0]];
 * const [tells, silent] = mutualInformation(X, [0, 0, 1, 1], { discreteFeatures: true });
 * assert.equal(tells.information, Math.log(2)); // the label is known from x0
 * assert.equal(silent.information, 0);
 * ```
 */
export function mutualInformation(
  X: MatrixLike,
  y: LabelsLike,
  options: MutualInformationOptions = {},
): MutualInformation[] {
  checkOptionNames("mutualInformation", options, ["discreteFeatures", "nNeighbors", "seed"]);
  const nNeighbors = checkInteger("nNeighbors", options.nNeighbors ?? 3, { min: 1 });
  const random = options.seed === undefined ? null : new Random(options.seed);
  const matrix = toFeatureMatrix(X);
  if (matrix.nSamples < 2) throw new ShapeError(`X must have at least 2 rows; got ${matrix.nSamples}`);
  const labels = toLabels(y, matrix.nSamples);
  const columns = columnsOf(matrix);
  const discrete = discreteOnes(options.discreteFeatures ?? "auto", columns, matrix.featureNames);
  return matrix.featureNames.map((feature, column) => {
    const values = columns[column];
    const information = discrete[column]
      ? discreteInformation(values, labels)
      : nearestNeighbourInformation(scatter(values, random), labels, nNeighbors);
    return { feature, information, discrete: discrete[column] };
  });
}

function discreteOnes(
  which: "auto" | boolean | readonly string[],
  columns: readonly Float64Array[],
  featureNames: readonly string[],
): boolean[] {
  if (which === "auto") return columns.map(isCountable);
  if (typeof which === "boolean") return columns.map(() => which);
  if (!Array.isArray(which)) {
    throw new InvalidParameterError(`discreteFeatures must be "auto", true, false or names; got ${show(which)}`);
  }
  const unknown = which.find((name) => !featureNames.includes(name));
  if (unknown !== undefined) {
    throw new InvalidParameterError(`discreteFeatures must be features of X; got ${show(unknown)}`);
  }
  return featureNames.map((name) => which.includes(name));
}
