import { expOfMinus } from "./exp-of-minus";
import type { LogisticProblem } from "./logistic-problem";

/** What one pass over the rows finds out about a solution. */
export interface Derivatives {
  /** Of the objective, length nFeatures + 1. */
  readonly gradient: Float64Array;
  /** Second derivatives, row-major, lower triangle filled. */
  readonly hessian: Float64Array;
  /** Largest |log-odds| of a row. */
  readonly largestLogOdds: number;
  /** Smallest log-odds of a row's own class. */
  readonly lowestMargin: number;
  /** Largest change of a row's log-odds since the solution before. */
  readonly largestMove: number;
  /** Smallest change towards a row's own class. */
  readonly lowestMove: number;
}

/** Rows of a block: with 13 features its columns take 15 kB, so that they stay in the first-level cache. */
const blockRows = 128;
/** Distance of two columns: no power of 2, which would bring many columns to the same place of the cache. */
const columnStride = blockRows + 8;
/** Columns are multiplied in tiles of 3 × 3: nine sums fit the registers and six loads serve nine products. */
const tileSize = 3;

/**
 * Passes over the rows of a problem. Log-odds, probabilities, gradient and Hessian of a block of rows are computed while
 * it is in the cache, so that the data is read from memory once a pass and nothing of its size is kept.
 *
 * What belongs to a block stands in one array, `scratch`, column after column: the intercept's ones, the standardised
 * features, padding that stays 0 up to a whole number of tiles, then log-odds, pulls and roots of the rows. One array
 * instead of many because every further one costs an inner loop two registers.
 */
export class RowPasses {
  private readonly paddedWidth: number;
  private readonly scratch: Float64Array;
  /** Largest |log-odds|, lowest margin, largest |move|, lowest move. */
  private readonly extremes = new Float64Array(4);

  constructor(private readonly problem: LogisticProblem) {
    this.paddedWidth = Math.ceil(problem.penalties.length / tileSize) * tileSize;
    this.scratch = new Float64Array((this.paddedWidth + 3) * columnStride);
  }

