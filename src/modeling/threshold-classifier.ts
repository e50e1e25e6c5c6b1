import {
  type Classifier,
  checkNumber,
  checkOptionNames,
  type FitOptions,
  type FittedClassifier,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  show,
  type TrainingSummary,
} from "../core";
import type { PipelineReaders } from "../preprocessing";
import { checkSameFeatures, readNestedClassifier } from "./calibration/fitted-calibrated-classifier";
import { checkFolds } from "./check-folds";
import { type CrossValidationFolds, toFolds } from "./fold-list";
import { fitOnAll, type InnerFoldsOptions, outOfFoldScores, planOf, toInnerFolds } from "./inner-folds";
import { labelsAtThreshold } from "./predict-labels";
import { checkThresholdRule, type ThresholdRule, thresholdByRule } from "./threshold-rule";
import { checkLearnable, checkTwoClasses, summarizeTraining, toTrainingData } from "./training-data";

/** Options of {@link ThresholdClassifier}. */
export interface ThresholdClassifierOptions extends InnerFoldsOptions {
  /** How the threshold is chosen: by cost, by capacity or by a function. */
  readonly choose: ThresholdRule;
}

/** What {@link ThresholdClassifier.fitAndForecast} gives. */
export interface ThresholdFit {
  /** The model, fitted on all rows, with its threshold. */
  readonly fitted: FittedThresholdClassifier;
  /** P(churn) of each training row by a model that did not see it, length nSamples. */
  readonly outOfFold: Float64Array;
}

/**
 * A classifier that learns its threshold too: out-of-fold forecasts of the training rows choose it, then the model is
 * fitted on all of them. No row helps to choose the threshold by a forecast of a model that has seen it
 * (scikit-learn's `TunedThresholdClassifierCV` in idea). P(churn) is the wrapped model's own.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LogisticRegression, ThresholdClassifier } from "churnlab";
 *
 * const X = Array.from({ length: 40 }, (_, row) => [row % 20]);
 * const y = X.map(([value], row) => Number(value + (row % 3) > 14));
 * const choose = { by: "capacity", share: 0.25 } as const;
 * const fitted = new ThresholdClassifier(new LogisticRegression(), { choose, seed: 1 }).fit(X, y);
 * const contacted = fitted.predict(X).filter((label) => label === 1).length;
 * assert.ok(contacted > 5 && contacted < 15); // about a quarter of 40
 * ```
 */
export class ThresholdClassifier implements Classifier {
  /** How the threshold is chosen. */
  readonly choose: ThresholdRule;
  /** The folds whose forecasts choose it. */
  readonly cv: CrossValidationFolds;
  private readonly seed: number | undefined;

  /**
   * @param classifier any recipe, a pipeline too
   * @param options `choose`, and either `cv` or `seed`
   * @throws InvalidParameterError for options that break their rule
   */
  constructor(
    readonly classifier: Classifier,
    options: ThresholdClassifierOptions,
  ) {
    if (typeof classifier?.fit !== "function") {
      throw new InvalidParameterError(
        `ThresholdClassifier needs a classifier with a fit method; got ${show(classifier)}`,
      );
    }
    checkOptionNames("ThresholdClassifier", options, ["choose", "cv", "seed"]);
    this.choose = checkThresholdRule(options.choose);
    this.cv = toInnerFolds("ThresholdClassifier", options);
    this.seed = options.seed;
  }

  /**
   * @param X nSamples × nFeatures
   * @param y labels 0 or 1, length nSamples, both classes present
   * @param options `sampleWeight`: one weight ≥ 0 a sample, for the model and for the rules by cost and capacity
   * @throws InvalidParameterError or ShapeError for data or folds that break their rule, before any fit
   */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedThresholdClassifier {
    return this.fitAndForecast(X, y, options).fitted;
  }

