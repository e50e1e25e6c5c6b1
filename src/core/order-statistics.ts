import { sortedCopy } from "./quantiles";

/** Below this many values sorting them all is as quick. */
const sortedWhole = 4096;

/** A stretch of values, bounds included, that is expected to hold the wanted ranks. */
interface Bracket {
  readonly low: number;
  readonly high: number;
  readonly ranks: number[];
}

/**
 * The values that would stand at the given places if all were sorted, without sorting them all: bounds on either side of
 * each place come from a sample (Floyd & Rivest 1975), one pass counts what lies below and collects what lies between.
 * @param values finite numbers, at least one
 * @param ranks places from 0, ascending
 */
export function orderStatistics(values: Float64Array, ranks: readonly number[]): Float64Array {
  if (values.length < sortedWhole) return pick(sortedCopy(values), ranks);
  const found = new Map<number, number>();
  for (const bracket of bracketsOf(values, ranks)) {
    if (!resolve(values, bracket, found)) return pick(sortedCopy(values), ranks);
  }
  return Float64Array.from(ranks, (rank) => found.get(rank) as number);
}

function pick(sorted: Float64Array, ranks: readonly number[]): Float64Array {
  return Float64Array.from(ranks, (rank) => sorted[rank]);
}

/** Brackets that do not overlap, ascending. */
function bracketsOf(values: Float64Array, ranks: readonly number[]): Bracket[] {
  const sample = sampleOf(values);
  const brackets: Bracket[] = [];
  for (const rank of ranks) {
    const share = rank / (values.length - 1);
    const middle = share * (sample.length - 1);
    const margin = 4 * Math.sqrt(sample.length * share * (1 - share)) + 2;
    const low = middle < margin ? Number.NEGATIVE_INFINITY : sample[Math.floor(middle - margin)];
    const above = Math.ceil(middle + margin);
    const high = above >= sample.length ? Number.POSITIVE_INFINITY : sample[above];
    const last = brackets[brackets.length - 1];
    if (last !== undefined && low <= last.high) {
      brackets[brackets.length - 1] = { low: last.low, high: Math.max(high, last.high), ranks: [...last.ranks, rank] };
    } else {
      brackets.push({ low, high, ranks: [rank] });
    }
  }
  return brackets;
}

/** Values at scattered places, ascending. Which ones matters for the time only, never for the result. */
function sampleOf(values: Float64Array): Float64Array {
  const size = Math.ceil(2 * values.length ** (2 / 3));
  const sample = new Float64Array(size);
  for (let index = 0; index < size; index++) {
    const scattered = Math.imul(index + 1, 0x9e3779b1) >>> 0;
    sample[index] = values[Math.floor((scattered / 4294967296) * values.length)];
  }
  return sample.sort();
}

/** Finds the ranks of one bracket. False where the sample was off and the bracket misses one. */
function resolve(values: Float64Array, { low, high, ranks }: Bracket, found: Map<number, number>): boolean {
  const inside = new Float64Array(values.length);
  let below = 0;
  let atLow = 0;
  let atHigh = 0;
  let nInside = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value > high) continue;
    if (value < low) below++;
    else if (value === low) atLow++;
    else if (value === high) atHigh++;
    else inside[nInside++] = value;
  }
  const between = inside.subarray(0, nInside).sort();
  for (const rank of ranks) {
    const place = rank - below;
    if (place < 0 || place >= atLow + nInside + atHigh) return false;
    // What equals a bound is counted and not collected, so that many ties cost nothing.
    found.set(rank, place < atLow ? low : place < atLow + nInside ? between[place - atLow] : high);
  }
  return true;
}
