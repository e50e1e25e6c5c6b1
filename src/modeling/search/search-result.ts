import { meanOf } from "../../core";
import { greaterIsBetter, type ScoringName } from "../scoring";

/** How one candidate of a search did. */
export interface SearchResult<Options extends object, Name extends ScoringName> {
  /** The options of the candidate. */
  readonly options: Options;
  /** Score on each fold's test part, by score name, in the order of the folds. */
  readonly scores: Readonly<Record<Name, Float64Array>>;
  /** Mean over the folds, by score name. */
  readonly mean: Readonly<Record<Name, number>>;
  /** Standard deviation over the folds (divisor nFolds, as in scikit-learn), by score name. */
  readonly standardDeviation: Readonly<Record<Name, number>>;
  /** 1 for the best mean; candidates of one mean share the smallest of their ranks. By score name. */
  readonly rank: Readonly<Record<Name, number>>;
}

/** Summarises and ranks candidates, in the given order. */
export function rankCandidates<Options extends object, Name extends ScoringName>(
  options: readonly Options[],
  scores: readonly Readonly<Record<Name, Float64Array>>[],
  names: readonly Name[],
): SearchResult<Options, Name>[] {
  const byName = <T>(of: (name: Name) => T) =>
    Object.fromEntries(names.map((name) => [name, of(name)] as const)) as Record<Name, T>;
  const means = scores.map((candidate) => byName((name) => meanOf(candidate[name])));
  const better = (name: Name, a: number, b: number) => (greaterIsBetter(name) ? a > b : a < b);
  return scores.map((candidate, index) => ({
    options: options[index],
    scores: candidate,
    mean: means[index],
    standardDeviation: byName((name) => deviation(candidate[name], means[index][name])),
    rank: byName((name) => 1 + means.filter((other) => better(name, other[name], means[index][name])).length),
  }));
}

/**
 * The candidate to use: the first of the best, or, by the one-standard-error rule (Breiman et al. 1984, section 3.4.3),
 * the first whose mean is within one standard error of the best.
 */
export function chooseCandidate<Name extends ScoringName>(
  results: readonly SearchResult<object, Name>[],
  name: Name,
  oneStandardError: boolean,
): number {
  const best = results.findIndex(({ rank }) => rank[name] === 1);
  if (!oneStandardError) return best;
  const { mean, standardDeviation, scores } = results[best];
  const nFolds = scores[name].length;
  // Of the sample standard deviation, divisor nFolds − 1; one fold has no spread to allow for.
  const allowed = nFolds < 2 ? 0 : standardDeviation[name] / Math.sqrt(nFolds - 1);
  return results.findIndex((result) => Math.abs(result.mean[name] - mean[name]) <= allowed);
}

function deviation(values: Float64Array, mean: number): number {
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}
