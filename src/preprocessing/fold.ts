import type { LabelsLike } from "../core";

/** One division of the rows: train on some, judge on the others. Row numbers from 0, ascending. */
export interface Fold {
  /** Rows to train on */
  readonly train: Uint32Array;
  /** Rows to judge on */
  readonly test: Uint32Array;
}

/** Divides rows into train and test parts, one fold after another. */
export interface Splitter {
  /** The folds of these rows. @param y labels 0 or 1, length nSamples */
  split(y: LabelsLike): Fold[];
}
