import {
  type Classifier,
  checkOneOf,
  checkOptionNames,
  type FitOptions,
  type FittedClassifier,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  type ReadModelOptions,
  show,
} from "../../core";
import type { Fold, PipelineReaders } from "../../preprocessing";
import { checkFolds } from "../check-folds";
import { type CrossValidationFolds, toFolds } from "../fold-list";
import {
  fitOnAll,
  fitOnRows,
  type InnerFoldsOptions,
  outOfFoldScores,
  planOf,
  toInnerFolds,
  type WeightedTrainingData,
} from "../inner-folds";
import { checkLearnable, checkTwoClasses, summarizeTraining, toTrainingData } from "../training-data";
import { type CalibrationMethod, calibrationMethods, fitCalibrator } from "./calibrator";
import { type CalibratedMember, FittedCalibratedClassifier } from "./fitted-calibrated-classifier";
import { rawScores } from "./raw-scores";

/** Options of {@link CalibratedClassifier}. */
export interface CalibratedClassifierOptions extends InnerFoldsOptions {
  /**
   * "sigmoid" (default): Platt's scaling, two numbers, for few rows. "isotonic": any curve that does not fall, for a
   * thousand rows and more; it may tie scores, so that the ranking can lose a little.
   */
  readonly method?: CalibrationMethod;
  /**
   * true (default): one model a fold, calibrated on the rows of its test part; the forecast is the mean of theirs.
   * false: one model, fitted on all rows and calibrated on out-of-fold scores of the fold models.
   */
  readonly ensemble?: boolean;
}

/**
 * Makes a classifier's forecasts mean what they say: learns, on rows that a model did not see, how its scores map to
 * the share that left. The conventions of scikit-learn's `CalibratedClassifierCV`: the map takes log-odds where the
 * model has a `decisionFunction` (a pipeline: where its classifier has), else P(churn).
 *
 * "sigmoid" is Platt (1999) with his smoothed targets, by Newton's method (Lin, Lin & Weng 2007); "isotonic" is
 * {@link isotonicRegression} of the labels on the scores, linear between knots, constant beyond the ends (Zadrozny &
 * Elkan 2002). Sample weights go to the classifier and to the map.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { brierScore, CalibratedClassifier, LogisticRegression, simulateClients, featuresAndLabels } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 200, seed: 1 }), "Churn");
 * const fitted = new CalibratedClassifier(new LogisticRegression(), { method: "sigmoid", seed: 1 }).fit(X, y);
 * assert.equal(fitted.members.length, 5); // one a fold
 * assert.ok(brierScore(y, fitted.predictProba(X)) < 0.2);
 * ```
 */
export class CalibratedClassifier implements Classifier {
  /** How scores become probabilities. */
  readonly method: CalibrationMethod;
  /** Whether there is one model a fold. */
  readonly ensemble: boolean;
  /** The folds that the map is learned on. */
  readonly cv: CrossValidationFolds;
  private readonly seed: number | undefined;

  /**
   * @param classifier any recipe, a pipeline too
   * @param options method, ensemble, and either cv or seed
   * @throws InvalidParameterError for options that break their rule
   */
  constructor(
    readonly classifier: Classifier,
    options: CalibratedClassifierOptions,
  ) {
    if (typeof classifier?.fit !== "function") {
      throw new InvalidParameterError(
        `CalibratedClassifier needs a classifier with a fit method; got ${show(classifier)}`,
      );
    }
    checkOptionNames("CalibratedClassifier", options, ["method", "ensemble", "cv", "seed"]);
    this.method = checkOneOf("method", options.method ?? "sigmoid", calibrationMethods);
    const { ensemble = true } = options;
    if (typeof ensemble !== "boolean") {
      throw new InvalidParameterError(`ensemble must be true or false; got ${show(ensemble)}`);
    }
    this.ensemble = ensemble;
    this.cv = toInnerFolds("CalibratedClassifier", options);
    this.seed = options.seed;
  }

  /**
   * @param X nSamples × nFeatures
   * @param y labels 0 or 1, length nSamples; both classes in every test part (with `ensemble: true`)
   * @param options `sampleWeight`: one weight ≥ 0 a sample, passed on to the classifier and the map
   * @throws InvalidParameterError or ShapeError for data or folds that break their rule, before any fit
   */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedCalibratedClassifier {
    const data = {
      ...toTrainingData(X, y, options, this.allowsMissing),
      isWeighted: options.sampleWeight !== undefined,
    };
    checkTwoClasses("CalibratedClassifier", data);
    const folds = toFolds(this.cv, data.labels);
    checkFolds(this.classifier, planOf(data, folds));
    const members = this.ensemble ? this.fitEnsemble(data, folds) : [this.fitSingle(data, folds)];
    const { method, ensemble, seed } = this;
    const training = summarizeTraining(data, { method, ensemble, nFolds: folds.length, seed });
    return new FittedCalibratedClassifier(data.features.featureNames, method, members, training);
  }

