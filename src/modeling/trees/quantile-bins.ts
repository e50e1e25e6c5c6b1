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

/** The bins of one feature. */
export interface Bins {
  /** Smallest value in each bin, ascending. */
  readonly lowest: Float64Array;
  /** Largest value in each bin, ascending. */
  readonly highest: Float64Array;
}

/**
 * Cuts ascending values into at most nBins bins of about equal weight, equal values in one bin. With at most nBins
 * distinct values (always, where nBins is infinite) each gets a bin of its own.
 * @param sorted at least one value, ascending
 * @param weights one weight > 0 a value; default: 1 each
 */
export function cutBins(sorted: Float64Array, nBins: number, weights?: Float64Array): Bins {
  const n = sorted.length;
  if (countDistinct(sorted) <= nBins) {
    const distinct = sorted.filter((value, place) => place === 0 || value !== sorted[place - 1]);
    return { lowest: distinct, highest: distinct };
  }
  const lowest: number[] = [];
  const highest: number[] = [];
  let left = weights === undefined ? n : sumOf(weights);
  for (let start = 0; start < n; ) {
    // What is left is shared out anew after each bin, because one frequent value can fill more than its share.
    const target = left / (nBins - lowest.length);
    let weight = 0;
    let end = start;
    while (end < n && (weight < target || sorted[end] === sorted[end - 1])) {
      weight += weights === undefined ? 1 : weights[end];
      end++;
    }
    lowest.push(sorted[start]);
    // The last bin takes what rounding of the weights would leave over.
    const stop = lowest.length === nBins ? n : end;
    highest.push(sorted[stop - 1]);
    left -= weight;
    start = stop;
  }
  return { lowest: Float64Array.from(lowest), highest: Float64Array.from(highest) };
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < values.length; place++) sum += values[place];
  return sum;
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
