import type { TreeNode } from "ml-random-forest";
import { checkInteger, type FeatureMatrix, InvalidParameterError, toVector } from "../../core";
import type { BinLimits } from "./quantile-bins";

/** A tree as five arrays, one entry a node; node 0 is the root. A leaf has feature −1. */
export interface FlatTree {
  readonly feature: number[];
  /** Rows with a smaller value go left. */
  readonly threshold: number[];
  readonly left: number[];
  readonly right: number[];
  /** P(churn) of a leaf: its share of class 1 in training. */
  readonly probability: number[];
}

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

/** P(churn) of one row. */
export function predictRow(tree: FlatTree, X: FeatureMatrix, row: number): number {
  let node = 0;
  while (tree.feature[node] >= 0) {
    node = X.at(row, tree.feature[node]) < tree.threshold[node] ? tree.left[node] : tree.right[node];
  }
  return tree.probability[node];
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
  return distribution !== undefined && distribution.columns > 1 ? distribution.get(0, 1) : 0;
}

/** Reads a tree from JSON. @throws InvalidParameterError for arrays that make no tree */
export function readFlatTree(json: Record<string, unknown>, nFeatures: number): FlatTree {
  const size = Array.isArray(json["feature"]) ? json["feature"].length : 0;
  const read = (name: string) => Array.from(toVector(json[name] as number[], size, `${name} of a tree`));
  const tree = {
    feature: read("feature"),
    threshold: read("threshold"),
    left: read("left"),
    right: read("right"),
    probability: read("probability"),
  };
  // Children stand behind their parent: a walk down the tree must end.
  tree.feature.forEach((feature, node) => {
    if (feature === -1) return;
    checkInteger(`feature of node ${node}`, feature, { min: 0, max: nFeatures - 1 });
    checkInteger(`left of node ${node}`, tree.left[node], { min: node + 1, max: size - 1 });
    checkInteger(`right of node ${node}`, tree.right[node], { min: node + 1, max: size - 1 });
  });
  if (size === 0) throw new InvalidParameterError("a tree must have at least one node; got none");
  return tree;
}
