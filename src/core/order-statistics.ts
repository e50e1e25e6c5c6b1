import { sortedCopy } from "./quantiles";

/** Below this many values sorting them all is as quick. */
const sortedWhole = 4096;

/** Cells between the bounds of the grid. */
const nCells = 4096;

/** Whole numbers from −half to half − 1 are counted one by one. */
const half = 32768;

/** Grids within cells of grids; after so many the rest is sorted. */
const deepest = 4;

/**
 * The values that would stand at the given places if all were sorted, without sorting them all: whole numbers are
 * counted; others are counted into the cells of a grid, and only the cells that hold a wanted place are looked into.
 * @param values finite numbers, at least one
 * @param ranks places from 0, ascending
 */
export function orderStatistics(values: Float64Array, ranks: readonly number[]): Float64Array {
  if (values.length < sortedWhole) return pick(sortedCopy(values), ranks);
  const counts = new Int32Array(2 * half);
  if (countWhole(values, counts)) return Float64Array.from(pickCounted(counts, ranks), (cell) => cell - half);
  return fromGrid(values, ranks, 0);
}

function pick(sorted: Float64Array, ranks: readonly number[]): Float64Array {
  return Float64Array.from(ranks, (rank) => sorted[rank]);
}

/** False at the first value that is not a whole number near 0. */
function countWhole(values: Float64Array, counts: Int32Array): boolean {
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    const whole = value | 0;
    if (whole !== value || whole < -half || whole >= half) return false;
    counts[whole + half]++;
  }
  return true;
}

/** The cell of each rank. */
function pickCounted(counts: Int32Array, ranks: readonly number[]): number[] {
  let cell = 0;
  let upTo = counts[0];
  return ranks.map((rank) => {
    while (upTo <= rank) upTo += counts[++cell];
    return cell;
  });
}

function fromGrid(values: Float64Array, ranks: readonly number[], depth: number): Float64Array {
  if (values.length < sortedWhole || depth > deepest) return pick(sortedCopy(values), ranks);
  const [low, high] = boundsOf(values);
  const cells = new Uint16Array(values.length);
  const counts = new Int32Array(nCells + 2);
  const factor = low === high ? 0 : nCells / (high - low);
  // Bounds so close, or so far apart, that there is no grid between them.
  if (!Number.isFinite(factor) || (factor === 0 && low !== high)) return pick(sortedCopy(values), ranks);
  if (low === high) compareWith(values, low, cells, counts);
  else place(values, low, factor, cells, counts);
  const cellOfRank = pickCounted(counts, ranks);
  const found = new Float64Array(ranks.length);
  for (let first = 0; first < ranks.length; ) {
    const cell = cellOfRank[first];
    let end = first + 1;
    while (end < ranks.length && cellOfRank[end] === cell) end++;
    if (low === high && cell === 1) found.fill(low, first, end);
    else {
      const before = counts.subarray(0, cell).reduce((sum, count) => sum + count, 0);
      const inside = collect(values, cells, cell, counts[cell]);
      const own = ranks.slice(first, end).map((rank) => rank - before);
      found.set(fromGrid(inside, own, depth + 1), first);
    }
    first = end;
  }
  return found;
}

/** Bounds that nearly all values lie between, by a sample: they decide the time only, never the result. */
function boundsOf(values: Float64Array): [low: number, high: number] {
  const sample = new Float64Array(1024);
  for (let index = 0; index < sample.length; index++) {
    const scattered = Math.imul(index + 1, 0x9e3779b1) >>> 0;
    sample[index] = values[Math.floor((scattered / 4294967296) * values.length)];
  }
  sample.sort();
  return [sample[10], sample[1013]];
}

/** Cell 0 for smaller values, 1 for equal ones, 2 for larger ones. */
function compareWith(values: Float64Array, bound: number, cells: Uint16Array, counts: Int32Array): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    const cell = value < bound ? 0 : value > bound ? 2 : 1;
    cells[index] = cell;
    counts[cell]++;
  }
}

/** The cell of each value; a larger value is never in a cell before. */
function place(values: Float64Array, low: number, factor: number, cells: Uint16Array, counts: Int32Array): void {
  for (let index = 0; index < values.length; index++) {
    const position = (values[index] - low) * factor;
    const cell = position < 0 ? 0 : position >= nCells ? nCells + 1 : (position | 0) + 1;
    cells[index] = cell;
    counts[cell]++;
  }
}

function collect(values: Float64Array, cells: Uint16Array, cell: number, count: number): Float64Array {
  const inside = new Float64Array(count);
  let next = 0;
  for (let index = 0; index < values.length; index++) if (cells[index] === cell) inside[next++] = values[index];
  return inside;
}
