import {
  type FittedClassifier,
  InvalidParameterError,
  type MatrixLike,
  type ModelHeader,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  type TrainingSummary,
  toMatchingFeatures,
} from "../../core";
import { labelsAtThreshold } from "../predict-labels";
import { leafValue, type TreeEnsemble } from "../trees/tree-nodes";
import { logistic } from "./exp-of-negative";
import { readTrees } from "./read-trees";

const modelName = "GradientBoostingClassifier";

/** The plain-object form of a {@link FittedGradientBoosting}. */
export interface GradientBoostingJSON extends ModelHeader {
  readonly model: "GradientBoostingClassifier";
  readonly training: TrainingSummary;
  readonly baselineLogOdds: number;
  readonly roots: readonly number[];
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly right: readonly number[];
  readonly cover: readonly number[];
  readonly featureImportances: readonly number[];
  readonly trainingLoss: readonly number[];
  readonly validationLoss: readonly number[] | null;
}

/** What a {@link FittedGradientBoosting} is made of. */
export interface GradientBoostingParts {
  readonly featureNames: readonly string[];
  readonly training: TrainingSummary;
  readonly baselineLogOdds: number;
  readonly trees: TreeEnsemble;
  readonly featureImportances: Float64Array;
  readonly trainingLoss: Float64Array;
  readonly validationLoss: Float64Array | null;
}

/** Trees boosted by GradientBoostingClassifier: log-odds = baselineLogOdds + the sum of one leaf of each tree. */
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
  }

  /** Number of trees in the model. */
  get nIterations(): number {
    return this.trees.roots.length - 1;
  }

  /** The number of trees at which the held-out loss was least; those after are dropped. null without early stopping. */
  get bestIteration(): number | null {
    return this.validationLoss === null ? null : this.nIterations;
  }

  /** Number of nodes of all trees, leaves included. */
  get nNodes(): number {
    return this.trees.feature.length;
  }

  decisionFunction(X: MatrixLike): Float64Array {
    const { data, nSamples, nFeatures } = toMatchingFeatures(X, this.featureNames);
    const { trees, nIterations } = this;
    const logOdds = new Float64Array(nSamples).fill(this.baselineLogOdds);
    for (let tree = 0; tree < nIterations; tree++) {
      const root = trees.roots[tree];
      for (let row = 0; row < nSamples; row++) logOdds[row] += leafValue(trees, root, data, row * nFeatures);
    }
    return logOdds;
  }

  predictProba(X: MatrixLike): Float64Array {
    return this.decisionFunction(X).map(logistic);
  }

  /** 1 where P(churn) ≥ threshold, else 0. @param threshold default 0.5 */
  predict(X: MatrixLike, threshold = 0.5): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  toJSON(): GradientBoostingJSON {
    const { roots, feature, threshold, right, cover } = this.trees;
    return {
      ...modelHeader(modelName, this.featureNames),
      training: this.training,
      baselineLogOdds: this.baselineLogOdds,
      roots: Array.from(roots),
      feature: Array.from(feature),
      threshold: Array.from(threshold),
      right: Array.from(right),
      cover: Array.from(cover),
      featureImportances: Array.from(this.featureImportances),
      trainingLoss: Array.from(this.trainingLoss),
      validationLoss: this.validationLoss === null ? null : Array.from(this.validationLoss),
    };
  }

  static fromJSON(json: object, options: ReadModelOptions = {}): FittedGradientBoosting {
    const fields = readModelJSON(json, modelName, options);
    const { featureNames } = fields;
    const trees = readTrees(fields, modelName);
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
    return new FittedGradientBoosting({
      featureNames,
      training: fields.training(),
      baselineLogOdds: fields.number("baselineLogOdds"),
      trees,
      featureImportances: fields.vector("featureImportances", featureNames.length),
      trainingLoss,
      validationLoss,
    });
  }
}
