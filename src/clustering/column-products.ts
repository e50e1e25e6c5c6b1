import {
  blockRows,
  KernelMemory,
  lengthOfTiles,
  productsCode,
  type RunKernel,
  unpackTiles,
  wholeTiles,
} from "../core/wasm";

export { blockRows };

/** Sums of products of columns with one another, block of rows by block of rows. */
export class ColumnProducts {
  /** A block: column after column, each {@link blockRows} long. */
  readonly columns: Float64Array;
  readonly #nColumns: number;
  readonly #width: number;
  readonly #tiles: Float64Array;
  readonly #addProducts: RunKernel;

  static #last: ColumnProducts | null = null;

  /** One for this number of columns, with sums of 0; the last one is used again, as each step of EM asks for one. */
  static of(nColumns: number): ColumnProducts {
    let products = ColumnProducts.#last;
    if (products === null || products.#nColumns !== nColumns) products = new ColumnProducts(nColumns);
    products.#tiles.fill(0);
    ColumnProducts.#last = products;
    return products;
  }

  private constructor(nColumns: number) {
    this.#nColumns = nColumns;
    this.#width = wholeTiles(nColumns);
    const memory = new KernelMemory([lengthOfTiles(this.#width), this.#width * blockRows]);
    [this.#tiles, this.columns] = memory.arrays;
    this.#addProducts = memory.kernel(productsCode);
  }

  /** Adds the products of the block's columns. */
  addBlock(): void {
    const { byteOffset, byteLength } = this.columns;
    this.#addProducts(byteOffset, byteOffset + byteLength, this.#tiles.byteOffset);
  }

  /** The sums: lower triangle of a row-major matrix. */
  sums(): Float64Array {
    const sums = new Float64Array(this.#nColumns ** 2);
    unpackTiles(this.#tiles, this.#width, sums, this.#nColumns);
    return sums;
  }
}
