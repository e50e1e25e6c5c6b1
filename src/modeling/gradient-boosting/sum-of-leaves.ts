import type { FeatureMatrix } from "../../core";
import { logistic } from "../logistic/logistic";
import { leafValue, type TreeEnsemble } from "../trees/tree-nodes";

/** Rows that stay in the cache while all trees see them. */
const blockRows = 256;

/** The baseline plus one leaf of each tree, for every row; added in the order of the trees. */
export function sumOfLeaves(rows: FeatureMatrix, trees: TreeEnsemble, baseline: number): Float64Array {
  const sums = new Float64Array(rows.nSamples).fill(baseline);
  for (let from = 0; from < rows.nSamples; from += blockRows) {
    const to = Math.min(rows.nSamples, from + blockRows);
    for (let tree = 0; tree + 1 < trees.roots.length; tree++) addTree(rows, trees, trees.roots[tree], from, to, sums);
  }
  return sums;
}

function addTree(
  { data, nFeatures }: FeatureMatrix,
  trees: TreeEnsemble,
  root: number,
  from: number,
  to: number,
  sums: Float64Array,
): void {
  for (let row = from; row < to; row++) sums[row] += leafValue(trees, root, data, row * nFeatures);
}

/** Overwrites log-odds with probabilities. */
export function toProbabilities(logOdds: Float64Array): Float64Array {
  for (let row = 0; row < logOdds.length; row++) logOdds[row] = logistic(logOdds[row]);
  return logOdds;
}

/** The probabilities after each tree. */
export function* stages(
  rows: FeatureMatrix,
  trees: TreeEnsemble,
  baseline: number,
): Generator<Float64Array, void, undefined> {
  const logOdds = new Float64Array(rows.nSamples).fill(baseline);
  for (let tree = 0; tree + 1 < trees.roots.length; tree++) {
    addTree(rows, trees, trees.roots[tree], 0, rows.nSamples, logOdds);
    yield toProbabilities(logOdds.slice());
  }
}
