import type { TreeNode } from "ml-random-forest";
import type { FlatTree } from "./flat-tree";
import type { BinLimits } from "./quantile-bins";

/**
 * Writes a tree of the package in the units of the features.
 * @param columns the features that the tree was given, in its own numbering
 * @param limits the bins that its inputs were numbers of
 */
export function flattenTree(root: TreeNode, columns: readonly number[], limits: BinLimits): FlatTree {
  const tree: FlatTree = { feature: [], threshold: [], left: [], right: [], probability: [] };
  addNode(tree, root, columns, limits);
  return tree;
}

function addNode(tree: FlatTree, node: TreeNode, columns: readonly number[], limits: BinLimits): number {
  const place = tree.feature.push(-1) - 1;
  tree.threshold.push(0);
  tree.left.push(-1);
  tree.right.push(-1);
  tree.probability.push(shareOfChurn(node));
  if (node.left !== undefined && node.right !== undefined) {
    const feature = columns[node.splitColumn ?? 0];
    tree.feature[place] = feature;
    // "bin number < splitValue" means the bins 0 … ⌈splitValue⌉ − 1, that is, values below the limit after the last.
    tree.threshold[place] = limits[feature][Math.ceil(node.splitValue ?? 0) - 1];
    tree.left[place] = addNode(tree, node.left, columns, limits);
    tree.right[place] = addNode(tree, node.right, columns, limits);
  }
  return place;
}

/** The package counts as many classes as the highest label in the leaf: without churn there is no second column. */
function shareOfChurn({ distribution }: TreeNode): number {
  const share = distribution !== undefined && distribution.columns > 1 ? distribution.get(0, 1) : 0;
  // The package adds up shares, and rounding may carry the sum a little above 1.
  return Math.min(Math.max(share, 0), 1);
}
