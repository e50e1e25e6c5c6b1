import { checkNumber, checkOptionNames, InvalidParameterError } from "../core";
import type { Fold } from "../preprocessing";
import { correctedResampledT, logTwoSidedPValue, type ResampledMean } from "./corrected-resampled-t";
import type { CrossValidation } from "./cross-validate";
import { checkScoring, type ScoringName } from "./scoring";
import { testTrainRatio } from "./summarize-scores";

/** Options of {@link compareModels}. */
export interface CompareModelsOptions<Name extends ScoringName = ScoringName> {
  /** The score to compare. */
  readonly scoring: Name;
  /** Confidence level in (0, 1). Default 0.95. */
  readonly level?: number;
}

/** The difference first − second of a score over the same folds. */
export interface ModelComparison extends ResampledMean {
  /** One difference a fold. */
  readonly differences: Float64Array;
  /** In how many folds the first score is larger, and in how many the two are equal. */
  readonly nLarger: number;
  /** In how many folds the two scores are equal */
  readonly nEqual: number;
  /** Two-sided, of "no difference", by the corrected resampled t test. */
  readonly pValue: number;
  /** Natural logarithm of the p-value. */
  readonly logPValue: number;
}

/**
 * Compares two models on the same folds by the corrected resampled t test of Nadeau & Bengio (2003).
 * @param first result of crossValidate
 * @param second result of crossValidate on the same folds: pass `cv: first.folds`, or the same splitter and seed
 * @returns differences in the unit of the score, their mean, interval and p-value
 * @throws InvalidParameterError when the folds differ or a result lacks the score
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import {
 *   churnModel, compareModels, crossValidate, DummyClassifier, featuresAndLabels, simulateClients,
 *   StratifiedKFold,
 * } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 200, seed: 1 }), "Churn");
 * const dummy = crossValidate(new DummyClassifier(), X, y, { cv: new StratifiedKFold({ nSplits: 4, seed: 1 }) });
 * const logistic = crossValidate(churnModel(), X, y, { cv: dummy.folds });
 * const { mean, nLarger, pValue } = compareModels(logistic, dummy, { scoring: "rocAuc" });
 * assert.ok(mean > 0.3 && pValue < 0.01);
 * assert.equal(nLarger, 4); // better in every fold
 * ```
 */
export function compareModels<Name extends ScoringName>(
  first: CrossValidation<Name>,
  second: CrossValidation<Name>,
  options: CompareModelsOptions<Name>,
): ModelComparison {
  checkOptionNames("compareModels", options, ["scoring", "level"]);
  const scoring = checkScoring(options.scoring) as Name;
  const level = checkNumber("level", options.level ?? 0.95, { exclusiveMin: 0, exclusiveMax: 1 });
  checkSameFolds(first.folds, second.folds);
  const firstScores = scoresOf(first, scoring, "first");
  const secondScores = scoresOf(second, scoring, "second");
  const differences = firstScores.map((score, fold) => score - secondScores[fold]);
  const summary = correctedResampledT(differences, testTrainRatio(first.folds), level);
  const logPValue = logTwoSidedPValue(summary);
  return {
    ...summary,
    differences,
    nLarger: differences.filter((difference) => difference > 0).length,
    nEqual: differences.filter((difference) => difference === 0).length,
    pValue: Math.exp(logPValue),
    logPValue,
  };
}

function scoresOf<Name extends ScoringName>(result: CrossValidation<Name>, scoring: Name, which: string): Float64Array {
  const scores = result.scores[scoring];
  if (scores === undefined) {
    throw new InvalidParameterError(
      `the ${which} model must have the score "${scoring}"; it has ${Object.keys(result.scores).join(", ")}`,
    );
  }
  return scores;
}

function checkSameFolds(first: readonly Fold[], second: readonly Fold[]): void {
  const same =
    first.length === second.length &&
    first.every((fold, index) => sameRows(fold.train, second[index].train) && sameRows(fold.test, second[index].test));
  if (!same) throw new InvalidParameterError("both models must be validated on the same folds; theirs differ");
}

function sameRows(first: Uint32Array, second: Uint32Array): boolean {
  return first === second || (first.length === second.length && first.every((row, index) => row === second[index]));
}
