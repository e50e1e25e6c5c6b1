import { expOfMinus } from "../core/exp-of-minus";
import type { CovarianceType, Whitening } from "./gaussian-mixture-covariances";
import { columnBlocks, TriangularSquares } from "./triangular-squares";

/** Rows as the mixture's loops want them: centred, and filled up with zeros to a whole number of fours. */
export interface PaddedRows {
  readonly data: Float64Array;
  readonly nSamples: number;
  readonly nPadded: number;
  readonly nFeatures: number;
  /** The same rows as full covariances want them. */
  readonly columns: Float64Array | null;
}

/** Centres rows on `center` and pads them, so that loops can take four at a time. */
export function padRows(
  data: Float64Array,
  nSamples: number,
  nFeatures: number,
  center: Float64Array,
  type: CovarianceType,
): PaddedRows {
  const nPadded = nSamples + ((4 - (nSamples % 4)) % 4);
  const padded = new Float64Array(nPadded * nFeatures);
  for (let row = 0, index = 0; row < nSamples; row++) {
    for (let feature = 0; feature < nFeatures; feature++, index++) padded[index] = data[index] - center[feature];
  }
  const columns = type === "full" ? columnBlocks(padded, nFeatures) : null;
  return { data: padded, nSamples, nPadded, nFeatures, columns };
}

/** Parameters of a mixture that its densities need; means are centred as the rows are. */
export interface MixtureShape {
  readonly type: CovarianceType;
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly whitening: Whitening;
}

/**
 * Writes log(weight · density) of every component and row into `logs` (nComponents × nPadded).
 * The mean is taken away before the whitening, so that no digits are lost where means are large.
 */
export function weightedLogDensities(rows: PaddedRows, mixture: MixtureShape, logs: Float64Array): void {
  const { nFeatures, nPadded, columns } = rows;
  const { type, weights, means, whitening } = mixture;
  const { factors, logDeterminants } = whitening;
  const nComponents = weights.length;
  const tied = type === "tied" ? whiten(rows, means, factors) : null;
  for (let component = 0; component < nComponents; component++) {
    const start = component * nFeatures;
    const out = logs.subarray(component * nPadded, (component + 1) * nPadded);
    if (tied !== null) scaledSquares(tied.rows, nFeatures, tied.means, start, ones(nFeatures), out);
    else if (columns !== null) {
      const size = nFeatures * nFeatures;
      TriangularSquares.of(nFeatures).measure(
        columns,
        means,
        start,
        factors.subarray(component * size, (component + 1) * size),
        out,
      );
    } else {
      const scale =
        type === "diag" ? factors.slice(start, start + nFeatures) : ones(nFeatures).fill(factors[component]);
      scaledSquares(rows.data, nFeatures, means, start, scale, out);
    }
    const constant =
      Math.log(weights[component]) + logDeterminants[component] - 0.5 * nFeatures * Math.log(2 * Math.PI);
    for (let row = 0; row < nPadded; row++) out[row] = constant - 0.5 * out[row];
  }
}

/**
 * Turns logs of weighted densities into the responsibilities of the components, in place, and writes the log density
 * of each row into `densities`.
 */
export function normaliseLogs(
  logs: Float64Array,
  nComponents: number,
  nSamples: number,
  densities: Float64Array,
): void {
  const nPadded = logs.length / nComponents;
  for (let row = 0; row < nSamples; row++) {
    let largest = logs[row];
    for (let index = row + nPadded; index < logs.length; index += nPadded) {
      if (logs[index] > largest) largest = logs[index];
    }
    let sum = 0;
    for (let index = row; index < logs.length; index += nPadded) {
      const share = expOfMinus(largest - logs[index]);
      logs[index] = share;
      sum += share;
    }
    for (let index = row; index < logs.length; index += nPadded) logs[index] /= sum;
    densities[row] = largest + Math.log(sum);
  }
  for (let row = nSamples; row < nPadded; row++) {
    for (let index = row; index < logs.length; index += nPadded) logs[index] = 0;
  }
}

function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1);
}

/** Σ ((x − mean) · scale)² of every row, one scale a feature, four rows at a time. */
function scaledSquares(
  data: Float64Array,
  nFeatures: number,
  means: Float64Array,
  start: number,
  scale: Float64Array,
  out: Float64Array,
): void {
  for (let row = 0; row < out.length; row += 4) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    let index0 = row * nFeatures;
    let index1 = index0 + nFeatures;
    let index2 = index1 + nFeatures;
    let index3 = index2 + nFeatures;
    for (let feature = 0; feature < nFeatures; feature++) {
      const mean = means[start + feature];
      const factor = scale[feature];
      const deviation0 = (data[index0++] - mean) * factor;
      const deviation1 = (data[index1++] - mean) * factor;
      const deviation2 = (data[index2++] - mean) * factor;
      const deviation3 = (data[index3++] - mean) * factor;
      sum0 += deviation0 * deviation0;
      sum1 += deviation1 * deviation1;
      sum2 += deviation2 * deviation2;
      sum3 += deviation3 * deviation3;
    }
    out[row] = sum0;
    out[row + 1] = sum1;
    out[row + 2] = sum2;
    out[row + 3] = sum3;
  }
}

/** Rows and means through one W: with a covariance for all components this is done once instead of once for each. */
function whiten(rows: PaddedRows, means: Float64Array, factors: Float64Array) {
  return { rows: multiply(rows.data, rows.nFeatures, factors), means: multiply(means, rows.nFeatures, factors) };
}

function multiply(data: Float64Array, nFeatures: number, factors: Float64Array): Float64Array {
  const result = new Float64Array(data.length);
  for (let first = 0; first < data.length; first += nFeatures) {
    for (let feature = 0; feature < nFeatures; feature++) {
      let sum = 0;
      const factor = feature * nFeatures;
      for (let column = 0; column <= feature; column++) sum += factors[factor + column] * data[first + column];
      result[first + feature] = sum;
    }
  }
  return result;
}
