import { type LabelsLike, type MatrixLike, ShapeError, toFeatureMatrix } from "../core";
import { toLabelGroups } from "./cluster-labels";
import { groupMoments } from "./group-moments";
import { OrderFreeSums } from "./order-free-sums";

/** How far one feature sets clusters apart. */
export interface FeatureSeparation {
  /** The column's name */
  readonly feature: string;
  /** Σ over clusters of size × (cluster mean − overall mean)², in the feature's unit squared. */
  readonly between: number;
  /** `between` as a share of its sum over all features, in [0, 1]; 0 when no feature differs. */
  readonly share: number;
  /** Share of the feature's own variance that lies between the clusters (η²), in [0, 1]; 0 for a constant feature. */
  readonly etaSquared: number;
}

/**
 * What a partition splits by: the between-cluster sum of squares, feature by feature, the largest first.
 * @param X nSamples × nFeatures, in the scale that the partition was made in
 * @param labels the cluster of each row, integers ≥ 0
 * @returns one record a feature, the largest `between` first
 * @throws ShapeError for another number of labels; InvalidParameterError for a label that is not an integer ≥ 0
 * @see the decomposition of the total sum of squares, as in one-way analysis of variance
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { betweenClusterVariance } from "churnlab";
 *
 * const [first] = betweenClusterVariance([[1, 5], [1, 6], [9, 5], [9, 6]], [0, 0, 1, 1]);
 * assert.deepEqual(first, { feature: "x0", between: 64, share: 1, etaSquared: 1 });
 * ```
 */
export function betweenClusterVariance(X: MatrixLike, labels: LabelsLike): FeatureSeparation[] {
  const matrix = toFeatureMatrix(X);
  if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
  const labelled = toLabelGroups(labels, matrix.nSamples);
  const { means, overallMeans, deviations } = groupMoments(matrix, labelled);
  const sums = new OrderFreeSums(matrix.nFeatures);
  labelled.sizes.forEach((size, group) => {
    for (let column = 0; column < matrix.nFeatures; column++) {
      sums.add(column, size * (means[group * matrix.nFeatures + column] - overallMeans[column]) ** 2);
    }
  });
  const betweens = Float64Array.from(deviations, (deviation, column) => (deviation === 0 ? 0 : sums.total(column)));
  const all = new OrderFreeSums(1);
  betweens.forEach((between) => {
    all.add(0, between);
  });
  return matrix.featureNames
    .map((feature, column) => {
      const between = betweens[column];
      const total = matrix.nSamples * deviations[column] ** 2;
      return {
        feature,
        between,
        share: between === 0 ? 0 : between / all.total(0),
        etaSquared: total === 0 ? 0 : Math.min(1, between / total),
      };
    })
    .sort((a, b) => b.between - a.between);
}
