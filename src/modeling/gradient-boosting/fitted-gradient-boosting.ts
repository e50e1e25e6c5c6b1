import {
  type FittedClassifier,
  InvalidParameterError,
  innerOf,
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  type TrainingSummary,
  toMatchingFeatures,
} from "../../core";
import { labelsAtThreshold } from "../predict-labels";
import { checkImportances } from "../trees/check-importances";
import { readEnsemble } from "../trees/read-ensemble";
import type { TreeEnsemble } from "../trees/tree-nodes";
import { stages, sumOfLeaves, toProbabilities } from "./sum-of-leaves";

const modelName = "GradientBoostingClassifier";

/** The plain-object form of a {@link FittedGradientBoosting}. */
export interface GradientBoostingJSON extends ModelHeader {
  readonly model: "GradientBoostingClassifier";
  /** What the model was trained on and how. */
  readonly training: TrainingSummary;
  /** Log-odds before the first tree. */
  readonly baselineLogOdds: number;
  /** Number of the first node of each tree, then the number of nodes. */
  readonly roots: readonly number[];
  /** Feature that each node asks about; −1 in a leaf. */
  readonly feature: readonly number[];
  /** Rows with a value up to it go left; in a leaf, its value. */
  readonly threshold: readonly number[];
  /** Number of the right child; 0 in a leaf. The left one is the next node. */
  readonly right: readonly number[];
  /** Weight of the training rows that reached each node, > 0. */
  readonly cover: readonly number[];
  /** Share of each feature in the gains of all splits, one a feature. */
  readonly featureImportances: readonly number[];
  /** Mean log loss before the first tree and after each. */
  readonly trainingLoss: readonly number[];
  /** The same of the held-out rows; null without early stopping. */
  readonly validationLoss: readonly number[] | null;
}

/** What a {@link FittedGradientBoosting} is made of. */
export interface GradientBoostingParts {
  /** The features of training, in order. */
  readonly featureNames: readonly string[];
  /** What the model was trained on and how. */
  readonly training: TrainingSummary;
  /** Log-odds before the first tree. */
  readonly baselineLogOdds: number;
  /** All trees in flat arrays. */
  readonly trees: TreeEnsemble;
  /** Share of each feature in the gains of all splits, one a feature. */
  readonly featureImportances: Float64Array;
  /** Mean log loss before the first tree and after each. */
  readonly trainingLoss: Float64Array;
  /** The same of the held-out rows; null without early stopping. */
  readonly validationLoss: Float64Array | null;
}

/**
 * Trees boosted by GradientBoostingClassifier: log-odds = baselineLogOdds + the sum of one leaf of each tree.
 * @see {@link GradientBoostingClassifier}, which makes it
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedGradientBoosting, GradientBoostingClassifier } from "churnlab";
 *
 * const X = Array.from({ length: 60 }, (_, row) => [row, row % 7]);
 * const y = X.map(([first]) => Number(first >= 30));
 * const model = new GradientBoostingClassifier({ seed: 1 }).fit(X, y);
 * const same = FittedGradientBoosting.fromJSON(JSON.parse(JSON.stringify(model)));
 * assert.deepEqual(same.predictProba(X), model.predictProba(X)); // the same bits
 * assert.ok(model.featureImportances[0] > 0.9); // the label depends on the first feature alone
 * ```
 */
export class FittedGradientBoosting implements FittedClassifier {
  /** The features of training, in order. */
  readonly featureNames: readonly string[];
  /** What the model was trained on and how. */
  readonly training: TrainingSummary;
  /** Log-odds of class 1 before the first tree: those of the (weighted) training rows. */
  readonly baselineLogOdds: number;
  /**
   * All trees. A leaf's value is what it adds to the log-odds, shrinkage included; `cover` is the number of training
   * rows that reached the node, or the sum of their weights where they have any (class weights included).
   */
  readonly trees: TreeEnsemble;
  /** Share of each feature in the gains of all splits, one a feature, sum 1 (all 0 when no tree has a split). */
  readonly featureImportances: Float64Array;
  /** Mean log loss of the training rows before the first tree and after each; the held-out rows take no part. */
  readonly trainingLoss: Float64Array;
  /** Mean log loss of the held-out rows, as {@link trainingLoss}; null without early stopping. */
  readonly validationLoss: Float64Array | null;

  /** @param parts taken as they are; `GradientBoostingClassifier.fit` and `fromJSON` make them */
  constructor(parts: GradientBoostingParts) {
    this.featureNames = parts.featureNames;
    this.training = parts.training;
    this.baselineLogOdds = parts.baselineLogOdds;
    this.trees = parts.trees;
    this.featureImportances = parts.featureImportances;
    this.trainingLoss = parts.trainingLoss;
    this.validationLoss = parts.validationLoss;
    makeImmutable(this);
  }

  /** Number of trees in the model. */
  get nIterations(): number {
    return innerOf(this).trees.roots.length - 1;
  }

  /** The number of trees at which the held-out loss was least; those after are dropped. null without early stopping. */
  get bestIteration(): number | null {
    return this.validationLoss === null ? null : this.nIterations;
  }

  /** Number of nodes of all trees, leaves included. */
  get nNodes(): number {
    return innerOf(this).trees.feature.length;
  }

