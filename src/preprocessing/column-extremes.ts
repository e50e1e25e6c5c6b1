import type { FeatureMatrix } from "../core";
import { rowsPerRun } from "./column-moments";

/**
 * The smallest and the largest value of every column, and whether all values are finite; if not, the extremes mean
 * nothing.
 * @param matrix at least one row
 */
export function columnExtremes({ data, nSamples, nFeatures }: FeatureMatrix): {
  dataMin: Float64Array;
  dataMax: Float64Array;
  allFinite: boolean;
} {
  const dataMin = data.slice(0, nFeatures);
  const dataMax = data.slice(0, nFeatures);
  let check = 0;
  for (let row = 0; row < nSamples; row += rowsPerRun) {
    const end = Math.min(row + rowsPerRun, nSamples) * nFeatures;
    for (let column = 0; column < nFeatures; column++) {
      check += widen(data, row * nFeatures + column, end, nFeatures, dataMin, dataMax, column);
    }
  }
  // + 0: JSON has no −0.
  return { dataMin: dataMin.map((v) => v + 0), dataMax: dataMax.map((v) => v + 0), allFinite: check === 0 };
}

/** Widens the extremes of a column by a run of values. Returns 0 when all are finite: x − x is NaN for any other. */
function widen(
  data: Float64Array,
  start: number,
  end: number,
  step: number,
  dataMin: Float64Array,
  dataMax: Float64Array,
  column: number,
): number {
  let smallest = dataMin[column];
  let largest = dataMax[column];
  let check = 0;
  let place = start;
  // Two values at a time: the loop itself is half of the work.
  for (const whole = end - step; place < whole; place += 2 * step) {
    const first = data[place];
    const second = data[place + step];
    if (first < smallest) smallest = first;
    if (first > largest) largest = first;
    if (second < smallest) smallest = second;
    if (second > largest) largest = second;
    check += first - first + (second - second);
  }
  for (; place < end; place += step) {
    const value = data[place];
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
    check += value - value;
  }
  dataMin[column] = smallest;
  dataMax[column] = largest;
  return check;
}
