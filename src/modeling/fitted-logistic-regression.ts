import {
  checkNumber,
  FeatureMatrix,
  type FittedClassifier,
  InvalidParameterError,
  type MatrixLike,
  modelHeader,
  readModelJSON,
  toMatchingFeatures,
} from "../core";
import { normalQuantile } from "../statistics";
import { logistic } from "./logistic/logistic";
import { labelsAtThreshold } from "./predict-labels";

/** Everything a fitted logistic regression knows. */
export interface LogisticRegressionState {
  readonly featureNames: readonly string[];
  readonly coefficients: Float64Array;
  readonly baselineLogOdds: number;
  readonly trainingMeans: Float64Array;
  readonly converged: boolean;
  readonly nIterations: number;
  readonly penalty: "l2" | "none";
  readonly classWeight: "balanced" | null;
  readonly standardErrors: Float64Array | null;
  readonly interceptStandardError: number | null;
}

/** A feature's estimate with its confidence interval. */
export interface FeatureInterval {
  readonly feature: string;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** A fitted logistic regression. Log-odds are natural logarithms; coefficients are per unit of the feature. */
export class FittedLogisticRegression implements FittedClassifier {
  readonly featureNames: readonly string[];
  /** Change of the log-odds of leaving per unit of each feature, length nFeatures. */
  readonly coefficients: Float64Array;
  /** Log-odds where every feature is 0. */
  readonly intercept: number;
  /** Log-odds of a client with the training mean of every feature: contributions add to this. */
  readonly baselineLogOdds: number;
  /** Mean of each feature over the training rows (by sample weight), length nFeatures. */
  readonly trainingMeans: Float64Array;
  readonly converged: boolean;
  /** Newton iterations that were made. */
  readonly nIterations: number;

  constructor(private readonly state: LogisticRegressionState) {
    this.featureNames = state.featureNames;
    this.coefficients = state.coefficients;
    this.baselineLogOdds = state.baselineLogOdds;
    this.trainingMeans = state.trainingMeans;
    this.converged = state.converged;
    this.nIterations = state.nIterations;
    this.intercept = state.coefficients.reduce(
      (sum, coefficient, feature) => sum - coefficient * state.trainingMeans[feature],
      state.baselineLogOdds,
    );
  }

  /**
   * Standard errors of the coefficients, length nFeatures: from the inverse observed information.
   * @throws InvalidParameterError for a penalised, class-weighted or unconverged model, where they would mislead
   */
  get standardErrors(): Float64Array {
    return this.withErrors().coefficients;
  }

  /** Standard error of the intercept, where {@link standardErrors} exist. */
  get interceptStandardError(): number {
    return this.withErrors().intercept;
  }

  /**
   * Wald intervals of the coefficients: coefficient ∓ z·standard error.
   * @param level confidence level in (0, 1), default 0.95
   * @returns one entry a feature, in the order of training; penalty "none" only
   */
  waldIntervals(level = 0.95): FeatureInterval[] {
    checkNumber("level", level, { exclusiveMin: 0, exclusiveMax: 1 });
    const errors = this.standardErrors;
    const z = normalQuantile(0.5 + level / 2);
    return this.featureNames.map((feature, index) => {
      const estimate = this.coefficients[index];
      return { feature, estimate, lower: estimate - z * errors[index], upper: estimate + z * errors[index] };
    });
  }

  /**
   * Adjusted odds ratios e^coefficient per unit of each feature, with Wald intervals; penalty "none" only.
   * @param level confidence level in (0, 1), default 0.95
   */
  oddsRatios(level = 0.95): FeatureInterval[] {
    return this.waldIntervals(level).map(({ feature, estimate, lower, upper }) => ({
      feature,
      estimate: Math.exp(estimate),
      lower: Math.exp(lower),
      upper: Math.exp(upper),
    }));
  }

