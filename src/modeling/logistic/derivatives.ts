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
 */
export class RowPasses {
  private readonly width: number;
  private readonly paddedWidth: number;
  /** The block's columns: the intercept's ones, then the standardised features; columns of padding stay 0. */
  private readonly block: Float64Array;
  private readonly blockLogOdds = new Float64Array(blockRows);
  private readonly pulls = new Float64Array(blockRows);
  private readonly roots = new Float64Array(blockRows);
  /** Largest |log-odds|, lowest margin, largest |move|, lowest move. */
  private readonly extremes = new Float64Array(4);

  constructor(private readonly problem: LogisticProblem) {
    this.width = problem.penalties.length;
    this.paddedWidth = Math.ceil(this.width / tileSize) * tileSize;
    this.block = new Float64Array(this.paddedWidth * columnStride);
  }

  /**
   * @param solution γ, length nFeatures + 1
   * @param before log-odds of the rows at the solution before
   * @param logOdds where those at this solution are written to
   */
  at(solution: Float64Array, before: Float64Array, logOdds: Float64Array): Derivatives {
    const { problem, width, paddedWidth, block, blockLogOdds, pulls, roots, extremes } = this;
    const { data, means, factors, labels, weights, penalties } = problem;
    const nSamples = labels.length;
    const gradient = new Float64Array(width);
    const sums = new Float64Array(paddedWidth * paddedWidth);
    extremes.set([0, Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
    for (let start = 0; start < nSamples; start += blockRows) {
      const nRows = Math.min(blockRows, nSamples - start);
      loadBlock(data, means, factors, solution, start, nRows, block, blockLogOdds);
      weighBlock(labels, weights, start, nRows, blockLogOdds, pulls, roots);
      updateExtremes(labels, start, nRows, blockLogOdds, before, extremes);
      for (let row = 0; row < nRows; row++) logOdds[start + row] = blockLogOdds[row];
      addGradient(block, nRows, pulls, roots, gradient);
      for (let left = 0; left < paddedWidth; left += tileSize) {
        for (let right = 0; right < left; right += tileSize) addTile(block, nRows, left, right, sums, paddedWidth);
        addDiagonalTile(block, nRows, left, sums, paddedWidth);
      }
    }
    const hessian = new Float64Array(width * width);
    for (let row = 0; row < width; row++) {
      gradient[row] = penalties[row] * solution[row] - gradient[row];
      for (let column = 0; column <= row; column++) hessian[row * width + column] = sums[row * paddedWidth + column];
      hessian[row * width + row] += penalties[row];
    }
    const [largestLogOdds, lowestMargin, largestMove, lowestMove] = extremes;
    return { gradient, hessian, largestLogOdds, lowestMargin, largestMove, lowestMove };
  }
}

/** Writes the standardised features of a run of rows column by column, and the rows' log-odds. */
function loadBlock(
  data: Float64Array,
  means: Float64Array,
  factors: Float64Array,
  solution: Float64Array,
  start: number,
  nRows: number,
  block: Float64Array,
  logOdds: Float64Array,
): void {
  const nFeatures = means.length;
  let source = start * nFeatures;
  for (let row = 0; row < nRows; row++) {
    let sum = solution[0];
    let target = row;
    for (let feature = 0; feature < nFeatures; feature++) {
      const value = (data[source++] - means[feature]) * factors[feature];
      target += columnStride;
      block[target] = value;
      sum += value * solution[feature + 1];
    }
    logOdds[row] = sum;
  }
}

/** The derivative of each row's loss by its log-odds, with a minus, and the square root of the second one. */
function weighBlock(
  labels: Uint8Array,
  weights: Float64Array,
  start: number,
  nRows: number,
  logOdds: Float64Array,
  pulls: Float64Array,
  roots: Float64Array,
): void {
  for (let row = 0; row < nRows; row++) {
    const sign = 2 * labels[start + row] - 1;
    const weight = weights[start + row];
    // 1 − P(own class), and its product with P(own class), without cancellation however certain the model is.
    const margin = sign * logOdds[row];
    const small = expOfMinus(Math.abs(margin));
    const large = 1 / (1 + small);
    pulls[row] = weight * sign * (margin >= 0 ? small * large : large);
    roots[row] = Math.sqrt(weight * small) * large;
  }
}

function updateExtremes(
  labels: Uint8Array,
  start: number,
  nRows: number,
  logOdds: Float64Array,
  before: Float64Array,
  extremes: Float64Array,
): void {
  let [largestLogOdds, lowestMargin, largestMove, lowestMove] = extremes;
  for (let row = 0; row < nRows; row++) {
    const sign = 2 * labels[start + row] - 1;
    const value = logOdds[row];
    const move = value - before[start + row];
    const size = Math.abs(value);
    const moveSize = Math.abs(move);
    if (size > largestLogOdds) largestLogOdds = size;
    if (sign * value < lowestMargin) lowestMargin = sign * value;
    if (moveSize > largestMove) largestMove = moveSize;
    if (sign * move < lowestMove) lowestMove = sign * move;
  }
  extremes[0] = largestLogOdds;
  extremes[1] = lowestMargin;
  extremes[2] = largestMove;
  extremes[3] = lowestMove;
}

/** Adds Σ pull·z of every column, and multiplies the columns by the roots: their products then make the Hessian. */
function addGradient(
  block: Float64Array,
  nRows: number,
  pulls: Float64Array,
  roots: Float64Array,
  gradient: Float64Array,
): void {
  let pullOfAll = 0;
  for (let row = 0; row < nRows; row++) {
    pullOfAll += pulls[row];
    block[row] = roots[row];
  }
  gradient[0] += pullOfAll;
  for (let column = 1; column < gradient.length; column++) {
    const start = column * columnStride;
    let pull = 0;
    for (let row = 0; row < nRows; row++) {
      const value = block[start + row];
      pull += pulls[row] * value;
      block[start + row] = roots[row] * value;
    }
    gradient[column] += pull;
  }
}

/** Adds the products of three columns with three others. */
function addTile(
  block: Float64Array,
  nRows: number,
  left: number,
  right: number,
  sums: Float64Array,
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
    const x0 = block[a0 + row];
    const x1 = block[a1 + row];
    const x2 = block[a2 + row];
    const y0 = block[b0 + row];
    s00 += x0 * y0;
    s10 += x1 * y0;
    s20 += x2 * y0;
    const y1 = block[b1 + row];
    s01 += x0 * y1;
    s11 += x1 * y1;
    s21 += x2 * y1;
    const y2 = block[b2 + row];
    s02 += x0 * y2;
    s12 += x1 * y2;
    s22 += x2 * y2;
  }
  const t0 = left * width + right;
  const t1 = t0 + width;
  const t2 = t1 + width;
  sums[t0] += s00;
  sums[t0 + 1] += s01;
  sums[t0 + 2] += s02;
  sums[t1] += s10;
  sums[t1 + 1] += s11;
  sums[t1 + 2] += s12;
  sums[t2] += s20;
  sums[t2 + 1] += s21;
  sums[t2 + 2] += s22;
}

/** Adds the products of three columns with themselves. */
function addDiagonalTile(block: Float64Array, nRows: number, left: number, sums: Float64Array, width: number): void {
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
    const x0 = block[a0 + row];
    const x1 = block[a1 + row];
    const x2 = block[a2 + row];
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
  sums[t0] += s00;
  sums[t1] += s10;
  sums[t1 + 1] += s11;
  sums[t2] += s20;
  sums[t2 + 1] += s21;
  sums[t2 + 2] += s22;
}
