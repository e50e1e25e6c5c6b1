import {
  type FittedClassifier,
  InvalidParameterError,
  innerOf,
  type MatrixLike,
  type ModelFields,
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
import { sumOfLeaves } from "../trees/ensemble-scorer";
import { ensembleToJSON, readEnsemble, type TreeEnsembleJSON } from "../trees/read-ensemble";
import type { TreeEnsemble } from "../trees/tree-nodes";
import type { OutOfBag } from "./out-of-bag";

const modelName = "RandomForestClassifier";

/** The plain-object form of a {@link FittedRandomForest}. */
export interface RandomForestJSON extends ModelHeader, TreeEnsembleJSON {
  readonly model: "RandomForestClassifier";
  /** What the forest was trained on and how. */
  readonly training: TrainingSummary;
  /** Mean decrease of impurity, one a feature, sum 1 or all 0. */
  readonly featureImportances: readonly number[];
  /** Whether there are out-of-bag forecasts. */
  readonly hasOutOfBag: boolean;
  /** Without out-of-bag forecasts empty; null for a row that every tree saw. */
  readonly oobProba: readonly (number | null)[];
  /** Accuracy out of bag, in [0, 1]; null where there is none. */
  readonly oobScore: number | null;
}

/** What a fitted forest is made of. */
export interface ForestParts {
  /** The features of training, in order. */
  readonly featureNames: readonly string[];
  /** What the forest was trained on and how. */
  readonly training: TrainingSummary;
  /** All trees in flat arrays. */
  readonly trees: TreeEnsemble;
  /** Mean decrease of impurity, one a feature, sum 1 or all 0. */
  readonly featureImportances: Float64Array;
  /** null when grown without bootstrap */
  readonly outOfBag: OutOfBag | null;
}

/**
 * Trees grown by RandomForestClassifier.
 * @see {@link RandomForestClassifier}, which makes it
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedRandomForest, RandomForestClassifier } from "churnlab";
 *
 * const X = Array.from({ length: 60 }, (_, row) => [row, row % 7]);
 * const y = X.map(([first]) => Number(first >= 30));
 * const model = new RandomForestClassifier({ nEstimators: 10, seed: 1 }).fit(X, y);
 * const same = FittedRandomForest.fromJSON(JSON.parse(JSON.stringify(model)));
 * assert.deepEqual(same.predictProba(X), model.predictProba(X)); // the same bits
 * assert.ok(model.featureImportances[0] > 0.5); // the label depends on the first feature alone
 * ```
 */
export class FittedRandomForest implements FittedClassifier {
  /** The features of training, in order. */
  readonly featureNames: readonly string[];
  /** What the forest was trained on and how. */
  readonly training: TrainingSummary;
  /** All trees in flat arrays; the threshold of a leaf is its share of class 1, cover the weight of its training rows. */
  readonly trees: TreeEnsemble;
  /** Mean decrease of impurity, one a feature, sum 1 (all 0 when no tree has a split). */
  readonly featureImportances: Float64Array;
  /**
   * P(churn) of each training row, by the trees that did not see it; NaN for a row that every tree saw. null when grown
   * without bootstrap.
   */
  readonly oobProba: Float64Array | null;
  /**
   * Accuracy out of bag, in [0, 1]: the share of rows with a forecast whose label oobProba ≥ 0.5 tells rightly, each
   * counted with its sample weight; NaN when no row has one. null when grown without bootstrap.
   */
  readonly oobScore: number | null;

  constructor({ featureNames, training, trees, featureImportances, outOfBag }: ForestParts) {
    this.featureNames = featureNames;
    this.training = training;
    this.trees = trees;
    this.featureImportances = featureImportances;
    this.oobProba = outOfBag?.oobProba ?? null;
    this.oobScore = outOfBag?.oobScore ?? null;
    makeImmutable(this);
  }

  /** Number of trees. */
  get nEstimators(): number {
    return innerOf(this).trees.roots.length - 1;
  }

  /** Number of nodes of all trees, leaves included. */
  get nNodes(): number {
    return innerOf(this).trees.feature.length;
  }

  /**
   * P(churn) of each row: the mean over trees of the class-1 share in the row's leaf, as in scikit-learn.
   * @param X nSamples × nFeatures, the features of training
   * @throws ShapeError for other features; InvalidParameterError for a value that is not a finite number
   */
  predictProba(X: MatrixLike): Float64Array {
    const { data, nSamples, nFeatures } = toMatchingFeatures(X, this.featureNames);
    const { nEstimators } = this;
    const probabilities = sumOfLeaves(innerOf(this).trees, data, nSamples, nFeatures);
    for (let row = 0; row < nSamples; row++) probabilities[row] /= nEstimators;
    return probabilities;
  }

  /**
   * 1 where P(churn) ≥ threshold, else 0.
   * @param X as in {@link predictProba}
   * @param threshold default 0.5
   */
  predict(X: MatrixLike, threshold = 0.5): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  /** Plain numbers and strings, for {@link fromJSON}. */
  toJSON(): RandomForestJSON {
    const { oobProba, oobScore, trees, featureImportances } = innerOf(this);
    return {
      ...modelHeader(modelName, this.featureNames),
      training: this.training,
      ...ensembleToJSON(trees),
      featureImportances: Array.from(featureImportances),
      hasOutOfBag: oobProba !== null,
      oobProba: Array.from(oobProba ?? [], numberOrNull),
      oobScore: numberOrNull(oobScore ?? Number.NaN),
    };
  }

  /**
   * Reads what `toJSON` wrote: the same forecasts to the last bit.
   * @param json the object, or JSON.parse of its text
   * @throws InvalidParameterError naming the field that is not as it must be; ShapeError for other features
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedRandomForest {
    const fields = readModelJSON(json, modelName, options);
    const { featureNames } = fields;
    const trees = readEnsemble(fields, featureNames.length);
    checkLeaves(trees);
    const training = fields.training();
    const featureImportances = fields.vector("featureImportances", featureNames.length);
    checkImportances(featureImportances, trees, modelName);
    const outOfBag = fields.boolean("hasOutOfBag") ? readOutOfBag(fields, training.nSamples) : readNoOutOfBag(fields);
    return new FittedRandomForest({ featureNames, training, trees, featureImportances, outOfBag });
  }
}

function readOutOfBag(fields: ModelFields, nSamples: number): OutOfBag {
  const oobProba = fields.vectorWithGaps("oobProba", nSamples);
  checkShares("oobProba", oobProba);
  const oobScore = fields.isNull("oobScore") ? Number.NaN : fields.number("oobScore");
  checkShares("oobScore", [oobScore]);
  return { oobProba, oobScore };
}

function readNoOutOfBag(fields: ModelFields): null {
  fields.vector("oobProba", 0);
  if (!fields.isNull("oobScore")) {
    throw new InvalidParameterError("oobScore must be null in a forest without out-of-bag forecasts");
  }
  return null;
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function checkShares(name: string, values: ArrayLike<number>): void {
  for (let place = 0; place < values.length; place++) {
    if (values[place] < 0 || values[place] > 1 + 1e-9) {
      throw new InvalidParameterError(`${name} must be in [0, 1]; got ${values[place]} at position ${place}`);
    }
  }
}

function checkLeaves({ feature, threshold }: TreeEnsemble): void {
  const place = threshold.findIndex((value, node) => feature[node] < 0 && !(value >= 0 && value <= 1));
  if (place >= 0) {
    throw new InvalidParameterError(
      `the threshold of a leaf, its share of class 1, must be in [0, 1]; got ${threshold[place]} at node ${place}`,
    );
  }
}
