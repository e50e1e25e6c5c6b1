import { checkOneOf, type MatrixLike, ShapeError } from "../core";
import { centroidChain } from "./centroid-chain";
import { distanceChain } from "./distance-chain";
import { labelMerges } from "./label-merges";
import { spanningTreeMerges } from "./spanning-tree-merges";
import { toSquarableFeatures } from "./squarable-features";

/** How the distance between two clusters follows from their rows. */
export type LinkageMethod = "ward" | "single" | "complete" | "average";

/** One merge: the two clusters joined, the height at which they join, and the rows in the result. */
export type LinkageRow = [left: number, right: number, height: number, size: number];

/**
 * Agglomerative hierarchical clustering with Euclidean distances, in SciPy's convention: row i joins the clusters
 * `left` < `right` into cluster nSamples + i; numbers below nSamples are the rows of X; heights never fall.
 * Two equal distances: the cluster of the lower number is taken, as SciPy does; where rounding decides what is equal
 * (Ward's heights), a hierarchy with ties can differ from SciPy's within them.
 *
 * Ward (the height is √(2 · the increase of the within-cluster sum of squares)) follows nearest-neighbour chains of
 * centroids (Murtagh 1983) and single linkage a minimum spanning tree (Prim), both in memory linear in nSamples.
 * Complete and average follow chains over all nSamples · (nSamples − 1) / 2 distances, 8 bytes each.
 * Time is quadratic in nSamples for all of them.
 * @param X nSamples × nFeatures, at least 2 rows; features should be on one scale
 * @param method default "ward"
 * @returns nSamples − 1 rows
 * @throws ShapeError for fewer than 2 rows; InvalidParameterError for an unknown method
 * @see SciPy `scipy.cluster.hierarchy.linkage`; Müllner (2011), arXiv:1109.2378
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { linkage } from "churnlab";
 *
 * const Z = linkage([[0], [1], [5]], "single");
 * assert.deepEqual(Z, [[0, 1, 1, 2], [2, 3, 4, 3]]); // [left, right, height, size]
 * ```
 */
export function linkage(X: MatrixLike, method: LinkageMethod = "ward"): LinkageRow[] {
  checkOneOf("method", method, ["ward", "single", "complete", "average"]);
  const { data, nSamples, nFeatures } = toSquarableFeatures(X);
  if (nSamples < 2) throw new ShapeError(`X must have at least 2 rows; got ${nSamples}`);
  return labelMerges(merge(data, nSamples, nFeatures, method), nSamples);
}

function merge(data: Float64Array, nSamples: number, nFeatures: number, method: LinkageMethod) {
  switch (method) {
    case "ward":
      return centroidChain(data, nSamples, nFeatures);
    case "single":
      return spanningTreeMerges(data, nSamples, nFeatures);
    case "complete":
    case "average":
      return distanceChain(data, nSamples, nFeatures, method);
    default:
      throw new Error(`unreachable: ${method satisfies never}`);
  }
}
