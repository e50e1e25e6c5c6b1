import { deviationNorm, type FeatureMatrix, meanOf } from "../core";

/** Rows that are read once for every column: so few that they stay in the first-level cache. */
export const rowsPerRun = 128;

/** Means and √Σ(x − mean)² of every column. @param matrix at least one row */
export function columnMoments(matrix: FeatureMatrix): { means: Float64Array; norms: Float64Array } {
  const { data, nSamples, nFeatures } = matrix;
  const first = matrix.row(0);
  // Means of the differences from the first row: a constant has that constant as its mean, to the last bit.
  const means = sumRuns(data, nSamples, first, sumOfDifferences).map((sum, column) => first[column] + sum / nSamples);
  const norms = sumRuns(data, nSamples, means, sumOfSquares).map(Math.sqrt);
  for (let column = 0; column < nFeatures; column++) {
    // Squares that overflow, or that are lost beside the smallest numbers: slowly, but with scaled squares.
    if (norms[column] > 1e-140 && norms[column] < 1e150) continue;
    const values = matrix.column(column);
    means[column] = meanOf(values);
    norms[column] = deviationNorm(values, means[column]);
  }
  return { means, norms };
}

type RunSum = (data: Float64Array, start: number, end: number, step: number, center: number) => number;

/** Sums of every column, run by run, so that rounding errors grow slowly and the data is read once. */
function sumRuns(data: Float64Array, nSamples: number, centers: Float64Array, sumOfRun: RunSum): Float64Array {
  const width = centers.length;
  const sums = new Float64Array(width);
  for (let row = 0; row < nSamples; row += rowsPerRun) {
    const end = Math.min(row + rowsPerRun, nSamples) * width;
    for (let column = 0; column < width; column++) {
      sums[column] += sumOfRun(data, row * width + column, end, width, centers[column]);
    }
  }
  return sums;
}

function sumOfDifferences(data: Float64Array, start: number, end: number, step: number, center: number): number {
  let sum = 0;
  for (let place = start; place < end; place += step) sum += data[place] - center;
  return sum;
}

function sumOfSquares(data: Float64Array, start: number, end: number, step: number, center: number): number {
  let sum = 0;
  for (let place = start; place < end; place += step) {
    const deviation = data[place] - center;
    sum += deviation * deviation;
  }
  return sum;
}
