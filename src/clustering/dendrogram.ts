import { checkInteger, checkOptionNames } from "../core";
import { checkLinkage } from "./check-linkage";
import type { LinkageRow } from "./linkage";

/** Options of {@link dendrogram}. */
export interface DendrogramOptions {
  /** Show only the last merges, so that this many leaves remain, an integer in [2, nSamples]. Default: all. */
  readonly truncateTo?: number;
}

/** One merge drawn as an upside-down U: from the left child up, across, and down to the right child. */
export interface DendrogramSegment {
  /** Four positions across; leaves stand at 5, 15, 25, … (SciPy's icoord). */
  readonly x: readonly [number, number, number, number];
  /** Four heights (SciPy's dcoord). */
  readonly y: readonly [number, number, number, number];
  /** Row of Z that the segment draws. */
  readonly merge: number;
}

/** One foot of a dendrogram. */
export interface DendrogramLeaf {
  /** A row of X (below nSamples) or a contracted cluster (nSamples + its row of Z). */
  readonly node: number;
  /** Rows of X below it. */
  readonly size: number;
  /** Position across. */
  readonly x: number;
  /** The row's number, or for a contracted cluster its size in brackets, as SciPy writes it: "(17)". */
  readonly label: string;
}

/** Coordinates of a dendrogram, ready to be drawn. */
export interface Dendrogram {
  /** One a merge, in the order of Z */
  readonly segments: readonly DendrogramSegment[];
  /** From left to right. */
  readonly leaves: readonly DendrogramLeaf[];
}

/**
 * Lays out a hierarchy: the lower-numbered child to the left, every merge in the middle above its children.
 * @param Z rows of {@link linkage}
 * @returns one segment a merge, heights in the unit of Z, positions in SciPy's steps of 10
 * @throws InvalidParameterError for a table that is no linkage, or a bad or unknown option
 * @see SciPy `dendrogram(Z, truncate_mode="lastp", p=truncateTo, no_plot=True)`, whose order and coordinates these are
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { dendrogram, linkage } from "churnlab";
 *
 * const { segments, leaves } = dendrogram(linkage([[0], [1], [5]], "single"));
 * assert.deepEqual(leaves.map(({ label }) => label), ["2", "0", "1"]);
 * assert.deepEqual(segments[0].y, [0, 1, 1, 0]); // the first merge, at height 1
 * ```
 */
export function dendrogram(Z: readonly LinkageRow[], options: DendrogramOptions = {}): Dendrogram {
  const nSamples = checkLinkage(Z);
  checkOptionNames("dendrogram", options, ["truncateTo"]);
  const { truncateTo = nSamples } = options;
  checkInteger("truncateTo", truncateTo, { min: 2, max: nSamples });
  return layOut(Z, nSamples, 2 * nSamples - truncateTo);
}

/** Nodes from `firstOpen` on are drawn open, those below it as leaves. Prior validation is assumed. */
function layOut(Z: readonly LinkageRow[], nSamples: number, firstOpen: number): Dendrogram {
  const segments: DendrogramSegment[] = [];
  const leaves: DendrogramLeaf[] = [];
  const centers = new Map<number, number>();
  const heightOf = (node: number) => (node < firstOpen ? 0 : Z[node - nSamples][2]);
  // A stack of our own: single linkage can be as deep as it has rows.
  const stack: { node: number; childrenDone: boolean }[] = [{ node: 2 * nSamples - 2, childrenDone: false }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, childrenDone } = top;
    if (node < firstOpen) {
      const leaf = describeLeaf(Z, nSamples, node, leaves.length);
      leaves.push(leaf);
      centers.set(node, leaf.x);
      continue;
    }
    const [left, right, height] = Z[node - nSamples];
    if (!childrenDone) {
      stack.push(
        { node, childrenDone: true },
        { node: right, childrenDone: false },
        { node: left, childrenDone: false },
      );
      continue;
    }
    const a = centers.get(left) as number;
    const b = centers.get(right) as number;
    centers.set(node, (a + b) / 2);
    segments.push({ x: [a, a, b, b], y: [heightOf(left), height, height, heightOf(right)], merge: node - nSamples });
  }
  return { segments, leaves };
}

function describeLeaf(Z: readonly LinkageRow[], nSamples: number, node: number, position: number): DendrogramLeaf {
  const size = node < nSamples ? 1 : Z[node - nSamples][3];
  return { node, size, x: 5 + 10 * position, label: node < nSamples ? String(node) : `(${size})` };
}
