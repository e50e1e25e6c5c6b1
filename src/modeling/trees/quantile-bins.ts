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
