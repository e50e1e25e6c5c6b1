import type { FeatureMatrix } from "../../core";

/**
 * X with an intercept column of ones in front, every feature centred at its weighted mean and divided by its weighted
 * standard deviation. An exact change of variables for a model with an intercept: it only serves the conditioning.
 */
export interface StandardisedDesign {
  /** nFeatures + 1 columns of length nSamples, the first all ones. */
  readonly columns: readonly Float64Array[];
  /** Weighted mean of each feature. */
  readonly means: Float64Array;
  /** Weighted standard deviation of each feature (population form); 1 for a constant feature. */
  readonly scales: Float64Array;
  /** 1 for a feature that takes one value only (among rows of positive weight). */
  readonly isConstant: Uint8Array;
}

/** @param weights one weight ≥ 0 a row, with a positive sum */
export function standardiseDesign(X: FeatureMatrix, weights: Float64Array): StandardisedDesign {
  const { nSamples, nFeatures } = X;
  const columns = [new Float64Array(nSamples).fill(1)];
  const means = new Float64Array(nFeatures);
  const scales = new Float64Array(nFeatures).fill(1);
  const isConstant = new Uint8Array(nFeatures);
  for (let feature = 0; feature < nFeatures; feature++) {
    const column = X.column(feature);
    const { mean, deviation } = weightedMoments(column, weights);
    means[feature] = mean;
    if (deviation === 0) {
      // All zeros from here on, so that its coefficient is exactly 0.
      isConstant[feature] = 1;
      columns.push(new Float64Array(nSamples));
    } else {
      scales[feature] = deviation;
      columns.push(column.map((value) => (value - mean) / deviation));
    }
  }
  return { columns, means, scales, isConstant };
}

/** Weighted mean and standard deviation; a column of one value has exactly that mean and deviation 0. */
function weightedMoments(column: Float64Array, weights: Float64Array): { mean: number; deviation: number } {
  const first = column[weights.findIndex((weight) => weight > 0)];
  let total = 0;
  let shift = 0;
  let largest = 0;
  for (let row = 0; row < column.length; row++) {
    if (weights[row] === 0) continue;
    total += weights[row];
    shift += weights[row] * (column[row] - first);
    largest = Math.max(largest, Math.abs(column[row] - first));
  }
  if (largest === 0) return { mean: first, deviation: 0 };
  const offset = shift / total;
  let sum = 0;
  // Divided by the largest deviation first: squares of values near 1e±200 would leave the range of numbers.
  for (let row = 0; row < column.length; row++) {
    sum += weights[row] * ((column[row] - first - offset) / largest) ** 2;
  }
  return { mean: first + offset, deviation: largest * Math.sqrt(sum / total) };
}
