import { blockRows, KernelMemory, lengthOfTiles, productsCode, type RunKernel } from "../../core/wasm";
import { logOddsCode, pullCode } from "./block-kernels";

/** Arrays for the rows of one block, and the kernels that work on them. */
export class BlockMemory {
  /** γ, as long as there are columns. */
  readonly solution: Float64Array;
  /** Σ pull·z of every column, in two parts. */
  readonly pulled: Float64Array;
  /** Σ root²·z·zᵀ, tile after tile of its lower triangle. */
  readonly tiles: Float64Array;
  readonly logOdds: Float64Array;
  /** Each row's pull, and behind them each row's root. */
  readonly pullsAndRoots: Float64Array;
  /** Blocks of standardised columns, one column after the other. */
  readonly columns: Float64Array;
  readonly #scaled: Float64Array;
  readonly #addLogOdds: RunKernel;
  readonly #addPulls: RunKernel;
  readonly #addProducts: RunKernel;

  /**
   * @param width number of columns, a whole number of tiles
   * @param nBlocks how many blocks of columns are kept
   */
  constructor(
    readonly width: number,
    readonly nBlocks: number,
  ) {
    const blockLength = width * blockRows;
    const lengths = [
      ...[width, 2 * width, lengthOfTiles(width)],
      ...[blockRows, 2 * blockRows, blockLength, nBlocks * blockLength],
    ];
    const memory = new KernelMemory(lengths);
    [this.solution, this.pulled, this.tiles, this.logOdds, this.pullsAndRoots, this.#scaled, this.columns] =
      memory.arrays;
    this.#addLogOdds = memory.kernel(logOddsCode);
    this.#addPulls = memory.kernel(pullCode);
    this.#addProducts = memory.kernel(productsCode);
  }

  /** Writes the log-odds of the rows of a block. */
  computeLogOdds(block: number): void {
    const { start, end } = this.#columnsOf(block);
    this.#addLogOdds(start, end, this.solution.byteOffset, this.logOdds.byteOffset);
  }

  /** Adds a block's part to what is pulled and to the tiles. */
  addDerivatives(block: number): void {
    const { start } = this.#columnsOf(block);
    const { byteOffset: scaled, byteLength } = this.#scaled;
    this.#addPulls(start, scaled, scaled + byteLength, this.pullsAndRoots.byteOffset, this.pulled.byteOffset);
    this.#addProducts(scaled, scaled + byteLength, this.tiles.byteOffset);
  }

  #columnsOf(block: number): { start: number; end: number } {
    const { byteLength } = this.#scaled;
    const start = this.columns.byteOffset + block * byteLength;
    return { start, end: start + byteLength };
  }
}
