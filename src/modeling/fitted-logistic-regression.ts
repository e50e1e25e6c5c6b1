import {
  checkInteger,
  checkNumber,
  FeatureMatrix,
  type FittedClassifier,
  InvalidParameterError,
  innerOf,
  type MatrixLike,
  type ModelFields,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  type TrainingSummary,
  toFeatureMatrix,
  toMatchingFeatures,
} from "../core";
import { logNormalTail, normalQuantile, type TestResult } from "../statistics";
import { type ClassWeight, checkClassWeight } from "./class-weight";
import { linearScores } from "./logistic/linear-scores";
import { labelsAtThreshold } from "./predict-labels";

/** Everything a fitted logistic regression knows. */
export interface LogisticRegressionState {
  readonly featureNames: readonly string[];
  readonly training: TrainingSummary;
  readonly coefficients: Float64Array;
  readonly baselineLogOdds: number;
  readonly trainingMeans: Float64Array;
  readonly converged: boolean;
  readonly nIterations: number;
  readonly penalty: "l2" | "none";
  readonly classWeight: ClassWeight | null;
  readonly standardErrors: Float64Array | null;
  readonly interceptStandardError: number | null;
}

/** A feature's estimate with its confidence interval. */
export interface FeatureInterval {
  /** Name of the feature. */
  readonly feature: string;
  /** The coefficient (log-odds per unit of the feature), or its odds ratio. */
  readonly estimate: number;
  /** Lower bound, in the unit of the estimate. */
  readonly lower: number;
  /** Upper bound, in the unit of the estimate. */
  readonly upper: number;
}

/** Wald's test of the hypothesis that a feature has no effect: its coefficient is 0. */
export interface WaldTest extends TestResult {
  /** Name of the feature. */
  readonly feature: string;
  /** The coefficient: log-odds per unit of the feature. */
  readonly estimate: number;
  /** Standard error of the coefficient, > 0, in its unit. */
  readonly standardError: number;
  /** z = estimate / standardError, compared with the standard normal distribution, two-sided. */
  readonly statistic: number;
}

/**
 * A fitted logistic regression. Log-odds are natural logarithms; coefficients are per unit of the feature.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LogisticRegression } from "churnlab";
 *
 * const X = [[0, 5], [1, 4], [2, 6], [3, 5], [1, 5], [2, 4]];
 * const fitted = new LogisticRegression().fit(X, [0, 0, 1, 1, 1, 0]);
 * const [added] = fitted.contributions([[3, 6]]).toArrays();
 * const logOdds = fitted.baselineLogOdds + added[0] + added[1];
 * assert.ok(Math.abs(fitted.decisionFunction([[3, 6]])[0] - logOdds) < 1e-12);
 * ```
 */
export class FittedLogisticRegression implements FittedClassifier {
  readonly featureNames: readonly string[];
  /** What the model was trained on and how. */
  readonly training: TrainingSummary;
  /** Change of the log-odds of leaving per unit of each feature, length nFeatures. */
  readonly coefficients: Float64Array;
  /** Log-odds where every feature is 0. */
  readonly intercept: number;
  /** Log-odds of a client with the training mean of every feature: contributions add to this. */
  readonly baselineLogOdds: number;
  /** Mean of each feature over the training rows (by sample weight), length nFeatures. */
  readonly trainingMeans: Float64Array;
  /** Whether the iterations came to rest before `maxIterations`. */
  readonly converged: boolean;
  /** Newton iterations that were made. */
  readonly nIterations: number;