  /**
   * Log-odds of class 1 of each row, length nSamples: {@link baselineLogOdds} plus the leaf of every tree, in the order
   * of the trees.
   * @param X nSamples × nFeatures, the features of training
   * @throws ShapeError for other features than in training; InvalidParameterError for values that are not finite
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { GradientBoostingClassifier } from "churnlab";
   * const X = [[1], [2], [3], [4]];
   * const fitted = new GradientBoostingClassifier({ minSamplesLeaf: 1 }).fit(X, [1, 1, 0, 0]);
   * const [logOdds] = fitted.decisionFunction([[1]]);
   * assert.ok(Math.abs(1 / (1 + Math.exp(-logOdds)) - fitted.predictProba([[1]])[0]) < 1e-15);
   * ```
   */
  decisionFunction(X: MatrixLike): Float64Array {
    return sumOfLeaves(toMatchingFeatures(X, this.featureNames), innerOf(this).trees, this.baselineLogOdds);
  }

  /**
   * P(churn) of each row, length nSamples, in [0, 1]: 1 / (1 + e^−log-odds).
   * @param X nSamples × nFeatures, the features of training
   * @throws ShapeError for other features than in training; InvalidParameterError for values that are not finite
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { GradientBoostingClassifier } from "churnlab";
   * const X = [[1], [2], [3], [4]];
   * const fitted = new GradientBoostingClassifier({ minSamplesLeaf: 1 }).fit(X, [1, 1, 0, 0]);
   * const [low, high] = fitted.predictProba([[3.5], [1.5]]);
   * assert.ok(low < 0.05 && high > 0.95);
   * ```
   */
  predictProba(X: MatrixLike): Float64Array {
    return toProbabilities(this.decisionFunction(X));
  }

  /**
   * P(churn) after the first tree, after the second, and so on to the last, each as {@link predictProba} gives it.
   * X is checked at once; each forecast is made when it is asked for.
   * @param X nSamples × nFeatures, the features of training
   * @throws as predictProba
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { GradientBoostingClassifier } from "churnlab";
   * const X = [[1], [2], [3], [4]];
   * const fitted = new GradientBoostingClassifier({ nEstimators: 5, minSamplesLeaf: 1 }).fit(X, [1, 1, 0, 0]);
   * const stages = Array.from(fitted.stagedPredictProba(X));
   * assert.equal(stages.length, 5);
   * assert.deepEqual(stages[4], fitted.predictProba(X));
   * ```
   */
  stagedPredictProba(X: MatrixLike): Generator<Float64Array, void, undefined> {
    return stages(toMatchingFeatures(X, this.featureNames), innerOf(this).trees, this.baselineLogOdds);
  }

  /**
   * 1 where P(churn) ≥ threshold, else 0, length nSamples.
   * @param X nSamples × nFeatures, the features of training
   * @param threshold any number but NaN. Default 0.5
   * @throws as predictProba; InvalidParameterError for another threshold
   */
  predict(X: MatrixLike, threshold = 0.5): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  /** The model as plain data: `JSON.stringify` keeps every bit of it. */
  toJSON(): GradientBoostingJSON {
    const { trees, featureImportances, trainingLoss, validationLoss } = innerOf(this);
    const { roots, feature, threshold, right, cover } = trees;
    return {
      ...modelHeader(modelName, this.featureNames),
      training: this.training,
      baselineLogOdds: this.baselineLogOdds,
      roots: Array.from(roots),
      feature: Array.from(feature),
      threshold: Array.from(threshold),
      right: Array.from(right),
      cover: Array.from(cover),
      featureImportances: Array.from(featureImportances),
      trainingLoss: Array.from(trainingLoss),
      validationLoss: validationLoss === null ? null : Array.from(validationLoss),
    };
  }

  /**
   * Reads what {@link toJSON} wrote, or `JSON.parse` of its text: the same forecasts to the last bit.
   * @param options `featureNames`: refuse a model of other features
   * @throws InvalidParameterError naming what is malformed, or another model or version; ShapeError for other features
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { FittedGradientBoosting, GradientBoostingClassifier } from "churnlab";
   * const X = [[1], [2], [3], [4]];
   * const fitted = new GradientBoostingClassifier({ minSamplesLeaf: 1 }).fit(X, [1, 1, 0, 0]);
   * const read = FittedGradientBoosting.fromJSON(JSON.parse(JSON.stringify(fitted)));
   * assert.deepEqual(read.predictProba(X), fitted.predictProba(X));
   * ```
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedGradientBoosting {
    const fields = readModelJSON(json, modelName, options);
    const { featureNames } = fields;
    const trees = readEnsemble(fields, featureNames.length);
    const trainingLoss = fields.vector("trainingLoss");
    const nLosses = trainingLoss.length;
    const nTrees = trees.roots.length - 1;
    const validationLoss = fields.isNull("validationLoss") ? null : fields.vector("validationLoss", nLosses);
    if (validationLoss === null ? nLosses !== nTrees + 1 : nLosses <= nTrees) {
      throw new InvalidParameterError(
        `trainingLoss in the JSON of a ${modelName} must have one number more than there are trees (${nTrees}), ` +
          `at least; got ${nLosses}`,
      );
    }
    const featureImportances = fields.vector("featureImportances", featureNames.length);
    checkImportances(featureImportances, trees, modelName);
    return new FittedGradientBoosting({
      featureNames,
      training: fields.training(),
      baselineLogOdds: fields.number("baselineLogOdds"),
      trees,
      featureImportances,
      trainingLoss,
      validationLoss,
    });
  }
}
