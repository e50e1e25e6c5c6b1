import { checkInteger, checkOptionNames } from "../core";
import { checkLinkage } from "./check-linkage";
import type { LinkageRow } from "./linkage";

/** Options of {@link largestGap}. */
export interface LargestGapOptions {
  /** Most clusters to think of, an integer in [2, nSamples − 1]. Default 10, or nSamples − 1 if that is less. */
  readonly maxClusters?: number;
}

/** Where a hierarchy has its widest step. */
export interface TreeGap {
  /** Clusters that a cut in the gap makes. */
  readonly nClusters: number;
  /** The middle of the gap: the height of that cut. */
  readonly height: number;
  /** The last merge below the gap and the first above it. */
  readonly from: number;
  /** The first merge above the gap */
  readonly to: number;
}

/**
 * The number of clusters that a dendrogram suggests to the eye: the cut where the next merge would be much higher than
 * the last one. A rule of thumb; on a tie the fewer clusters.
 * @param Z rows of {@link linkage}, of at least 3 rows of data
 * @returns the cut: its number of clusters and its height, in the unit of Z
 * @throws InvalidParameterError for a table that is no linkage or is too short, or a bad or unknown option
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { largestGap, linkage } from "churnlab";
 *
 * const { nClusters, height } = largestGap(linkage([[0], [1], [2], [9], [10]], "single"));
 * assert.equal(nClusters, 2);
 * assert.equal(height, 4); // between the merges at 1 and at 7
 * ```
 */
export function largestGap(Z: readonly LinkageRow[], options: LargestGapOptions = {}): TreeGap {
  const nSamples = checkLinkage(Z);
  checkOptionNames("largestGap", options, ["maxClusters"]);
  const { maxClusters = Math.min(10, nSamples - 1) } = options;
  checkInteger("maxClusters", maxClusters, { min: 2, max: nSamples - 1 });
  const gaps = Array.from({ length: maxClusters - 1 }, (_, index) => {
    const nClusters = index + 2;
    const from = Z[nSamples - nClusters - 1][2];
    const to = Z[nSamples - nClusters][2];
    return { nClusters, height: (from + to) / 2, from, to };
  });
  return gaps.reduce((widest, gap) => (gap.to - gap.from > widest.to - widest.from ? gap : widest));
}
