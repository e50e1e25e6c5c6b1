import EngineLogisticRegression from "ml-logistic-regression";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import {
  type Classifier,
  checkInteger,
  checkNumber,
  checkOptionNames,
  type FitOptions,
  type FittedClassifier,
  innerOf,
  type LabelsLike,
  type MatrixLike,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  type TrainingSummary,
  toMatchingFeatures,
} from "../../core";
import { logistic } from "../logistic/logistic";
import { labelsAtThreshold } from "../predict-labels";
import { checkLearnable, checkTwoClasses, refuseWeights, summarizeTraining, toTrainingData } from "../training-data";
import { type WhitenedInput, whiten } from "./whitening";

export interface MljsLogisticRegressionOptions {
  /** Largest distance of a training row's log-odds from the maximum's, > 0; the goal, by estimate. Default 1e-4. */
  readonly tolerance?: number;
  /** Most gradient steps of one training, an integer ≥ 50. Default 5000. */
  readonly maxSteps?: number;
}

/**
 * The package ml-logistic-regression as a {@link Classifier}: maximum likelihood, no penalty.
 *
 * As it comes, the package fits no intercept; its step size (0.0005) and number of steps (50,000) do not look at the
 * data, so that it diverges or has not converged after minutes; it trains one redundant mirror-image model a class; it
 * predicts classes only; it has no penalty and no weights.
 * Repaired from outside: a column of ones; standardised and decorrelated inputs; step size and number of steps from the
 * curvature of the likelihood after a first short training; its inner two-class model trained alone; probabilities.
 * Not repaired: no penalty (so perfectly separated classes never converge), no weights.
 * @see the package ml-logistic-regression
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LogisticRegression, MljsLogisticRegression } from "churnlab";
 *
 * const X = [[1], [2], [3], [4], [5], [6]];
 * const y = [0, 0, 1, 0, 1, 1];
 * const theirs = new MljsLogisticRegression().fit(X, y);
 * const ours = new LogisticRegression({ penalty: "none" }).fit(X, y);
 * assert.ok(Math.abs(theirs.coefficients[0] - ours.coefficients[0]) < 1e-3);
 * ```
 */
export class MljsLogisticRegression implements Classifier {
  /** How far the log-odds may be from the maximum's, > 0. */
  readonly tolerance: number;
  /** Most gradient steps, integer from 50. */
  readonly maxSteps: number;

  constructor(options: MljsLogisticRegressionOptions = {}) {
    checkOptionNames("MljsLogisticRegression", options, ["tolerance", "maxSteps"]);
    this.tolerance = checkNumber("tolerance", options.tolerance ?? 1e-4, { exclusiveMin: 0 });
    this.maxSteps = checkInteger("maxSteps", options.maxSteps ?? 5000, { min: 50 });
  }

  /** @throws InvalidParameterError for `sampleWeight`, which the package does not know, and for y of one class */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedMljsLogisticRegression {
    refuseWeights("MljsLogisticRegression", "ml-logistic-regression", options);
    const training = toTrainingData(X, y);
    checkTwoClasses("MljsLogisticRegression", training);
    const whitened = whiten(training.features);
    const target = Matrix.columnVector(Array.from(training.labels));
    const { weights, nSteps, converged } = this.ascend(whitened.inputs, target);
    if (!converged) this.warn();
    return new FittedMljsLogisticRegression({
      featureNames: training.features.featureNames,
      ...toOriginalScale(weights, whitened),
      nSteps,
      converged,
      training: summarizeTraining(training, { tolerance: this.tolerance, maxSteps: this.maxSteps }),
    });
  }

  /** Refuses labels of one class and any weights, before any work. */
  checkFit(y: Uint8Array, options: FitOptions = {}): void {
    refuseWeights("MljsLogisticRegression", "ml-logistic-regression", options);
    checkLearnable("MljsLogisticRegression", y, {});
  }

  /** Reads what the fitted model's `toJSON` wrote. */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedMljsLogisticRegression {
    return FittedMljsLogisticRegression.fromJSON(json, options);
  }

