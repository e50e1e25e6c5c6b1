import type { FeatureMatrix } from "../../core";
import { addLeaves } from "../trees/ensemble-scorer";
import type { TreeEnsemble } from "../trees/tree-nodes";

/** What the rows that a tree did not see say about the forest. */
export interface OutOfBag {
  /** P(churn) of each training row, by the trees that did not see it; NaN for a row that every tree saw. */
  readonly oobProba: Float64Array;
  /**
   * Share of training rows, of those with a forecast, whose label oobProba ≥ 0.5 tells rightly; each counts with its
   * sample weight. NaN when no row has a forecast.
   */
  readonly oobScore: number;
}

/**
 * Forecasts every row by the trees that did not see it.
 * @param seen for each tree one bit a row, lowest first
 */
export function outOfBag(
  trees: TreeEnsemble,
  seen: readonly Uint32Array[],
  matrix: FeatureMatrix,
  labels: Uint8Array,
  weights: Float64Array,
): OutOfBag {
  const { data, nSamples, nFeatures } = matrix;
  const oobProba = new Float64Array(nSamples);
  const votes = new Uint32Array(nSamples);
  const list = (tree: number, start: number, end: number, out: Int32Array) => {
    const bits = seen[tree];
    let count = 0;
    for (let row = start; row < end; row++) {
      const isOut = (~bits[row >>> 5] >>> row) & 1;
      out[count] = row - start;
      votes[row] += isOut;
      count += isOut;
    }
    return count;
  };
  addLeaves(trees, data, nSamples, nFeatures, oobProba, { list });
  // 0/0 has other NaN bits on another processor, so NaN is written out.
  for (let row = 0; row < nSamples; row++) oobProba[row] = votes[row] > 0 ? oobProba[row] / votes[row] : Number.NaN;
  return { oobProba, oobScore: weighedAccuracy(oobProba, labels, weights) };
}

function weighedAccuracy(oobProba: Float64Array, labels: Uint8Array, weights: Float64Array): number {
  let judged = 0;
  let right = 0;
  for (let row = 0; row < labels.length; row++) {
    if (Number.isNaN(oobProba[row])) continue;
    judged += weights[row];
    if ((oobProba[row] >= 0.5 ? 1 : 0) === labels[row]) right += weights[row];
  }
  return judged > 0 ? right / judged : Number.NaN;
}
