/**
 * The nodes of one tree, or of all trees one after another, in pre-order: the left child of a node is the next one.
 * Flat arrays, so that walking a tree touches little memory.
 */
export interface TreeNodes {
  /** Feature that the node asks about; −1 in a leaf. */
  readonly feature: Int32Array;
  /** Rows with value ≤ threshold go left; in a leaf, its value (a forest: the share of class 1). */
  readonly threshold: Float64Array;
  /** Number of the right child; 0 in a leaf. */
  readonly right: Int32Array;
  /** Weight of the training rows that reached the node, > 0; a node's is the sum of its children's. */
  readonly cover: Float64Array;
}

/** The value of the leaf that a row reaches. @param offset where the row starts in row-major `data` */
export function leafValue(
  { feature, threshold, right }: Pick<TreeNodes, "feature" | "threshold" | "right">,
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
export interface TreeEnsemble extends TreeNodes {
  /** Number of the first node of each tree, then the number of nodes: length nTrees + 1. */
  readonly roots: Int32Array;
}

/** Joins trees; numbers of right children are moved along. */
export function joinTrees(trees: readonly TreeNodes[]): TreeEnsemble {
  const roots = new Int32Array(trees.length + 1);
  trees.forEach((tree, t) => {
    roots[t + 1] = roots[t] + tree.feature.length;
  });
  const nNodes = roots[trees.length];
  const feature = new Int32Array(nNodes);
  const threshold = new Float64Array(nNodes);
  const right = new Int32Array(nNodes);
  const cover = new Float64Array(nNodes);
  trees.forEach((tree, t) => {
    feature.set(tree.feature, roots[t]);
    threshold.set(tree.threshold, roots[t]);
    cover.set(tree.cover, roots[t]);
    for (let node = 0; node < tree.right.length; node++) {
      right[roots[t] + node] = tree.feature[node] < 0 ? 0 : tree.right[node] + roots[t];
    }
  });
  return { feature, threshold, right, cover, roots };
}
