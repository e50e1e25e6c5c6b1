import type { LabelsLike } from "../core";
import { countCells, entropyOf, mutualInformation } from "./contingency";
import { expectedMutualInformation } from "./expected-mutual-information";

/**
 * The adjusted mutual information of two partitions of the same rows, normalised by the mean of their entropies:
 * (MI − E[MI]) / (mean(H, H′) − E[MI]). 1 when they are the same (whatever the numbering), 0 on average for partitions
 * at random with the same cluster sizes; it can be a little below 0. The expectation is exact.
 * Beside {@link adjustedRandScore} it gives more say to small clusters.
 * Its time grows with the product of the numbers of clusters and with nSamples.
 * @param labels integers ≥ 0, length nSamples
 * @param otherLabels integers ≥ 0, length nSamples
 * @returns a number of at most 1, without unit
 * @throws ShapeError for other lengths; InvalidParameterError for a label that is not an integer ≥ 0
 * @see Vinh, Epps & Bailey (2010), J. Mach. Learn. Res. 11; scikit-learn `adjusted_mutual_info_score`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adjustedMutualInfoScore } from "churnlab";
 *
 * assert.equal(adjustedMutualInfoScore([0, 0, 1, 1], [1, 1, 0, 0]), 1); // the same partition, numbered otherwise
 * assert.equal(adjustedMutualInfoScore([0, 0, 1, 1], [0, 1, 0, 1]).toFixed(3), "-0.500");
 * ```
 */
export function adjustedMutualInfoScore(labels: LabelsLike, otherLabels: LabelsLike): number {
  const table = countCells(labels, otherLabels);
  const { rowSizes, columnSizes, nSamples } = table;
  if (isOneToOne(table)) return 1;
  const expected = expectedMutualInformation(rowSizes, columnSizes, nSamples);
  const mean = (entropyOf(rowSizes, nSamples) + entropyOf(columnSizes, nSamples)) / 2;
  const scale = mean - expected;
  // As scikit-learn: a scale of 0 by rounding keeps its sign and stays away from 0.
  const safe = scale < 0 ? Math.min(scale, -Number.EPSILON) : Math.max(scale, Number.EPSILON);
  return (mutualInformation(table) - expected) / safe;
}

/** Every cluster of one partition is a cluster of the other. */
function isOneToOne({ rowSizes, columnSizes, cells }: ReturnType<typeof countCells>): boolean {
  return rowSizes.length === columnSizes.length && cells.length === rowSizes.length;
}