  /** As {@link fit}, with the out-of-fold forecasts of the training rows that chose the threshold. */
  fitAndForecast(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): ThresholdFit {
    const isWeighted = options.sampleWeight !== undefined;
    const data = { ...toTrainingData(X, y, options, this.allowsMissing), isWeighted };
    checkTwoClasses("ThresholdClassifier", data);
    const folds = toFolds(this.cv, data.labels);
    checkFolds(this.classifier, planOf(data, folds));
    const outOfFold = outOfFoldScores(this.classifier, data, folds, (fitted, rows) => fitted.predictProba(rows));
    const { choose, seed } = this;
    const threshold = thresholdByRule(choose, data.labels, outOfFold, isWeighted ? data.weights : null);
    const named = typeof choose === "function" ? "a function" : choose;
    const training = summarizeTraining(data, { choose: named, nFolds: folds.length, seed });
    const classifier = fitOnAll(this.classifier, data);
    const fitted = new FittedThresholdClassifier(data.features.featureNames, classifier, threshold, training);
    return { fitted, outOfFold };
  }

  /** True where the classifier takes missing values. */
  get allowsMissing(): boolean {
    return this.classifier.allowsMissing === true;
  }

  /** Refuses what the classifier would refuse, and labels of one class, before any work. */
  checkFit(y: Uint8Array, options: FitOptions = {}, featureNames: readonly string[] | null = null): void {
    checkLearnable("ThresholdClassifier", y, options);
    this.classifier.checkFit?.(y, options, featureNames);
  }

  /**
   * Reads what the fitted model's `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, readers: PipelineReaders, options: ReadModelOptions = {}): FittedThresholdClassifier {
    return FittedThresholdClassifier.fromJSON(json, readers, options);
  }
}

/**
 * A fitted {@link ThresholdClassifier}: a model and the threshold that `predict` uses.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedDummyClassifier, FittedThresholdClassifier, ThresholdClassifier, DummyClassifier } from "churnlab";
 *
 * const recipe = new ThresholdClassifier(new DummyClassifier(), { choose: () => 0.3, seed: 1 });
 * const fitted = recipe.fit([[1], [2], [3], [4], [5], [6], [7], [8], [9], [10]], [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
 * const readers = { DummyClassifier: FittedDummyClassifier.fromJSON };
 * const same = FittedThresholdClassifier.fromJSON(JSON.parse(JSON.stringify(fitted)), readers);
 * assert.equal(same.threshold, 0.3);
 * ```
 */
export class FittedThresholdClassifier implements FittedClassifier {
  constructor(
    readonly featureNames: readonly string[],
    /** The model, fitted on all training rows. */
    readonly classifier: FittedClassifier,
    /** Clients with P(churn) ≥ this are predicted to leave; ±Infinity: nobody or everybody. */
    readonly threshold: number,
    /** What the model was trained on and how. */
    readonly training: TrainingSummary,
  ) {
    makeImmutable(this);
  }

  /** True where the wrapped model takes missing values. */
  get allowsMissing(): boolean {
    return this.classifier.allowsMissing === true;
  }

  /** P(churn) of each row by the wrapped model. @param X nSamples × nFeatures */
  predictProba(X: MatrixLike): Float64Array {
    return this.classifier.predictProba(X);
  }

  /** 1 where P(churn) ≥ threshold, by default the learned one, else 0. @param X nSamples × nFeatures */
  predict(X: MatrixLike, threshold = this.threshold): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  /** A plain object that survives `JSON.stringify` to the last bit, its model nested. */
  toJSON(): object {
    return {
      ...modelHeader(modelName, this.featureNames),
      training: this.training,
      threshold: Number.isFinite(this.threshold) ? this.threshold : String(this.threshold),
      classifier: this.classifier.toJSON(),
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @param json the object, or `JSON.parse` of its text
   * @param readers the `fromJSON` of the model inside, by its `model` name
   * @param options `featureNames`: the features that the model must have been trained on
   * @throws InvalidParameterError or ShapeError for anything else, naming the field
   */
  static fromJSON(json: object, readers: PipelineReaders, options: ReadModelOptions = {}): FittedThresholdClassifier {
    const fields = readModelJSON(json, modelName, options);
    const where = `the JSON of a ${modelName}`;
    const { threshold } = json as { readonly threshold?: unknown };
    const isInfinite = threshold === "Infinity" || threshold === "-Infinity";
    const classifier = readNestedClassifier(fields.object("classifier"), readers, `classifier in ${where}`);
    checkSameFeatures(classifier, fields.featureNames, where);
    return new FittedThresholdClassifier(
      fields.featureNames,
      classifier,
      isInfinite ? Number(threshold) : checkNumber(`threshold in ${where}`, threshold, { min: 0, max: 1 }),
      fields.training(),
    );
  }
}

const modelName = "ThresholdClassifier";
