import {
  checkInteger,
  checkNumber,
  checkOptionNames,
  type MatrixLike,
  quantileOfSorted,
  Random,
  ShapeError,
  sortedCopy,
  toFeatureMatrix,
} from "../core";
import { FittedIsolationForest, scoreRows } from "./fitted-isolation-forest";
import { growTrees } from "./isolation-trees";

/** Options of {@link IsolationForest}. */
export interface IsolationForestOptions {
  /** Number of trees, an integer ≥ 1. Default: 100 */
  readonly nEstimators?: number;
  /** Rows that each tree is grown on, an integer ≥ 1; more than there are means all. Default: 256 */
  readonly maxSamples?: number;
  /** Share of outliers among the training rows, in (0, 0.5], which sets the limit; "auto": the limit is 0.5. Default: "auto" */
  readonly contamination?: "auto" | number;
  /** Seed of rows and splits, integer in [0, 2^32 − 1]. */
  readonly seed: number;
}

/**
 * Flags rows that few random splits suffice to isolate: rows in sparse regions, in all features together. Scores do not
 * depend on units, and no distribution is assumed.
 *
 * The score 2^(−h / c) is that of the paper, in (0, 1): h splits isolate the row on average, where c isolate any row.
 * 0.5 is a row like the others, towards 1 an outlier.
 * @see Liu, Ting & Zhou (2008), Isolation Forest; scikit-learn `IsolationForest`, whose `score_samples` is the negative
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { IsolationForest, Random } from "churnlab";
 *
 * const random = new Random(1);
 * const X = Array.from({ length: 200 }, () => [random.normal(), random.normal()]);
 * const { mask, scores, reasons } = new IsolationForest({ seed: 1 }).fit(X).detect([[0, 0], [0, 9]]);
 * assert.deepEqual(Array.from(mask), [0, 1]);
 * assert.ok(scores[1] > 0.6 && scores[0] < 0.5);
 * assert.equal(reasons[0].feature, "x1");
 * ```
 */
export class IsolationForest {
  private readonly nEstimators: number;
  private readonly maxSamples: number;
  private readonly contamination: "auto" | number;
  private readonly seed: number;

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: IsolationForestOptions) {
    checkOptionNames("IsolationForest", options, ["nEstimators", "maxSamples", "contamination", "seed"]);
    this.nEstimators = checkInteger("nEstimators", options.nEstimators ?? 100, { min: 1, max: 100_000 });
    this.maxSamples = checkInteger("maxSamples", options.maxSamples ?? 256, { min: 1 });
    const { contamination = "auto" } = options;
    this.contamination =
      contamination === "auto"
        ? contamination
        : checkNumber("contamination", contamination, { exclusiveMin: 0, max: 0.5 });
    this.seed = checkInteger("seed", options.seed, { min: 0, max: 0xffffffff });
  }

  /**
   * Grows the trees.
   * @param X nSamples × nFeatures training rows, at least two
   * @throws ShapeError for fewer rows
   */
  fit(X: MatrixLike): FittedIsolationForest {
    const matrix = toFeatureMatrix(X);
    if (matrix.nSamples < 2) throw new ShapeError(`X must have at least 2 rows; got ${matrix.nSamples}`);
    const maxSamples = Math.min(this.maxSamples, matrix.nSamples);
    const trees = growTrees(matrix, this.nEstimators, maxSamples, new Random(this.seed));
    const limit = this.contamination === "auto" ? 0.5 : limitFor(scoreRows(matrix, trees), this.contamination);
    return new FittedIsolationForest(matrix.featureNames, trees, limit);
  }
}

/** The score that the given share of the training rows exceeds (type 7 of the negative scores, as scikit-learn). */
function limitFor(scores: Float64Array, contamination: number): number {
  return -quantileOfSorted(sortedCopy(scores.map((score) => -score)), contamination);
}
