import { type Kernel, makeKernel } from "../core/wasm";
import { squaresRows, triangularSquaresCode } from "./triangular-squares-code";

/** Squared lengths of whitened deviations: ‖W (x − mean)‖² with a lower triangular W. */
export class TriangularSquares {
  readonly #nFeatures: number;
  readonly #kernel: Kernel;

  static #last: TriangularSquares | null = null;

  /** One for this number of features; the last one is used again, as each step of EM asks for one. */
  static of(nFeatures: number): TriangularSquares {
    const last = TriangularSquares.#last;
    if (last !== null && last.#nFeatures === nFeatures) return last;
    TriangularSquares.#last = new TriangularSquares(nFeatures);
    return TriangularSquares.#last;
  }

  private constructor(nFeatures: number) {
    this.#nFeatures = nFeatures;
    const lengths = [squaresRows, squaresRows * nFeatures, nFeatures * nFeatures, nFeatures];
    this.#kernel = makeKernel(triangularSquaresCode, lengths);
  }

  /**
   * Writes the squares of all rows into `out`, one a row; the mean begins at `means[start]`.
   * Prior validation is assumed.
   * @param columns the rows as {@link columnBlocks} writes them
   */
  measure(columns: Float64Array, means: Float64Array, start: number, factors: Float64Array, out: Float64Array): void {
    const nFeatures = this.#nFeatures;
    const [squares, rows, w, mean] = this.#kernel.arrays;
    w.set(factors);
    mean.set(means.subarray(start, start + nFeatures));
    const wStart = w.byteOffset;
    const meanStart = mean.byteOffset;
    for (let first = 0; first < out.length; first += squaresRows) {
      rows.set(columns.subarray(first * nFeatures, (first + squaresRows) * nFeatures));
      const wEnd = wStart + w.byteLength;
      this.#kernel.run(rows.byteOffset, wStart, wEnd, 8 * nFeatures, meanStart, meanStart + mean.byteLength);
      const nRows = Math.min(squaresRows, out.length - first);
      for (let row = 0; row < nRows; row++) out[first + row] = squares[row];
    }
  }
}

/** Rows in blocks of {@link squaresRows}, each feature after feature, the last one filled up with zeros. */
export function columnBlocks(data: Float64Array, nFeatures: number): Float64Array {
  const nRows = data.length / nFeatures;
  const blockLength = squaresRows * nFeatures;
  const columns = new Float64Array(Math.ceil(nRows / squaresRows) * blockLength);
  for (let row = 0, source = 0; row < nRows; row++) {
    let target = Math.floor(row / squaresRows) * blockLength + (row % squaresRows);
    for (let feature = 0; feature < nFeatures; feature++, target += squaresRows) columns[target] = data[source++];
  }
  return columns;
}
