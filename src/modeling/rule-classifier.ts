import {
  type Classifier,
  checkNumber,
  checkOneOf,
  checkOptionNames,
  type FeatureMatrix,
  type FitOptions,
  type FittedClassifier,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  modelHeader,
  readModelJSON,
  show,
  toMatchingFeatures,
} from "../core";
import { labelsAtThreshold } from "./predict-labels";
import { toTrainingData } from "./training-data";

const operators = ["<", "<=", "=", "!=", ">=", ">"] as const;

/** How a rule compares a feature with a number. */
export type RuleOperator = (typeof operators)[number];

/** One comparison of a rule. */
export interface RuleCondition {
  readonly feature: string;
  readonly operator: RuleOperator;
  readonly value: number;
}

export interface RuleClassifierOptions {
  /** The comparisons, at least one. */
  readonly conditions: readonly RuleCondition[];
  /** Whether a client must meet "all" conditions (default) or "any" of them. */
  readonly match?: "all" | "any";
}

/**
 * A rule that a front desk can apply without a computer, as a baseline for models. `fit` learns two numbers: the churn
 * rate of the training rows that meet the rule, and of the others. A side without training rows gets the overall rate.
 */
export class RuleClassifier implements Classifier {
  readonly conditions: readonly RuleCondition[];
  readonly match: "all" | "any";

  constructor(options: RuleClassifierOptions) {
    checkOptionNames("RuleClassifier", options, ["conditions", "match"]);
    this.conditions = checkConditions(options.conditions);
    this.match = checkOneOf("match", options.match ?? "all", ["all", "any"]);
  }

  /** @throws InvalidParameterError when X lacks a feature of the rule */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedRuleClassifier {
    const { features, labels, weights, classWeights } = toTrainingData(X, y, options);
    const isInside = matchesOf(features, this.conditions, this.match);
    const total = [0, 0];
    const left = [0, 0];
    for (let row = 0; row < labels.length; row++) {
      total[isInside[row]] += weights[row];
      left[isInside[row]] += weights[row] * labels[row];
    }
    const overall = classWeights[1] / (classWeights[0] + classWeights[1]);
    const rate = (side: number) => (total[side] > 0 ? left[side] / total[side] : overall);
    return new FittedRuleClassifier({
      featureNames: [...features.featureNames],
      conditions: this.conditions,
      match: this.match,
      rateInside: rate(1),
      rateOutside: rate(0),
    });
  }

  static fromJSON(json: object): FittedRuleClassifier {
    return FittedRuleClassifier.fromJSON(json);
  }
}

/** What a fitted rule knows. */
export interface RuleState {
  readonly featureNames: readonly string[];
  readonly conditions: readonly RuleCondition[];
  readonly match: "all" | "any";
  readonly rateInside: number;
  readonly rateOutside: number;
}

/** A fitted rule. */
export class FittedRuleClassifier implements FittedClassifier {
  readonly featureNames: readonly string[];
  /** Churn rate of the training rows that meet the rule. */
  readonly rateInside: number;
  /** Churn rate of the training rows that do not. */
  readonly rateOutside: number;

  constructor(private readonly state: RuleState) {
    this.featureNames = state.featureNames;
    this.rateInside = state.rateInside;
    this.rateOutside = state.rateOutside;
  }

  /** The rule in words, such as "Contract_period = 1 and Lifetime ≤ 1". */
  describe(): string {
    const signs = { "<": "<", "<=": "≤", "=": "=", "!=": "≠", ">=": "≥", ">": ">" };
    const parts = this.state.conditions.map(({ feature, operator, value }) => `${feature} ${signs[operator]} ${value}`);
    return parts.join(this.state.match === "all" ? " and " : " or ");
  }

  /** 1 where a row meets the rule, else 0. */
  matches(X: MatrixLike): Uint8Array {
    return matchesOf(
      toMatchingFeatures(X, this.featureNames),
      this.state.conditions,
      this.state.match,
      this.featureNames,
    );
  }

  /** The training churn rate of the row's side of the rule. */
  predictProba(X: MatrixLike): Float64Array {
    return Float64Array.from(this.matches(X), (isInside) => (isInside === 1 ? this.rateInside : this.rateOutside));
  }

  predict(X: MatrixLike, threshold = 0.5): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  toJSON(): object {
    return { ...modelHeader(modelName, this.featureNames), ...this.state };
  }

  static fromJSON(json: object): FittedRuleClassifier {
    const fields = readModelJSON(json, modelName);
    return new FittedRuleClassifier({
      featureNames: fields.featureNames,
      conditions: checkConditions(fields.objects("conditions")),
      match: fields.oneOf("match", ["all", "any"]),
      rateInside: fields.number("rateInside"),
      rateOutside: fields.number("rateOutside"),
    });
  }
}

const modelName = "RuleClassifier";

function checkConditions(conditions: unknown): RuleCondition[] {
  if (!Array.isArray(conditions) || conditions.length === 0) {
    throw new InvalidParameterError(`conditions must be an array of at least one condition; got ${show(conditions)}`);
  }
  return conditions.map((condition, index) => checkCondition(condition, `conditions[${index}]`));
}

function checkCondition(condition: unknown, place: string): RuleCondition {
  if (typeof condition !== "object" || condition === null) {
    throw new InvalidParameterError(`${place} must be { feature, operator, value }; got ${show(condition)}`);
  }
  checkOptionNames(place, condition, ["feature", "operator", "value"]);
  const { feature, operator, value } = condition as Record<string, unknown>;
  if (typeof feature !== "string") {
    throw new InvalidParameterError(`${place}.feature must be a feature's name; got ${show(feature)}`);
  }
  return {
    feature,
    operator: checkOneOf(`${place}.operator`, operator, operators),
    value: checkNumber(`${place}.value`, value),
  };
}

/** `names`: the features by position, for a matrix that came without names. */
function matchesOf(
  X: FeatureMatrix,
  conditions: readonly RuleCondition[],
  match: "all" | "any",
  names: readonly string[] = X.featureNames,
): Uint8Array {
  const columns = conditions.map(({ feature }) => {
    if (!names.includes(feature)) X.indexOf(feature);
    return X.column(names.indexOf(feature));
  });
  const holds = (row: number) => (condition: RuleCondition, index: number) => compare(columns[index][row], condition);
  return Uint8Array.from({ length: X.nSamples }, (_, row) =>
    Number(match === "all" ? conditions.every(holds(row)) : conditions.some(holds(row))),
  );
}

function compare(actual: number, { operator, value }: RuleCondition): boolean {
  switch (operator) {
    case "<":
      return actual < value;
    case "<=":
      return actual <= value;
    case "=":
      return actual === value;
    case "!=":
      return actual !== value;
    case ">=":
      return actual >= value;
    case ">":
      return actual > value;
    default: {
      const unknown: never = operator;
      throw new InvalidParameterError(`operator must be one of ${operators.join(", ")}; got ${show(unknown)}`);
    }
  }
}
