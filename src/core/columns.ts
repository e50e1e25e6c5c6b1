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
