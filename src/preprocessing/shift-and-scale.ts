import { FeatureMatrix } from "../core";
import { rowsPerRun } from "./column-moments";

/** Changes every step-th value from start to end by two numbers of its column. */
export type RunChange = (
  data: Float64Array,
  changed: Float64Array,
  start: number,
  end: number,
  step: number,
  shift: number,
  scale: number,
) => void;

/** (x − shift) / scale */
export const standardiseRun: RunChange = (data, changed, start, end, step, shift, scale) => {
  for (let place = start; place < end; place += step) changed[place] = (data[place] - shift) / scale;
};

/** x · scale + shift */
export const restoreRun: RunChange = (data, changed, start, end, step, shift, scale) => {
  for (let place = start; place < end; place += step) changed[place] = data[place] * scale + shift;
};

/** A changed copy, run by run of rows, so that both matrices pass the cache once. */
export function changeColumns(
  { data, nSamples, nFeatures }: FeatureMatrix,
  featureNames: readonly string[],
  shifts: Float64Array,
  scales: Float64Array,
  changeRun: RunChange,
): FeatureMatrix {
  const changed = new Float64Array(data.length);
  for (let row = 0; row < nSamples; row += rowsPerRun) {
    const end = Math.min(row + rowsPerRun, nSamples) * nFeatures;
    for (let column = 0; column < nFeatures; column++) {
      changeRun(data, changed, row * nFeatures + column, end, nFeatures, shifts[column], scales[column]);
    }
  }
  return new FeatureMatrix(changed, nSamples, featureNames);
}
