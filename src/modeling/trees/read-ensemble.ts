import { InvalidParameterError, type ModelFields } from "../../core";
import type { TreeEnsemble } from "./tree-nodes";

/** Trees as plain arrays, for JSON. */
export interface TreeEnsembleJSON {
  /** Number of the first node of each tree, then the number of nodes. */
  readonly roots: readonly number[];
  /** Feature that each node asks about; −1 in a leaf. */
  readonly feature: readonly number[];
  /** Rows with a value up to it go left; in a leaf, its value. */
  readonly threshold: readonly number[];
  /** Number of the right child; 0 in a leaf. The left one is the next node. */
  readonly right: readonly number[];
  /** Weight of the training rows that reached each node, > 0. */
  readonly cover: readonly number[];
}

/** The arrays of an ensemble as plain ones. */
export function ensembleToJSON({ roots, feature, threshold, right, cover }: TreeEnsemble): TreeEnsembleJSON {
  return {
    roots: Array.from(roots),
    feature: Array.from(feature),
    threshold: Array.from(threshold),
    right: Array.from(right),
    cover: Array.from(cover),
  };
}

/**
 * Reads what {@link ensembleToJSON} wrote from the fields of a saved model.
 * @throws InvalidParameterError for arrays that are not trees in pre-order, so that every walk ends in a leaf
 */
export function readEnsemble(fields: ModelFields, nFeatures: number): TreeEnsemble {
  const threshold = fields.vector("threshold");
  const nNodes = threshold.length;
  const trees: TreeEnsemble = {
    roots: fields.integers("roots", undefined, { min: 0, max: nNodes }),
    feature: fields.integers("feature", nNodes, { min: -1, max: nFeatures - 1 }),
    threshold,
    right: fields.integers("right", nNodes, { min: 0, max: Math.max(0, nNodes - 1) }),
    cover: fields.vector("cover", nNodes),
  };
  checkRoots(trees);
  checkChildren(trees);
  const place = trees.cover.findIndex((weight) => weight <= 0);
  if (place >= 0) throw new InvalidParameterError(`cover must be > 0; got ${trees.cover[place]} at node ${place}`);
  checkCover(trees);
  return trees;
}

function checkRoots({ roots, feature }: TreeEnsemble): void {
  const fits =
    roots.length > 1 &&
    roots[0] === 0 &&
    roots[roots.length - 1] === feature.length &&
    roots.every((root, tree) => tree === 0 || root > roots[tree - 1]);
  if (!fits) {
    throw new InvalidParameterError(
      `roots must rise from 0 to the number of nodes, ${feature.length}, one step a tree; got ${roots.length} numbers`,
    );
  }
}

/** In pre-order, the tree that starts at a node ends where that of its last descendant does. */
function checkChildren({ roots, feature, right }: TreeEnsemble): void {
  for (let tree = 0; tree + 1 < roots.length; tree++) {
    // Right children that are still to come, the next one last.
    const awaited: number[] = [];
    for (let node = roots[tree]; node < roots[tree + 1]; node++) {
      if (feature[node] >= 0) {
        awaited.push(right[node]);
        continue;
      }
      if (right[node] !== 0) fail(node, `right of a leaf must be 0; got ${right[node]}`);
      const next = awaited.pop() ?? roots[tree + 1];
      if (next !== node + 1) fail(node, `after this leaf node ${node + 1} must come; its parents expect node ${next}`);
    }
    if (awaited.length > 0) fail(roots[tree + 1] - 1, "the tree ends before all its children have come");
  }
}

function checkCover({ feature, right, cover }: TreeEnsemble): void {
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] < 0) continue;
    const sum = cover[node + 1] + cover[right[node]];
    if (Math.abs(sum - cover[node]) > 1e-9 * cover[node]) {
      fail(node, `cover must be the sum of its children's, ${sum}; got ${cover[node]}`);
    }
  }
}

function fail(node: number, what: string): never {
  throw new InvalidParameterError(`the nodes must be trees in pre-order; node ${node}: ${what}`);
}
