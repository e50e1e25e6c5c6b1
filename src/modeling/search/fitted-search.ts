import {
  checkInteger,
  checkOneOf,
  type FittedClassifier,
  InvalidParameterError,
  type MatrixLike,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  show,
  type TrainingSummary,
  toVector,
} from "../../core";
import type { PipelineReaders } from "../../preprocessing";
import { checkScoringList, type ScoringName } from "../scoring";
import { plainOptions } from "../training-data";
import { chooseCandidate, rankCandidates, type SearchResult } from "./search-result";

/** Which search made the model. */
export type SearchKind = "GridSearch" | "RandomSearch";

/** What a fitted search knows. */
export interface SearchState<Options extends object, Fitted extends FittedClassifier, Name extends ScoringName> {
  /** Which search made the model. */
  readonly kind: SearchKind;
  /** The best candidate, fitted on all rows. */
  readonly bestModel: Fitted;
  /** All candidates, in the order of the grid or of the draws. */
  readonly results: readonly SearchResult<Options, Name>[];
  /** Place of the best candidate in `results`. */
  readonly bestIndex: number;
  /** The score that decided. */
  readonly refit: Name;
  /** What the search was given and how it was set. */
  readonly training: TrainingSummary;
  /** Null in a model that was read from JSON. */
  readonly fitSeconds: Float64Array | null;
}

/**
 * What `GridSearch` and `RandomSearch` come to: the best candidate, fitted anew on all rows, and how every candidate
 * did. It forecasts as the best model does.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedSearch, GridSearch, LogisticRegression, StratifiedKFold } from "churnlab";
 *
 * const X = Array.from({ length: 40 }, (_, row) => [row % 7, (row * 5) % 11]);
 * const y = X.map(([a, b]) => Number(a + b > 8));
 * const search = new GridSearch({
 *   build: (options) => new LogisticRegression(options),
 *   grid: { C: [0.01, 100] },
 *   cv: new StratifiedKFold({ nSplits: 4, seed: 1 }),
 * });
 * const fitted = search.fit(X, y);
 * assert.equal(fitted instanceof FittedSearch, true);
 * assert.equal(fitted.results.length, 2);
 * assert.deepEqual(fitted.predictProba(X), fitted.bestModel.predictProba(X));
 * ```
 */
export class FittedSearch<
  Options extends object = object,
  Fitted extends FittedClassifier = FittedClassifier,
  Name extends ScoringName = ScoringName,
