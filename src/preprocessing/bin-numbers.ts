import type { FeatureMatrix } from "../core";
import { rowsPerRun } from "./column-moments";

/** Cells of the grid that leads to the edges nearby. */
const nCells = 512;

/** The inner edges of one column, and a grid over its range: for each cell the number of edges in it and before it. */
interface EdgeGrid {
  /** −Infinity, then the inner edges */
  readonly starts: Float64Array;
  readonly low: number;
  readonly factor: number;
  readonly upTo: Int32Array;
}

/**
 * The bin of every value of the matrix, row by row.
 * @param edges of each column, first and last the bounds of its training values; none for a column of one bin
 */
export function binNumbers(
  { data, nSamples, nFeatures }: FeatureMatrix,
  edges: readonly (readonly number[])[],
): Float64Array {
  const numbers = new Float64Array(data.length);
  const grids = edges.map(gridOver);
  for (let row = 0; row < nSamples; row += rowsPerRun) {
    const end = Math.min(row + rowsPerRun, nSamples) * nFeatures;
    for (let column = 0; column < nFeatures; column++) {
      if (edges[column].length <= 2) continue;
      numberRun(data, numbers, row * nFeatures + column, end, nFeatures, grids[column]);
    }
  }
  return numbers;
}

function gridOver(edges: readonly number[]): EdgeGrid {
  const low = edges.length === 0 ? 0 : edges[0];
  const width = edges.length === 0 ? 0 : edges[edges.length - 1] - low;
  // The largest value is in the last cell, so that only values beyond those of training must be held back. Where the
  // width overflows there is one cell, and the edges are walked over one by one.
  const factor = width > 0 && Number.isFinite(nCells / width) ? (nCells - 1) / width : 0;
  const upTo = new Int32Array(nCells);
  const inner = edges.slice(1, -1);
  for (const edge of inner) for (let cell = cellOf(edge, low, factor); cell < nCells; cell++) upTo[cell]++;
  return { starts: Float64Array.of(Number.NEGATIVE_INFINITY, ...inner), low, factor, upTo };
}

/** A larger value is never in a cell before. */
function cellOf(value: number, low: number, factor: number): number {
  const position = (value - low) * factor;
  return position < nCells ? (position >= 0 ? position | 0 : 0) : nCells - 1;
}

function numberRun(
  data: Float64Array,
  numbers: Float64Array,
  start: number,
  end: number,
  step: number,
  { starts, low, factor, upTo }: EdgeGrid,
): void {
  for (let place = start; place < end; place += step) {
    const value = data[place];
    let number = upTo[cellOf(value, low, factor)];
    // From above: values that equal an edge, the many of whole numbers, need no step.
    while (starts[number] > value) number--;
    numbers[place] = number;
  }
}
