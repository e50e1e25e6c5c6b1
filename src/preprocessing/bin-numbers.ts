import type { FeatureMatrix } from "../core";
import { rowsPerRun } from "./column-moments";

/** Up to so many edges, comparing with all of them is quicker than searching. */
const comparedEdges = 12;

/** For every value of the matrix the number of its column's edges that are not above it, row by row. */
export function binNumbers({ data, nSamples, nFeatures }: FeatureMatrix, edges: readonly Float64Array[]): Float64Array {
  const numbers = new Float64Array(data.length);
  const isFew = edges.map((own) => own.length <= comparedEdges);
  for (let row = 0; row < nSamples; row += rowsPerRun) {
    const end = Math.min(row + rowsPerRun, nSamples) * nFeatures;
    for (let column = 0; column < nFeatures; column++) {
      const start = row * nFeatures + column;
      if (isFew[column]) countRun(data, numbers, start, end, nFeatures, edges[column]);
      else searchRun(data, numbers, start, end, nFeatures, edges[column]);
    }
  }
  return numbers;
}

/** One edge after the other for a run of values: a loop without a branch that could be guessed wrongly. */
function countRun(
  data: Float64Array,
  numbers: Float64Array,
  start: number,
  end: number,
  step: number,
  edges: Float64Array,
): void {
  for (let which = 0; which < edges.length; which++) {
    const edge = edges[which];
    for (let place = start; place < end; place += step) numbers[place] += data[place] >= edge ? 1 : 0;
  }
}

function searchRun(
  data: Float64Array,
  numbers: Float64Array,
  start: number,
  end: number,
  step: number,
  edges: Float64Array,
): void {
  for (let place = start; place < end; place += step) {
    const value = data[place];
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edges[middle] <= value) low = middle + 1;
      else high = middle;
    }
    numbers[place] = low;
  }
}
