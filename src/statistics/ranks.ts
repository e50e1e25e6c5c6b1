import { sortedCopy } from "../core";

/** Below this a sort and a search are quicker than clearing the counts of a radix sort. */
const fewValues = 1 << 15;

/** Ranks from 1, ties sharing their mean rank, as SciPy's `rankdata(method="average")`. Values are finite. */
export function rank(values: Float64Array): Float64Array {
  return values.length < fewValues ? ranksBySearch(values) : ranksByOrder(values, argSort(values));
}

function ranksBySearch(values: Float64Array): Float64Array {
  const n = values.length;
  const sorted = sortedCopy(values);
  // The mean rank of every value, at the first of its places.
  const meanRanks = new Float64Array(n);
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && sorted[end] === sorted[start]) end++;
    meanRanks[start] = (start + 1 + end) / 2;
    start = end;
  }
  const ranks = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const value = values[row];
    let low = 0;
    let high = n;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    ranks[row] = meanRanks[low];
  }
  return ranks;
}

function ranksByOrder(values: Float64Array, order: Uint32Array): Float64Array {
  const n = values.length;
  const ranks = new Float64Array(n);
  for (let start = 0; start < n; ) {
    let end = start + 1;
    const value = values[order[start]];
    while (end < n && values[order[end]] === value) end++;
    const meanRank = (start + 1 + end) / 2;
    for (let place = start; place < end; place++) ranks[order[place]] = meanRank;
    start = end;
  }
  return ranks;
}

/**
 * The row numbers in ascending order of finite values, equal values in the order of their rows: a radix sort of the
 * bits, 16 at a time. Typed arrays sort quickly only without a comparison function.
 */
export function argSort(values: Float64Array): Uint32Array {
  const n = values.length;
  const { low, high } = sortableBits(values);
  let from = new Uint32Array(n);
  for (let row = 0; row < n; row++) from[row] = row;
  let to = new Uint32Array(n);
  for (let digit = 0; digit < 4; digit++) {
    const words = digit < 2 ? low : high;
    const shift = (digit & 1) * 16;
    const starts = new Uint32Array(65537);
    for (let row = 0; row < n; row++) starts[((words[row] >>> shift) & 0xffff) + 1]++;
    // Where all rows agree, as in the low digits of whole numbers, the order stays.
    if (n === 0 || starts[((words[0] >>> shift) & 0xffff) + 1] === n) continue;
    for (let bucket = 1; bucket < 65536; bucket++) starts[bucket] += starts[bucket - 1];
    for (let place = 0; place < n; place++) {
      const row = from[place];
      to[starts[(words[row] >>> shift) & 0xffff]++] = row;
    }
    const spare = from;
    from = to;
    to = spare;
  }
  return from;
}

/** The 64 bits of every number as two words that order as unsigned integers like the numbers. */
function sortableBits(values: Float64Array): { low: Uint32Array; high: Uint32Array } {
  const n = values.length;
  const low = new Uint32Array(n);
  const high = new Uint32Array(n);
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  number[0] = 1;
  const highWord = words[1] === 0 ? 0 : 1;
  for (let row = 0; row < n; row++) {
    // + 0: −0 equals 0 and must not come before it.
    number[0] = values[row] + 0;
    const top = words[highWord];
    const flip = top >> 31;
    low[row] = words[1 - highWord] ^ flip;
    high[row] = top ^ (flip | 0x80000000);
  }
  return { low, high };
}
