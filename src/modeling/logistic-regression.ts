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
} from "../core";
import { FittedLogisticRegression } from "./fitted-logistic-regression";
import { standardErrorsAt } from "./logistic/covariance";
import { type LogisticProblem, minimiseLogisticLoss, type NewtonResult } from "./logistic/newton";
import { type StandardisedDesign, standardiseDesign } from "./logistic/standardised-design";
import { checkTwoClasses, type TrainingData, toTrainingData } from "./training-data";

export interface LogisticRegressionOptions {
  /** "l2" (default): C·Σ loss + ½·‖coefficients‖². "none": maximum likelihood, with standard errors. */
  readonly penalty?: "l2" | "none";
  /** Inverse strength of the penalty, > 0, scikit-learn's convention: smaller is stronger. Default 1. */
  readonly C?: number;
  /** Most Newton iterations, an integer ≥ 1. Default 100; well-posed data needs fewer than 15. */
  readonly maxIterations?: number;
  /** Largest change of a sample's log-odds in the last iteration, relative once they exceed 1; > 0. Default 1e-10. */
  readonly tolerance?: number;
  /** "balanced": weigh each class by nSamples / (2 · its samples). Default: no class weights. */
  readonly classWeight?: "balanced";
}

/**
 * Binary logistic regression with an intercept that is never penalised: ln(P/(1 − P)) = intercept + Σ coefficientⱼ·xⱼ.
 *
 * X is taken as it is. With penalty "l2" the result depends on the features' units, so scale them first
 * (`StandardScaler`). Inside, columns are centred and scaled for conditioning only; the result is the exact minimum of
 * the stated objective, the one that scikit-learn's `LogisticRegression` approximates.
 */
export class LogisticRegression implements Classifier {
  readonly penalty: "l2" | "none";
  readonly C: number;
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly classWeight: "balanced" | null;

  /** @throws InvalidParameterError for an option outside its range or of an unknown name */
  constructor(options: LogisticRegressionOptions = {}) {
    const names = ["penalty", "C", "maxIterations", "tolerance", "classWeight"];
    checkOptionNames("LogisticRegression", options, names);
    this.penalty = checkOneOf("penalty", options.penalty ?? "l2", ["l2", "none"]);
    this.C = checkNumber("C", options.C ?? 1, { exclusiveMin: 0 });
    this.maxIterations = checkInteger("maxIterations", options.maxIterations ?? 100, { min: 1 });
    this.tolerance = checkNumber("tolerance", options.tolerance ?? 1e-10, { exclusiveMin: 0 });
    this.classWeight =
      options.classWeight === undefined
        ? null
        : checkOneOf<"balanced">("classWeight", options.classWeight, ["balanced"]);
  }

  /**
   * Learns the coefficients.
   * @param X nSamples × nFeatures finite numbers
   * @param y labels, 0 or 1, length nSamples, both classes present
   * @param options `sampleWeight`: one weight ≥ 0 a sample; 2 equals the row twice
   * @returns the fitted model. When the iterations did not suffice its `converged` is false and Node emits a
   *   ConvergenceWarning
   * @throws CollinearFeaturesError (penalty "none") when a feature is constant or a linear combination of others;
   *   PerfectSeparationError (penalty "none") when the features tell the classes apart without error
   */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedLogisticRegression {
    const training = toTrainingData(X, y, options);
    checkTwoClasses("LogisticRegression", training);
    const design = standardiseDesign(training.features, training.weights);
    const problem = this.problemOf(training, design);
    if (this.penalty === "none") checkNoConstants(training, design);
    const result = minimiseLogisticLoss(problem, this.maxIterations, this.tolerance);
    checkUniqueAndFinite(training, result);
    if (!result.converged) this.warn(result);
    return this.fittedOf(training, design, problem, result);
  }

  /** The fitted model that `toJSON` wrote, to the last bit. @throws InvalidParameterError for anything else */
  static fromJSON(json: object): FittedLogisticRegression {
    return FittedLogisticRegression.fromJSON(json);
  }

  private problemOf({ labels, weights, classWeights }: TrainingData, design: StandardisedDesign): LogisticProblem {
    const total = classWeights[0] + classWeights[1];
    const factors = this.classWeight === null ? [1, 1] : classWeights.map((weight) => total / (2 * weight));
    const penalties = new Float64Array(design.columns.length);
    if (this.penalty === "l2") {
      // ½·‖β‖²/C in the standardised columns, where β = γ / scale. Kept finite for features of scale 1e-150.
      for (let feature = 0; feature < design.scales.length; feature++) {
        penalties[feature + 1] = Math.min(1 / this.C / design.scales[feature] / design.scales[feature], 1e300);
      }
    }
    return {
      columns: design.columns,
      nSamples: labels.length,
      signs: Float64Array.from(labels, (label) => 2 * label - 1),
      weights: weights.map((weight, row) => weight * factors[labels[row]]),
      penalties,
    };
  }

  private fittedOf(
    { features }: TrainingData,
    design: StandardisedDesign,
    problem: LogisticProblem,
    { solution, converged, nIterations }: NewtonResult,
  ): FittedLogisticRegression {
    const isLikelihood = this.penalty === "none" && this.classWeight === null && converged;
    const errors = isLikelihood ? standardErrorsAt(problem, solution, design) : null;
    return new FittedLogisticRegression({
      featureNames: [...features.featureNames],
      coefficients: design.scales.map((scale, feature) => solution[feature + 1] / scale),
      baselineLogOdds: solution[0],
      trainingMeans: design.means,
      converged,
      nIterations,
      penalty: this.penalty,
      classWeight: this.classWeight,
      standardErrors: errors?.coefficients ?? null,
      interceptStandardError: errors?.intercept ?? null,
    });
  }

  private warn({ nIterations }: NewtonResult): void {
    process.emitWarning(
      `LogisticRegression has not converged after ${nIterations} iterations (tolerance ${this.tolerance}): ` +
        "its coefficients are not final. Raise maxIterations, or scale the features.",
      "ConvergenceWarning",
    );
  }
}

function checkNoConstants({ features }: TrainingData, { isConstant }: StandardisedDesign): void {
  const place = isConstant.indexOf(1);
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
