import { type Classifier, type FitOptions, InvalidParameterError, ShapeError, UndefinedMetricError } from "../core";
import type { Fold } from "../preprocessing";
import { type ScoringName, scoreForecast } from "./scoring";

/** What cross-validation is about to do. */
export interface FoldPlan {
  readonly folds: readonly Fold[];
  readonly labels: Uint8Array;
  /** One a sample; undefined where the caller gave none. */
  readonly weights?: Float64Array;
  readonly featureNames: readonly string[];
  /** Scores of the test parts. Default: none */
  readonly scoring?: readonly ScoringName[];
}

/**
 * Refuses folds that some fit or some score would refuse, before anything is fitted.
 * @throws as the recipe and the scores do, with the number of the fold
 */
export function checkFolds(classifier: Classifier, plan: FoldPlan): void {
  checkTestParts(plan);
  plan.folds.forEach((_fold, index) => {
    inFold(index, () => checkTrainingPart(classifier, plan, index));
  });
}

/** Refuses test parts of one class where a score needs both. */
export function checkTestParts({ folds, labels, scoring = [] }: FoldPlan): void {
  folds.forEach(({ test }, index) => {
    const truth = pick(labels, test);
    if (truth.includes(0) && truth.includes(1)) return;
    const forecast = new Float64Array(truth.length).fill(0.5);
    inFold(index, () => {
      for (const name of scoring) scoreForecast(name, truth, forecast);
    });
  });
}

/** Refuses the training part of one fold that the recipe would refuse. */
export function checkTrainingPart(
  classifier: Classifier,
  { folds, labels, weights, featureNames }: FoldPlan,
  index: number,
): void {
  if (typeof classifier.checkFit !== "function") return;
  const { train } = folds[index];
  const options: FitOptions =
    weights === undefined ? {} : { sampleWeight: Float64Array.from(train, (row) => weights[row]) };
  classifier.checkFit(pick(labels, train), options, featureNames);
}

function pick(labels: Uint8Array, rows: ArrayLike<number>): Uint8Array {
  const picked = new Uint8Array(rows.length);
  for (let place = 0; place < rows.length; place++) picked[place] = labels[rows[place]];
  return picked;
}

function inFold(index: number, work: () => void): void {
  try {
    work();
  } catch (error) {
    const kind = [UndefinedMetricError, ShapeError, InvalidParameterError].find((one) => error instanceof one);
    throw kind === undefined ? error : new kind(`fold ${index} cannot be used: ${(error as Error).message}`);
  }
}
