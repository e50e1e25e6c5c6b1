import {
  type Classifier,
  checkOptionNames,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  type OnProgress,
  show,
  toFeatureMatrix,
  toLabels,
} from "../core";
import type { Fold, Splitter } from "../preprocessing";
import { checkFolds } from "./check-folds";
import { trainingPart } from "./cross-validate";
import { type CrossValidationFolds, toFolds } from "./fold-list";
import { type CampaignAssumptions, checkCampaign } from "./threshold-by-cost";
import { ThresholdClassifier } from "./threshold-classifier";
import { outcomeAt, poolOutcomes, type ThresholdOutcome } from "./threshold-outcome";
import { checkThresholdRule, type ThresholdRule, thresholdByRule } from "./threshold-rule";

/** Options of {@link crossValidateThreshold}. */
export interface CrossValidateThresholdOptions {
  /** Outer folds: a splitter such as StratifiedKFold, or ready folds. */
  readonly cv: CrossValidationFolds;
  /** How the threshold is chosen: by cost, by capacity or by a function. */
  readonly choose: ThresholdRule;
  /** Splitter of each training part, for its out-of-fold forecasts. Default: 5 stratified folds, shuffled by `seed`. */
  readonly innerCv?: Splitter;
  /** Seed of the default inner folds, integer in [0, 2^32 − 1]; needed where innerCv is not given. */
  readonly seed?: number;
  /** For the profit of a rule that is not by cost. Default: those of the rule, or no profit. */
  readonly assumptions?: CampaignAssumptions;
  /** Called after each outer fold with (folds done, folds). */
  readonly onProgress?: OnProgress;
}

/** One outer fold: a threshold and what it came to. */
export interface ThresholdFold {
  /** Chosen on out-of-fold forecasts of the training part. */
  readonly threshold: number;
  /** On the training rows that chose the threshold: what it promised. */
  readonly promised: ThresholdOutcome;
  /** On the test part, which had no say: what it is worth. */
  readonly achieved: ThresholdOutcome;
  /** The threshold that the test part itself would have chosen. */
  readonly hindsightThreshold: number;
  /** What that one came to on the test part: too good, as it was chosen on the same rows. */
  readonly hindsight: ThresholdOutcome;
}

/** What a way of choosing thresholds is worth on rows that had no say. */
export interface ThresholdValidation {
  /** One entry an outer fold, in the order of the folds. */
  readonly folds: readonly ThresholdFold[];
  /** The thresholds of the folds: how much they vary. */
  readonly thresholds: Float64Array;
  /** All folds taken together; a row counts once for every fold that it is in. */
  readonly promised: ThresholdOutcome;
  /** What the thresholds came to on the test parts, all folds together. */
  readonly achieved: ThresholdOutcome;
  /** What the test parts' own thresholds would have come to, all folds together: too good. */
  readonly hindsight: ThresholdOutcome;
}

/**
 * Judges the choice of a threshold honestly. In every fold inner out-of-fold forecasts of the training part choose it,
 * the model is fitted on the whole training part, and both are applied to the test part. Beside what was achieved
 * stands what the same rule makes of the test part in hindsight: the difference is the optimism of choosing and judging
 * on the same rows.
 * @param classifier any recipe, a pipeline too
 * @param X nSamples × nFeatures
 * @param y labels 0 or 1, length nSamples
 * @returns the threshold of each fold, and what they came to, by fold and all together
 * @throws InvalidParameterError or ShapeError for options, data or folds that break their rule
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { crossValidateThreshold, LogisticRegression, StratifiedKFold } from "churnlab";
 *
 * const X = Array.from({ length: 60 }, (_, row) => [row % 20]);
 * const y = X.map(([value], row) => Number(value + 3 * (row % 4) > 14));
 * const choose = { by: "cost", costOfContact: 10, valueOfSavedClient: 100, successRate: 0.5 } as const;
 * const cv = new StratifiedKFold({ nSplits: 3, seed: 1 });
 * const { achieved, hindsight } = crossValidateThreshold(new LogisticRegression(), X, y, { cv, choose, seed: 1 });
 * assert.equal(achieved.nClients, 60);
 * assert.ok((achieved.profit ?? 0) <= (hindsight.profit ?? 0));
 * ```
 */
export function crossValidateThreshold(
  classifier: Classifier,
  X: MatrixLike,
  y: LabelsLike,
  options: CrossValidateThresholdOptions,
): ThresholdValidation {
  const known = ["cv", "choose", "innerCv", "seed", "assumptions", "onProgress"];
  checkOptionNames("crossValidateThreshold", options, known);
  const choose = checkThresholdRule(options.choose);
  const assumptions = assumptionsFor(choose, options.assumptions);
  const recipe = new ThresholdClassifier(classifier, { choose, cv: checkInner(options.innerCv), seed: options.seed });
  const matrix = toFeatureMatrix(X, "X", !recipe.allowsMissing);
  const labels = toLabels(y, matrix.nSamples);
  const outer = toFolds(options.cv, labels);
  checkFolds(recipe, { folds: outer, labels, featureNames: matrix.featureNames });
  const judge = (fold: Fold): ThresholdFold => {
    const [XTrain, yTrain] = trainingPart(matrix, labels, fold);
    const { fitted, outOfFold } = recipe.fitAndForecast(XTrain, yTrain);
    const yTest = Uint8Array.from(fold.test, (row) => labels[row]);
    const p = fitted.predictProba(matrix.selectRows(fold.test));
    const hindsightThreshold = thresholdByRule(choose, yTest, p, null);
    return {
      threshold: fitted.threshold,
      promised: outcomeAt(fitted.threshold, yTrain, outOfFold, assumptions),
      achieved: outcomeAt(fitted.threshold, yTest, p, assumptions),
      hindsightThreshold,
      hindsight: outcomeAt(hindsightThreshold, yTest, p, assumptions),
    };
  };
  const folds = outer.map((fold, index) => {
    const judged = judge(fold);
    options.onProgress?.(index + 1, outer.length);
    return judged;
  });
  const pool = (which: "promised" | "achieved" | "hindsight") =>
    poolOutcomes(
      folds.map((fold) => fold[which]),
      assumptions,
    );
  return {
    folds,
    thresholds: Float64Array.from(folds, ({ threshold }) => threshold),
    promised: pool("promised"),
    achieved: pool("achieved"),
    hindsight: pool("hindsight"),
  };
}

function assumptionsFor(choose: ThresholdRule, assumptions?: CampaignAssumptions): CampaignAssumptions | null {
  if (assumptions !== undefined) return checkCampaign("assumptions", assumptions);
  return typeof choose === "object" && choose.by === "cost" ? choose : null;
}

function checkInner(innerCv: Splitter | undefined): Splitter | undefined {
  if (innerCv === undefined || typeof innerCv?.split === "function") return innerCv;
  throw new InvalidParameterError(
    `innerCv must be a splitter such as StratifiedKFold: ready folds cannot fit every training part; got ${show(innerCv)}`,
  );
}
