import { adjustedRandScore, alignLabels, KMeans } from "../clustering";
import {
  checkInteger,
  checkOptionNames,
  type FeatureMatrix,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  show,
  toFeatureMatrix,
  toLabels,
} from "../core";
import { brierScore, crossValPredict, LogisticRegression, rocAucScore } from "../modeling";
import { type FittedOutlierTreatment, type OutlierDetector, OutlierTreatment, type Treatment } from "../outliers";
import { makePipeline, StandardScaler, StratifiedKFold } from "../preprocessing";

/** Options of {@link compareOutlierTreatments}. */
export interface CompareOutlierTreatmentsOptions {
  /** What finds outliers; learned anew in every fold. Limits of single features, or "winsorise" and "clip" are refused. */
  readonly detector: OutlierDetector;
  /** The choices to compare; "keep" comes first in any case. Default: all four */
  readonly treatments?: readonly Treatment[];
  /** Number of clusters, an integer in [2, nSamples]. Default: 5 */
  readonly nClusters?: number;
  /** Starts of k-means, an integer ≥ 1. Default: that of `KMeans` */
  readonly nInit?: number;
  /** Number of folds of the forecasts, an integer ≥ 2. Default: 5 */
  readonly nSplits?: number;
  /** Seed of folds and clusters, integer in [0, 2^32 − 1]. */
  readonly seed: number;
}

/** A coefficient under a treatment. */
export interface TreatedCoefficient {
  /** The column's name */
  readonly feature: string;
  /** In log-odds a standard deviation of the untreated feature */
  readonly coefficient: number;
  /** Less that of "keep" */
  readonly change: number;
}

/** What a treatment of outliers changes in the forecasts and the clusters. */
export interface TreatmentImpact {
  /** The choice */
  readonly treatment: Treatment;
  /** Values that it moves */
  readonly nMoved: number;
  /** Rows that it leaves out of training */
  readonly nDropped: number;
  /** ROC AUC of out-of-fold forecasts of all rows, those that training left out included */
  readonly rocAuc: number;
  /** Brier score of the same forecasts */
  readonly brier: number;
  /** One record a feature, of a logistic regression of all features (L2, C = 1) on all rows that stay */
  readonly coefficients: readonly TreatedCoefficient[];
  /** Agreement of the clusters of all rows with those of "keep": 1 for the same, 0 for chance */
  readonly adjustedRand: number;
  /** Largest distance of a cluster's centre from that of "keep" that it goes with, in standard deviations of all rows */
  readonly centerShift: number;
}

/**
 * What keeping, winsorising, clipping or dropping outliers changes: in the forecasts (AUC, Brier score and coefficients
 * of a logistic regression) and in the clusters (labels and centres of k-means), each choice beside "keep". Treatments
 * are learned from training rows; forecasts are judged on all rows, so that a treatment cannot win by leaving out the
 * hard ones, and rows that were dropped go to the nearest cluster.
 * @param X nSamples × nFeatures
 * @param y labels 0 or 1, length nSamples
 * @returns one record a treatment, "keep" first
 * @throws InvalidParameterError for a bad or unknown option, or a detector that has no limits to move values to
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { compareOutlierTreatments, featuresAndLabels, simulateClients, TukeyFences } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 200, seed: 1 }), "Churn");
 * const options = { detector: new TukeyFences(), nClusters: 3, nInit: 2, nSplits: 2, seed: 1 };
 * const [keep, winsorise, clip, drop] = compareOutlierTreatments(X, y, options);
 * assert.deepEqual([keep.nMoved, keep.nDropped, keep.adjustedRand], [0, 0, 1]);
 * assert.equal(clip.nMoved, winsorise.nMoved);
 * assert.ok(drop.nDropped > 0 && drop.nMoved === 0);
 * ```
 */
export function compareOutlierTreatments(
  X: MatrixLike,
  y: LabelsLike,
  options: CompareOutlierTreatmentsOptions,
): TreatmentImpact[] {
  const known = ["detector", "treatments", "nClusters", "nInit", "nSplits", "seed"];
  checkOptionNames("compareOutlierTreatments", options, known);
  const matrix = toFeatureMatrix(X);
  const labels = toLabels(y, matrix.nSamples);
  const seed = checkInteger("seed", options.seed, { min: 0, max: 0xffffffff });
  const nClusters = checkInteger("nClusters", options.nClusters ?? 5, { min: 2, max: matrix.nSamples });
  const nSplits = checkInteger("nSplits", options.nSplits ?? 5, { min: 2 });
  const starts = options.nInit === undefined ? {} : { nInit: checkInteger("nInit", options.nInit, { min: 1 }) };
  const treatments = checkTreatments(options.treatments ?? ["keep", "winsorise", "clip", "drop"]);
  const recipes = treatments.map((treatment) => new OutlierTreatment({ treatment, detector: options.detector }));
  checkMovable(treatments, options.detector, matrix);
  const study = { matrix, labels, nSplits, seed, kMeans: new KMeans({ nClusters, seed, ...starts }) };
  const results = recipes.map((recipe) => resultOf(recipe, study));
  return results.map((result) => compareWith(results[0], result));
}

