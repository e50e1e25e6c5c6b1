import { type FeatureMatrix, InvalidParameterError } from "../../core";

/**
 * How features are centred and scaled inside the fit: z = (x − mean) · factor. An exact change of variables for a model
 * with an intercept: it only serves the conditioning.
 */
export interface Standardisation {
  /** Weighted mean of each feature. */
  readonly means: Float64Array;
  /** 1 / weighted standard deviation (population form) of each feature; 0 for a constant one. */
  readonly factors: Float64Array;
}

/** Rows between two carries of the running sums: rounding errors grow with this number and not with nSamples. */
const rowsPerCarry = 256;
/** A feature that varies by less counts as constant: its deviation has no finite inverse square. */
const smallestSpan = 1e-150;

/**
 * Learns means and deviations, in three passes over the rows.
 * @param X at least one row
 * @param weights one weight > 0 a row
 * @throws InvalidParameterError for a feature whose sums overflow
 */
export function standardise(X: FeatureMatrix, weights: Float64Array): Standardisation {
  const { data, nSamples, nFeatures, featureNames } = X;
  const first = X.row(0);
  const spans = largestDifferences(data, first);
  // Divided by the span before they are squared: squares of 1e±200 would leave the range of numbers.
  const scales = spans.map((span) => (span > smallestSpan ? 1 / span : 0));
  const total = sumOf(weights);
  const sums = new Float64Array(nFeatures);
  for (let row = 0; row < nSamples; row += rowsPerCarry) addDifferences(data, row, weights, first, scales, sums);
  // Means of the differences from the first row: exactly 0 for a constant, whatever its value.
  const means = first.map((value, feature) => value + (sums[feature] / total) * spans[feature]);
  const squares = new Float64Array(nFeatures);
  for (let row = 0; row < nSamples; row += rowsPerCarry) addSquares(data, row, weights, means, scales, squares);
  const factors = scales.map((scale, feature) => (scale === 0 ? 0 : scale / Math.sqrt(squares[feature] / total)));
  const place = factors.findIndex((factor, feature) => !Number.isFinite(factor) || !Number.isFinite(means[feature]));
  if (place >= 0) {
    throw new InvalidParameterError(
      `feature ${featureNames[place]} must have values whose differences can be added up; they reach ` +
        `${spans[place]}: express it in a larger unit`,
    );
  }
  return { means, factors };
}

/** Adds Σ weight·(x − center)·scale of every feature over a run of rows. */
function addDifferences(
  data: Float64Array,
  start: number,
  weights: Float64Array,
  centers: Float64Array,
  scales: Float64Array,
  totals: Float64Array,
): void {
  const nFeatures = centers.length;
  const end = Math.min(start + rowsPerCarry, weights.length);
  const sums = new Float64Array(nFeatures);
  for (let row = start, place = start * nFeatures; row < end; row++) {
    const weight = weights[row];
    for (let feature = 0; feature < nFeatures; feature++, place++) {
      sums[feature] += weight * ((data[place] - centers[feature]) * scales[feature]);
    }
  }
  for (let feature = 0; feature < nFeatures; feature++) totals[feature] += sums[feature];
}

/** Adds Σ weight·((x − center)·scale)² of every feature over a run of rows. */
function addSquares(
  data: Float64Array,
  start: number,
  weights: Float64Array,
  centers: Float64Array,
  scales: Float64Array,
  totals: Float64Array,
): void {
  const nFeatures = centers.length;
  const end = Math.min(start + rowsPerCarry, weights.length);
  const sums = new Float64Array(nFeatures);
  for (let row = start, place = start * nFeatures; row < end; row++) {
    const weight = weights[row];
    for (let feature = 0; feature < nFeatures; feature++, place++) {
      const deviation = (data[place] - centers[feature]) * scales[feature];
      sums[feature] += weight * deviation * deviation;
    }
  }
  for (let feature = 0; feature < nFeatures; feature++) totals[feature] += sums[feature];
}

function largestDifferences(data: Float64Array, centers: Float64Array): Float64Array {
  const nFeatures = centers.length;
  const largest = new Float64Array(nFeatures);
  for (let start = 0; start < data.length; start += nFeatures) {
    for (let feature = 0; feature < nFeatures; feature++) {
      const difference = Math.abs(data[start + feature] - centers[feature]);
      if (difference > largest[feature]) largest[feature] = difference;
    }
  }
  return largest;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index];
  return sum;
}
