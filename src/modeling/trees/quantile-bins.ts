import type { FeatureMatrix } from "../../core";

/** Features cut into at most 256 bins each. A bin's code orders it: a smaller code holds smaller values. */
export interface BinnedFeatures {
  readonly nSamples: number;
  readonly nFeatures: number;
  /** Bin of each value, feature by feature: the code of (row, feature) is at feature · nSamples + row. */
  readonly codes: Uint8Array;
  /** Smallest value in each bin, one array a feature, ascending. */
  readonly lowest: readonly Float64Array[];
  /** Largest value in each bin, one array a feature, ascending. */
  readonly highest: readonly Float64Array[];
}

/**
 * Bins every feature by quantiles. A feature with at most nBins distinct values gets a bin for each, so that nothing
 * is lost; with more, bins hold about equally many rows and equal values share a bin.
 * @param nBins integer in [2, 256]
 */
export function binFeatures(matrix: FeatureMatrix, nBins: number): BinnedFeatures {
  const { nSamples, nFeatures } = matrix;
  const codes = new Uint8Array(nSamples * nFeatures);
  const lowest: Float64Array[] = [];
  const highest: Float64Array[] = [];
  for (let feature = 0; feature < nFeatures; feature++) {
    const values = matrix.column(feature);
    const bins = cutBins(Float64Array.from(values).sort(), nBins);
    writeCodes(values, bins.lowest, codes.subarray(feature * nSamples, (feature + 1) * nSamples));
    lowest.push(bins.lowest);
    highest.push(bins.highest);
  }
  return { nSamples, nFeatures, codes, lowest, highest };
}

interface Bins {
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
}

function cutBins(sorted: Float64Array, nBins: number): Bins {
  const n = sorted.length;
  const exact = countDistinct(sorted) <= nBins;
  const lowest: number[] = [];
  const highest: number[] = [];
  let start = 0;
  while (start < n) {
    // What is left is shared out anew after each bin, because one frequent value can fill more than its share.
    const target = exact ? start + 1 : start + Math.ceil((n - start) / (nBins - lowest.length));
    let end = target;
    while (end < n && sorted[end] === sorted[end - 1]) end++;
    lowest.push(sorted[start]);
    highest.push(sorted[end - 1]);
    start = end;
  }
  return { lowest: Float64Array.from(lowest), highest: Float64Array.from(highest) };
}

function countDistinct(sorted: Float64Array): number {
  let count = sorted.length > 0 ? 1 : 0;
  for (let index = 1; index < sorted.length; index++) if (sorted[index] !== sorted[index - 1]) count++;
  return count;
}

/** The last bin whose smallest value is not above the value. */
function writeCodes(values: Float64Array, lowest: Float64Array, codes: Uint8Array): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    let low = 0;
    let high = lowest.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lowest[middle] <= value) low = middle;
      else high = middle - 1;
    }
    codes[row] = low;
  }
}
