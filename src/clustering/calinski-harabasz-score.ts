import type { LabelsLike, MatrixLike } from "../core";
import { checkComparable, toLabelGroups } from "./cluster-labels";
import { groupMeans } from "./group-means";
import { inertiaOf } from "./lloyd";
import { toSquarableFeatures } from "./squarable-features";
import { squaredDistance } from "./squared-distance";

/**
 * The Calinski–Harabasz index, a variance ratio: (between / (k − 1)) / (within / (nSamples − k)); larger is better.
 * 1 when there is no variance within the clusters, as in scikit-learn.
 * @param X nSamples × nFeatures
 * @param labels the cluster of each row, integers ≥ 0, at least 2 clusters and fewer than rows
 * @returns a number ≥ 0
 * @throws ShapeError for another number of labels; InvalidParameterError for fewer than 2 clusters or as many as rows
 * @see Caliński & Harabasz (1974); scikit-learn `calinski_harabasz_score`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { calinskiHarabaszScore } from "churnlab";
 *
 * assert.equal(calinskiHarabaszScore([[0], [2], [10], [12]], [0, 0, 1, 1]), 50);
 * ```
 */
export function calinskiHarabaszScore(X: MatrixLike, labels: LabelsLike): number {
  const { data, nSamples, nFeatures } = toSquarableFeatures(X);
  const labelled = toLabelGroups(labels, nSamples);
  checkComparable(labelled);
  const means = groupMeans(data, nFeatures, labelled);
  const all = { groups: new Uint32Array(nSamples), values: [0], sizes: Uint32Array.of(nSamples) };
  const overall = groupMeans(data, nFeatures, all);
  const within = inertiaOf(data, nFeatures, labelled.groups, means);
  if (within === 0) return 1;
  let between = 0;
  labelled.sizes.forEach((size, group) => {
    between += size * squaredDistance(means, group, overall, 0, nFeatures);
  });
  const nClusters = labelled.sizes.length;
  return (between * (nSamples - nClusters)) / (within * (nClusters - 1));
}
