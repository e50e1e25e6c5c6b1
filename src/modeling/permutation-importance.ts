import {
  checkFitted,
  checkInteger,
  checkOptionNames,
  type FeatureMatrix,
  type FittedClassifier,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  meanOf,
  type OnProgress,
  Random,
  ShapeError,
  show,
  toLabels,
  toMatchingFeatures,
} from "../core";
import { ChangeableRows } from "./explanation/changeable-rows";
import { checkScoring, checkScoringList, greaterIsBetter, type ScoringName, scoreForecast } from "./scoring";

/** Options of {@link permutationImportance}. */
export interface PermutationImportanceOptions {
  /** Score whose worsening is measured. Default "rocAuc". A list: see {@link SeveralImportancesOptions}. */
  readonly scoring?: ScoringName;
  /** Shuffles of each feature, integer from 1. Default 10. */
  readonly nRepeats?: number;
  /**
   * Features to shuffle together, row by row, by the name of their group: for features that move together, so that one
   * cannot stand in for the other. Default: each feature alone, under its own name.
   */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Seed of the shuffles, integer in [0, 2^32 − 1]. */
  readonly seed: number;
  /** Called after each feature with (features done, nFeatures). */
  readonly onProgress?: OnProgress;
}

/** How much worse a model forecasts when it cannot use a feature. */
export interface PermutationImportance {
  /** Names of the features, or of the groups where there are any. */
  readonly featureNames: readonly string[];
  /** The score whose worsening is measured. */
  readonly scoring: ScoringName;
  /** The score without any shuffle. */
  readonly baseline: number;
  /** Worsening of the score by each shuffle: one array of nRepeats a feature. Positive: the feature helps. */
  readonly importances: readonly Float64Array[];
  /** Mean over shuffles, one a feature. */
  readonly mean: Float64Array;
  /** Standard deviation over shuffles (divisor nRepeats, as in scikit-learn), one a feature. */
  readonly standardDeviation: Float64Array;
}

/** Options of {@link permutationImportance} for several scores of the same shuffles. */
export interface SeveralImportancesOptions<Name extends ScoringName>
  extends Omit<PermutationImportanceOptions, "scoring"> {
  /** Scores whose worsening is measured, at least one, all different. */
  readonly scoring: readonly Name[];
}

/**
 * Permutation importance (Breiman 2001; scikit-learn's convention): the score on X minus the score with one column
 * shuffled. For the losses "brier" and "logLoss" it is the rise of the loss. Give rows that the model was not trained
 * on. Of features that move together each can look unimportant, as the others stand in for it: see `groups`.
 *
 * A feature with no more different values than shuffles is forecast at each of its values, not for each shuffle, and a
 * pipeline whose steps work column by column transforms once: the result has the same bits as the plain way.
 * @param fitted any fitted classifier, pipeline or search; for a pipeline raw features are shuffled. Its forecast of a
 *   row must not depend on the other rows
 * @param X nSamples × nFeatures, the features of training, at least one row
 * @param y labels 0 or 1, length nSamples
 * @param options `seed` is required; a feature's shuffles depend on the seed and its place alone
 * @returns one entry a feature, in the unit of the score; for a list of scores one such result by score name
 * @throws ShapeError for other features than in training or lengths that differ; InvalidParameterError for an option
 *   that breaks its rule; UndefinedMetricError when y has one class only and the score needs both
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LogisticRegression, permutationImportance } from "churnlab";
 * const X = Array.from({ length: 40 }, (_, row) => [row % 8, (row * 3) % 5]);
 * const y = X.map(([visits]) => Number(visits < 4));
 * const { mean } = permutationImportance(new LogisticRegression().fit(X, y), X, y, { seed: 1 });
 * assert.ok(mean[0] > 0.2 && mean[0] > mean[1]);
 * ```
 */
export function permutationImportance(
  fitted: FittedClassifier,
  X: MatrixLike,
  y: LabelsLike,
  options: PermutationImportanceOptions,
): PermutationImportance;
export function permutationImportance<Name extends ScoringName>(
  fitted: FittedClassifier,
  X: MatrixLike,
  y: LabelsLike,
  options: SeveralImportancesOptions<Name>,
): Record<Name, PermutationImportance>;
export function permutationImportance<Name extends ScoringName>(
  fitted: FittedClassifier,
  X: MatrixLike,
  y: LabelsLike,
  options: PermutationImportanceOptions | SeveralImportancesOptions<Name>,
): PermutationImportance | Record<Name, PermutationImportance> {
  checkFitted(fitted);
  checkOptionNames("permutationImportance", options, ["scoring", "nRepeats", "groups", "seed", "onProgress"]);
  const { scoring = "rocAuc" } = options;
  const isList = typeof scoring === "object" && scoring !== null;
  const names = isList ? checkScoringList(scoring) : [checkScoring(scoring)];
  const nRepeats = checkInteger("nRepeats", options.nRepeats ?? 10, { min: 1 });
  const random = new Random(options.seed);
  const matrix = toMatchingFeatures(X, fitted.featureNames);
  if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
  const labels = toLabels(y, matrix.nSamples);
  const groups = toGroups(options.groups, fitted.featureNames);
  const rows = new ChangeableRows(fitted, matrix);
  const score = (forecast: Float64Array) => names.map((name) => scoreForecast(name, labels, forecast));
  const baselines = score(rows.predictProba());
  // By group, repeat and score.
  const scores = groups.map(({ places }, group) => {
    const shuffled = shuffledScores(rows, matrix, places, nRepeats, random.fork(group), score, baselines);
    options.onProgress?.(group + 1, groups.length);
    return shuffled;
  });
  const results = names.map((name, index) =>
    resultOf(
      name,
      groups.map((group) => group.name),
      baselines[index],
      scores.map((repeats) => repeats.map((values) => values[index])),
    ),
  );
  if (!isList) return results[0];
  return Object.fromEntries(results.map((result) => [result.scoring, result])) as Record<Name, PermutationImportance>;
}

