/** Rows that a tree, or a branch of it, is grown on, in an order in which those of a node stand together. */
export interface RowBlock {
  /** Bins of each feature. */
  readonly nBins: Int32Array;
  /** The number in the data of a bin of this block. */
  originalBin(feature: number, bin: number): number;
  /** The sums of the weights of rows start … end − 1, of class 0 and of class 1. */
  classWeights(start: number, end: number): ClassWeights;
  /** Adds the weights of these rows to the histogram of a feature. */
  fillHistogram(feature: number, start: number, end: number): void;
  /** The same, and marks the bins that occur. */
  fillAndMark(feature: number, start: number, end: number): void;
  /** Counts these rows by the bin of a feature. */
  countRows(feature: number, start: number, end: number): void;
  /**
   * Moves the rows of the left child, those with a slot up to `limit`, to the front; both sides keep their order.
   * @returns where the right child's rows start
   */
  partition(feature: number, limit: number, start: number, end: number): number;
}

/** Sums of weights by class. */
export interface ClassWeights {
  readonly weight0: number;
  readonly weight1: number;
}
