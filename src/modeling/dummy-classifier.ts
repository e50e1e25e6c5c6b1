import {
  type Classifier,
  checkOneOf,
  checkOptionNames,
  type FitOptions,
  type FittedClassifier,
  type LabelsLike,
  type MatrixLike,
  modelHeader,
  readModelJSON,
  toMatchingFeatures,
} from "../core";
import { labelsAtThreshold } from "./predict-labels";
import { toTrainingData } from "./training-data";

export interface DummyClassifierOptions {
  /** "prior" (default): P(churn) of everyone is the training churn rate. "mostFrequent": it is 0 or 1. */
  readonly strategy?: "prior" | "mostFrequent";
}

/**
 * The baseline that ignores X: every model must beat it.
 * When the classes are equally frequent, "mostFrequent" says 0, as scikit-learn does.
 */
export class DummyClassifier implements Classifier {
  readonly strategy: "prior" | "mostFrequent";

  constructor(options: DummyClassifierOptions = {}) {
    checkOptionNames("DummyClassifier", options, ["strategy"]);
    this.strategy = checkOneOf("strategy", options.strategy ?? "prior", ["prior", "mostFrequent"]);
  }

  /** @param y labels, 0 or 1, length nSamples ≥ 1; one class alone is fine */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedDummyClassifier {
    const { features, classWeights } = toTrainingData(X, y, options);
    const churnRate = classWeights[1] / (classWeights[0] + classWeights[1]);
    const probability = this.strategy === "prior" ? churnRate : Number(churnRate > 0.5);
    return new FittedDummyClassifier([...features.featureNames], probability);
  }

  static fromJSON(json: object): FittedDummyClassifier {
    return FittedDummyClassifier.fromJSON(json);
  }
}

/** A fitted baseline: one probability for everyone. */
export class FittedDummyClassifier implements FittedClassifier {
  constructor(
    readonly featureNames: readonly string[],
    /** The P(churn) that everyone gets. */
    readonly probability: number,
  ) {}

  predictProba(X: MatrixLike): Float64Array {
    return new Float64Array(toMatchingFeatures(X, this.featureNames).nSamples).fill(this.probability);
  }

  predict(X: MatrixLike, threshold = 0.5): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  toJSON(): object {
    return { ...modelHeader(modelName, this.featureNames), probability: this.probability };
  }

  static fromJSON(json: object): FittedDummyClassifier {
    const fields = readModelJSON(json, modelName);
    return new FittedDummyClassifier(fields.featureNames, fields.number("probability"));
  }
}

const modelName = "DummyClassifier";
