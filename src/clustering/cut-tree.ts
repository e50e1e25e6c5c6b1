import { checkInteger, checkNumber, checkOptionNames, InvalidParameterError } from "../core";
import { checkLinkage } from "./check-linkage";
import type { LinkageRow } from "./linkage";

/** Where to cut: give exactly one of the two. */
export interface CutTreeOptions {
  /** Number of clusters wanted, an integer in [1, nSamples]. */
  readonly nClusters?: number;
  /** Clusters are joined up to and including this height, ≥ 0. */
  readonly height?: number;
}

/**
 * Flat clusters of a hierarchy.
 * @param Z rows of {@link linkage}
 * @returns the cluster of each row of X, length nSamples, numbered from 0 by size, largest first (equal sizes: by their
 * first row)
 * @throws InvalidParameterError unless exactly one of nClusters and height is given, in its range
 * @see SciPy `cut_tree(Z, n_clusters)` and `fcluster(Z, height, criterion="distance")`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cutTree, linkage } from "churnlab";
 *
 * const Z = linkage([[0], [1], [2], [9], [10]], "average");
 * assert.deepEqual(Array.from(cutTree(Z, { nClusters: 2 })), [0, 0, 0, 1, 1]);
 * assert.deepEqual(Array.from(cutTree(Z, { height: 5 })), [0, 0, 0, 1, 1]);
 * ```
 */
export function cutTree(Z: readonly LinkageRow[], options: CutTreeOptions): Uint32Array {
  const nSamples = checkLinkage(Z);
  checkOptionNames("cutTree", options, ["nClusters", "height"]);
  const { nClusters, height } = options;
  if ((nClusters === undefined) === (height === undefined)) {
    throw new InvalidParameterError("cutTree needs exactly one of nClusters and height");
  }
  if (nClusters !== undefined) {
    checkInteger("nClusters", nClusters, { min: 1, max: nSamples });
    return flatten(Z, nSamples, nSamples - nClusters);
  }
  const limit = checkNumber("height", height, { min: 0 });
  const first = Z.findIndex((row) => row[2] > limit);
  return flatten(Z, nSamples, first < 0 ? Z.length : first);
}

/** Clusters after the first `nMerges` merges. Prior validation is assumed. */
function flatten(Z: readonly LinkageRow[], nSamples: number, nMerges: number): Uint32Array {
  // Every node takes the number of the top cluster above it: from the last merge down to the rows.
  const top = Uint32Array.from({ length: nSamples + nMerges }, (_, node) => node);
  for (let index = nMerges - 1; index >= 0; index--) {
    top[Z[index][0]] = top[nSamples + index];
    top[Z[index][1]] = top[nSamples + index];
  }
  const sizes = new Map<number, number>();
  for (let row = 0; row < nSamples; row++) sizes.set(top[row], (sizes.get(top[row]) ?? 0) + 1);
  // A Map keeps insertion order and the sort is stable: equal sizes stay in the order of their first rows.
  const order = [...sizes].sort((a, b) => b[1] - a[1]);
  const numbers = new Map(order.map(([node], number) => [node, number]));
  return Uint32Array.from({ length: nSamples }, (_, row) => numbers.get(top[row]) as number);
}
