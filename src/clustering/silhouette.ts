import { type LabelsLike, type MatrixLike, toFeatureMatrix } from "../core";
import { checkComparable, toLabelGroups } from "./cluster-labels";
import { squaredDistance } from "./squared-distance";

/**
 * The silhouette of each row: (b − a) / max(a, b), with a its mean Euclidean distance to the other rows of its cluster
 * and b the smallest mean distance to the rows of another cluster; 0 for a cluster of one row.
 * Exact, in time quadratic and memory linear in nSamples.
 * @param X nSamples × nFeatures
 * @param labels the cluster of each row, integers ≥ 0, at least 2 clusters and fewer than rows
 * @returns length nSamples, each in [−1, 1]
 * @see Rousseeuw (1987), J. Comput. Appl. Math. 20; scikit-learn `silhouette_samples`
 */
export function silhouetteSamples(X: MatrixLike, labels: LabelsLike): Float64Array {
  const { data, nSamples, nFeatures } = toFeatureMatrix(X);
  const groups = toLabelGroups(labels, nSamples);
  checkComparable(groups);
  return silhouettes(data, nFeatures, groups.groups, groups.sizes);
}

/** The mean of {@link silhouetteSamples}, in [−1, 1]: above 0 rows lie nearer to their own cluster than to another. */
export function silhouetteScore(X: MatrixLike, labels: LabelsLike): number {
  const samples = silhouetteSamples(X, labels);
  let sum = 0;
  for (const value of samples) sum += value;
  return sum / samples.length;
}

/** Rows are compared in blocks that fit the processor's cache. */
const blockSize = 512;

function silhouettes(data: Float64Array, nFeatures: number, groups: Uint32Array, sizes: Uint32Array): Float64Array {
  const sums = distanceSums(data, nFeatures, groups, sizes.length);
  const nGroups = sizes.length;
  return Float64Array.from(groups, (own, row) => {
    if (sizes[own] === 1) return 0;
    const inside = sums[row * nGroups + own] / (sizes[own] - 1);
    let outside = Number.POSITIVE_INFINITY;
    for (let group = 0; group < nGroups; group++) {
      if (group !== own) outside = Math.min(outside, sums[row * nGroups + group] / sizes[group]);
    }
    const larger = Math.max(inside, outside);
    return larger === 0 ? 0 : (outside - inside) / larger;
  });
}

/** nSamples × nGroups: the summed distances of each row to the rows of each group; every pair is measured once. */
function distanceSums(data: Float64Array, nFeatures: number, groups: Uint32Array, nGroups: number): Float64Array {
  const nSamples = groups.length;
  const sums = new Float64Array(nSamples * nGroups);
  for (let blockStart = 0; blockStart < nSamples; blockStart += blockSize) {
    const blockEnd = Math.min(blockStart + blockSize, nSamples);
    for (let row = 0; row < blockEnd; row++) {
      const rowSums = row * nGroups;
      const group = groups[row];
      for (let other = Math.max(blockStart, row + 1); other < blockEnd; other++) {
        const distance = Math.sqrt(squaredDistance(data, row, data, other, nFeatures));
        sums[rowSums + groups[other]] += distance;
        sums[other * nGroups + group] += distance;
      }
    }
  }
  return sums;
}
