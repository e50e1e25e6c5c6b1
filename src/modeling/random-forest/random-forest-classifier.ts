import {
  type Classifier,
  checkInteger,
  checkOptionNames,
  type FitOptions,
  type LabelsLike,
  type MatrixLike,
  type ReadModelOptions,
} from "../../core";
import { classFactors } from "../class-weight";
import {
  checkLearnable,
  checkTwoClasses,
  summarizeTraining,
  type TrainingData,
  toTrainingData,
} from "../training-data";
import { FittedRandomForest } from "./fitted-random-forest";
import { binRows } from "./forest-data";
import type { ForestTask } from "./forest-task";
import { growForest } from "./grow-forest";
import { outOfBag } from "./out-of-bag";
import { type ForestSettings, type RandomForestOptions, readForestOptions } from "./random-forest-options";

/** Up to this many rows "auto" means "exact": sorting out all values costs little, and nothing is lost. */
const exactRows = 10_000;

/**
 * Random forest (Breiman 2001): trees grown on bootstrap samples, features drawn at every split; P(churn) is the mean
 * over trees of the share of leavers in the row's leaf. Features need no scaling.
 *
 * Conventions are scikit-learn's (1.9): limits count distinct rows, thresholds lie half-way between values, sample and
 * class weights are chances in the bootstrap and weights without it. Other than there, values keep all 64 bits, so that
 * features may be of any size, and the out-of-bag score counts each row with its sample weight.
 * @see scikit-learn `RandomForestClassifier`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { featuresAndLabels, RandomForestClassifier, rocAucScore, simulateClients } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 300, seed: 1 }), "Churn");
 * const model = new RandomForestClassifier({ nEstimators: 20, maxDepth: 8, seed: 1 }).fit(X, y);
 * assert.ok(rocAucScore(y, model.predictProba(X)) > 0.95);
 * assert.ok(model.oobScore !== null && model.oobScore > 0.8); // accuracy on rows that a tree did not see
 * ```
 */
export class RandomForestClassifier implements Classifier {
  /** The options, with defaults filled in. */
  readonly options: ForestSettings;

  /** @throws InvalidParameterError naming the option, its rule and the value */
  constructor(options: RandomForestOptions) {
    this.options = readForestOptions(options);
  }

  /**
   * Grows the forest.
   * @param X nSamples × nFeatures, finite numbers
   * @param y labels 0 or 1, length nSamples, both classes present
   * @param options sampleWeight: with bootstrap the chance of a row to be drawn, without its weight; 0 leaves it out
   * @throws InvalidParameterError for other values, one class only, maxFeatures above nFeatures, or exact splits of more
   *   than 262,144 distinct values; ShapeError for lengths that differ
   */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedRandomForest {
    checkOptionNames("fit", options, ["sampleWeight"]);
    const training = toTrainingData(X, y, options);
    checkTwoClasses("RandomForestClassifier", training);
    const { nEstimators, bootstrap, onProgress, nJobs, ...kept } = this.options;
    const task = this.taskOf(training);
    const { trees, importances, seen } = growForest(task, nEstimators, nJobs, onProgress);
    const { features, labels, weights } = training;
    return new FittedRandomForest({
      featureNames: features.featureNames,
      training: summarizeTraining(training, { nEstimators, bootstrap, ...kept }),
      trees,
      featureImportances: importances,
      outOfBag: bootstrap ? outOfBag(trees, seen, features, labels, weights) : null,
    });
  }

  /** Refuses labels of one class, wrong weights and a `maxFeatures` that there are not, before any work. */
  checkFit(y: Uint8Array, options: FitOptions = {}, featureNames: readonly string[] | null = null): void {
    checkLearnable("RandomForestClassifier", y, options);
    if (featureNames !== null) countFeatures(this.options.maxFeatures, featureNames.length);
  }

  /** Reads a saved forest: see {@link FittedRandomForest.fromJSON}. */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedRandomForest {
    return FittedRandomForest.fromJSON(json, options);
  }

  private taskOf({ features, labels, weights, classWeights }: TrainingData): ForestTask {
    const { bootstrap, classWeight, splitter, nBins, nJobs, seed } = this.options;
    const balancesTrees = bootstrap && classWeight === "balancedSubsample";
    const factors = balancesTrees
      ? ([1, 1] as const)
      : classFactors(classWeight === "balancedSubsample" ? "balanced" : classWeight, classWeights);
    const unit = unitOf(weights);
    const isExact = splitter === "exact" || (splitter === "auto" && features.nSamples <= exactRows);
    return {
      data: binRows(features, labels, weights, isExact ? Number.POSITIVE_INFINITY : nBins, nJobs > 1),
      labels,
      weights: weights.map((weight, row) => (weight / unit) * (bootstrap ? factors[labels[row]] : 1)),
      unit,
      factors,
      bootstrap,
      balancesTrees,
      limits: limitsOf(this.options, features.nFeatures),
      seed,
    };
  }
}

/** A power of 2 that brings weights near 1 where products of them could leave the range of numbers; else 1. */
function unitOf(weights: Float64Array): number {
  let largest = 0;
  for (let row = 0; row < weights.length; row++) largest = Math.max(largest, weights[row]);
  const exponent = Math.floor(Math.log2(largest));
  return Math.abs(exponent) > 100 ? 2 ** exponent : 1;
}

function limitsOf(settings: ForestSettings, nFeatures: number) {
  const { minSamplesLeaf, minSamplesSplit, minImpurityDecrease, criterion } = settings;
  const maxDepth = settings.maxDepth ?? Number.POSITIVE_INFINITY;
  const maxLeafNodes = settings.maxLeafNodes ?? Number.POSITIVE_INFINITY;
  const maxFeatures = countFeatures(settings.maxFeatures, nFeatures);
  return { maxDepth, maxLeafNodes, minSamplesLeaf, minSamplesSplit, minImpurityDecrease, criterion, maxFeatures };
}

function countFeatures(maxFeatures: "sqrt" | "all" | number, nFeatures: number): number {
  if (maxFeatures === "all") return nFeatures;
  if (maxFeatures === "sqrt") return Math.floor(Math.sqrt(nFeatures));
  return checkInteger("maxFeatures", maxFeatures, { min: 1, max: nFeatures });
}
