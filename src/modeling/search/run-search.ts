import {
  type FitOptions,
  type FittedClassifier,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  type OnProgress,
  show,
} from "../../core";
import type { ClassifierOf } from "../../preprocessing";
import { checkTestParts, checkTrainingPart, type FoldPlan } from "../check-folds";
import { type CrossValidationFolds, toFolds } from "../fold-list";
import { checkScoring, checkScoringList, type ScoringName } from "../scoring";
import { checkLearnable, summarizeTraining, toTrainingData } from "../training-data";
import { CandidateError } from "./candidate-error";
import { FittedSearch, type SearchKind } from "./fitted-search";
import { fitOptions, scoreCandidates } from "./score-candidates";
import { chooseCandidate, rankCandidates } from "./search-result";

/** Options that both searches share. */
export interface SearchOptions<Options extends object, Fitted extends FittedClassifier, Name extends ScoringName> {
  /** The recipe that options make: a classifier, best a pipeline, so that scaling and selection see no test row. */
  readonly build: (options: Options) => ClassifierOf<Fitted>;
  /** A splitter such as StratifiedKFold, or ready folds. All candidates are scored on the same folds. */
  readonly cv: CrossValidationFolds;
  /** Scores of each candidate. Default ["rocAuc"]. */
  readonly scoring?: readonly Name[];
  /** The score that decides, one of `scoring`. Default: the first. Of "brier" and "logLoss" the smallest is the best. */
  readonly refit?: Name;
  /** Called after each fit with (fits done, nCandidates · nFolds + 1). */
  readonly onProgress?: OnProgress;
}

/** A validated search. */
export interface Search<Options extends object, Fitted extends FittedClassifier, Name extends ScoringName> {
  readonly kind: SearchKind;
  readonly candidates: readonly SearchCandidate<Options, Fitted>[];
  readonly cv: CrossValidationFolds;
  readonly scoring: readonly Name[];
  readonly refit: Name;
  readonly oneStandardError: boolean;
  readonly onProgress: OnProgress | undefined;
  /** What to note of the recipe in the training summary. */
  readonly recipe: Readonly<Record<string, unknown>>;
}

type AnySearch = Search<object, FittedClassifier, ScoringName>;

interface SearchCandidate<Options extends object, Fitted extends FittedClassifier> {
  readonly options: Options;
  readonly classifier: ClassifierOf<Fitted>;
}

/** The options that both searches know. */
export const searchOptionNames = ["build", "cv", "scoring", "refit", "onProgress"];

/** Checks the shared options and builds every candidate, so that a bad value shows before any work. */
export function prepareSearch<Options extends object, Fitted extends FittedClassifier, Name extends ScoringName>(
  kind: SearchKind,
  options: SearchOptions<Options, Fitted, Name>,
  points: readonly Options[],
  recipe: Readonly<Record<string, unknown>>,
  oneStandardError = false,
): Search<Options, Fitted, Name> {
  const { build, cv, onProgress } = options;
  if (typeof build !== "function") {
    throw new InvalidParameterError(`build must be a function from options to a classifier; got ${show(build)}`);
  }
  if (!Array.isArray(cv) && typeof (cv as { readonly split?: unknown } | undefined)?.split !== "function") {
    throw new InvalidParameterError(
      `cv must be a splitter such as StratifiedKFold, or an array of folds; got ${show(cv)}`,
    );
  }
  if (typeof oneStandardError !== "boolean") {
    throw new InvalidParameterError(`oneStandardError must be true or false; got ${show(oneStandardError)}`);
  }
  const scoring = checkScoringList(options.scoring ?? ["rocAuc"]) as readonly Name[];
  const refit = checkScoring(options.refit ?? scoring[0], "refit") as Name;
  if (!scoring.includes(refit)) {
    throw new InvalidParameterError(`refit must be one of scoring, ${scoring.join(", ")}; got ${show(refit)}`);
  }
  const candidates = points.map((point) => buildCandidate(withoutUndefined(point), build));
  return { kind, candidates, cv, scoring, refit, oneStandardError, onProgress, recipe: { ...recipe, scoring, refit } };
}

/** An option that is undefined is as good as left out, and JSON knows no undefined. */
function withoutUndefined<Options extends object>(point: Options): Options {
  return Object.fromEntries(Object.entries(point).filter(([, value]) => value !== undefined)) as Options;
}

function buildCandidate<Options extends object, Fitted extends FittedClassifier>(
  options: Options,
  build: (options: Options) => ClassifierOf<Fitted>,
): SearchCandidate<Options, Fitted> {
  const classifier = attempt(options, "to be built", () => build(options));
  if (typeof classifier?.fit !== "function") {
    const cause = new InvalidParameterError(`build must return a classifier; got ${show(classifier)}`);
    throw new CandidateError(options, "to be built", cause);
  }
  return { options, classifier };
}

function attempt<T>(options: object, where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new CandidateError(options, where, error);
  }
}

/** Whether rows with missing values are every candidate's affair. */
export function searchAllowsMissing({ candidates }: Pick<AnySearch, "candidates">): boolean {
  return candidates.every(({ classifier }) => classifier.allowsMissing === true);
}

/** Refuses what some candidate would refuse. @throws CandidateError naming it */
export function checkSearch(
  { kind, candidates }: Pick<AnySearch, "kind" | "candidates">,
  y: Uint8Array,
  options: FitOptions,
  featureNames: readonly string[] | null,
): void {
  checkLearnable(kind, y, options);
  for (const { options: candidate, classifier } of candidates) {
    attempt(candidate, "before any fit", () => classifier.checkFit?.(y, options, featureNames));
  }
}

function checkPlan({ candidates }: Pick<AnySearch, "candidates">, plan: FoldPlan): void {
  checkTestParts(plan);
  for (const { options, classifier } of candidates) {
    plan.folds.forEach((_fold, index) => {
      attempt(options, `in fold ${index}, before any fit`, () => checkTrainingPart(classifier, plan, index));
    });
  }
}

/** Scores the candidates on the same folds, chooses, and fits the chosen one on all rows. */
export function runSearch<Options extends object, Fitted extends FittedClassifier, Name extends ScoringName>(
  search: Search<Options, Fitted, Name>,
  X: MatrixLike,
  y: LabelsLike,
  options: FitOptions = {},
): FittedSearch<Options, Fitted, Name> {
  const { kind, candidates, scoring, refit, onProgress } = search;
  const training = toTrainingData(X, y, options, searchAllowsMissing(search));
  const { features: matrix, labels } = training;
  checkSearch(search, labels, options, matrix.featureNames);
  const weights = options.sampleWeight === undefined ? undefined : training.weights;
  const folds = toFolds(search.cv, labels);
  checkPlan(search, { folds, labels, weights, featureNames: matrix.featureNames, scoring });
  const total = candidates.length * folds.length + 1;
  let done = 0;
  const onFit = () => onProgress?.(++done, total);
  const { scores, fitSeconds } = scoreCandidates(candidates, { matrix, labels, weights }, folds, scoring, onFit);
  const results = rankCandidates(
    candidates.map((candidate) => candidate.options),
    scores,
    scoring,
  );
  const bestIndex = chooseCandidate(results, refit, search.oneStandardError);
  const best = candidates[bestIndex];
  const bestModel = attempt(best.options, "on all rows", () =>
    best.classifier.fit(matrix, labels, fitOptions(weights)),
  );
  onFit();
  return new FittedSearch({
    kind,
    bestModel,
    results,
    bestIndex,
    refit,
    training: summarizeTraining(training, search.recipe),
    fitSeconds,
  });
}
