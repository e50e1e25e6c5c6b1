import {
  type FeatureMatrix,
  InvalidParameterError,
  innerOf,
  type MatrixLike,
  type ModelFields,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  toMatchingFeatures,
} from "../core";
import type { FittedDetector, RowDetection } from "./detector";
import { tidy } from "./feature-limits";
import { addSavings, averagePathLength, type IsolationTrees, meanPathLengths, pathLengths } from "./isolation-trees";
import type { OutlierReason } from "./outlier-reason";

/** The plain-object form of a {@link FittedIsolationForest}. */
export interface IsolationForestJSON extends ModelHeader {
  readonly model: "IsolationForest";
  /** Scores above it are outliers */
  readonly limit: number;
  /** Rows that each tree was grown on */
  readonly maxSamples: number;
  /** Number of trees. */
  readonly nTrees: number;
  /** Number of nodes of all trees. */
  readonly nNodes: number;
  /** First node of each tree, then nNodes */
  readonly starts: readonly number[];
  /** Column of each split, −1 for a leaf */
  readonly features: readonly number[];
  /** Value of each split, in the unit of its feature; 0 for a leaf. */
  readonly thresholds: readonly number[];
  /** Left child of each split, −1 for a leaf; the right one follows it */
  readonly lefts: readonly number[];
  /** Training rows in each node */
  readonly counts: readonly number[];
}

/** Scores of rows, 2^(−h / c) of Liu (2008). */
export function scoreRows(matrix: FeatureMatrix, trees: IsolationTrees, lengths = pathLengths(trees)): Float64Array {
  const average = averagePathLength(trees.maxSamples);
  const scores = meanPathLengths(matrix, trees, lengths);
  // A tree of one row has no splits: nothing is known, 0.5.
  for (let row = 0; row < scores.length; row++) scores[row] = average === 0 ? 0.5 : 2 ** (-scores[row] / average);
  return scores;
}

/**
 * Trees grown by `IsolationForest`.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedIsolationForest, IsolationForest } from "churnlab";
 *
 * const X = [[1], [2], [3], [4], [5], [60]];
 * const forest = new IsolationForest({ nEstimators: 20, contamination: 0.2, seed: 3 }).fit(X);
 * assert.deepEqual(Array.from(forest.detect(X).mask), [0, 0, 0, 0, 0, 1]);
 * const same = FittedIsolationForest.fromJSON(JSON.parse(JSON.stringify(forest)));
 * assert.deepEqual(same.scoreSamples(X), forest.scoreSamples(X));
 * ```
 */
export class FittedIsolationForest implements FittedDetector {
  readonly #lengths: Float64Array;

  /**
   * @param featureNames the features of training, in order
   * @param trees the trees
   * @param limit scores above it are outliers
   * @internal `fit` and `fromJSON` make it
   */
  constructor(
    readonly featureNames: readonly string[],
    private readonly trees: IsolationTrees,
    readonly limit: number,
  ) {
    this.#lengths = pathLengths(trees);
    makeImmutable(this);
  }

  /**
   * Flags rows whose score is above the limit. Each comes with one reason: the feature that saved most splits, and how
   * many on average over the trees (`excess`).
   * @param X nSamples × nFeatures, the features of training
   * @returns scores in (0, 1), the larger the more isolated
   */
  detect(X: MatrixLike): RowDetection {
    const matrix = toMatchingFeatures(X, this.featureNames);
    const scores = this.scores(matrix);
    const mask = new Uint8Array(scores.length);
    const reasons: OutlierReason[] = [];
    for (let row = 0; row < scores.length; row++) {
      if (!(scores[row] > this.limit)) continue;
      mask[row] = 1;
      reasons.push(this.reason(matrix, row, scores[row]));
    }
    return { mask, scores, nOutliers: reasons.length, reasons };
  }

  /**
   * Minus the score of each row, as scikit-learn's `score_samples`: the lower, the more isolated.
   * @param X nSamples × nFeatures, the features of training
   * @returns length nSamples, in (−1, 0)
   */
  scoreSamples(X: MatrixLike): Float64Array {
    return this.scores(toMatchingFeatures(X, this.featureNames)).map((score) => -score);
  }

