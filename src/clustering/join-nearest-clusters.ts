import { FeatureMatrix } from "../core";
import type { FittedKMeans } from "./fitted-k-means";
import { squaredDistance } from "./squared-distance";

/**
 * Centres of one cluster fewer: the two clusters whose union adds least to the inertia (Ward's rule) become one.
 * Prior validation is assumed: at least 2 clusters.
 */
export function joinNearestClusters({ centers, sizes }: FittedKMeans): FeatureMatrix {
  const { data, nFeatures, featureNames } = centers;
  let cheapest = { left: 0, right: 1, cost: Number.POSITIVE_INFINITY };
  for (let left = 0; left < sizes.length; left++) {
    for (let right = left + 1; right < sizes.length; right++) {
      const weight = (sizes[left] * sizes[right]) / Math.max(1, sizes[left] + sizes[right]);
      const cost = weight * squaredDistance(data, left, data, right, nFeatures);
      if (cost < cheapest.cost) cheapest = { left, right, cost };
    }
  }
  const { left, right } = cheapest;
  const joined = data.slice();
  const total = Math.max(1, sizes[left] + sizes[right]);
  for (let column = 0; column < nFeatures; column++) {
    const sum = sizes[left] * centers.at(left, column) + sizes[right] * centers.at(right, column);
    joined[left * nFeatures + column] = sum / total;
  }
  const kept = Array.from(sizes.keys()).filter((cluster) => cluster !== right);
  return new FeatureMatrix(joined, sizes.length, featureNames).selectRows(kept);
}
