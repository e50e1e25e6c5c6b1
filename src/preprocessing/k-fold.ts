import { checkInteger, checkOptionNames, InvalidParameterError, type LabelsLike, Random, toLabels } from "../core";
import type { Fold, Splitter } from "./fold";
import { foldRows } from "./stratified-k-fold";

/** Options of {@link KFold}. */
export interface KFoldOptions {
  /** Number of folds, integer from 2. Default 5. */
  readonly nSplits?: number;
  /** Seed of the shuffle, integer in [0, 2^32 − 1]. */
  readonly seed: number;
}

/**
 * Cross-validation folds drawn without regard to the labels: every row is in exactly one test part, and test parts
 * differ by at most one row. Rows are always shuffled first. With few churners prefer `StratifiedKFold`, because a test
 * part may come out with one class only, for which many scores have no value.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { KFold } from "churnlab";
 * const folds = new KFold({ nSplits: 3, seed: 1 }).split([0, 1, 0, 1, 0, 0]);
 * assert.deepEqual(folds.map(({ train, test }) => [train.length, test.length]), [[4, 2], [4, 2], [4, 2]]);
 * ```
 */
export class KFold implements Splitter {
  /** Number of folds, integer from 2. */
  readonly nSplits: number;
  /** Seed of the shuffle, integer in [0, 2^32 − 1]. */
  readonly seed: number;

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: KFoldOptions) {
    checkOptionNames("KFold", options, ["nSplits", "seed"]);
    this.nSplits = checkInteger("nSplits", options.nSplits ?? 5, { min: 2 });
    this.seed = checkInteger("seed", options.seed, { min: 0, max: 0xffffffff });
  }

  /**
   * @param y labels 0 or 1, length nSamples; only their number counts
   * @returns nSplits folds
   * @throws InvalidParameterError when there are fewer rows than folds
   */
  split(y: LabelsLike): Fold[] {
    const nSamples = toLabels(y).length;
    if (nSamples < this.nSplits) {
      throw new InvalidParameterError(`nSplits must be at most the number of rows, ${nSamples}; got ${this.nSplits}`);
    }
    const foldOfRow = new Uint32Array(nSamples);
    const sizes = new Uint32Array(this.nSplits);
    new Random(this.seed).permutation(nSamples).forEach((row, place) => {
      foldOfRow[row] = place % this.nSplits;
      sizes[place % this.nSplits]++;
    });
    return Array.from(sizes, (size, fold) => foldRows(foldOfRow, fold, size));
  }
}
