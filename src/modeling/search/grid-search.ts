import {
  checkOneOf,
  checkOptionNames,
  type FitOptions,
  type FittedClassifier,
  type LabelsLike,
  type MatrixLike,
  type ReadModelOptions,
} from "../../core";
import type { ClassifierOf, PipelineReaders } from "../../preprocessing";
import type { ScoringName } from "../scoring";
import { FittedSearch } from "./fitted-search";
import { type GridPoint, type OptionGrid, parameterGrid } from "./parameter-grid";
import {
  checkSearch,
  prepareSearch,
  runSearch,
  type Search,
  type SearchOptions,
  searchAllowsMissing,
  searchOptionNames,
} from "./run-search";

/** Options of {@link GridSearch}. */
export interface GridSearchOptions<
  Grid extends OptionGrid | readonly OptionGrid[],
  Fitted extends FittedClassifier,
  Name extends ScoringName,
> extends SearchOptions<GridPoint<Grid>, Fitted, Name> {
  /** The values to try of each option; all combinations are tried. Or a list of such grids. See `parameterGrid`. */
  readonly grid: Grid;
  /**
   * Take the first candidate whose mean score is within one standard error of the best, not the best itself: list the
   * simplest values first (strong penalties, few leaves). Default false.
   */
  readonly oneStandardError?: boolean;
}

/**
 * Tries all combinations of option values by cross-validation and fits the best on all rows: the idea of scikit-learn's
 * `GridSearchCV`, as a classifier, so that `crossValidate` and `nestedCrossValidate` judge the search itself. Scores
 * are unweighted; sample weights reach the fits. The result depends on the folds' seed alone.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { GridSearch, LogisticRegression, StratifiedKFold } from "churnlab";
 * const X = Array.from({ length: 40 }, (_, row) => [row % 7, (row * 5) % 11]);
 * const y = X.map(([a, b]) => Number(a + b > 8));
 * const search = new GridSearch({
 *   build: (options) => new LogisticRegression(options),
 *   grid: { C: [0.01, 1, 100] },
 *   cv: new StratifiedKFold({ nSplits: 4, seed: 1 }),
 *   scoring: ["logLoss"],
 * });
 * assert.equal(search.fit(X, y).bestOptions.C, 100);
 * ```
 */
export class GridSearch<
  const Grid extends OptionGrid | readonly OptionGrid[],
  Fitted extends FittedClassifier,
  Name extends ScoringName = "rocAuc",
> implements ClassifierOf<FittedSearch<GridPoint<Grid>, Fitted, Name>>
{
  private readonly search: Search<GridPoint<Grid>, Fitted, Name>;

  /** @throws InvalidParameterError for a bad or unknown option; CandidateError when a candidate cannot be built */
  constructor(options: GridSearchOptions<Grid, Fitted, Name>) {
    checkOptionNames("GridSearch", options, [...searchOptionNames, "grid", "oneStandardError"]);
    const { grid, oneStandardError = false } = options;
    const recipe = { grid, oneStandardError };
    this.search = prepareSearch("GridSearch", options, parameterGrid(grid), recipe, oneStandardError);
  }

  /** Number of combinations. */
  get nCandidates(): number {
    return this.search.candidates.length;
  }

  /** True where every candidate takes missing values. */
  get allowsMissing(): boolean {
    return searchAllowsMissing(this.search);
  }

  /** Refuses what some candidate would refuse, and labels of one class, before any work. */
  checkFit(y: Uint8Array, options: FitOptions = {}, featureNames: readonly string[] | null = null): void {
    checkSearch(this.search, y, options, featureNames);
  }

  /**
   * Scores every candidate on the same folds of these rows and fits the best on all of them.
   * @param X nSamples × nFeatures
   * @param y labels 0 or 1, length nSamples, both classes present
   * @param options `sampleWeight`: passed on to the fits
   * @throws CandidateError naming the candidate that failed, the fold and why; ShapeError or InvalidParameterError for
   *   data or folds that break their rule
   */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedSearch<GridPoint<Grid>, Fitted, Name> {
    checkOptionNames("fit", options, ["sampleWeight"]);
    return runSearch(this.search, X, y, options);
  }

  /**
   * Reads what the fitted search's `toJSON` wrote; see {@link FittedSearch.fromJSON}.
   * @param json the object, or `JSON.parse` of its text
   * @param readers the `fromJSON` of the best model, by its `model` name; `modelFromJSON` knows all of this library
   * @param options `featureNames`: the features that it must have been trained on
   * @returns the fitted search, without the seconds of its fits
   * @throws InvalidParameterError or ShapeError for another object, or one of other features
   */
  static fromJSON(json: object, readers: PipelineReaders, options: ReadModelOptions = {}): FittedSearch {
    const fitted = FittedSearch.fromJSON(json, readers, options);
    checkOneOf("model in the JSON of a GridSearch", fitted.kind, ["GridSearch"]);
    return fitted;
  }
}
