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

/** Bits that one pass of the radix sort looks at, and how often they fit into 64. */
const digitBits = 11;
const passes = 6;
const digitMask = (1 << digitBits) - 1;

/**
 * The row numbers in ascending order of finite values, equal values in the order of their rows: a radix sort of the
 * bits. Typed arrays sort quickly only without a comparison function. The bits move along with the rows, so that every
 * pass reads in order.
 */
export function argSort(values: Float64Array): Uint32Array {
  const n = values.length;
  let { low, high } = sortableBits(values);
  let rows = new Uint32Array(n);
  for (let row = 0; row < n; row++) rows[row] = row;
  let lowTo: Uint32Array = new Uint32Array(n);
  let highTo: Uint32Array = new Uint32Array(n);
  let rowsTo = new Uint32Array(n);
  const counts = countDigits(low, high);
  for (let pass = 0; pass < passes; pass++) {
    const starts = counts.subarray(pass << digitBits, (pass + 1) << digitBits);
    // Where all rows agree, as in the low digits of whole numbers, the order stays.
    if (n === 0 || starts[digitOf(low[0], high[0], pass)] === n) continue;
    let before = 0;
    for (let digit = 0; digit <= digitMask; digit++) {
      const count = starts[digit];
      starts[digit] = before;
      before += count;
    }
    for (let place = 0; place < n; place++) {
      const l = low[place];
      const h = high[place];
      const to = starts[digitOf(l, h, pass)]++;
      lowTo[to] = l;
      highTo[to] = h;
      rowsTo[to] = rows[place];
    }
    [low, lowTo] = [lowTo, low];
    [high, highTo] = [highTo, high];
    [rows, rowsTo] = [rowsTo, rows];
  }
  return rows;
}

/** Eleven bits from the lowest on: of the low word twice, then where the words meet, then of the high word. */
function digitOf(low: number, high: number, pass: number): number {
  if (pass < 2) return (low >>> (pass * digitBits)) & digitMask;
  if (pass === 2) return ((low >>> 22) | (high << 10)) & digitMask;
  return (high >>> (pass * digitBits - 32)) & digitMask;
}

/** How often every digit stands at every place: passes × 2048 counts. */
function countDigits(low: Uint32Array, high: Uint32Array): Uint32Array {
  const counts = new Uint32Array(passes << digitBits);
  for (let row = 0; row < low.length; row++) {
    const l = low[row];
    const h = high[row];
    for (let pass = 0; pass < passes; pass++) counts[(pass << digitBits) + digitOf(l, h, pass)]++;
  }
  return counts;
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
