import type { LabelsLike, MatrixLike } from "../core";
import { checkComparable, toLabelGroups } from "./cluster-labels";
import { groupMeans } from "./group-means";
import { toSquarableFeatures } from "./squarable-features";
import { squaredDistance } from "./squared-distance";

/**
 * The Davies–Bouldin index: for each cluster the worst ratio (spread + other's spread) / distance between their means,
 * averaged; spread is the mean distance of the rows to their mean. At least 0; smaller is better.
 * Clusters whose means coincide are not compared, as in scikit-learn.
 * @param X nSamples × nFeatures
 * @param labels the cluster of each row, integers ≥ 0, at least 2 clusters and fewer than rows
 * @returns a number ≥ 0, without unit
 * @throws ShapeError for another number of labels; InvalidParameterError for fewer than 2 clusters or as many as rows
 * @see Davies & Bouldin (1979); scikit-learn `davies_bouldin_score`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { daviesBouldinScore } from "churnlab";
 *
 * assert.equal(daviesBouldinScore([[0], [2], [10], [12]], [0, 0, 1, 1]), 0.2); // spreads 1 and 1, 10 apart
 * ```
 */
export function daviesBouldinScore(X: MatrixLike, labels: LabelsLike): number {
  const { data, nSamples, nFeatures } = toSquarableFeatures(X);
  const labelled = toLabelGroups(labels, nSamples);
  checkComparable(labelled);
  const { groups, sizes } = labelled;
  const means = groupMeans(data, nFeatures, labelled);
  const spreads = new Float64Array(sizes.length);
  for (let row = 0; row < nSamples; row++) {
    spreads[groups[row]] += Math.sqrt(squaredDistance(data, row, means, groups[row], nFeatures)) / sizes[groups[row]];
  }
  let total = 0;
  for (let group = 0; group < sizes.length; group++) {
    let worst = 0;
    for (let other = 0; other < sizes.length; other++) {
      const distance = Math.sqrt(squaredDistance(means, group, means, other, nFeatures));
      if (distance > 0) worst = Math.max(worst, (spreads[group] + spreads[other]) / distance);
    }
    total += worst;
  }
  return total / sizes.length;
}