  /** @internal `fit` and `fromJSON` make it. */
  constructor(private readonly state: LogisticRegressionState) {
    this.featureNames = state.featureNames;
    this.training = state.training;
    this.coefficients = state.coefficients;
    this.baselineLogOdds = state.baselineLogOdds;
    this.trainingMeans = state.trainingMeans;
    this.converged = state.converged;
    this.nIterations = state.nIterations;
    this.intercept = state.coefficients.reduce(
      (sum, coefficient, feature) => sum - coefficient * state.trainingMeans[feature],
      state.baselineLogOdds,
    );
    makeImmutable(this);
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
    const { coefficients } = innerOf(this);
    const z = normalQuantile(0.5 + level / 2);
    return this.featureNames.map((feature, index) => {
      const estimate = coefficients[index];
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
   * Wald's tests, one a feature, in the order of training: is the coefficient other than 0? Penalty "none" only.
   * @returns z and the two-sided p-value, statsmodels' `tvalues` and `pvalues` of a Logit
   * @throws InvalidParameterError where there are no standard errors
   */
  waldTests(): WaldTest[] {
    const errors = this.standardErrors;
    const { coefficients } = innerOf(this);
    return this.featureNames.map((feature, index) => {
      const estimate = coefficients[index];
      const statistic = estimate / errors[index];
      const logPValue = Math.min(0, Math.LN2 + logNormalTail(Math.abs(statistic)));
      return {
        feature,
        estimate,
        standardError: errors[index],
        statistic,
        pValue: Math.exp(logPValue),
        logPValue,
      };
    });
  }

  /**
   * Log-odds of leaving of each row.
   * @param X nSamples × nFeatures, the features of training in their order
   * @returns length nSamples
   * @throws ShapeError for other features than those of training; InvalidParameterError for values that are not finite
   */
  decisionFunction(X: MatrixLike): Float64Array {
    return this.score(X, false);
  }

  /** P(churn) of each row, in [0, 1]; arguments and errors of {@link decisionFunction}. */
  predictProba(X: MatrixLike): Float64Array {
    return this.score(X, true);
  }

  /** 1 where predictProba ≥ threshold (default 0.5), else 0. */
  predict(X: MatrixLike, threshold = 0.5): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  /**
   * What each feature adds to a client's log-odds, compared with a client of average features:
   * coefficientⱼ·(xⱼ − training mean). A row's sum and {@link baselineLogOdds} make its {@link decisionFunction}. These
   * are the SHAP values of a linear model with independent features (Lundberg & Lee 2017).
   * @returns nSamples × nFeatures, columns named as the features
   */
  contributions(X: MatrixLike): FeatureMatrix {
    const { data, nSamples } = toMatchingFeatures(X, this.featureNames);
    const { coefficients, trainingMeans, featureNames } = innerOf(this);
    const nFeatures = featureNames.length;
    const added = new Float64Array(data.length);
    for (let start = 0; start < data.length; start += nFeatures) {
      for (let feature = 0; feature < nFeatures; feature++) {
        added[start + feature] = coefficients[feature] * (data[start + feature] - trainingMeans[feature]);
      }
    }
    return new FeatureMatrix(added, nSamples, featureNames);
  }

  /** A plain object that survives `JSON.stringify` to the last bit. */
  toJSON(): object {
    const { featureNames, training, coefficients, trainingMeans, standardErrors, ...others } = this.state;
    return {
      ...modelHeader(modelName, featureNames),
      training,
      ...others,
      coefficients: Array.from(coefficients),
      trainingMeans: Array.from(trainingMeans),
      standardErrors: standardErrors === null ? null : Array.from(standardErrors),
    };
  }

  /**
   * The fitted model that {@link toJSON} wrote.
   * @param options `featureNames`: the features that it must have been trained on
   * @throws InvalidParameterError or ShapeError for anything else, naming what is not as it must be
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedLogisticRegression {
    const fields = readModelJSON(json, modelName, options);
    const { featureNames } = fields;
    const nFeatures = featureNames.length;
    return new FittedLogisticRegression({
      featureNames,
      training: fields.training(),
      coefficients: fields.vector("coefficients", nFeatures),
      baselineLogOdds: fields.number("baselineLogOdds"),
      trainingMeans: fields.vector("trainingMeans", nFeatures),
      converged: fields.boolean("converged"),
      nIterations: checkInteger(`nIterations in the JSON of a ${modelName}`, fields.number("nIterations"), { min: 0 }),
      penalty: fields.oneOf("penalty", ["l2", "none"]),
      classWeight: readClassWeight(json, fields),
      ...readErrors(fields),
    });
  }

  private score(X: MatrixLike, asProbabilities: boolean): Float64Array {
    // A value that is not finite makes its row's log-odds not finite: only then is it worth while to look for one.
    const matrix = toMatchingFeatures(X, this.featureNames, "X", false);
    const { coefficients, trainingMeans: means, baselineLogOdds: baseline } = innerOf(this);
    const { values, areFinite } = linearScores(matrix.data, { coefficients, means, baseline }, asProbabilities);
    if (!areFinite) toFeatureMatrix(matrix);
    return values;
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

function readClassWeight(json: { readonly classWeight?: unknown }, fields: ModelFields): ClassWeight | null {
  if (fields.isNull("classWeight")) return null;
  if (typeof json.classWeight === "string") return fields.oneOf<"balanced">("classWeight", ["balanced"]);
  return checkClassWeight(fields.object("classWeight") as unknown as ClassWeight);
}

/** Both kinds of standard error, or neither. */
function readErrors(fields: ModelFields): Pick<LogisticRegressionState, "standardErrors" | "interceptStandardError"> {
  if (fields.isNull("standardErrors") && fields.isNull("interceptStandardError")) {
    return { standardErrors: null, interceptStandardError: null };
  }
  const where = (name: string) => `${name} in the JSON of a ${modelName}`;
  const standardErrors = fields.vector("standardErrors", fields.featureNames.length);
  standardErrors.forEach((error) => {
    checkNumber(where("standardErrors"), error, { exclusiveMin: 0 });
  });
  const interceptStandardError = fields.number("interceptStandardError");
  checkNumber(where("interceptStandardError"), interceptStandardError, { exclusiveMin: 0 });
  return { standardErrors, interceptStandardError };
}
