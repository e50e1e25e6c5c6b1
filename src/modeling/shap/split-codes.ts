import type { TreeEnsemble } from "../trees/tree-nodes";

/** All thresholds of an ensemble in order, so that "value ≤ threshold" becomes a comparison of small integers. */
export interface SplitCodes {
  /** Distinct thresholds of each feature, ascending. */
  readonly thresholds: readonly Float64Array[];
  /** Place of each node's threshold among those of its feature; −1 in a leaf. */
  readonly cut: Int32Array;
}

/** Numbers the thresholds of every feature. */
export function splitCodes({ feature, threshold }: TreeEnsemble, nFeatures: number): SplitCodes {
  const asked: number[][] = Array.from({ length: nFeatures }, () => []);
  feature.forEach((column, node) => {
    if (column >= 0) asked[column].push(threshold[node]);
  });
  const thresholds = asked.map((values) =>
    Float64Array.from(values)
      .sort()
      .filter((value, place, sorted) => place === 0 || value !== sorted[place - 1]),
  );
  const cut = feature.map((column, node) => (column < 0 ? -1 : countBelow(thresholds[column], threshold[node])));
  return { thresholds, cut };
}

/**
 * The code of a value is the number of thresholds below it: value ≤ thresholds[k] exactly when code ≤ k.
 * @param data row-major, nFeatures values a row
 * @param codes written here, one array a feature, from its start
 */
export function writeCodes(
  thresholds: readonly Float64Array[],
  data: Float64Array,
  firstRow: number,
  nRows: number,
  codes: readonly Int32Array[],
): void {
  const nFeatures = thresholds.length;
  for (let feature = 0; feature < nFeatures; feature++) {
    const sorted = thresholds[feature];
    const column = codes[feature];
    for (let row = 0; row < nRows; row++) {
      column[row] = countBelow(sorted, data[(firstRow + row) * nFeatures + feature]);
    }
  }
}

function countBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