function checkTreatments(treatments: readonly Treatment[]): Treatment[] {
  if (!Array.isArray(treatments)) {
    throw new InvalidParameterError(`treatments must be an array; got ${show(treatments)}`);
  }
  return ["keep", ...treatments.filter((treatment) => treatment !== "keep")];
}

/** "winsorise" and "clip" need limits: found out before the forecasts, which take most of the time. */
function checkMovable(treatments: readonly Treatment[], detector: OutlierDetector, matrix: FeatureMatrix): void {
  const moving = treatments.find((treatment) => treatment === "winsorise" || treatment === "clip");
  if (moving !== undefined) new OutlierTreatment({ treatment: moving, detector }).fit(matrix);
}

interface Study {
  readonly matrix: FeatureMatrix;
  readonly labels: Uint8Array;
  readonly kMeans: KMeans;
  readonly nSplits: number;
  readonly seed: number;
}

interface TreatmentResult {
  readonly fitted: FittedOutlierTreatment;
  readonly nMoved: number;
  readonly rocAuc: number;
  readonly brier: number;
  readonly coefficients: Float64Array;
  readonly clusters: Uint32Array;
  /** nClusters × nFeatures, in standard deviations of all rows */
  readonly centers: number[][];
  readonly featureNames: readonly string[];
}

function resultOf(recipe: OutlierTreatment, study: Study): TreatmentResult {
  const { matrix, labels, kMeans, nSplits, seed } = study;
  const cv = new StratifiedKFold({ nSplits, seed });
  const forecast = makePipeline(recipe, new StandardScaler(), new LogisticRegression());
  const p = crossValPredict(forecast, matrix, labels, { cv });
  const fitted = recipe.fit(matrix);
  const treated = fitted.transform(matrix);
  // One scale for all treatments, that of the rows as they are: otherwise the unit would change with the treatment.
  const scaled = new StandardScaler().fit(matrix).transform(treated);
  const dropped = new Set(fitted.droppedRows);
  const kept = Uint32Array.from(labels.keys()).filter((row) => !dropped.has(row));
  const training = scaled.selectRows(kept);
  const model = new LogisticRegression().fit(
    training,
    Uint8Array.from(kept, (row) => labels[row]),
  );
  const partition = kMeans.fit(training);
  return {
    fitted,
    nMoved: matrix.data.reduce((count, value, place) => count + (value === treated.data[place] ? 0 : 1), 0),
    rocAuc: rocAucScore(labels, p),
    brier: brierScore(labels, p),
    coefficients: model.coefficients,
    clusters: partition.predict(scaled),
    centers: partition.centers.toArrays(),
    featureNames: matrix.featureNames,
  };
}

function compareWith(keep: TreatmentResult, result: TreatmentResult): TreatmentImpact {
  return {
    treatment: result.fitted.treatment,
    nMoved: result.nMoved,
    nDropped: result.fitted.droppedRows.length,
    rocAuc: result.rocAuc,
    brier: result.brier,
    coefficients: result.featureNames.map((feature, place) => ({
      feature,
      coefficient: result.coefficients[place],
      change: result.coefficients[place] - keep.coefficients[place],
    })),
    adjustedRand: adjustedRandScore(keep.clusters, result.clusters),
    centerShift: centerShift(keep, result),
  };
}

/** Centres are compared with those that most of their rows had before. */
function centerShift(keep: TreatmentResult, result: TreatmentResult): number {
  const aligned = alignLabels(keep.clusters, result.clusters);
  const partner = new Map<number, number>();
  for (let row = 0; row < aligned.length; row++) partner.set(result.clusters[row], aligned[row]);
  let largest = 0;
  for (const [own, before] of partner) {
    if (keep.centers[before] === undefined) continue;
    largest = Math.max(largest, Math.hypot(...result.centers[own].map((x, j) => x - keep.centers[before][j])));
  }
  return largest;
}