  /**
   * A first training of 50 safe steps shows how the likelihood curves, and so how many steps the second one needs. The
   * package always starts from zero weights. When the estimate was too hopeful the steps are doubled.
   */
  private ascend(inputs: Matrix, target: Matrix): { weights: Matrix; nSteps: number; converged: boolean } {
    let plan = { numSteps: 50, learningRate: 4 / inputs.rows };
    for (;;) {
      const weights = trainTwoClassModel(inputs, target, plan);
      const { distance, curvatures } = surroundings(inputs, target, weights);
      const converged = distance <= this.tolerance;
      if (converged || plan.numSteps === this.maxSteps) return { weights, nSteps: plan.numSteps, converged };
      const next = planOf(curvatures, inputs.rows, this.tolerance / 10);
      plan = { ...next, numSteps: Math.min(this.maxSteps, Math.max(next.numSteps, 2 * plan.numSteps)) };
    }
  }

  private warn(): void {
    process.emitWarning(
      `MljsLogisticRegression has not converged after ${this.maxSteps} steps (tolerance ${this.tolerance}); ` +
        "the classes may be perfectly separated",
      "ConvergenceWarning",
    );
  }
}

/** What a fitted {@link MljsLogisticRegression} knows. */
export interface MljsLogisticRegressionState {
  readonly featureNames: readonly string[];
  readonly coefficients: Float64Array;
  readonly baselineLogOdds: number;
  readonly trainingMeans: Float64Array;
  readonly nSteps: number;
  readonly converged: boolean;
  readonly training: TrainingSummary;
}

/**
 * A logistic regression that ml-logistic-regression trained, in the units of the features as given.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedMljsLogisticRegression, MljsLogisticRegression } from "churnlab";
 *
 * const X = [[0], [1], [1], [2], [2], [3]];
 * const fitted = new MljsLogisticRegression().fit(X, [1, 1, 0, 1, 0, 0]);
 * const same = FittedMljsLogisticRegression.fromJSON(JSON.parse(JSON.stringify(fitted)));
 * assert.deepEqual(same.predictProba(X), fitted.predictProba(X));
 * ```
 */
export class FittedMljsLogisticRegression implements FittedClassifier {
  readonly featureNames: readonly string[];
  /** Change of the log-odds of leaving per unit of each feature, length nFeatures. */
  readonly coefficients: Float64Array;
  /** Log-odds where every feature is 0. */
  readonly intercept: number;
  /** Gradient steps of the last training. */
  readonly nSteps: number;
  /** Whether the log-odds came within `tolerance` of the maximum's. */
  readonly converged: boolean;
  /** What the model was trained on and how. */
  readonly training: TrainingSummary;

  /** @internal `fit` and `fromJSON` make it. */
  constructor(private readonly state: MljsLogisticRegressionState) {
    this.featureNames = state.featureNames;
    this.coefficients = state.coefficients;
    this.nSteps = state.nSteps;
    this.converged = state.converged;
    this.training = state.training;
    this.intercept = state.coefficients.reduce(
      (sum, coefficient, feature) => sum - coefficient * state.trainingMeans[feature],
      state.baselineLogOdds,
    );
    makeImmutable(this);
  }

  /** P(churn) of each row. @param X nSamples × nFeatures, the features of training */
  predictProba(X: MatrixLike): Float64Array {
    const matrix = toMatchingFeatures(X, this.featureNames);
    const { coefficients, trainingMeans, baselineLogOdds } = innerOf(this).state;
    return Float64Array.from({ length: matrix.nSamples }, (_, row) => {
      let logOdds = baselineLogOdds;
      for (let feature = 0; feature < coefficients.length; feature++) {
        logOdds += coefficients[feature] * (matrix.at(row, feature) - trainingMeans[feature]);
      }
      return logistic(logOdds);
    });
  }

