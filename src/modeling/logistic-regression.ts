import {
  type Classifier,
  CollinearFeaturesError,
  checkInteger,
  checkNumber,
  checkOneOf,
  checkOptionNames,
  type FitOptions,
  type LabelsLike,
  type MatrixLike,
  PerfectSeparationError,
  type ReadModelOptions,
} from "../core";
import { type ClassWeight, checkClassWeight, classFactors } from "./class-weight";
import { FittedLogisticRegression } from "./fitted-logistic-regression";
import { standardErrorsAt } from "./logistic/covariance";
import type { LogisticProblem } from "./logistic/logistic-problem";
import { minimiseLogisticLoss, type NewtonResult } from "./logistic/newton";
import { type Standardisation, standardise } from "./logistic/standardisation";
import { startingPoint } from "./logistic/starting-point";
import { checkLearnable, checkTwoClasses, summarizeTraining, type TrainingData, toTrainingData } from "./training-data";

export interface LogisticRegressionOptions {
  /** "l2" (default): C·Σ loss + ½·‖coefficients‖². "none": maximum likelihood, with standard errors. */
  readonly penalty?: "l2" | "none";
  /** Inverse strength of the penalty, > 0, scikit-learn's convention: smaller is stronger. Default 1. */
  readonly C?: number;
  /** Most Newton iterations, an integer ≥ 1. Default 100; well-posed data needs fewer than 15. */
  readonly maxIterations?: number;
  /** How far another iteration may still move a sample's log-odds, relative once they exceed 1; > 0. Default 1e-10. */
  readonly tolerance?: number;
  /**
   * "balanced": weigh each class by total weight / (2 · its weight), scikit-learn's n / (2 · nᵢ). `{ 0: w0, 1: w1 }`: as
   * given, both > 0. Default: no class weights.
   */
  readonly classWeight?: ClassWeight | null;
}

const optionNames = ["penalty", "C", "maxIterations", "tolerance", "classWeight"];

/**
 * Binary logistic regression with an intercept that is never penalised: ln(P/(1 − P)) = intercept + Σ coefficientⱼ·xⱼ.
 *
 * X is taken as it is. With penalty "l2" the result depends on the features' units, so scale them first
 * (`StandardScaler`). Inside, columns are centred and scaled for conditioning only; the result is the exact minimum of
 * the stated objective, the one that scikit-learn's `LogisticRegression` approximates.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LogisticRegression } from "churnlab";
 *
 * const visitsAWeek = [[0], [1], [1], [2], [2], [3]];
 * const left = [1, 1, 0, 1, 0, 0];
 * const model = new LogisticRegression({ penalty: "none" }).fit(visitsAWeek, left);
 * assert.ok(model.converged && model.coefficients[0] < 0);
 * assert.ok(Math.abs(model.predictProba([[1.5]])[0] - 0.5) < 1e-9);
 * ```
 */
export class LogisticRegression implements Classifier {
  /** Whether large coefficients cost ("l2") or not ("none"). */
  readonly penalty: "l2" | "none";
  /** Inverse strength of the penalty, > 0. */
  readonly C: number;
  /** Most Newton iterations, integer from 1. */
  readonly maxIterations: number;
  /** How far another iteration may still move a sample's log-odds, > 0. */
  readonly tolerance: number;
  /** Factors on the weights of class 0 and 1; null: none. */
  readonly classWeight: ClassWeight | null;

  /** @throws InvalidParameterError for an option outside its range or of an unknown name */
  constructor(options: LogisticRegressionOptions = {}) {
    checkOptionNames("LogisticRegression", options, optionNames, ["classWeight"]);
    this.penalty = checkOneOf("penalty", options.penalty === undefined ? "l2" : options.penalty, ["l2", "none"]);
    this.C = checkNumber("C", options.C ?? 1, { exclusiveMin: 0 });
    this.maxIterations = checkInteger("maxIterations", options.maxIterations ?? 100, { min: 1 });
    this.tolerance = checkNumber("tolerance", options.tolerance ?? 1e-10, { exclusiveMin: 0 });
    this.classWeight = checkClassWeight(options.classWeight);
  }

  /**
   * Learns the coefficients.
   * @param X nSamples × nFeatures finite numbers
   * @param y labels, 0 or 1, length nSamples, both classes present
   * @param options `sampleWeight`: one weight ≥ 0 a sample; 2 equals the row twice, 0 no row to the last bit
   * @returns the fitted model. When the iterations did not suffice its `converged` is false and Node emits a
   *   ConvergenceWarning
   * @throws CollinearFeaturesError (penalty "none") when a feature is constant or a linear combination of others;
   *   PerfectSeparationError (penalty "none") when the features tell the classes apart without error;
   *   InvalidParameterError or ShapeError for data that breaks a rule
   */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedLogisticRegression {
    const given = toTrainingData(X, y, options);
    checkTwoClasses("LogisticRegression", given);
    const training = withoutWeightless(given);
    const standardisation = standardise(training.features, training.weights);
    if (this.penalty === "none") checkNoConstants(training, standardisation);
    const problem = this.problemOf(training, standardisation);
    const { solution, isFromSample } = startingPoint(problem);
    const { maxIterations, tolerance } = this;
    const result = minimiseLogisticLoss(problem, solution, { maxIterations, tolerance, checkColumns: !isFromSample });
    checkUniqueAndFinite(training, result);
    if (!result.converged) this.warn(result);
    return this.fittedOf(given, problem, result);
  }

