import { InvalidParameterError, type ModelFields } from "../../core";
import type { TreeEnsemble } from "../trees/tree-nodes";

/**
 * Reads the fields roots, feature, threshold, right and cover of a saved model and checks that they are trees: a walk
 * from any root always ends in a leaf of the same tree, every node but a root is the child of one node, and covers add
 * up.
 * @throws InvalidParameterError naming the field and the node that is wrong
 */
export function readTrees(fields: ModelFields, modelName: string): TreeEnsemble {
  const threshold = fields.vector("threshold");
  const nNodes = threshold.length;
  const nFeatures = fields.featureNames.length;
  const trees: TreeEnsemble = {
    roots: fields.integers("roots", undefined, { min: 0, max: nNodes }),
    feature: fields.integers("feature", nNodes, { min: -1, max: nFeatures - 1 }),
    threshold,
    right: fields.integers("right", nNodes, { min: 0, max: Math.max(0, nNodes - 1) }),
    cover: fields.vector("cover", nNodes),
  };
  const problem = problemOf(trees);
  if (problem !== null) {
    throw new InvalidParameterError(`the trees in the JSON of a ${modelName} must be whole; ${problem}`);
  }
  return trees;
}

function problemOf(trees: TreeEnsemble): string | null {
  const { roots, threshold } = trees;
  const nTrees = roots.length - 1;
  if (nTrees < 1 || roots[0] !== 0 || roots[nTrees] !== threshold.length) {
    return `roots must go from 0 to the number of nodes (${threshold.length}), with at least one tree between`;
  }
  for (let tree = 0; tree < nTrees; tree++) {
    if (roots[tree + 1] <= roots[tree]) return `root ${tree + 1} must come after root ${tree}`;
    const problem = problemOfTree(trees, roots[tree], roots[tree + 1]);
    if (problem !== null) return problem;
  }
  return null;
}

/** In pre-order the right children are taken from a stack in which the nodes still to come wait. */
function problemOfTree({ feature, right, cover }: TreeEnsemble, root: number, end: number): string | null {
  const waiting: number[] = [];
  for (let node = root; node < end; node++) {
    if (!(cover[node] > 0)) return `cover of node ${node} must be > 0; got ${cover[node]}`;
    if (feature[node] >= 0) {
      if (right[node] <= node + 1 || right[node] >= end) return `node ${node} has no right child in its tree`;
      const sum = cover[node + 1] + cover[right[node]];
      if (Math.abs(sum - cover[node]) > 1e-9 * cover[node]) {
        return `cover of node ${node} must be the sum of its children's (${sum}); got ${cover[node]}`;
      }
      waiting.push(right[node]);
      continue;
    }
    if (right[node] !== 0) return `leaf ${node} must have no right child; got ${right[node]}`;
    const next = waiting.pop() ?? end;
    if (next !== node + 1)
      return `node ${node + 1} must be the one that follows leaf ${node} in pre-order; got ${next}`;
  }
  return null;
}
