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

/** Rows of a run, which is read once a feature from the cache; also bounds how rounding errors of the sums grow. */
const rowsPerRun = 128;
/** A feature that varies by less counts as constant: its deviation has no finite inverse square. */
const smallestSpan = 1e-150;

/**
 * Learns means and deviations, in two passes over the rows.
 * @param X at least one row
 * @param weights one weight > 0 a row
 * @throws InvalidParameterError for a feature whose differences are too large to be added up
 */
export function standardise(X: FeatureMatrix, weights: Float64Array): Standardisation {
  const { data, nFeatures, featureNames } = X;
  const total = sumOf(weights);
  const first = X.row(0);
  const sums = new Float64Array(nFeatures);
  const spans = new Float64Array(nFeatures);
  forEachRun(weights.length, nFeatures, (start, end, feature) => {
    const center = first[feature];
    sums[feature] += sumOfDifferences(data, weights, start, end, feature, nFeatures, center);
    spans[feature] = Math.max(spans[feature], largestDifference(data, start, end, feature, nFeatures, center));
  });
  // Means of the differences from the first row: exactly 0 for a constant, whatever its value.
  const means = first.map((value, feature) => value + sums[feature] / total);
  // Divided by the span before they are squared: squares of 1e±200 would leave the range of numbers.
  const scales = spans.map((span) => (span > smallestSpan ? 1 / span : 0));
  const squares = new Float64Array(nFeatures);
  forEachRun(weights.length, nFeatures, (start, end, feature) => {
    squares[feature] += sumOfSquares(data, weights, start, end, feature, nFeatures, means[feature], scales[feature]);
  });
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

function forEachRun(
  nSamples: number,
  nFeatures: number,
  visit: (start: number, end: number, feature: number) => void,
): void {
  for (let start = 0; start < nSamples; start += rowsPerRun) {
    const end = Math.min(start + rowsPerRun, nSamples);
    for (let feature = 0; feature < nFeatures; feature++) visit(start, end, feature);
  }
}

function sumOfDifferences(
  data: Float64Array,
  weights: Float64Array,
  start: number,
  end: number,
  feature: number,
  nFeatures: number,
  center: number,
): number {
  let sum = 0;
  for (let row = start, place = start * nFeatures + feature; row < end; row++, place += nFeatures) {
    sum += weights[row] * (data[place] - center);
  }
  return sum;
}

function sumOfSquares(
  data: Float64Array,
  weights: Float64Array,
  start: number,
  end: number,
  feature: number,
  nFeatures: number,
  center: number,
  scale: number,
): number {
  let sum = 0;
  for (let row = start, place = start * nFeatures + feature; row < end; row++, place += nFeatures) {
    const deviation = (data[place] - center) * scale;
    sum += weights[row] * deviation * deviation;
  }
  return sum;
}

function largestDifference(
  data: Float64Array,
  start: number,
  end: number,
  feature: number,
  nFeatures: number,
  center: number,
): number {
  let largest = 0;
  for (let row = start, place = start * nFeatures + feature; row < end; row++, place += nFeatures) {
    const difference = Math.abs(data[place] - center);
    if (difference > largest) largest = difference;
  }
  return largest;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index];
  return sum;
}
