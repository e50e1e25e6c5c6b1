import type { FeatureMatrix } from "./feature-matrix";

/** Rows that are copied at once: so few that the lines read for one column are still in the cache for the next. */
const rowsPerBlock = 64;

/** A copy of every column, each length nSamples, in one pass over the rows. */
export function columnsOf(matrix: FeatureMatrix): Float64Array[] {
  const { data, nSamples, nFeatures } = matrix;
  const columns = Array.from({ length: nFeatures }, () => new Float64Array(nSamples));
  for (let start = 0; start < nSamples; start += rowsPerBlock) {
    const end = Math.min(start + rowsPerBlock, nSamples);
    for (let column = 0; column < nFeatures; column++) {
      copyRun(data, start * nFeatures + column, nFeatures, columns[column], start, end);
    }
  }
  return columns;
}

function copyRun(
  data: Float64Array,
  first: number,
  step: number,
  column: Float64Array,
  start: number,
  end: number,
): void {
  for (let row = start, place = first; row < end; row++, place += step) column[row] = data[place];
}

/** Columns that are copied together: whole cache lines of the rows are read for them. */
const columnsPerGroup = 5;

/**
 * Visits every column in order, a few copied at a time into buffers that are used again: for large matrices, where
 * copies of all columns would need the memory of the matrix once more.
 * @param visit gets the column's values, which it must neither keep nor change, and its number
 */
export function forEachColumn(matrix: FeatureMatrix, visit: (values: Float64Array, column: number) => void): void {
  const { data, nSamples, nFeatures } = matrix;
  const size = Math.min(columnsPerGroup, nFeatures);
  const buffers = Array.from({ length: size }, () => new Float64Array(nSamples));
  for (let group = 0; group < nFeatures; group += size) {
    const own = Math.min(size, nFeatures - group);
    for (let start = 0; start < nSamples; start += rowsPerBlock) {
      const end = Math.min(start + rowsPerBlock, nSamples);
      for (let place = 0; place < own; place++) {
        copyRun(data, start * nFeatures + group + place, nFeatures, buffers[place], start, end);
      }
    }
    for (let place = 0; place < own; place++) visit(buffers[place], group + place);
  }
}
