import type { LabelGroups } from "./cluster-labels";

/** Mean of the rows of each group: nGroups × nFeatures, row-major. Prior validation is assumed. */
export function groupMeans(data: Float64Array, nFeatures: number, { groups, sizes }: LabelGroups): Float64Array {
  const means = new Float64Array(sizes.length * nFeatures);
  for (let row = 0; row < groups.length; row++) {
    for (let column = 0; column < nFeatures; column++) {
      means[groups[row] * nFeatures + column] += data[row * nFeatures + column] / sizes[groups[row]];
    }
  }
  return means;
}