interface Group {
  readonly name: string;
  /** Places of its features among those of training. */
  readonly places: readonly number[];
}

function toGroups(groups: PermutationImportanceOptions["groups"], featureNames: readonly string[]): Group[] {
  if (groups === undefined) return featureNames.map((name, place) => ({ name, places: [place] }));
  if (typeof groups !== "object" || groups === null || Array.isArray(groups)) {
    throw new InvalidParameterError(`groups must be an object of arrays of features; got ${show(groups)}`);
  }
  if (Object.keys(groups).length === 0) {
    throw new InvalidParameterError("groups must name at least one group of features; got an object without any");
  }
  return Object.entries(groups).map(([name, features]) => ({ name, places: placesOf(name, features, featureNames) }));
}

function placesOf(group: string, features: unknown, featureNames: readonly string[]): number[] {
  if (!Array.isArray(features) || features.length === 0) {
    throw new InvalidParameterError(`groups.${group} must be an array of at least one feature; got ${show(features)}`);
  }
  return features.map((feature, index) => {
    if (features.indexOf(feature) < index) {
      throw new InvalidParameterError(`groups.${group} must name different features; got ${show(feature)} twice`);
    }
    const place = featureNames.indexOf(feature);
    if (place < 0) {
      throw new InvalidParameterError(
        `groups.${group} must name features of training; got ${show(feature)}, the features are ${featureNames.join(", ")}`,
      );
    }
    return place;
  });
}

/** The scores of each shuffle of a group. */
function shuffledScores(
  rows: ChangeableRows,
  matrix: FeatureMatrix,
  places: readonly number[],
  nRepeats: number,
  random: Random,
  score: (forecast: Float64Array) => number[],
  baselines: readonly number[],
): (readonly number[])[] {
  if (!rows.sees(places)) return Array.from({ length: nRepeats }, () => baselines);
  const levels = places.length === 1 ? levelsOf(matrix, places[0], nRepeats) : null;
  const forecastOf = levels === null ? forecasterByShuffle(rows, places) : forecasterByLevel(rows, places, levels);
  const scores = Array.from({ length: nRepeats }, () => score(forecastOf(random.permutation(rows.nSamples))));
  rows.restore(places);
  return scores;
}

/** P(churn) when each row has the values of row `order[row]` in the shuffled features. */
type Forecaster = (order: Uint32Array) => Float64Array;

function forecasterByShuffle(rows: ChangeableRows, places: readonly number[]): Forecaster {
  return (order) => {
    rows.exchange(places, order);
    return rows.predictProba();
  };
}

/** A column of few different values. */
interface Levels {
  /** Number of each row's value. */
  readonly codes: Uint32Array;
  /** A row with each value. */
  readonly examples: readonly number[];
}

/** The different values of a column; null where there are more than `most`. */
function levelsOf(matrix: FeatureMatrix, column: number, most: number): Levels | null {
  const known = new Map<number, number>();
  const codes = new Uint32Array(matrix.nSamples);
  const examples: number[] = [];
  for (let row = 0; row < matrix.nSamples; row++) {
    // A Map takes 0 and −0 for one; so does every comparison and sum of a model.
    const value = matrix.at(row, column);
    const code = known.get(value) ?? examples.length;
    if (code === examples.length) {
      if (code === most) return null;
      known.set(value, code);
      examples.push(row);
    }
    codes[row] = code;
  }
  return { codes, examples };
}

/** Forecasts every row at every value once, and picks from that for each shuffle. */
function forecasterByLevel(rows: ChangeableRows, places: readonly number[], { codes, examples }: Levels): Forecaster {
  const { nSamples } = rows;
  const table = new Float64Array(examples.length * nSamples);
  examples.forEach((example, code) => {
    rows.setAs(places, example);
    table.set(rows.predictProba(), code * nSamples);
  });
  return (order) => {
    const forecast = new Float64Array(nSamples);
    for (let row = 0; row < nSamples; row++) forecast[row] = table[codes[order[row]] * nSamples + row];
    return forecast;
  };
}

function resultOf(
  scoring: ScoringName,
  featureNames: readonly string[],
  baseline: number,
  scores: readonly (readonly number[])[],
): PermutationImportance {
  const worsening = greaterIsBetter(scoring)
    ? (score: number) => baseline - score
    : (score: number) => score - baseline;
  const importances = scores.map((repeats) => Float64Array.from(repeats, worsening));
  const mean = Float64Array.from(importances, meanOf);
  const standardDeviation = Float64Array.from(importances, (drops, group) =>
    Math.sqrt(meanOf(drops.map((drop) => (drop - mean[group]) ** 2))),
  );
  return { featureNames, scoring, baseline, importances, mean, standardDeviation };
}
