import {
  type Classifier,
  checkNumber,
  checkOneOf,
  checkOptionNames,
  type FitOptions,
  type FittedClassifier,
  type LabelsLike,
  type MatrixLike,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  type TrainingSummary,
  toMatchingFeatures,
} from "../core";
import { labelsAtThreshold } from "./predict-labels";
import { summarizeTraining, toTrainingData } from "./training-data";

export interface DummyClassifierOptions {
  /** "prior" (default): P(churn) of everyone is the training churn rate. "mostFrequent": it is 0 or 1. */
  readonly strategy?: "prior" | "mostFrequent";
}

/**
 * The baseline that ignores X: every model must beat it.
 * When the classes are equally frequent, "mostFrequent" says 0, as scikit-learn does.
 * @see scikit-learn `DummyClassifier`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { DummyClassifier } from "churnlab";
 *
 * const model = new DummyClassifier({ strategy: "prior" }).fit([[1], [2], [3], [4]], [0, 0, 0, 1]);
 * assert.deepEqual(Array.from(model.predictProba([[7], [8]])), [0.25, 0.25]);
 * ```
 */
export class DummyClassifier implements Classifier {
  /** What everyone is forecast. */
  readonly strategy: "prior" | "mostFrequent";

  constructor(options: DummyClassifierOptions = {}) {
    checkOptionNames("DummyClassifier", options, ["strategy"]);
    this.strategy = checkOneOf("strategy", options.strategy ?? "prior", ["prior", "mostFrequent"]);
  }

  /**
   * Learns the churn rate.
   * @param X nSamples × nFeatures; only its shape and names are used
   * @param y labels, 0 or 1, length nSamples ≥ 1; one class alone is fine
   */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedDummyClassifier {
    const data = toTrainingData(X, y, options);
    const { features, classWeights } = data;
    const churnRate = classWeights[1] / (classWeights[0] + classWeights[1]);
    const probability = this.strategy === "prior" ? churnRate : Number(churnRate > 0.5);
    const training = summarizeTraining(data, { strategy: this.strategy });
    return new FittedDummyClassifier(features.featureNames, probability, training);
  }

  /**
   * Reads what the fitted model's `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedDummyClassifier {
    return FittedDummyClassifier.fromJSON(json, options);
  }
}

/**
 * A fitted baseline: one probability for everyone.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { DummyClassifier, FittedDummyClassifier } from "churnlab";
 *
 * const fitted = new DummyClassifier().fit([[1], [2], [3], [4]], [0, 0, 0, 1]);
 * const same = FittedDummyClassifier.fromJSON(JSON.parse(JSON.stringify(fitted)));
 * assert.equal(same.probability, 0.25);
 * ```
 */
export class FittedDummyClassifier implements FittedClassifier {
  constructor(
    readonly featureNames: readonly string[],
    /** The P(churn) that everyone gets. */
    readonly probability: number,
    /** What the baseline was trained on and how. */
    readonly training: TrainingSummary,
  ) {
    makeImmutable(this);
  }

  /** The same probability for each row. @param X nSamples × nFeatures, the features of training */
  predictProba(X: MatrixLike): Float64Array {
    return new Float64Array(toMatchingFeatures(X, this.featureNames).nSamples).fill(this.probability);
  }

  predict(X: MatrixLike, threshold = 0.5): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  toJSON(): object {
    return {
      ...modelHeader(modelName, this.featureNames),
      training: this.training,
      probability: this.probability,
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedDummyClassifier {
    const fields = readModelJSON(json, modelName, options);
    const where = `probability in the JSON of a ${modelName}`;
    const probability = checkNumber(where, fields.number("probability"), { min: 0, max: 1 });
    return new FittedDummyClassifier(fields.featureNames, probability, fields.training());
  }
}

const modelName = "DummyClassifier";