> implements FittedClassifier
{
  /** Which search made the model. */
  readonly kind: SearchKind;
  /** Features in the order of training. */
  readonly featureNames: readonly string[];
  /** The best candidate, fitted on all rows that the search was given. */
  readonly bestModel: Fitted;
  /** All candidates, in the order of the grid or of the draws. */
  readonly results: readonly SearchResult<Options, Name>[];
  /** Place of the best candidate in `results`. */
  readonly bestIndex: number;
  /** The score that decided. */
  readonly refit: Name;
  /** What the search was given and how it was set. */
  readonly training: TrainingSummary;
  /** Private by #, so that two fits of one seed are equal: time is not part of a model. */
  readonly #fitSeconds: Float64Array | null;

  constructor(state: SearchState<Options, Fitted, Name>) {
    this.kind = state.kind;
    this.featureNames = state.bestModel.featureNames;
    this.bestModel = state.bestModel;
    this.results = state.results;
    this.bestIndex = state.bestIndex;
    this.refit = state.refit;
    this.training = state.training;
    this.#fitSeconds = state.fitSeconds;
    makeImmutable(this);
  }

  /** True where the best model takes missing values. */
  get allowsMissing(): boolean {
    return this.bestModel.allowsMissing === true;
  }

  /** The options of the best candidate. */
  get bestOptions(): Options {
    return this.results[this.bestIndex].options;
  }

  /**
   * Mean cross-validated score of the best candidate. It is the best of many, and so flatters the model: for an honest
   * figure see `nestedCrossValidate`.
   */
  get bestScore(): number {
    return this.results[this.bestIndex].mean[this.refit];
  }

  /**
   * Wall-clock seconds of one fit of each candidate, mean over the folds, in the order of `results`. Time is not saved:
   * null in a model that was read from JSON.
   */
  get fitSeconds(): Float64Array | null {
    return this.#fitSeconds?.slice() ?? null;
  }

  /** P(churn) of each row by the best model. @param X nSamples × nFeatures, the features of training */
  predictProba(X: MatrixLike): Float64Array {
    return this.bestModel.predictProba(X);
  }

  /** 1 where P(churn) ≥ threshold (default 0.5), else 0. @param X nSamples × nFeatures, the features of training */
  predict(X: MatrixLike, threshold?: number): Uint8Array {
    return this.bestModel.predict(X, threshold);
  }

  /** A plain object for `JSON.stringify`. Options of candidates that are functions are left out. */
  toJSON(): object {
    return {
      ...modelHeader(this.kind, this.featureNames),
      training: this.training,
      refit: this.refit,
      bestIndex: this.bestIndex,
      nCandidates: this.results.length,
      nFolds: this.results[0].scores[this.refit].length,
      scoring: Object.keys(this.results[0].scores),
      results: this.results.map(({ options, scores }) => ({
        options: plainOptions(options as Record<string, unknown>),
        scores: Object.fromEntries(
          Object.entries(scores).map(([name, values]) => [name, Array.from(values as Float64Array)]),
        ),
      })),
      bestModel: this.bestModel.toJSON(),
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @param readers the `fromJSON` of the best model, by its `model` name; `modelFromJSON` knows all of this library
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, readers: PipelineReaders, options: ReadModelOptions = {}): FittedSearch {
    const kind = checkOneOf<SearchKind>("model in the JSON of a search", (json as { model?: unknown } | null)?.model, [
      "GridSearch",
      "RandomSearch",
    ]);
    const fields = readModelJSON(json, kind, options);
    const scoring = checkScoringList(fields.strings("scoring") as ScoringName[]);
    const entries = fields.objects("results");
    if (entries.length === 0 || fields.integer("nCandidates") !== entries.length) {
      throw new ShapeError(`results in the JSON of a ${kind} must be nCandidates, at least 1; got ${entries.length}`);
    }
    const bestIndex = checkInteger(`bestIndex in the JSON of a ${kind}`, fields.number("bestIndex"), {
      min: 0,
      max: entries.length - 1,
    });
    const nFolds = fields.integer("nFolds");
    const parts = entries.map((entry, place) =>
      readEntry(entry, scoring, nFolds, `results[${place}] in the JSON of a ${kind}`),
    );
    const bestModel = readBestModel(fields.object("bestModel"), readers, kind);
    if (bestModel.featureNames.join("\n") !== fields.featureNames.join("\n")) {
      throw new ShapeError(`bestModel in the JSON of a ${kind} must have the features of the search`);
    }
    const refit = fields.oneOf("refit", scoring);
    const training = fields.training();
    const results = rankCandidates(
      parts.map((part) => part.options),
      parts.map((part) => part.scores),
      scoring,
    );
    checkChoice(bestIndex, results, refit, training, kind);
    return new FittedSearch({
      kind,
      bestModel,
      results,
      bestIndex,
      refit,
      training,
      fitSeconds: null,
    });
  }
}

function readEntry(entry: Record<string, unknown>, scoring: readonly ScoringName[], nFolds: number, where: string) {
  const { options, scores } = entry;
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject(options))
    throw new InvalidParameterError(`options of ${where} must be an object; got ${show(options)}`);
  if (!isObject(scores)) throw new InvalidParameterError(`scores of ${where} must be an object; got ${show(scores)}`);
  if (Object.keys(scores).length !== scoring.length) {
    throw new ShapeError(`scores of ${where} must be those of scoring, ${scoring.join(", ")}`);
  }
  return {
    options: revive(options) as object,
    scores: Object.fromEntries(
      scoring.map((name) => [name, readScores(scores[name], name, nFolds, `scores.${name} of ${where}`)]),
    ) as Record<ScoringName, Float64Array>,
  };
}

/** The best candidate must be the one that the scores choose. */
function checkChoice(
  bestIndex: number,
  results: readonly SearchResult<object, ScoringName>[],
  refit: ScoringName,
  { options }: TrainingSummary,
  kind: SearchKind,
): void {
  if (options["refit"] !== refit) {
    throw new InvalidParameterError(
      `refit in the JSON of a ${kind} must be that of its training, ${show(options["refit"])}; got ${show(refit)}`,
    );
  }
  const chosen = chooseCandidate(results, refit, options["oneStandardError"] === true);
  if (bestIndex !== chosen) {
    throw new InvalidParameterError(
      `bestIndex in the JSON of a ${kind} must be the candidate that the scores choose, ${chosen}; got ${bestIndex}`,
    );
  }
}

/** All scores are shares but the log loss, which has no upper bound. */
function readScores(values: unknown, name: ScoringName, nFolds: number, where: string): Float64Array {
  const scores = toVector(values as number[], nFolds, where);
  const most = name === "logLoss" ? Number.POSITIVE_INFINITY : 1;
  const place = scores.findIndex((score) => score < 0 || score > most);
  if (place < 0) return scores;
  throw new InvalidParameterError(`${where} must be in [0, ${most}]; got ${scores[place]} at position ${place}`);
}

/** Infinities and NaN, which JSON lacks, were written as their names. */
function revive(value: unknown): unknown {
  if (value === "Infinity" || value === "-Infinity" || value === "NaN") return Number(value);
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revive(inner)]));
}

function readBestModel(part: Record<string, unknown>, readers: PipelineReaders, kind: string): FittedClassifier {
  const name = part["model"];
  if (typeof name !== "string" || !Object.hasOwn(readers, name)) {
    throw new InvalidParameterError(
      `bestModel in the JSON of a ${kind} must be one of ${Object.keys(readers).join(", ")}; got ${show(name)}`,
    );
  }
  const model = readers[name](part);
  if ("predictProba" in model) return model;
  throw new InvalidParameterError(`bestModel in the JSON of a ${kind} must be a classifier; got ${show(name)}`);
}
