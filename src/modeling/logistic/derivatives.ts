import { expOfMinus } from "../../core/exp-of-minus";
import { blockRows, unpackTiles, wholeTiles } from "../../core/wasm";
import { BlockMemory } from "./block-memory";
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

/** Most numbers that are kept standardised from one pass to the next: 4 MB. */
const maxKept = 2 ** 19;

/** The memory that passes took last: the next ones of the same shape, which are the rule in validation, take it over. */
let lastMemory: BlockMemory | null = null;
/** Whose columns it holds. */
let lastOwner: RowPasses | null = null;

/**
 * Passes over the rows of a problem. Log-odds, probabilities, gradient and Hessian of a block of rows are computed while
 * it is in the cache, so that the data is read from memory once a pass. Standardised columns are kept from pass to pass
 * where they are few; otherwise they are made anew, and nothing of the size of the data is kept.
 *
 * The columns of a block are the intercept's ones, the standardised features, and zeros up to a whole number of tiles.
 * Sums and products are left to WebAssembly, two numbers an instruction: plain loops over typed arrays spend most of their
 * time on checks of bounds.
 */
export class RowPasses {
  readonly #width: number;
  readonly #nBlocks: number;
  readonly #keepsAll: boolean;
  /** Largest |log-odds|, lowest margin, largest |move|, lowest move. */
  readonly #extremes = new Float64Array(4);

  constructor(private readonly problem: LogisticProblem) {
    this.#width = wholeTiles(problem.penalties.length);
    this.#nBlocks = Math.ceil(problem.labels.length / blockRows);
    this.#keepsAll = this.#nBlocks * blockRows * this.#width <= maxKept;
  }

  /**
   * @param solution γ, length nFeatures + 1
   * @param before log-odds of the rows at the solution before
   * @param logOdds where those at this solution are written to
   */
  at(solution: Float64Array, before: Float64Array, logOdds: Float64Array): Derivatives {
    const { labels, weights, penalties } = this.problem;
    const extremes = this.#extremes;
    const memory = this.#memory();
    memory.solution.fill(0).set(solution);
    memory.pulled.fill(0);
    memory.tiles.fill(0);
    extremes.set([0, Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
    for (let block = 0; block < this.#nBlocks; block++) {
      const start = block * blockRows;
      const nRows = Math.min(blockRows, labels.length - start);
      const place = this.#keepsAll ? block : 0;
      if (!this.#keepsAll) loadBlock(this.problem, start, nRows, memory, place);
      memory.computeLogOdds(place);
      updateExtremes(labels, before, logOdds, start, nRows, memory.logOdds, extremes);
      weighBlock(labels, weights, start, nRows, memory.logOdds, memory.pullsAndRoots);
      memory.addDerivatives(place);
    }
    const [largestLogOdds, lowestMargin, largestMove, lowestMove] = extremes;
    return { ...withPenalties(memory, penalties, solution), largestLogOdds, lowestMargin, largestMove, lowestMove };
  }

  /** The memory, with all columns in it where they are kept. */
  #memory(): BlockMemory {
    const nKept = this.#keepsAll ? this.#nBlocks : 1;
    if (lastMemory === null || lastMemory.width !== this.#width || lastMemory.nBlocks < nKept) {
      lastMemory = new BlockMemory(this.#width, nKept);
      lastOwner = null;
    }
    if (lastOwner !== this && this.#keepsAll) {
      const { labels } = this.problem;
      for (let block = 0; block < this.#nBlocks; block++) {
        const start = block * blockRows;
        loadBlock(this.problem, start, Math.min(blockRows, labels.length - start), lastMemory, block);
      }
    }
    // Not kept longer than its columns: it holds the whole data.
    lastOwner = this.#keepsAll ? this : null;
    return lastMemory;
  }
}

/** The derivatives of the whole objective, from Σ pull·z and Σ root²·z·zᵀ. */
function withPenalties(
  { pulled, tiles, width: paddedWidth }: BlockMemory,
  penalties: Float64Array,
  solution: Float64Array,
): Pick<Derivatives, "gradient" | "hessian"> {
  const width = penalties.length;
  const gradient = penalties.map(
    (penalty, column) => penalty * solution[column] - (pulled[2 * column] + pulled[2 * column + 1]),
  );
  const hessian = new Float64Array(width * width);
  unpackTiles(tiles, paddedWidth, hessian, width);
  for (let column = 0; column < width; column++) hessian[column * (width + 1)] += penalties[column];
  return { gradient, hessian };
}

/** Writes the intercept's column and the standardised features of a run of rows, and zeros where there is nothing. */
function loadBlock(
  { data, means, factors }: LogisticProblem,
  start: number,
  nRows: number,
  { columns, width }: BlockMemory,
  block: number,
): void {
  const nFeatures = means.length;
  const first = block * width * blockRows;
  if (nRows < blockRows || nFeatures + 1 < width) columns.fill(0, first, first + width * blockRows);
  columns.fill(1, first, first + nRows);
  for (let feature = 0; feature < nFeatures; feature++) {
    const target = first + (feature + 1) * blockRows;
    const mean = means[feature];
    const factor = factors[feature];
    for (let row = 0, place = start * nFeatures + feature; row < nRows; row++, place += nFeatures) {
      columns[target + row] = (data[place] - mean) * factor;
    }
  }
}

/** Keeps the rows' log-odds, and what of them and of their moves is extreme. */
function updateExtremes(
  labels: Uint8Array,
  before: Float64Array,
  logOdds: Float64Array,
  start: number,
  nRows: number,
  values: Float64Array,
  extremes: Float64Array,
): void {
  let [largestLogOdds, lowestMargin, largestMove, lowestMove] = extremes;
  for (let row = 0; row < nRows; row++) {
    const sign = 2 * labels[start + row] - 1;
    const value = values[row];
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
  logOdds: Float64Array,
  pullsAndRoots: Float64Array,
): void {
  // Read once: an imported constant is looked up at each use.
  const roots = blockRows;
  for (let row = 0; row < nRows; row++) {
    const sign = 2 * labels[start + row] - 1;
    const weight = weights[start + row];
    // 1 − P(own class), and its product with P(own class), without cancellation however certain the model is.
    const margin = sign * logOdds[row];
    const small = expOfMinus(Math.abs(margin));
    const large = 1 / (1 + small);
    const isRight = Number(margin >= 0);
    pullsAndRoots[row] = weight * sign * (isRight * small + (1 - isRight)) * large;
    pullsAndRoots[roots + row] = Math.sqrt(weight * small) * large;
  }
  // Rows past the last one have columns of zeros: anything finite will do here.
  if (nRows < blockRows) pullsAndRoots.fill(0, nRows, blockRows).fill(0, blockRows + nRows);
}
