import { InvalidParameterError, ShapeError, show } from "../core";
import type { Fold, Splitter } from "../preprocessing";

/** How cross-validation divides the rows: a splitter such as StratifiedKFold, or ready folds to use again. */
export type CrossValidationFolds = Splitter | readonly Fold[];

/** The folds for these labels, checked: rows in range, both parts non-empty, and no row twice in a fold. */
export function toFolds(cv: CrossValidationFolds, labels: Uint8Array): readonly Fold[] {
  const folds = isFoldList(cv) ? cv : splitBy(cv, labels);
  if (!Array.isArray(folds))
    throw new InvalidParameterError(`cv.split must return an array of folds; got ${show(folds)}`);
  if (folds.length === 0) throw new ShapeError("cv must give at least one fold; got none");
  folds.forEach((fold, index) => {
    checkFold(fold, index, labels.length);
  });
  return folds;
}

function isFoldList(cv: CrossValidationFolds): cv is readonly Fold[] {
  return Array.isArray(cv);
}

function splitBy(cv: Splitter, labels: Uint8Array): Fold[] {
  if (typeof cv?.split !== "function") {
    throw new InvalidParameterError(
      `cv must be a splitter such as StratifiedKFold, or an array of folds; got ${show(cv)}`,
    );
  }
  return cv.split(labels);
}

function checkFold(fold: Fold, index: number, nSamples: number): void {
  const { train, test } = (fold ?? {}) as Partial<Fold>;
  for (const [name, part] of Object.entries({ train, test })) {
    if (!Array.isArray(part) && !ArrayBuffer.isView(part)) {
      throw new InvalidParameterError(`${name} of fold ${index} must be an array of row numbers; got ${show(part)}`);
    }
  }
  checkParts({ train, test } as Fold, index, nSamples);
}

function checkParts({ train, test }: Fold, index: number, nSamples: number): void {
  if (train.length === 0 || test.length === 0) {
    throw new ShapeError(`both parts of a fold must have rows; fold ${index} has ${train.length} and ${test.length}`);
  }
  const partOf = new Uint8Array(nSamples);
  markRows(train, 1, partOf, index);
  markRows(test, 2, partOf, index);
}

/** Notes the part that each row is in. A row that stands twice would be learned from, or counted, twice. */
function markRows(rows: ArrayLike<number>, part: 1 | 2, partOf: Uint8Array, index: number): void {
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place];
    checkRow(row, index, partOf.length);
    if (partOf[row] === part) {
      throw new InvalidParameterError(
        `a row must stand once in a part of a fold (weights are for more); row ${row} stands twice in the ` +
          `${part === 1 ? "training" : "test"} part of fold ${index}`,
      );
    }
    if (partOf[row] !== 0) {
      throw new InvalidParameterError(`a row must not be in both parts of a fold; row ${row} is in fold ${index}`);
    }
    partOf[row] = part;
  }
}

function checkRow(row: number, index: number, nSamples: number): void {
  if (!(row >= 0 && row < nSamples && Number.isInteger(row))) {
    throw new InvalidParameterError(
      `rows of a fold must be whole numbers in [0, ${nSamples - 1}]; got ${show(row)} in fold ${index}`,
    );
  }
}