  /**
   * Log-odds of leaving of each row.
   * @param X nSamples × nFeatures, the features of training in their order
   */
  decisionFunction(X: MatrixLike): Float64Array {
    const { data, nSamples, nFeatures } = toMatchingFeatures(X, this.featureNames);
    const logOdds = new Float64Array(nSamples);
    for (let row = 0; row < nSamples; row++) {
      let sum = this.baselineLogOdds;
      for (let feature = 0; feature < nFeatures; feature++) {
        sum += this.coefficients[feature] * (data[row * nFeatures + feature] - this.trainingMeans[feature]);
      }
      logOdds[row] = sum;
    }
    return logOdds;
  }

  /** P(churn) of each row, in [0, 1]. */
  predictProba(X: MatrixLike): Float64Array {
    return this.decisionFunction(X).map(logistic);
  }

  /** 1 where predictProba ≥ threshold (default 0.5), else 0. */
  predict(X: MatrixLike, threshold = 0.5): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  /**
   * What each feature adds to a client's log-odds, compared with a client of average features:
   * coefficientⱼ·(xⱼ − training mean). A row's sum and {@link baselineLogOdds} make its {@link decisionFunction}.
   * @returns nSamples × nFeatures, columns named as the features
   */
  contributions(X: MatrixLike): FeatureMatrix {
    const { data, nSamples, nFeatures } = toMatchingFeatures(X, this.featureNames);
    const added = data.map((value, index) => {
      const feature = index % nFeatures;
      return this.coefficients[feature] * (value - this.trainingMeans[feature]);
    });
    return new FeatureMatrix(added, nSamples, this.featureNames);
  }

  /** A plain object that survives `JSON.stringify` to the last bit. */
  toJSON(): object {
    const { coefficients, trainingMeans, standardErrors } = this.state;
    return {
      ...modelHeader(modelName, this.featureNames),
      ...this.state,
      coefficients: Array.from(coefficients),
      trainingMeans: Array.from(trainingMeans),
      standardErrors: standardErrors === null ? null : Array.from(standardErrors),
    };
  }

  /** The fitted model that {@link toJSON} wrote. @throws InvalidParameterError for anything else */
  static fromJSON(json: object): FittedLogisticRegression {
    const fields = readModelJSON(json, modelName);
    const featureNames = fields.featureNames;
    const nFeatures = featureNames.length;
    return new FittedLogisticRegression({
      featureNames,
      coefficients: fields.vector("coefficients", nFeatures),
      baselineLogOdds: fields.number("baselineLogOdds"),
      trainingMeans: fields.vector("trainingMeans", nFeatures),
      converged: fields.boolean("converged"),
      nIterations: fields.number("nIterations"),
      penalty: fields.oneOf("penalty", ["l2", "none"]),
      classWeight: fields.isNull("classWeight") ? null : fields.oneOf<"balanced">("classWeight", ["balanced"]),
      standardErrors: fields.isNull("standardErrors") ? null : fields.vector("standardErrors", nFeatures),
      interceptStandardError: fields.isNull("interceptStandardError") ? null : fields.number("interceptStandardError"),
    });
  }

  private withErrors(): { coefficients: Float64Array; intercept: number } {
    const { standardErrors, interceptStandardError } = this.state;
    if (standardErrors === null || interceptStandardError === null) {
      throw new InvalidParameterError(`standard errors are not available: ${this.reasonForNoErrors()}`);
    }
    return { coefficients: standardErrors, intercept: interceptStandardError };
  }

  private reasonForNoErrors(): string {
    if (this.state.penalty === "l2") {
      return 'penalty "l2" biases the coefficients towards 0, so that Wald intervals around them do not cover the true values as stated; fit with penalty "none"';
    }
    if (this.state.classWeight !== null) {
      return "class weights change the likelihood, so that its curvature is not the information; fit without classWeight";
    }
    if (!this.converged) return "the fit has not converged; raise maxIterations";
    return "the information matrix is singular to working precision";
  }
}

const modelName = "LogisticRegression";