  /** True where the classifier takes missing values. */
  get allowsMissing(): boolean {
    return this.classifier.allowsMissing === true;
  }

  /** Refuses what the classifier would refuse, and labels of one class, before any work. */
  checkFit(y: Uint8Array, options: FitOptions = {}, featureNames: readonly string[] | null = null): void {
    checkLearnable("CalibratedClassifier", y, options);
    this.classifier.checkFit?.(y, options, featureNames);
  }

  /**
   * Reads what the fitted model's `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, readers: PipelineReaders, options: ReadModelOptions = {}): FittedCalibratedClassifier {
    return FittedCalibratedClassifier.fromJSON(json, readers, options);
  }

  private fitEnsemble(data: WeightedTrainingData, folds: readonly Fold[]): CalibratedMember[] {
    folds.forEach((fold, index) => {
      checkTestPart(data, fold, index);
    });
    return folds.map(({ train, test }) => {
      const classifier = fitOnRows(this.classifier, data, train);
      const labels = Uint8Array.from(test, (row) => data.labels[row]);
      const weights = Float64Array.from(test, (row) => data.weights[row]);
      const scores = rawScores(classifier, data.features.selectRows(test));
      return { classifier, calibrator: fitCalibrator(this.method, scores, labels, weights) };
    });
  }

  private fitSingle(data: WeightedTrainingData, folds: readonly Fold[]): CalibratedMember {
    const scores = outOfFoldScores(this.classifier, data, folds, rawScores);
    const calibrator = fitCalibrator(this.method, scores, data.labels, data.weights);
    return { classifier: fitOnAll(this.classifier, data), calibrator };
  }
}

function checkTestPart({ labels, weights }: WeightedTrainingData, { test }: Fold, index: number): void {
  const totals = [0, 0];
  for (const row of test) totals[labels[row]] += weights[row];
  const missing = totals.indexOf(0);
  if (missing >= 0) {
    throw new InvalidParameterError(
      `the test part of a fold must have rows of both classes, with positive weight; fold ${index} has none of ` +
        `class ${missing}`,
    );
  }
}

/** Options of {@link calibrate}. */
export interface CalibrateOptions extends FitOptions {
  /** "sigmoid" (default) or "isotonic", as in {@link CalibratedClassifier}. */
  readonly method?: CalibrationMethod;
}

/**
 * Calibrates a model that is fitted already, on rows that it was not trained on (scikit-learn's
 * `CalibratedClassifierCV(FrozenEstimator(model))`).
 * @param fitted any fitted classifier or pipeline
 * @param X nSamples × nFeatures, held-out rows with the features of training
 * @param y labels 0 or 1, length nSamples, both classes present
 * @param options `method`; `sampleWeight`: one weight ≥ 0 a sample
 * @returns the calibrated model, of one member; it forecasts in [0, 1]
 * @throws InvalidParameterError or ShapeError for data or options that break their rule
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { calibrate, DummyClassifier } from "churnlab";
 *
 * const fitted = new DummyClassifier().fit([[1], [2]], [0, 1]); // forecasts 0.5
 * const calibrated = calibrate(fitted, [[1], [2], [3], [4]], [0, 0, 0, 1], { method: "isotonic" });
 * assert.deepEqual(Array.from(calibrated.predictProba([[7]])), [0.25]);
 * ```
 */
export function calibrate(
  fitted: FittedClassifier,
  X: MatrixLike,
  y: LabelsLike,
  options: CalibrateOptions = {},
): FittedCalibratedClassifier {
  checkOptionNames("calibrate", options, ["method", "sampleWeight"]);
  if (typeof fitted?.predictProba !== "function") {
    throw new InvalidParameterError(`calibrate needs a fitted classifier; got ${show(fitted)}`);
  }
  const method = checkOneOf("method", options.method ?? "sigmoid", calibrationMethods);
  const data = toTrainingData(X, y, { sampleWeight: options.sampleWeight }, fitted.allowsMissing === true);
  checkTwoClasses("calibrate", data);
  const calibrator = fitCalibrator(method, rawScores(fitted, data.features), data.labels, data.weights);
  const training = summarizeTraining(data, { method, ensemble: false, nFolds: 0 });
  return new FittedCalibratedClassifier(fitted.featureNames, method, [{ classifier: fitted, calibrator }], training);
}
