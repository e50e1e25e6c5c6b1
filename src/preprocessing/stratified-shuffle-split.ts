import { checkInteger, checkOptionNames, type LabelsLike, Random, toLabels } from "../core";
import type { Fold, Splitter } from "./fold";
import { complement, countTestRows, drawStratified } from "./train-test-split";

/** Options of {@link StratifiedShuffleSplit}. */
export interface StratifiedShuffleSplitOptions {
  /** Number of divisions, integer from 1. Default 10. */
  readonly nSplits?: number;
  /** Share of rows in each test part, in (0, 1), rounded up to whole rows; or, from 1 on, their number. Default 0.25. */
  readonly testSize?: number;
  /** Seed of the draws, integer in [0, 2^32 − 1]. */
  readonly seed: number;
}

/**
 * Independent stratified train/test divisions, one after another: each as `trainTestSplit` would draw it. Unlike the
 * test parts of k-fold those of two divisions may overlap, and their number and size are free.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { StratifiedShuffleSplit } from "churnlab";
 * const y = [0, 0, 0, 0, 0, 0, 1, 1];
 * const [fold] = new StratifiedShuffleSplit({ nSplits: 1, testSize: 0.5, seed: 1 }).split(y);
 * assert.equal(fold.test.filter((row) => y[row] === 1).length, 1);
 * ```
 */
export class StratifiedShuffleSplit implements Splitter {
  /** Number of splits, integer from 1. */
  readonly nSplits: number;
  /** Share of rows in each test part, in (0, 1); or, from 1 on, their number. */
  readonly testSize: number;
  /** Seed of the shuffles, integer in [0, 2^32 − 1]. */
  readonly seed: number;

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: StratifiedShuffleSplitOptions) {
    checkOptionNames("StratifiedShuffleSplit", options, ["nSplits", "testSize", "seed"]);
    this.nSplits = checkInteger("nSplits", options.nSplits ?? 10, { min: 1 });
    this.testSize = options.testSize ?? 0.25;
    this.seed = checkInteger("seed", options.seed, { min: 0, max: 0xffffffff });
  }

  /**
   * @param y labels 0 or 1, length nSamples
   * @returns nSplits divisions
   * @throws InvalidParameterError when a part, or a class in a part, would be left empty
   */
  split(y: LabelsLike): Fold[] {
    const labels = toLabels(y);
    const nTest = countTestRows(this.testSize, labels.length);
    const random = new Random(this.seed);
    return Array.from({ length: this.nSplits }, (_, split) => {
      const test = drawStratified(labels, nTest, random.fork(split));
      return { train: complement(test, labels.length), test };
    });
  }
}
