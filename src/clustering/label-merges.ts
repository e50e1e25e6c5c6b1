import type { LinkageRow } from "./linkage";

/** A merge before numbering: one row of X out of each of the two clusters, and the height. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

/** Sorts merges by height (equal heights keep their order) and numbers the clusters as SciPy does. */
export function labelMerges(merges: readonly Merge[], nSamples: number): LinkageRow[] {
  const parent = Uint32Array.from({ length: 2 * nSamples - 1 }, (_, node) => node);
  const sizes = new Uint32Array(2 * nSamples - 1).fill(1);
  const sorted = [...merges].sort((a, b) => a.height - b.height);
  return sorted.map(({ left, right, height }, index) => {
    const a = findRoot(parent, left);
    const b = findRoot(parent, right);
    const joined = nSamples + index;
    parent[a] = joined;
    parent[b] = joined;
    sizes[joined] = sizes[a] + sizes[b];
    return [Math.min(a, b), Math.max(a, b), height, sizes[joined]];
  });
}

/** The cluster that a node belongs to now; shortens the path on the way. */
function findRoot(parent: Uint32Array, node: number): number {
  let root = node;
  while (parent[root] !== root) root = parent[root];
  let current = node;
  while (parent[current] !== root) {
    const next = parent[current];
    parent[current] = root;
    current = next;
  }
  return root;
}
