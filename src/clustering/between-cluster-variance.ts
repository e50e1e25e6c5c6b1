import { type LabelsLike, type MatrixLike, toFeatureMatrix } from "../core";
import { toLabelGroups } from "./cluster-labels";
import { featureSpreads } from "./feature-spreads";
import { groupMeans } from "./group-means";

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
  const labelled = toLabelGroups(labels, matrix.nSamples);
  const means = groupMeans(matrix.data, matrix.nFeatures, labelled);
  const features = featureSpreads(matrix).map(({ mean, deviation }, column) => {
    const total = matrix.nSamples * deviation ** 2;
    let between = 0;
    labelled.sizes.forEach((size, group) => {
      between += size * (means[group * matrix.nFeatures + column] - mean) ** 2;
    });
    // A constant feature has no variance to split; what is left of it is rounding.
    return total === 0 ? { between: 0, etaSquared: 0 } : { between, etaSquared: Math.min(1, between / total) };
  });
  const all = features.reduce((sum, { between }) => sum + between, 0);
  return features
    .map(({ between, etaSquared }, column) => ({
      feature: matrix.featureNames[column],
      between,
      share: all === 0 ? 0 : between / all,
      etaSquared,
    }))
    .sort((a, b) => b.between - a.between);
}
