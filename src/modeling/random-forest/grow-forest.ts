import type { OnProgress } from "../../core";
import { joinTrees, type TreeEnsemble } from "../trees/tree-nodes";
import { ForestGrower, type ForestTask, type GrownTree, toShares } from "./forest-task";
import { growWithWorkers } from "./grow-with-workers";

/** The trees of a forest. */
export interface GrownForest {
  readonly trees: TreeEnsemble;
  /** Mean share of each feature in the decrease of impurity: sum 1, or all 0. */
  readonly importances: Float64Array;
  /** For each tree one bit a row, lowest first: whether the tree has seen it. Without bootstrap empty. */
  readonly seen: readonly Uint32Array[];
}

/**
 * Grows trees 0 … nEstimators − 1.
 * @param nJobs threads; the forest does not depend on it
 */
export function growForest(task: ForestTask, nEstimators: number, nJobs: number, onProgress?: OnProgress): GrownForest {
  const grown =
    nJobs > 1 && nEstimators > 1
      ? growWithWorkers(task, nEstimators, nJobs, onProgress)
      : growAlone(task, nEstimators, onProgress);
  return joinForest(grown, task.data.nFeatures);
}

function growAlone(task: ForestTask, nEstimators: number, onProgress?: OnProgress): GrownTree[] {
  const grower = new ForestGrower(task);
  const grown: GrownTree[] = [];
  for (let tree = 0; tree < nEstimators; tree++) {
    grown.push(grower.grow(tree));
    onProgress?.(tree + 1, nEstimators);
  }
  return grown;
}

function joinForest(grown: readonly GrownTree[], nFeatures: number): GrownForest {
  const importances = new Float64Array(nFeatures);
  for (const tree of grown) {
    for (let feature = 0; feature < nFeatures; feature++) importances[feature] += tree.importances[feature];
  }
  toShares(importances);
  return {
    trees: joinTrees(grown.map(({ nodes }) => nodes)),
    importances,
    seen: grown.map(({ seen }) => seen),
  };
}
