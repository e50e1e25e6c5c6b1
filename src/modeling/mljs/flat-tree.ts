import { checkInteger, type FeatureMatrix, InvalidParameterError, toVector } from "../../core";

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

/** P(churn) of one row. */
export function predictRow(tree: FlatTree, X: FeatureMatrix, row: number): number {
  let node = 0;
  while (tree.feature[node] >= 0) {
    node = X.at(row, tree.feature[node]) < tree.threshold[node] ? tree.left[node] : tree.right[node];
  }
  return tree.probability[node];
}

/** Reads a tree from JSON. @throws InvalidParameterError for arrays that make no tree */
export function readFlatTree(json: Record<string, unknown>, nFeatures: number): FlatTree {
  const size = Array.isArray(json["feature"]) ? json["feature"].length : 0;
  if (size === 0) throw new InvalidParameterError("a tree must have at least one node; got none");
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
  const place = tree.probability.findIndex((value) => value < 0 || value > 1);
  if (place >= 0)
    throw new InvalidParameterError(`probability of node ${place} must be in [0, 1]; got ${tree.probability[place]}`);
  return tree;
}
