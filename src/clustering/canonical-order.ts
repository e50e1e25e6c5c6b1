/**
 * The order in which clusters are numbered, whatever the seed: by size, largest first; of equal sizes the one whose
 * centre comes first when compared feature by feature. Prior validation is assumed.
 * @param centers nClusters × nFeatures, row-major
 * @returns for each new number the old one
 */
export function canonicalOrder(sizes: ArrayLike<number>, centers: Float64Array, nFeatures: number): number[] {
  const order = Array.from({ length: sizes.length }, (_, cluster) => cluster);
  return order.sort((left, right) => {
    if (sizes[left] !== sizes[right]) return sizes[right] - sizes[left];
    for (let column = 0; column < nFeatures; column++) {
      const difference = centers[left * nFeatures + column] - centers[right * nFeatures + column];
      if (difference !== 0) return difference;
    }
    return left - right;
  });
}

/** Number of rows in each of `nClusters` clusters. */
export function clusterSizes(labels: ArrayLike<number>, nClusters: number): Uint32Array {
  const sizes = new Uint32Array(nClusters);
  for (let row = 0; row < labels.length; row++) sizes[labels[row]]++;
  return sizes;
}
