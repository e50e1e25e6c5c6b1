import { checkNumber, checkOptionNames, ShapeError } from "../core";
import type { Fold } from "../preprocessing";
import { correctedResampledT, type ResampledMean } from "./corrected-resampled-t";
import type { CrossValidation } from "./cross-validate";
import type { ScoringName } from "./scoring";

/** Options of {@link summarizeScores}. */
export interface SummarizeScoresOptions {
  /** Confidence level in (0, 1). Default 0.95. */
  readonly level?: number;
}

/**
 * Mean, standard deviation and confidence interval of each cross-validated score.
 *
 * The interval is the corrected resampled t interval of Nadeau & Bengio (2003). It is for the score of the learning
 * procedure on this many rows, not of one fitted model; it may reach past the score's range.
 * @param result of {@link crossValidate}
 * @returns one summary a score name
 * @throws ShapeError for fewer than two folds
 * @see {@link compareModels} for the difference of two models
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import {
 *   churnModel, crossValidate, featuresAndLabels, simulateClients, StratifiedKFold, summarizeScores,
 * } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 200, seed: 1 }), "Churn");
 * const result = crossValidate(churnModel(), X, y, { cv: new StratifiedKFold({ nSplits: 4, seed: 1 }) });
 * const { mean, lower, upper, degreesOfFreedom } = summarizeScores(result).rocAuc;
 * assert.ok(lower < mean && mean < upper);
 * assert.equal(degreesOfFreedom, 3); // four folds
 * ```
 */
export function summarizeScores<Name extends ScoringName>(
  result: CrossValidation<Name>,
  options: SummarizeScoresOptions = {},
): Record<Name, ResampledMean> {
  checkOptionNames("summarizeScores", options, ["level"]);
  const level = checkNumber("level", options.level ?? 0.95, { exclusiveMin: 0, exclusiveMax: 1 });
  const ratio = testTrainRatio(result.folds);
  const entries = Object.entries(result.scores) as [Name, Float64Array][];
  return Object.fromEntries(
    entries.map(([name, values]) => [name, correctedResampledT(values, ratio, level)]),
  ) as Record<Name, ResampledMean>;
}

/** Mean of nTest / nTrain over folds. @throws ShapeError for fewer than two folds: one has no spread */
export function testTrainRatio(folds: readonly Fold[]): number {
  if (folds.length < 2) throw new ShapeError(`an interval needs at least 2 folds; got ${folds.length}`);
  return folds.reduce((sum, { train, test }) => sum + test.length / train.length, 0) / folds.length;
}
