import type { LabelGroups } from "./cluster-labels";

/**
 * Mean of the rows of each group: nGroups × nFeatures, row-major. Counted from the group's first row, so that equal rows
 * have themselves as their mean, to the last digit. Prior validation is assumed.
 */
export function groupMeans(data: Float64Array, nFeatures: number, { groups, sizes }: LabelGroups): Float64Array {
  const first = new Float64Array(sizes.length * nFeatures);
  for (let row = groups.length - 1; row >= 0; row--) {
    const start = groups[row] * nFeatures;
    for (let column = 0; column < nFeatures; column++) first[start + column] = data[row * nFeatures + column];
  }
  const beyond = new Float64Array(first.length);
  for (let row = 0; row < groups.length; row++) {
    const start = groups[row] * nFeatures;
    for (let column = 0; column < nFeatures; column++) {
      beyond[start + column] += data[row * nFeatures + column] - first[start + column];
    }
  }
  return first.map((value, place) => value + beyond[place] / sizes[Math.floor(place / nFeatures)]);
}
