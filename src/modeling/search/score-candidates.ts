import type { Classifier, FeatureMatrix, FitOptions } from "../../core";
import type { Fold } from "../../preprocessing";
import { type ScoringName, scoreForecast } from "../scoring";
import { CandidateError } from "./candidate-error";

/** Options to try, and the recipe that they make. */
export interface Candidate<Options extends object> {
  readonly options: Options;
  readonly classifier: Classifier;
}

/** Rows to train and judge candidates on. */
export interface SearchData {
  readonly matrix: FeatureMatrix;
  readonly labels: Uint8Array;
  /** Undefined where the caller gave none: some classifiers refuse weights. */
  readonly weights: Float64Array | undefined;
}

/** Scores of candidates; the outer array is by candidate. */
export interface CandidateScores<Name extends ScoringName> {
  readonly scores: readonly Readonly<Record<Name, Float64Array>>[];
  /** Wall-clock seconds of a candidate's fits, mean over the folds. */
  readonly fitSeconds: Float64Array;
}

/**
 * Scores every candidate on the same folds, fold by fold, so that the rows of a fold are gathered once.
 * @param onFit called after each fit
 * @throws CandidateError naming the candidate and the fold
 */
export function scoreCandidates<Name extends ScoringName>(
  candidates: readonly Candidate<object>[],
  data: SearchData,
  folds: readonly Fold[],
  names: readonly Name[],
  onFit: () => void,
): CandidateScores<Name> {
  const scores = candidates.map(
    () => Object.fromEntries(names.map((name) => [name, new Float64Array(folds.length)])) as Record<Name, Float64Array>,
  );
  const fitSeconds = new Float64Array(candidates.length);
  folds.forEach((fold, place) => {
    const train = partOf(data, fold.train);
    const test = partOf(data, fold.test);
    candidates.forEach(({ options, classifier }, index) => {
      try {
        const started = performance.now();
        const fitted = classifier.fit(train.matrix, train.labels, fitOptions(train.weights));
        fitSeconds[index] += (performance.now() - started) / 1000 / folds.length;
        const probabilities = fitted.predictProba(test.matrix);
        for (const name of names) scores[index][name][place] = scoreForecast(name, test.labels, probabilities);
      } catch (error) {
        throw new CandidateError(options, `in fold ${place}`, error);
      }
      onFit();
    });
  });
  return { scores, fitSeconds };
}

/** What `fit` is told: nothing where there are no weights. */
export function fitOptions(weights: Float64Array | undefined): FitOptions | undefined {
  return weights === undefined ? undefined : { sampleWeight: weights };
}

function partOf({ matrix, labels, weights }: SearchData, rows: Uint32Array): SearchData {
  return {
    matrix: matrix.selectRows(rows),
    labels: Uint8Array.from(rows, (row) => labels[row]),
    weights: weights === undefined ? undefined : Float64Array.from(rows, (row) => weights[row]),
  };
}
