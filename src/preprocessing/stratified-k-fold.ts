import { checkInteger, checkOptionNames, InvalidParameterError, type LabelsLike, Random, toLabels } from "../core";
import type { Fold, Splitter } from "./fold";
import { rowsByClass } from "./rows-by-class";

/** Options of {@link StratifiedKFold}. */
export interface StratifiedKFoldOptions {
  /** Number of folds, integer from 2. Default 5. */
  readonly nSplits?: number;
  /** Seed of the shuffle, integer in [0, 2^32 − 1]. */
  readonly seed: number;
}

/**
 * Cross-validation folds with the class shares of the whole: every row is in exactly one test part, and test parts
 * differ by at most one row, over all and in each class. Rows are always shuffled first.
 * @see scikit-learn `StratifiedKFold(shuffle=True)`; the shuffles are our own
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { StratifiedKFold } from "churnlab";
 *
 * const y = [0, 0, 0, 0, 1, 1];
 * const folds = new StratifiedKFold({ nSplits: 2, seed: 1 }).split(y);
 * const positives = folds.map(({ test }) => Array.from(test).filter((row) => y[row] === 1).length);
 * assert.deepEqual(positives, [1, 1]);
 * ```
 */
export class StratifiedKFold implements Splitter {
  /** Number of folds */
  readonly nSplits: number;
  /** Seed of the shuffle */
  readonly seed: number;

  constructor(options: StratifiedKFoldOptions) {
    checkOptionNames("StratifiedKFold", options, ["nSplits", "seed"]);
    this.nSplits = checkInteger("nSplits", options.nSplits ?? 5, { min: 2 });
    this.seed = checkInteger("seed", options.seed, { min: 0, max: 0xffffffff });
  }

  /**
   * @param y labels 0 or 1, length nSamples
   * @returns nSplits folds
   * @throws InvalidParameterError when a class has fewer rows than there are folds
   */
  split(y: LabelsLike): Fold[] {
    return stratifiedFolds(toLabels(y), this.nSplits, new Random(this.seed));
  }
}

/** The folds of one shuffle. Checks the class counts, assumes the rest valid. */
export function stratifiedFolds(labels: Uint8Array, nSplits: number, random: Random): Fold[] {
  if (labels.length < nSplits) {
    throw new InvalidParameterError(`nSplits must be at most the number of rows, ${labels.length}; got ${nSplits}`);
  }
  const foldOfRow = new Uint32Array(labels.length);
  const sizes = new Uint32Array(nSplits);
  let next = 0;
  rowsByClass(labels).forEach((rows, label) => {
    if (rows.length > 0 && rows.length < nSplits) {
      throw new InvalidParameterError(
        `every fold needs a row of each class: nSplits must be at most ${rows.length}, the number of rows of class ${label}; got ${nSplits}`,
      );
    }
    // Rows are dealt like cards, and class 1 goes on where class 0 ended: this balances classes and sizes at once.
    for (const position of random.permutation(rows.length)) {
      foldOfRow[rows[position]] = next;
      sizes[next]++;
      next = (next + 1) % nSplits;
    }
  });
  return Array.from(sizes, (size, fold) => foldRows(foldOfRow, fold, size));
}

/** The parts of one fold. @param foldOfRow the fold that tests each row @param size how many rows that is */
export function foldRows(foldOfRow: Uint32Array, fold: number, size: number): Fold {
  const test = new Uint32Array(size);
  const train = new Uint32Array(foldOfRow.length - size);
  let nTest = 0;
  for (let row = 0; row < foldOfRow.length; row++) {
    if (foldOfRow[row] === fold) test[nTest++] = row;
    else train[row - nTest] = row;
  }
  return { train, test };
}
