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
    const lengths = [squaresRows, squaresRows * nFeatures, nFeatures * nFeatures];
    this.#kernel = makeKernel(triangularSquaresCode, lengths);
  }

  /**
   * Writes the squares of all rows of `data` into `out`, one a row; the mean begins at `means[start]`.
   * Prior validation is assumed.
   */
  measure(data: Float64Array, means: Float64Array, start: number, factors: Float64Array, out: Float64Array): void {
    const nFeatures = this.#nFeatures;
    const [squares, deviations, w] = this.#kernel.arrays;
    w.set(factors);
    const mean = means.slice(start, start + nFeatures);
    const wStart = w.byteOffset;
    for (let first = 0; first < out.length; first += squaresRows) {
      const rows = Math.min(squaresRows, out.length - first);
      gatherDeviations(data, first * nFeatures, rows, mean, deviations);
      this.#kernel.run(deviations.byteOffset, wStart, wStart + w.byteLength, 8 * nFeatures);
      for (let row = 0; row < rows; row++) out[first + row] = squares[row];
    }
  }
}

/** Deviations of rows from a mean, feature after feature. */
function gatherDeviations(
  data: Float64Array,
  start: number,
  rows: number,
  mean: Float64Array,
  deviations: Float64Array,
): void {
  const nFeatures = mean.length;
  for (let feature = 0; feature < nFeatures; feature++) {
    const center = mean[feature];
    const end = feature * squaresRows + rows;
    let source = start + feature;
    for (let place = feature * squaresRows; place < end; place++, source += nFeatures) {
      deviations[place] = data[source] - center;
    }
  }
}
