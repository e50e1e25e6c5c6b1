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
  type ModelFields,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  show,
  type TrainingSummary,
  toMatchingFeatures,
} from "../core";
import { labelsAtThreshold } from "./predict-labels";
import { summarizeTraining, toTrainingData } from "./training-data";

const operators = ["<", "<=", "=", "!=", ">=", ">"] as const;

/** How a rule compares a feature with a number. */
export type RuleOperator = (typeof operators)[number];

/** One comparison of a rule. */
export interface RuleCondition {
  /** Name of the feature. */
  readonly feature: string;
  /** How the feature is compared with the value. */
  readonly operator: RuleOperator;
  /** What it is compared with, in the unit of the feature. */
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
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { RuleClassifier } from "churnlab";
 *
 * const conditions = [{ feature: "x0", operator: "<=", value: 1 }] as const;
 * const model = new RuleClassifier({ conditions }).fit([[1], [1], [6], [6], [12], [12]], [1, 1, 0, 0, 0, 1]);
 * assert.equal(model.describe(), "x0 ≤ 1");
 * assert.deepEqual(Array.from(model.predictProba([[0], [9]])), [1, 0.25]); // churn rates inside and outside the rule
 * ```
 */
export class RuleClassifier implements Classifier {
  /** The conditions of the rule, at least one. */
  readonly conditions: readonly RuleCondition[];
  /** Whether a client must meet all conditions or any. */
  readonly match: "all" | "any";

  constructor(options: RuleClassifierOptions) {
    checkOptionNames("RuleClassifier", options, ["conditions", "match"]);
    this.conditions = checkConditions(options.conditions);
    this.match = checkOneOf("match", options.match ?? "all", ["all", "any"]);
  }

  /** @throws InvalidParameterError when X lacks a feature of the rule */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedRuleClassifier {
    const data = toTrainingData(X, y, options);
    const { features, labels, weights, classWeights } = data;
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
      featureNames: features.featureNames,
      conditions: this.conditions,
      match: this.match,
      rateInside: rate(1),
      rateOutside: rate(0),
      training: summarizeTraining(data, { conditions: this.conditions, match: this.match }),
    });
  }

  /** Refuses columns without a feature of the rule, before any work. */
  checkFit(_y: Uint8Array, _options: FitOptions, featureNames: readonly string[] | null): void {
    if (featureNames === null) return;
    const missing = this.conditions.find(({ feature }) => !featureNames.includes(feature));
    if (missing === undefined) return;
    throw new InvalidParameterError(`no feature ${show(missing.feature)}; the features are ${featureNames.join(", ")}`);
  }

  /**
   * Reads what the fitted model's `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedRuleClassifier {
    return FittedRuleClassifier.fromJSON(json, options);
  }
}

/** What a fitted rule knows. */
export interface RuleState {
  readonly featureNames: readonly string[];
  readonly conditions: readonly RuleCondition[];
  readonly match: "all" | "any";
  readonly rateInside: number;
  readonly rateOutside: number;
  readonly training: TrainingSummary;
}

/**
 * A fitted rule: the churn rate of those who meet it, and of those who do not.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedRuleClassifier, RuleClassifier } from "churnlab";
 *
 * const recipe = new RuleClassifier({ conditions: [{ feature: "x0", operator: "<=", value: 1 }] });
 * const fitted = recipe.fit([[1], [1], [5], [6]], [1, 0, 0, 0]);
 * const same = FittedRuleClassifier.fromJSON(JSON.parse(JSON.stringify(fitted)));
 * assert.equal(same.describe(), "x0 ≤ 1");
 * assert.deepEqual([same.rateInside, same.rateOutside], [0.5, 0]);
 * ```
 */
export class FittedRuleClassifier implements FittedClassifier {
  readonly featureNames: readonly string[];
  /** Churn rate of the training rows that meet the rule. */
  readonly rateInside: number;
  /** Churn rate of the training rows that do not. */
  readonly rateOutside: number;
  /** What the rule was trained on and how. */
  readonly training: TrainingSummary;

  /** @internal `fit` and `fromJSON` make it. */
  constructor(private readonly state: RuleState) {
    this.featureNames = state.featureNames;
    this.rateInside = state.rateInside;
    this.rateOutside = state.rateOutside;
    this.training = state.training;
    makeImmutable(this);
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
    const { training, conditions, match, rateInside, rateOutside } = this.state;
    return {
      ...modelHeader(modelName, this.featureNames),
      training,
      nConditions: conditions.length,
      conditions,
      match,
      rateInside,
      rateOutside,
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedRuleClassifier {
    const fields = readModelJSON(json, modelName, options);
    const rate = (name: string) =>
      checkNumber(`${name} in the JSON of a ${modelName}`, fields.number(name), { min: 0, max: 1 });
    return new FittedRuleClassifier({
      featureNames: fields.featureNames,
      conditions: readConditions(fields),
      match: fields.oneOf("match", ["all", "any"]),
      rateInside: rate("rateInside"),
      rateOutside: rate("rateOutside"),
      training: fields.training(),
    });
  }
}

const modelName = "RuleClassifier";

function readConditions(fields: ModelFields): RuleCondition[] {
  const conditions = checkConditions(fields.objects("conditions"));
  if (fields.integer("nConditions") !== conditions.length) {
    throw new ShapeError(`conditions in the JSON of a ${modelName} must be nConditions; got ${conditions.length}`);
  }
  const stranger = conditions.find(({ feature }) => !fields.featureNames.includes(feature));
  if (stranger !== undefined) {
    throw new InvalidParameterError(
      `conditions in the JSON of a ${modelName} must ask about features of training; got ${show(stranger.feature)}`,
    );
  }
  return conditions;
}

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
    // + 0: JSON has no −0.
    value: checkNumber(`${place}.value`, value) + 0,
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
