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
const smallestDeviation = 1e-150;
/** Share of Σd² that must be left when the mean is taken off; otherwise rounding errors have the say. */
const minVarianceShare = 1e-6;

/**
 * Learns means and deviations from Σd and Σd², d being the difference from the first row: one pass over the rows.
 * @param X at least one row
 * @param weights one weight > 0 a row
 * @throws InvalidParameterError for a feature whose differences are too large to be added up
 */
export function standardise(X: FeatureMatrix, weights: Float64Array): Standardisation {
  const { data, nSamples, nFeatures } = X;
  const first = X.row(0);
  const total = sumOf(weights);
  const sums = new Float64Array(nFeatures);
  const squares = new Float64Array(nFeatures);
  for (let row = 0; row < nSamples; row += rowsPerRun) {
    const end = Math.min(row + rowsPerRun, nSamples);
    for (let feature = 0; feature < nFeatures; feature++) {
      addRun(data, weights, row, end, feature, nFeatures, first[feature], sums, squares);
    }
  }
  const means = new Float64Array(nFeatures);
  const factors = new Float64Array(nFeatures);
  for (let feature = 0; feature < nFeatures; feature++) {
    const offset = sums[feature] / total;
    const variance = squares[feature] / total - offset * offset;
    const isSound = variance > minVarianceShare * (squares[feature] / total) && squares[feature] > 1e-280;
    // Exactly the first value for a constant, whatever that is.
    means[feature] = first[feature] + offset;
    factors[feature] =
      isSound && variance < 1e280 ? 1 / Math.sqrt(variance) : factorOfDelicate(X, feature, weights, means[feature]);
  }
  return { means, factors };
}

function addRun(
  data: Float64Array,
  weights: Float64Array,
  start: number,
  end: number,
  feature: number,
  nFeatures: number,
  center: number,
  sums: Float64Array,
  squares: Float64Array,
): void {
  let sum = 0;
  let square = 0;
  for (let row = start, place = start * nFeatures + feature; row < end; row++, place += nFeatures) {
    const difference = data[place] - center;
    const weighted = weights[row] * difference;
    sum += weighted;
    square += weighted * difference;
  }
  sums[feature] += sum;
  squares[feature] += square;
}

/** As {@link standardise}, slower, for a feature that is constant, of extreme size, or far off in the first row. */
function factorOfDelicate(X: FeatureMatrix, feature: number, weights: Float64Array, mean: number): number {
  const column = X.column(feature);
  let largest = 0;
  for (const value of column) largest = Math.max(largest, Math.abs(value - mean));
  if (largest <= smallestDeviation) return 0;
  if (!Number.isFinite(largest)) {
    throw new InvalidParameterError(
      `feature ${X.featureNames[feature]} must have values whose differences can be added up: express it in a larger unit`,
    );
  }
  let sum = 0;
  // Divided by the largest before they are squared: squares of 1e±200 would leave the range of numbers.
  for (let row = 0; row < column.length; row++) sum += weights[row] * ((column[row] - mean) / largest) ** 2;
  return 1 / (largest * Math.sqrt(sum / sumOf(weights)));
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index];
  return sum;
}