  predict(X: MatrixLike, threshold = 0.5): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  toJSON(): object {
    const { training, coefficients, trainingMeans, baselineLogOdds, nSteps, converged } = this.state;
    return {
      ...modelHeader(modelName, this.featureNames),
      training,
      coefficients: Array.from(coefficients),
      trainingMeans: Array.from(trainingMeans),
      baselineLogOdds,
      nSteps,
      converged,
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedMljsLogisticRegression {
    const fields = readModelJSON(json, modelName, options);
    const featureNames = fields.featureNames;
    return new FittedMljsLogisticRegression({
      featureNames,
      coefficients: fields.vector("coefficients", featureNames.length),
      baselineLogOdds: fields.number("baselineLogOdds"),
      trainingMeans: fields.vector("trainingMeans", featureNames.length),
      nSteps: fields.integer("nSteps"),
      converged: fields.boolean("converged"),
      training: fields.training(),
    });
  }
}

const modelName = "MljsLogisticRegression";

/** How far the log-odds are from the maximum's (the largest move of a Newton step), and how the likelihood curves. */
function surroundings(inputs: Matrix, target: Matrix, weights: Matrix): { distance: number; curvatures: number[] } {
  const p = inputs.mmul(weights.transpose()).to1DArray().map(logistic);
  const gradient = inputs.transpose().mmul(Matrix.sub(target, Matrix.columnVector(p)));
  const weighted = inputs.clone().mulColumnVector(p.map((value) => value * (1 - value)));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(inputs.transpose().mmul(weighted), {
    assumeSymmetric: true,
  });
  const inEigenvectors = eigenvectorMatrix.transpose().mmul(gradient).to1DArray();
  const step = inEigenvectors.map((value, index) => value / Math.max(realEigenvalues[index], Number.MIN_VALUE));
  const move = inputs.mmul(eigenvectorMatrix.mmul(Matrix.columnVector(step)));
  return { distance: Math.max(move.max(), -move.min()), curvatures: realEigenvalues };
}

/**
 * The best constant step 2 / (smallest + largest curvature) for gradient ascent (Boyd & Vandenberghe 2004, 9.3), at most
 * 95 % of what cannot diverge: the likelihood of white inputs curves by at most nSamples / 4 in any direction. An error
 * then shrinks every step by the factor |1 − step · curvature|, whichever curvature makes that largest.
 */
function planOf(curvatures: readonly number[], nSamples: number, accuracy: number) {
  const smallest = Math.min(...curvatures);
  const largest = Math.max(...curvatures);
  const learningRate = Math.min(2 / (smallest + largest), (0.95 * 8) / nSamples);
  const factor = Math.max(1 - learningRate * smallest, learningRate * largest - 1);
  const numSteps = factor < 1 ? Math.ceil(Math.log(accuracy) / Math.log(factor)) : Number.MAX_SAFE_INTEGER;
  return { learningRate, numSteps };
}

/** Trains the package's inner model, which only an instance of the outer one gives access to. */
function trainTwoClassModel(
  inputs: Matrix,
  target: Matrix,
  options: { numSteps: number; learningRate: number },
): Matrix {
  const outer = new EngineLogisticRegression({ numSteps: 0, learningRate: 0 });
  outer.train(new Matrix([[1], [1]]), Matrix.columnVector([0, 1]));
  const TwoClassModel = outer.classifiers[0].constructor as new (options: {
    numSteps: number;
    learningRate: number;
  }) => (typeof outer.classifiers)[number];
  const model = new TwoClassModel(options);
  model.train(inputs, target);
  return model.weights;
}

function toOriginalScale(weights: Matrix, { rotation, design }: WhitenedInput) {
  const [baselineLogOdds, ...rotated] = weights.to1DArray();
  const standardised = rotation.mmul(Matrix.columnVector(rotated)).to1DArray();
  const coefficients = design.scales.map((scale, feature) => standardised[feature] / scale);
  // + 0: JSON has no −0.
  const plain = (values: Float64Array) => values.map((value) => value + 0);
  return { coefficients: plain(coefficients), baselineLogOdds, trainingMeans: plain(design.means) };
}
