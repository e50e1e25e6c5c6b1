import { checkOneOf, InvalidParameterError, show } from "../core";
import {
  accuracyScore,
  averagePrecisionScore,
  brierScore,
  f1Score,
  logLoss,
  precisionScore,
  recallScore,
  rocAucScore,
} from "./metrics";
import { labelsAtThreshold } from "./predict-labels";

/** A measure of how good forecasts are. "brier" and "logLoss" are losses: smaller is better. */
export type ScoringName =
  | "accuracy"
  | "precision"
  | "recall"
  | "f1"
  | "rocAuc"
  | "averagePrecision"
  | "brier"
  | "logLoss";

type Score = (labels: Uint8Array, probabilities: Float64Array) => number;

type LabelMetric = (labels: Uint8Array, predicted: Uint8Array) => number;

const atOneHalf =
  (metric: LabelMetric): Score =>
  (labels, probabilities) =>
    metric(labels, labelsAtThreshold(probabilities, 0.5));

const scores: Readonly<Record<ScoringName, Score>> = {
  accuracy: atOneHalf(accuracyScore),
  precision: atOneHalf(precisionScore),
  recall: atOneHalf(recallScore),
  f1: atOneHalf(f1Score),
  rocAuc: rocAucScore,
  averagePrecision: averagePrecisionScore,
  brier: brierScore,
  logLoss: logLoss,
};

/**
 * The names of all scores.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { greaterIsBetter, scoringNames } from "churnlab";
 *
 * assert.equal(scoringNames.includes("rocAuc"), true);
 * assert.deepEqual(scoringNames.filter((name) => !greaterIsBetter(name)), ["brier", "logLoss"]);
 * ```
 */
export const scoringNames = Object.keys(scores) as readonly ScoringName[];

/** Scores forecasts. Accuracy, precision, recall and F1 are those of the threshold 0.5. */
export function scoreForecast(scoring: ScoringName, labels: Uint8Array, probabilities: Float64Array): number {
  return scores[scoring](labels, probabilities);
}

/**
 * Whether a larger value of the score is a better one; not so for the losses "brier" and "logLoss".
 * @param scoring one of {@link scoringNames}
 * @returns false for the losses, else true
 * @throws InvalidParameterError for another name
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { greaterIsBetter } from "churnlab";
 *
 * assert.equal(greaterIsBetter("rocAuc"), true);
 * assert.equal(greaterIsBetter("brier"), false);
 * ```
 */
export function greaterIsBetter(scoring: ScoringName): boolean {
  checkScoring(scoring);
  return scoring !== "brier" && scoring !== "logLoss";
}

/** Checks one score name. @throws InvalidParameterError listing the names */
export function checkScoring(scoring: unknown, argument = "scoring"): ScoringName {
  return checkOneOf(argument, scoring, scoringNames);
}

/** Checks a list of score names: at least one, all different. */
export function checkScoringList(scoring: readonly ScoringName[]): readonly ScoringName[] {
  if (!Array.isArray(scoring) || scoring.length === 0) {
    throw new InvalidParameterError(`scoring must be an array of at least one score name; got ${show(scoring)}`);
  }
  scoring.forEach((name, place) => {
    checkScoring(name, `scoring[${place}]`);
    if (scoring.indexOf(name) < place) {
      throw new InvalidParameterError(`scoring must hold different names; got ${show(name)} twice`);
    }
  });
  return [...scoring];
}