  /** Refuses labels of one class and wrong weights, before any work. */
  checkFit(y: Uint8Array, options: FitOptions = {}): void {
    checkLearnable("LogisticRegression", y, options);
  }

  /**
   * The fitted model that its `toJSON` wrote, to the last bit.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedLogisticRegression {
    return FittedLogisticRegression.fromJSON(json, options);
  }

  private problemOf({ features, labels, weights, classWeights }: TrainingData, standardisation: Standardisation) {
    const { means, factors } = standardisation;
    const perClass = classFactors(this.classWeight, classWeights);
    const penalties = new Float64Array(features.nFeatures + 1);
    if (this.penalty === "l2") {
      // ½·‖β‖²/C, where β = γ·factor. Kept in the range of numbers for features of scale 1e±150.
      for (let feature = 0; feature < features.nFeatures; feature++) {
        // A constant feature has no effect; any penalty makes its coefficient 0.
        const factor = factors[feature] === 0 ? 1 : factors[feature];
        penalties[feature + 1] = Math.min(Math.max((factor / this.C) * factor, 1e-300), 1e300);
      }
    }
    const isWeighted = perClass[0] !== 1 || perClass[1] !== 1;
    return {
      data: features.data,
      means,
      factors,
      labels,
      weights: isWeighted ? weights.map((weight, row) => weight * perClass[labels[row]]) : weights,
      penalties,
    };
  }

  private fittedOf(
    given: TrainingData,
    problem: LogisticProblem,
    { solution, converged, nIterations }: NewtonResult,
  ): FittedLogisticRegression {
    const { penalty, C, maxIterations, tolerance, classWeight } = this;
    const isLikelihood = penalty === "none" && classWeight === null && converged;
    const errors = isLikelihood ? standardErrorsAt(problem, solution) : null;
    return new FittedLogisticRegression({
      featureNames: given.features.featureNames,
      training: summarizeTraining(given, { penalty, C, maxIterations, tolerance, classWeight }),
      coefficients: problem.factors.map((factor, feature) => solution[feature + 1] * factor),
      baselineLogOdds: solution[0],
      trainingMeans: problem.means,
      converged,
      nIterations,
      penalty,
      classWeight,
      standardErrors: errors?.coefficients ?? null,
      interceptStandardError: errors?.intercept ?? null,
    });
  }

  private warn({ nIterations }: NewtonResult): void {
    const advice =
      nIterations < this.maxIterations
        ? "The curvature is singular to working precision: scale the features, or use a stronger penalty."
        : "Raise maxIterations, or scale the features.";
    process.emitWarning(
      `LogisticRegression has not converged after ${nIterations} iterations (tolerance ${this.tolerance}): ` +
        `its coefficients are not final. ${advice}`,
      "ConvergenceWarning",
    );
  }
}

/** The training data without the rows of weight 0. */
function withoutWeightless(training: TrainingData): TrainingData {
  const { features, labels, weights } = training;
  if (!weights.includes(0)) return training;
  const rows = Uint32Array.from(weights.keys()).filter((row) => weights[row] > 0);
  return {
    ...training,
    features: features.selectRows(rows),
    labels: Uint8Array.from(rows, (row) => labels[row]),
    weights: Float64Array.from(rows, (row) => weights[row]),
  };
}

function checkNoConstants({ features }: TrainingData, { factors }: Standardisation): void {
  const place = factors.indexOf(0);
  if (place >= 0) {
    throw new CollinearFeaturesError(
      `feature ${features.featureNames[place]} has one value only, so that its effect cannot be told from the ` +
        'intercept: leave it out, or use penalty "l2"',
    );
  }
}

function checkUniqueAndFinite({ features }: TrainingData, { dependentColumn, separated }: NewtonResult): void {
  if (dependentColumn !== null) {
    const { nSamples, nFeatures, featureNames } = features;
    const reason = nFeatures >= nSamples ? ` (${nFeatures} features and only ${nSamples} samples)` : "";
    throw new CollinearFeaturesError(
      `feature ${featureNames[dependentColumn - 1]} is a linear combination of the features before it${reason}, so ` +
        'that coefficients are not unique: leave it out, or use penalty "l2"',
    );
  }
  if (separated) {
    throw new PerfectSeparationError(
      "a combination of the features separates the classes perfectly, so that maximum likelihood has no finite " +
        'coefficients: leave out the feature that gives the label away, or use penalty "l2"',
    );
  }
}
