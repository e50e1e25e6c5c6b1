/** A binary tree by its nodes; pre-order, so that the left child is the next node. A leaf has feature −1. */
export interface PlainTree {
  readonly feature: ArrayLike<number>;
  readonly threshold: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  readonly cover: ArrayLike<number>;
}

/**
 * Path-dependent SHAP values of one row from their definition, over all subsets of features: slow, and with nothing in
 * common with the library's way. The last entry is the value of the empty subset.
 */
export function bruteForceShap(tree: PlainTree, row: ArrayLike<number>): number[] {
  const nFeatures = row.length;
  const nSubsets = 1 << nFeatures;
  const values = Array.from({ length: nSubsets }, (_, subset) => expectation(tree, 0, row, subset));
  const shap = Array.from({ length: nFeatures }, (_, feature) => {
    let sum = 0;
    for (let subset = 0; subset < nSubsets; subset++) {
      if ((subset >> feature) & 1) continue;
      sum += weight(countBits(subset), nFeatures) * (values[subset | (1 << feature)] - values[subset]);
    }
    return sum;
  });
  return [...shap, values[0]];
}

/** What the tree says when only the features of the subset are known; other questions go both ways, by cover. */
function expectation(tree: PlainTree, node: number, row: ArrayLike<number>, subset: number): number {
  const asked = tree.feature[node];
  if (asked < 0) return tree.threshold[node];
  const children = [node + 1, tree.right[node]];
  if ((subset >> asked) & 1) {
    return expectation(tree, children[row[asked] <= tree.threshold[node] ? 0 : 1], row, subset);
  }
  const [left, right] = children.map((child) => tree.cover[child] * expectation(tree, child, row, subset));
  return (left + right) / tree.cover[node];
}

/** size!·(n − size − 1)! / n! */
function weight(size: number, n: number): number {
  let result = 1 / n;
  for (let index = 1; index <= size; index++) result *= index / (n - index);
  return result;
}

function countBits(subset: number): number {
  return subset === 0 ? 0 : (subset & 1) + countBits(subset >> 1);
}
