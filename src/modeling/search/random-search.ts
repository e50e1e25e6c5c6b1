import {
  checkInteger,
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
import { type Distributions, type DrawnOptions, drawOptions } from "./draw-options";
import { FittedSearch } from "./fitted-search";
import {
  checkSearch,
  prepareSearch,
  runSearch,
  type Search,
  type SearchOptions,
  searchAllowsMissing,
  searchOptionNames,
} from "./run-search";

/** Options of {@link RandomSearch}. */
export interface RandomSearchOptions<
  Given extends Distributions,
  Fitted extends FittedClassifier,
  Name extends ScoringName,
> extends SearchOptions<DrawnOptions<Given>, Fitted, Name> {
  /** Where each option's value is drawn from: a list of values, a range of numbers, or one on the logarithmic scale. */
  readonly distributions: Given;
  /** Number of draws, integer from 1. Default 10. Of lists alone no more than their combinations are drawn. */
  readonly nCandidates?: number;
  /** Seed of the draws, integer in [0, 2^32 − 1]. */
  readonly seed: number;
}

/**
 * Tries randomly drawn option values by cross-validation and fits the best on all rows (Bergstra & Bengio 2012): finds
 * good values sooner than a grid when few of the options matter. Everything else is as in {@link GridSearch}.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LogisticRegression, RandomSearch, StratifiedKFold } from "churnlab";
 * const X = Array.from({ length: 40 }, (_, row) => [row % 7, (row * 5) % 11]);
 * const y = X.map(([a, b]) => Number(a + b > 8));
 * const search = new RandomSearch({
 *   build: ({ C }) => new LogisticRegression({ C }),
 *   distributions: { C: { logUniform: [0.001, 1000] } },
 *   nCandidates: 5,
 *   cv: new StratifiedKFold({ nSplits: 4, seed: 1 }),
 *   seed: 1,
 * });
 * const { results, bestOptions } = search.fit(X, y);
 * assert.ok(results.length === 5 && bestOptions.C >= 0.001 && bestOptions.C <= 1000);
 * ```
 */
export class RandomSearch<
  const Given extends Distributions,
  Fitted extends FittedClassifier,
  Name extends ScoringName = "rocAuc",
> implements ClassifierOf<FittedSearch<DrawnOptions<Given>, Fitted, Name>>
{
  private readonly search: Search<DrawnOptions<Given>, Fitted, Name>;

  /** @throws InvalidParameterError for a bad or unknown option; CandidateError when a candidate cannot be built */
  constructor(options: RandomSearchOptions<Given, Fitted, Name>) {
    checkOptionNames("RandomSearch", options, [...searchOptionNames, "distributions", "nCandidates", "seed"]);
    const nCandidates = checkInteger("nCandidates", options.nCandidates ?? 10, { min: 1 });
    const { distributions, seed } = options;
    const points = drawOptions(distributions, nCandidates, seed) as DrawnOptions<Given>[];
    this.search = prepareSearch("RandomSearch", options, points, { distributions, nCandidates, seed });
  }

  /** Number of candidates that were drawn. */
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
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedSearch<DrawnOptions<Given>, Fitted, Name> {
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
    checkOneOf("model in the JSON of a RandomSearch", fitted.kind, ["RandomSearch"]);
    return fitted;
  }
}
