import {
  checkOptionNames,
  type FittedClassifier,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  meanOf,
  type OnProgress,
  show,
  toFeatureMatrix,
  toLabels,
} from "../../core";
import type { ClassifierOf } from "../../preprocessing";
import { checkFolds } from "../check-folds";
import { type CrossValidation, trainingPart } from "../cross-validate";
import { type CrossValidationFolds, toFolds } from "../fold-list";
import { checkScoringList, greaterIsBetter, type ScoringName, scoreForecast } from "../scoring";
import { plainOptions } from "../training-data";
import { FittedSearch } from "./fitted-search";

/** Options of {@link nestedCrossValidate}. */
export interface NestedCrossValidateOptions<Name extends ScoringName = ScoringName> {
  /** The outer folds: a splitter such as StratifiedKFold, or ready folds. The search has folds of its own inside. */
  readonly cv: CrossValidationFolds;
  /** Scores on the outer test parts. Default: the score that decides the search. */
  readonly scoring?: readonly Name[];
  /** Called after each outer fold with (folds done, folds). */
  readonly onProgress?: OnProgress;
}

/** Options that outer folds chose, and how often. */
export interface OptionChoice<Options extends object> {
  /** The options of a candidate. */
  readonly options: Options;
  /** Outer folds that chose them. */
  readonly count: number;
}

/** Honest scores of a search: `summarizeScores` and `compareModels` take it as any cross-validation. */
export interface NestedCrossValidation<
  Options extends object,
  Name extends ScoringName,
  InnerName extends ScoringName = ScoringName,
> extends CrossValidation<Name> {
  /** The fitted search of each outer fold, in the order of `folds`. */
  readonly searches: readonly FittedSearch<Options, FittedClassifier, InnerName>[];
  /** What each outer fold chose, the most frequent first; of equals what was chosen first. */
  readonly choices: readonly OptionChoice<Options>[];
  /** Share of outer folds that chose the most frequent options, in (0, 1]: 1 where all agree. */
  readonly agreement: number;
  /** The score that decides the search. */
  readonly refit: InnerName;
  /** The search's own score of what it chose, in each outer fold: the best of many, and so too good. */
  readonly innerScores: Float64Array;
  /** The same score on the rows that the search did not see. */
  readonly outerScores: Float64Array;
  /** How much too good the search's own score was, mean over folds; positive means too good, of a loss too. */
  readonly optimism: number;
}

/**
 * Nested cross-validation (Varma & Simon 2006): in each outer fold the whole search runs on the training part, and what
 * it chose is scored on the test part, which neither the fits nor the choice has seen.
 * @param search a GridSearch or RandomSearch; its `cv` must be a splitter, since it divides fewer rows than X has
 * @param X nSamples × nFeatures
 * @param y labels 0 or 1, length nSamples
 * @returns scores of each outer fold, what each chose, and how much too good the search's own scores are
 * @throws InvalidParameterError, ShapeError or CandidateError for options, data or candidates that break their rule
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { GridSearch, LogisticRegression, nestedCrossValidate, StratifiedKFold } from "churnlab";
 * const X = Array.from({ length: 60 }, (_, row) => [row % 7, (row * 5) % 11]);
 * const y = X.map(([a, b]) => Number(a + b > 8));
 * const cv = new StratifiedKFold({ nSplits: 3, seed: 1 });
 * const search = new GridSearch({ build: (o) => new LogisticRegression(o), grid: { C: [0.01, 100] }, cv });
 * const { scores, choices, agreement } = nestedCrossValidate(search, X, y, { cv });
 * assert.equal(scores.rocAuc.length, 3);
 * assert.equal(choices[0].count / 3, agreement);
 * ```
 */
export function nestedCrossValidate<
  Options extends object,
  InnerName extends ScoringName,
  Name extends ScoringName = InnerName,
>(
  search: ClassifierOf<FittedSearch<Options, FittedClassifier, InnerName>>,
  X: MatrixLike,
  y: LabelsLike,
  options: NestedCrossValidateOptions<Name>,
): NestedCrossValidation<Options, Name, InnerName> {
  checkOptionNames("nestedCrossValidate", options, ["cv", "scoring", "onProgress"]);
  if (typeof search?.fit !== "function") {
    throw new InvalidParameterError(`nestedCrossValidate needs a GridSearch or RandomSearch; got ${show(search)}`);
  }
  const wanted = options.scoring === undefined ? undefined : checkScoringList(options.scoring);
  const matrix = toFeatureMatrix(X, "X", search.allowsMissing !== true);
  const labels = toLabels(y, matrix.nSamples);
  const folds = toFolds(options.cv, labels);
  checkFolds(search, { folds, labels, featureNames: matrix.featureNames, scoring: wanted });
  const outer = folds.map((fold, index) => {
    const started = performance.now();
    const fitted = search.fit(...trainingPart(matrix, labels, fold));
    if (!(fitted instanceof FittedSearch)) {
      throw new InvalidParameterError("nestedCrossValidate needs a GridSearch or RandomSearch; got another classifier");
    }
    const trained = performance.now();
    const truth = Uint8Array.from(fold.test, (row) => labels[row]);
    const forecast = fitted.predictProba(matrix.selectRows(fold.test));
    const scored = new Set<ScoringName>([...(wanted ?? [fitted.refit]), fitted.refit]);
    const scores = new Map(Array.from(scored, (name) => [name, scoreForecast(name, truth, forecast)]));
    const seconds = [(trained - started) / 1000, (performance.now() - trained) / 1000];
    options.onProgress?.(index + 1, folds.length);
    return { fitted, scores, seconds };
  });
  const searches = outer.map(({ fitted }) => fitted);
  const { refit } = searches[0];
  const column = (name: ScoringName) => Float64Array.from(outer, ({ scores }) => scores.get(name) as number);
  const innerScores = Float64Array.from(searches, (fitted) => fitted.bestScore);
  const outerScores = column(refit);
  const choices = countChoices(searches.map((fitted) => fitted.bestOptions));
  const sign = greaterIsBetter(refit) ? 1 : -1;
  return {
    scores: Object.fromEntries((wanted ?? [refit]).map((name) => [name, column(name)])) as Record<Name, Float64Array>,
    fitSeconds: Float64Array.from(outer, ({ seconds }) => seconds[0]),
    scoreSeconds: Float64Array.from(outer, ({ seconds }) => seconds[1]),
    folds,
    searches,
    choices,
    agreement: choices[0].count / folds.length,
    refit,
    innerScores,
    outerScores,
    optimism: sign * meanOf(innerScores.map((score, fold) => score - outerScores[fold])),
  };
}

function countChoices<Options extends object>(chosen: readonly Options[]): OptionChoice<Options>[] {
  const choices = new Map<string, { options: Options; count: number }>();
  for (const options of chosen) {
    const key = JSON.stringify(plainOptions(options as Record<string, unknown>));
    const known = choices.get(key);
    if (known === undefined) choices.set(key, { options, count: 1 });
    else known.count++;
  }
  return [...choices.values()].sort((a, b) => b.count - a.count);
}
