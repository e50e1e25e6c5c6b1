import { type Kernel, makeKernel } from "../core/wasm";
import { blockRows, distanceKernelCode } from "./distance-kernel-code";

export { blockRows };

/** Euclidean distances of blocks of rows to blocks of rows. */
export class DistanceBlocks {
  /** The distances of the last block: entry (row, other) is at row · blockRows + other. */
  readonly distances: Float64Array;
  readonly #nFeatures: number;
  readonly #left: Float64Array;
  readonly #right: Float64Array;
  readonly #kernel: Kernel;
  #leftData: Float64Array | null = null;
  #leftFirst = -1;

  constructor(nFeatures: number) {
    const values = blockRows * nFeatures;
    this.#kernel = makeKernel(distanceKernelCode, [blockRows * blockRows, values, values]);
    [this.distances, this.#left, this.#right] = this.#kernel.arrays;
    this.#nFeatures = nFeatures;
  }

  /**
   * Writes into {@link distances} those of rows [first, first + blockRows) of `left` to rows
   * [otherFirst, otherFirst + blockRows) of `right`; past the last row they mean nothing.
   * Each sum runs over the features in their order, as in SciPy's pdist: the distances have the same bits.
   * Prior validation is assumed.
   */
  compare(left: Float64Array, first: number, right: Float64Array, otherFirst: number): void {
    const nFeatures = this.#nFeatures;
    if (left !== this.#leftData || first !== this.#leftFirst) {
      this.#left.set(left.subarray(first * nFeatures, (first + blockRows) * nFeatures));
      this.#leftData = left;
      this.#leftFirst = first;
    }
    transpose(right, otherFirst, nFeatures, this.#right);
    this.#kernel.run(this.#left.byteOffset, this.#right.byteOffset, 8 * nFeatures);
  }
}

/** Copies a block of rows feature after feature. */
function transpose(data: Float64Array, first: number, nFeatures: number, target: Float64Array): void {
  const rows = Math.min(blockRows, data.length / nFeatures - first);
  let source = first * nFeatures;
  for (let row = 0; row < rows; row++) {
    for (let place = row; place < target.length; place += blockRows) target[place] = data[source++];
  }
}
