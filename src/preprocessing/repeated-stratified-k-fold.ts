import { checkInteger, checkOptionNames, type LabelsLike, Random, toLabels } from "../core";
import type { Fold, Splitter } from "./fold";
import { stratifiedFolds } from "./stratified-k-fold";

/** Options of {@link RepeatedStratifiedKFold}. */
export interface RepeatedStratifiedKFoldOptions {
  /** Folds of a repeat, integer from 2. Default 5. */
  readonly nSplits?: number;
  /** Number of repeats, integer from 1, each with a shuffle of its own. Default 5. */
  readonly nRepeats?: number;
  /** Seed of the shuffles, integer in [0, 2^32 − 1]. */
  readonly seed: number;
}

/**
 * Stratified k-fold, several times over with different shuffles: the mean score depends less on one lucky division.
 * @see scikit-learn `RepeatedStratifiedKFold`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { RepeatedStratifiedKFold } from "churnlab";
 *
 * const folds = new RepeatedStratifiedKFold({ nSplits: 2, nRepeats: 3, seed: 1 }).split([0, 0, 0, 0, 1, 1]);
 * assert.equal(folds.length, 6);
 * assert.deepEqual([folds[0].train.length, folds[0].test.length], [3, 3]);
 * ```
 */
export class RepeatedStratifiedKFold implements Splitter {
  /** Folds of a repeat */
  readonly nSplits: number;
  /** Number of repeats */
  readonly nRepeats: number;
  /** Seed of the shuffles */
  readonly seed: number;

  constructor(options: RepeatedStratifiedKFoldOptions) {
    checkOptionNames("RepeatedStratifiedKFold", options, ["nSplits", "nRepeats", "seed"]);
    this.nSplits = checkInteger("nSplits", options.nSplits ?? 5, { min: 2 });
    this.nRepeats = checkInteger("nRepeats", options.nRepeats ?? 5, { min: 1 });
    this.seed = checkInteger("seed", options.seed, { min: 0, max: 0xffffffff });
  }

  /**
   * @param y labels 0 or 1, length nSamples
   * @returns nSplits · nRepeats folds, repeat by repeat
   * @throws InvalidParameterError when a class has fewer rows than there are folds
   */
  split(y: LabelsLike): Fold[] {
    const labels = toLabels(y);
    const random = new Random(this.seed);
    return Array.from({ length: this.nRepeats }, (_, repeat) =>
      stratifiedFolds(labels, this.nSplits, random.fork(repeat)),
    ).flat();
  }
}
