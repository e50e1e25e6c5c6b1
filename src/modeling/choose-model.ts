import { checkNumber, checkOptionNames, InvalidParameterError } from "../core";
import { compareModels, type ModelComparison } from "./compare-models";
import type { CrossValidation } from "./cross-validate";
import { checkScoring, greaterIsBetter, type ScoringName } from "./scoring";

/** Options of {@link chooseModel}. */
export interface ChooseModelOptions<Name extends ScoringName = ScoringName> {
  /** The score that decides. */
  readonly scoring: Name;
  /** Confidence level in (0, 1) of "clearly worse". Default 0.95. */
  readonly level?: number;
}

/** Which model to use, and why. */
export interface ModelChoice {
  /** The simplest model that is not clearly worse than the best. */
  readonly chosen: string;
  /** The model with the best mean score. */
  readonly best: string;
  /** Score of the best − score of the model over the same folds, by model, in the given order. */
  readonly behindBest: Readonly<Record<string, ModelComparison>>;
}

/**
 * Chooses the simplest model that is not clearly worse than the best one: the corrected paired interval of the
 * difference to the best holds 0. The idea of the one-standard-error rule (Breiman et al. 1984, section 3.4.3), with
 * the comparison of {@link compareModels} in place of the standard error.
 * @param results cross-validations on the same folds, by model, the simplest model first
 * @returns the names of the chosen and the best model, and how far each is behind the best, in the unit of the score
 * @throws InvalidParameterError for no models, other folds, or a result without the score
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import {
 *   chooseModel, churnModel, crossValidate, DummyClassifier, featuresAndLabels, simulateClients,
 *   StratifiedKFold,
 * } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 200, seed: 1 }), "Churn");
 * const options = { cv: new StratifiedKFold({ nSplits: 4, seed: 1 }), scoring: ["rocAuc"] as const };
 * const dummy = crossValidate(new DummyClassifier(), X, y, options);
 * const logistic = crossValidate(churnModel(), X, y, options);
 * const { chosen, best } = chooseModel({ dummy, logistic }, { scoring: "rocAuc" });
 * assert.deepEqual([chosen, best], ["logistic", "logistic"]);
 * ```
 */
export function chooseModel<Name extends ScoringName>(
  results: Readonly<Record<string, CrossValidation<Name>>>,
  options: ChooseModelOptions<Name>,
): ModelChoice {
  checkOptionNames("chooseModel", options, ["scoring", "level"]);
  const scoring = checkScoring(options.scoring) as Name;
  const level = checkNumber("level", options.level ?? 0.95, { exclusiveMin: 0, exclusiveMax: 1 });
  const names = Object.keys(results);
  if (names.length === 0) throw new InvalidParameterError("chooseModel needs at least one model; got none");
  const sign = greaterIsBetter(scoring) ? 1 : -1;
  const behind = (best: string, name: string) => compareModels(results[best], results[name], { scoring, level });
  const best = names.reduce((leader, name) => (sign * behind(leader, name).mean < 0 ? name : leader));
  const comparisons = names.map((name) => [name, behind(best, name)] as const);
  const chosen = comparisons.find(([, { lower, upper }]) => lower <= 0 && upper >= 0)?.[0] ?? best;
  return { chosen, best, behindBest: Object.fromEntries(comparisons) };
}