  /**
   * How many splits each feature saved in isolating each row, on average over the trees; negative where its splits led
   * into the crowd. The sum over the features is c − h, the average path less the row's own.
   * @param X nSamples × nFeatures, the features of training
   * @returns nSamples × nFeatures, row by row
   */
  contributions(X: MatrixLike): Float64Array {
    const matrix = toMatchingFeatures(X, this.featureNames);
    const savings = new Float64Array(matrix.data.length);
    const { trees } = innerOf(this);
    for (let row = 0; row < matrix.nSamples; row++) {
      const own = savings.subarray(row * matrix.nFeatures, (row + 1) * matrix.nFeatures);
      addSavings(matrix.row(row), trees, own);
    }
    return savings;
  }

  toJSON(): IsolationForestJSON {
    const { maxSamples, starts, features, thresholds, lefts, counts } = innerOf(this).trees;
    return {
      ...modelHeader("IsolationForest", this.featureNames),
      limit: this.limit,
      maxSamples,
      nTrees: starts.length - 1,
      nNodes: lefts.length,
      starts: Array.from(starts),
      features: Array.from(features),
      thresholds: Array.from(thresholds),
      lefts: Array.from(lefts),
      counts: Array.from(counts),
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedIsolationForest {
    const fields = readModelJSON(json, "IsolationForest", options);
    return new FittedIsolationForest(fields.featureNames, readTrees(fields), fields.number("limit"));
  }

  private scores(matrix: FeatureMatrix): Float64Array {
    return scoreRows(matrix, innerOf(this).trees, this.#lengths);
  }

  private reason(matrix: FeatureMatrix, row: number, score: number): OutlierReason {
    const savings = new Float64Array(matrix.nFeatures);
    addSavings(matrix.row(row), innerOf(this).trees, savings);
    const saved = savings.reduce((sum, own) => sum + own, 0);
    const column = savings.indexOf(savings.reduce((most, own) => Math.max(most, own)));
    const average = averagePathLength(this.trees.maxSamples);
    const rule =
      `score ${tidy(score)} above ${tidy(this.limit)}: alone after ${tidy(average - saved)} splits instead of ` +
      `${tidy(average)}, ${tidy(savings[column])} of them saved by this feature`;
    return {
      row,
      feature: this.featureNames[column],
      value: matrix.at(row, column),
      rule,
      excess: savings[column],
    };
  }
}

function readTrees(fields: ModelFields): IsolationTrees {
  const nTrees = fields.integer("nTrees");
  const nNodes = fields.integer("nNodes");
  const maxSamples = fields.integer("maxSamples");
  const trees = {
    maxSamples,
    starts: fields.integers("starts", nTrees + 1, { min: 0, max: nNodes }),
    features: fields.integers("features", nNodes, { min: -1, max: fields.featureNames.length - 1 }),
    thresholds: fields.vector("thresholds", nNodes),
    lefts: fields.integers("lefts", nNodes, { min: -1, max: nNodes - 2 }),
    counts: fields.integers("counts", nNodes, { min: 1, max: maxSamples }),
  };
  checkTrees(trees);
  return trees;
}

/** Every node but the roots has one parent before it, in its own tree, and its rows are its children's. */
function checkTrees({ maxSamples, starts, features, lefts, counts }: IsolationTrees): void {
  const nTrees = starts.length - 1;
  if (nTrees < 1 || starts[0] !== 0 || starts[nTrees] !== lefts.length) fail("starts", "begin at 0 and end at nNodes");
  for (let tree = 0; tree < nTrees; tree++) {
    if (!(starts[tree] < starts[tree + 1])) fail("starts", "ascend");
    if (counts[starts[tree]] !== maxSamples) fail("counts", "be maxSamples at the root of each tree");
    let next = starts[tree] + 1;
    for (let node = starts[tree]; node < starts[tree + 1]; node++) {
      const left = lefts[node];
      if (left < 0 !== features[node] < 0) fail("lefts", "be −1 where features is");
      if (left < 0) continue;
      if (left <= node || left + 1 >= starts[tree + 1]) fail("lefts", "point forward within a tree");
      if (counts[left] + counts[left + 1] !== counts[node]) fail("counts", "add up");
      next += 2;
    }
    if (next !== starts[tree + 1]) fail("lefts", "reach every node");
  }
}

function fail(name: string, rule: string): never {
  throw new InvalidParameterError(`${name} in the JSON of an IsolationForest must ${rule}`);
}
