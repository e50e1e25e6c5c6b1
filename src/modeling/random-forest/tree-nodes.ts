/**
 * The nodes of one tree, or of all trees one after another, in pre-order: the left child of a node is the next one.
 * Three flat arrays, so that walking a tree touches little memory.
 */
export interface TreeNodes {
  /** Feature that the node asks about; −1 in a leaf. */
  readonly feature: Int32Array;
  /** Rows with value ≤ threshold go left; in a leaf, the share of class 1. */
  readonly threshold: Float64Array;
  /** Number of the right child; 0 in a leaf. */
  readonly right: Int32Array;
}

/** The share of class 1 in the leaf that a row reaches. @param offset where the row starts in row-major `data` */
export function leafValue(
  { feature, threshold, right }: TreeNodes,
  root: number,
  data: Float64Array,
  offset: number,
): number {
  let node = root;
  let asked = feature[node];
  while (asked >= 0) {
    node = data[offset + asked] <= threshold[node] ? node + 1 : right[node];
    asked = feature[node];
  }
  return threshold[node];
}

/** All trees in one set of arrays. `roots[t]` is the root of tree t; one more entry holds the number of nodes. */
export interface ForestNodes extends TreeNodes {
  readonly roots: Int32Array;
}

/** Joins trees; numbers of right children are moved along. */
export function joinTrees(trees: readonly TreeNodes[]): ForestNodes {
  const roots = new Int32Array(trees.length + 1);
  trees.forEach((tree, t) => {
    roots[t + 1] = roots[t] + tree.feature.length;
  });
  const nNodes = roots[trees.length];
  const feature = new Int32Array(nNodes);
  const threshold = new Float64Array(nNodes);
  const right = new Int32Array(nNodes);
  trees.forEach((tree, t) => {
    feature.set(tree.feature, roots[t]);
    threshold.set(tree.threshold, roots[t]);
    for (let node = 0; node < tree.right.length; node++) {
      right[roots[t] + node] = tree.feature[node] < 0 ? 0 : tree.right[node] + roots[t];
    }
  });
  return { feature, threshold, right, roots };
}
