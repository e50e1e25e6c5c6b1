import { FeatureMatrix, type MatrixLike, toMatchingFeatures } from "../core";
import { rowsPerRun } from "./column-moments";

/**
 * Changes every step-th value from start to end by two numbers of its column. Returns 0 when all results are finite, NaN
 * when not: x − x is 0 for a finite number and NaN for any other.
 */
export type RunChange = (
  data: Float64Array,
  changed: Float64Array,
  start: number,
  end: number,
  step: number,
  shift: number,
  scale: number,
) => number;

/** (x − shift) / scale */
export const standardiseRun: RunChange = (data, changed, start, end, step, shift, scale) => {
  let check = 0;
  for (let place = start; place < end; place += step) {
    const value = (data[place] - shift) / scale;
    changed[place] = value;
    check += value - value;
  }
  return check;
};

/** x · scale + shift */
export const restoreRun: RunChange = (data, changed, start, end, step, shift, scale) => {
  let check = 0;
  for (let place = start; place < end; place += step) {
    const value = data[place] * scale + shift;
    changed[place] = value;
    check += value - value;
  }
  return check;
};

/**
 * A changed copy of X, run by run of rows, so that both matrices pass the cache once. Values of X are looked at only
 * where a result is not finite.
 * @throws InvalidParameterError for a value that is not finite; ShapeError for other features
 */
export function changeColumns(
  X: MatrixLike,
  featureNames: readonly string[],
  shifts: Float64Array,
  scales: Float64Array,
  changeRun: RunChange,
): FeatureMatrix {
  const { data, nSamples, nFeatures } = toMatchingFeatures(X, featureNames, "X", false);
  const changed = new Float64Array(data.length);
  let check = 0;
  for (let row = 0; row < nSamples; row += rowsPerRun) {
    const end = Math.min(row + rowsPerRun, nSamples) * nFeatures;
    for (let column = 0; column < nFeatures; column++) {
      check += changeRun(data, changed, row * nFeatures + column, end, nFeatures, shifts[column], scales[column]);
    }
  }
  if (check !== 0) toMatchingFeatures(X, featureNames);
  return new FeatureMatrix(changed, nSamples, featureNames);
}
