import {
  checkInteger,
  checkNumber,
  checkOptionNames,
  type FeatureMatrix,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  Random,
  show,
  toFeatureMatrix,
  toLabels,
} from "../core";
import { largestRemainder } from "./largest-remainder";
import { rowsByClass } from "./rows-by-class";

/** Options of {@link trainTestSplit}. */
export interface TrainTestSplitOptions {
  /** Share of rows held out, in (0, 1), rounded up to whole rows; or, from 1 on, their number. Default 0.25. */
  readonly testSize?: number;
  /** Keep the class shares in both parts. Default true. */
  readonly stratify?: boolean;
  /** Whether X may hold NaN, a missing value, for a `SimpleImputer` to fill. Default false. */
  readonly allowMissing?: boolean;
  /** Seed of the draw, integer in [0, 2^32 − 1]. */
  readonly seed: number;
}

/** Two parts of the rows, each in the order of the input. */
export interface TrainTestSplit {
  /** Training rows of X */
  readonly XTrain: FeatureMatrix;
  /** Test rows of X */
  readonly XTest: FeatureMatrix;
  /** Labels of the training rows */
  readonly yTrain: Uint8Array;
  /** Labels of the test rows */
  readonly yTest: Uint8Array;
  /** Row numbers of the training part in X, from 0, ascending. */
  readonly trainRows: Uint32Array;
  /** Row numbers of the test part in X, from 0, ascending. */
  readonly testRows: Uint32Array;
}

/**
 * Draws a test set that is touched once.
 *
 * With `stratify` the test rows are divided among the classes by largest remainder, so that each class's count is
 * within one row of its exact share. The number of test rows is rounded up, as in scikit-learn.
 * @param X nSamples × nFeatures
 * @param y labels 0 or 1, length nSamples
 * @returns both parts of X and y, and their row numbers in X
 * @throws InvalidParameterError when a part, or a class in a part, would be left empty
 * @see scikit-learn `train_test_split`; the draw is our own
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { trainTestSplit } from "churnlab";
 *
 * const X = [[1], [2], [3], [4], [5], [6], [7], [8]];
 * const y = [0, 0, 0, 0, 1, 1, 1, 1];
 * const { XTrain, yTest, testRows } = trainTestSplit(X, y, { testSize: 0.25, stratify: true, seed: 42 });
 * assert.equal(XTrain.nSamples, 6);
 * assert.deepEqual(Array.from(yTest).sort(), [0, 1]);
 * assert.equal(testRows.length, 2);
 * ```
 */
export function trainTestSplit(X: MatrixLike, y: LabelsLike, options: TrainTestSplitOptions): TrainTestSplit {
  checkOptionNames("trainTestSplit", options, ["testSize", "stratify", "seed", "allowMissing"]);
  const { testSize = 0.25, stratify = true, seed, allowMissing = false } = options;
  const matrix = toFeatureMatrix(X, "X", allowMissing !== true);
  const labels = toLabels(y, matrix.nSamples);
  const nTest = countTestRows(testSize, matrix.nSamples);
  if (typeof stratify !== "boolean") {
    throw new InvalidParameterError(`stratify must be true or false; got ${show(stratify)}`);
  }
  const random = new Random(seed);
  const testRows = stratify ? drawStratified(labels, nTest, random) : drawRows(labels.length, nTest, random);
  const trainRows = complement(testRows, labels.length);
  return {
    XTrain: matrix.selectRows(trainRows),
    XTest: matrix.selectRows(testRows),
    yTrain: Uint8Array.from(trainRows, (row) => labels[row]),
    yTest: Uint8Array.from(testRows, (row) => labels[row]),
    trainRows,
    testRows,
  };
}

/** Number of test rows that `testSize` means. @throws InvalidParameterError when a part would be empty */
export function countTestRows(testSize: number, nSamples: number): number {
  if (typeof testSize === "number" && testSize >= 1) {
    return checkInteger("testSize", testSize, { min: 1, max: nSamples - 1 });
  }
  checkNumber("testSize", testSize, { exclusiveMin: 0, exclusiveMax: 1 });
  // The small allowance keeps 0.07 · 100 = 7.000000000000001 at 7 rows.
  const nTest = Math.ceil(testSize * nSamples * (1 - 2 ** -50));
  if (nTest < 1 || nTest >= nSamples) {
    throw new InvalidParameterError(
      `testSize must leave at least one row in each part; got ${testSize} of ${nSamples} rows`,
    );
  }
  return nTest;
}

function drawRows(nSamples: number, nTest: number, random: Random): Uint32Array {
  return random.permutation(nSamples).slice(0, nTest).sort();
}

/** Draws test rows, ascending, each class in its share. @throws InvalidParameterError when a class lacks rows */
export function drawStratified(labels: Uint8Array, nTest: number, random: Random): Uint32Array {
  const strata = rowsByClass(labels);
  const counts = largestRemainder(
    nTest,
    strata.map((rows) => rows.length),
  );
  strata.forEach((rows, label) => {
    if (rows.length > 0 && (counts[label] === 0 || counts[label] === rows.length)) {
      throw new InvalidParameterError(
        `stratify needs a row of each class in both parts; class ${label} has ${rows.length} of ${labels.length} rows, and ${counts[label]} of them would be test rows`,
      );
    }
  });
  const testRows = new Uint32Array(nTest);
  let next = 0;
  strata.forEach((rows, label) => {
    const order = random.permutation(rows.length);
    for (let position = 0; position < counts[label]; position++) testRows[next++] = rows[order[position]];
  });
  return testRows.sort();
}

/** The rows that are not among the given ones, which ascend. */
export function complement(rows: Uint32Array, nSamples: number): Uint32Array {
  const rest = new Uint32Array(nSamples - rows.length);
  let skipped = 0;
  for (let row = 0; row < nSamples; row++) {
    if (skipped < rows.length && rows[skipped] === row) skipped++;
    else rest[row - skipped] = row;
  }
  return rest;
}