  /**
   * @param solution γ, length nFeatures + 1
   * @param before log-odds of the rows at the solution before
   * @param logOdds where those at this solution are written to
   */
  at(solution: Float64Array, before: Float64Array, logOdds: Float64Array): Derivatives {
    const { problem, paddedWidth, scratch, extremes } = this;
    const { labels, weights, penalties } = problem;
    const nSamples = labels.length;
    const gradient = new Float64Array(paddedWidth);
    const products = new Float64Array(paddedWidth * paddedWidth);
    extremes.set([0, Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
    for (let start = 0; start < nSamples; start += blockRows) {
      const nRows = Math.min(blockRows, nSamples - start);
      loadBlock(problem, solution, start, nRows, scratch);
      updateExtremes(labels, before, logOdds, start, nRows, scratch, extremes);
      weighBlock(labels, weights, start, nRows, scratch);
      for (let column = 0; column < paddedWidth; column += tileSize) pullTile(scratch, column, nRows, gradient);
      for (let left = 0; left < paddedWidth; left += tileSize) {
        for (let right = 0; right < left; right += tileSize)
          multiplyTile(scratch, left, right, nRows, products, paddedWidth);
        squareTile(scratch, left, nRows, products, paddedWidth);
      }
    }
    const [largestLogOdds, lowestMargin, largestMove, lowestMove] = extremes;
    return {
      ...withPenalties(gradient, products, penalties, solution),
      largestLogOdds,
      lowestMargin,
      largestMove,
      lowestMove,
    };
  }
}

/** The derivatives of the whole objective, from Σ pull·z and Σ root²·z·zᵀ. */
function withPenalties(
  pulls: Float64Array,
  products: Float64Array,
  penalties: Float64Array,
  solution: Float64Array,
): Pick<Derivatives, "gradient" | "hessian"> {
  const width = penalties.length;
  const gradient = penalties.map((penalty, column) => penalty * solution[column] - pulls[column]);
  const hessian = new Float64Array(width * width);
  for (let row = 0; row < width; row++) {
    for (let column = 0; column <= row; column++) hessian[row * width + column] = products[row * pulls.length + column];
    hessian[row * (width + 1)] += penalties[row];
  }
  return { gradient, hessian };
}

/** Where the log-odds, the pulls and the roots of a block stand. */
function placesAfterColumns(scratch: Float64Array): { logOdds: number; pulls: number; roots: number } {
  const logOdds = scratch.length - 3 * columnStride;
  return { logOdds, pulls: logOdds + columnStride, roots: logOdds + 2 * columnStride };
}

/** Writes the intercept's column and the standardised features of a run of rows, and the rows' log-odds. */
function loadBlock(
  { data, means, factors }: LogisticProblem,
  solution: Float64Array,
  start: number,
  nRows: number,
  scratch: Float64Array,
): void {
  const nFeatures = means.length;
  const { logOdds } = placesAfterColumns(scratch);
  scratch.fill(1, 0, nRows);
  scratch.fill(solution[0], logOdds, logOdds + nRows);
  for (let feature = 0; feature < nFeatures; feature += 2) {
    const target = (feature + 1) * columnStride;
    const source = start * nFeatures + feature;
    const mean = means[feature];
    const factor = factors[feature];
    const slope = solution[feature + 1];
    if (feature + 1 === nFeatures) {
      loadColumn(data, source, nFeatures, mean, factor, slope, scratch, target, logOdds, nRows);
    } else {
      const nextMean = means[feature + 1];
      const nextFactor = factors[feature + 1];
      const nextSlope = solution[feature + 2];
      for (let row = 0, place = source; row < nRows; row++, place += nFeatures) {
        const value = (data[place] - mean) * factor;
        const next = (data[place + 1] - nextMean) * nextFactor;
        scratch[target + row] = value;
        scratch[target + columnStride + row] = next;
        scratch[logOdds + row] += value * slope + next * nextSlope;
      }
    }
  }
}

function loadColumn(
  data: Float64Array,
  source: number,
  nFeatures: number,
  mean: number,
  factor: number,
  slope: number,
  scratch: Float64Array,
  target: number,
  logOdds: number,
  nRows: number,
): void {
  for (let row = 0, place = source; row < nRows; row++, place += nFeatures) {
    const value = (data[place] - mean) * factor;
    scratch[target + row] = value;
    scratch[logOdds + row] += value * slope;
  }
}

/** Keeps the rows' log-odds, and what of them and of their moves is extreme. */
function updateExtremes(
  labels: Uint8Array,
  before: Float64Array,
  logOdds: Float64Array,
  start: number,
  nRows: number,
  scratch: Float64Array,
  extremes: Float64Array,
): void {
  const source = placesAfterColumns(scratch).logOdds;
  let [largestLogOdds, lowestMargin, largestMove, lowestMove] = extremes;
  for (let row = 0; row < nRows; row++) {
    const sign = 2 * labels[start + row] - 1;
    const value = scratch[source + row];
    const move = value - before[start + row];
    const size = Math.abs(value);
    const moveSize = Math.abs(move);
    if (size > largestLogOdds) largestLogOdds = size;
    if (sign * value < lowestMargin) lowestMargin = sign * value;
    if (moveSize > largestMove) largestMove = moveSize;
    if (sign * move < lowestMove) lowestMove = sign * move;
    logOdds[start + row] = value;
  }
  extremes[0] = largestLogOdds;
  extremes[1] = lowestMargin;
  extremes[2] = largestMove;
  extremes[3] = lowestMove;
}

/** The derivative of each row's loss by its log-odds, with a minus, and the square root of the second one. */
function weighBlock(
  labels: Uint8Array,
  weights: Float64Array,
  start: number,
  nRows: number,
  scratch: Float64Array,
): void {
  const { logOdds, pulls, roots } = placesAfterColumns(scratch);
  for (let row = 0; row < nRows; row++) {
    const sign = 2 * labels[start + row] - 1;
    const weight = weights[start + row];
    // 1 − P(own class), and its product with P(own class), without cancellation however certain the model is.
    const margin = sign * scratch[logOdds + row];
    const small = expOfMinus(Math.abs(margin));
    const large = 1 / (1 + small);
    const isRight = Number(margin >= 0);
    scratch[pulls + row] = weight * sign * (isRight * small + (1 - isRight)) * large;
    scratch[roots + row] = Math.sqrt(weight * small) * large;
  }
}

/** Adds Σ pull·z of three columns, and multiplies them by the roots: their products then make the Hessian. */
function pullTile(scratch: Float64Array, column: number, nRows: number, gradient: Float64Array): void {
  const { pulls, roots } = placesAfterColumns(scratch);
  const a0 = column * columnStride;
  const a1 = a0 + columnStride;
  const a2 = a1 + columnStride;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  for (let row = 0; row < nRows; row++) {
    const pull = scratch[pulls + row];
    const root = scratch[roots + row];
    const x0 = scratch[a0 + row];
    const x1 = scratch[a1 + row];
    const x2 = scratch[a2 + row];
    s0 += pull * x0;
    s1 += pull * x1;
    s2 += pull * x2;
    scratch[a0 + row] = root * x0;
    scratch[a1 + row] = root * x1;
    scratch[a2 + row] = root * x2;
  }
  gradient[column] += s0;
  gradient[column + 1] += s1;
  gradient[column + 2] += s2;
}

/** Adds the products of three columns with three others. */
function multiplyTile(
  scratch: Float64Array,
  left: number,
  right: number,
  nRows: number,
  products: Float64Array,
  width: number,
): void {
  const a0 = left * columnStride;
  const a1 = a0 + columnStride;
  const a2 = a1 + columnStride;
  const b0 = right * columnStride;
  const b1 = b0 + columnStride;
  const b2 = b1 + columnStride;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  for (let row = 0; row < nRows; row++) {
    const x0 = scratch[a0 + row];
    const x1 = scratch[a1 + row];
    const x2 = scratch[a2 + row];
    const y0 = scratch[b0 + row];
    s00 += x0 * y0;
    s10 += x1 * y0;
    s20 += x2 * y0;
    const y1 = scratch[b1 + row];
    s01 += x0 * y1;
    s11 += x1 * y1;
    s21 += x2 * y1;
    const y2 = scratch[b2 + row];
    s02 += x0 * y2;
    s12 += x1 * y2;
    s22 += x2 * y2;
  }
  const t0 = left * width + right;
  const t1 = t0 + width;
  const t2 = t1 + width;
  products[t0] += s00;
  products[t0 + 1] += s01;
  products[t0 + 2] += s02;
  products[t1] += s10;
  products[t1 + 1] += s11;
  products[t1 + 2] += s12;
  products[t2] += s20;
  products[t2 + 1] += s21;
  products[t2 + 2] += s22;
}

/** Adds the products of three columns with themselves. */
function squareTile(scratch: Float64Array, left: number, nRows: number, products: Float64Array, width: number): void {
  const a0 = left * columnStride;
  const a1 = a0 + columnStride;
  const a2 = a1 + columnStride;
  let s00 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  for (let row = 0; row < nRows; row++) {
    const x0 = scratch[a0 + row];
    const x1 = scratch[a1 + row];
    const x2 = scratch[a2 + row];
    s00 += x0 * x0;
    s10 += x1 * x0;
    s11 += x1 * x1;
    s20 += x2 * x0;
    s21 += x2 * x1;
    s22 += x2 * x2;
  }
  const t0 = left * width + left;
  const t1 = t0 + width;
  const t2 = t1 + width;
  products[t0] += s00;
  products[t1] += s10;
  products[t1 + 1] += s11;
  products[t2] += s20;
  products[t2 + 1] += s21;
  products[t2 + 2] += s22;
}
