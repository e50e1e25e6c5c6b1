import {
  type Classifier,
  checkInteger,
  checkOneOf,
  checkOptionNames,
  type FeatureMatrix,
  type FitOptions,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  type OnProgress,
  Random,
  show,
} from "../../core";
import { checkTwoClasses, toTrainingData } from "../training-data";
import { binFeatures } from "../trees/quantile-bins";
import { joinTrees, leafValue, type TreeNodes } from "../trees/tree-nodes";
import { FittedRandomForest, type OutOfBag } from "./fitted-random-forest";
import type { SplitCriterion } from "./impurity";
import { TreeGrower, type TreeLimits } from "./tree-grower";

/** Options of {@link RandomForestClassifier}. */
export interface RandomForestOptions {
  /** Number of trees, integer from 1. Default 100. */
  readonly nEstimators?: number;
  /** Most questions from root to leaf, integer from 1. Default: no limit. */
  readonly maxDepth?: number;
  /** Fewest distinct rows in a leaf, integer from 1. Default 1. */
  readonly minSamplesLeaf?: number;
  /** Fewest distinct rows in a node that is split, integer from 2. Default 2. */
  readonly minSamplesSplit?: number;
  /** Features drawn at every split: ⌊√nFeatures⌋, all, or their number in [1, nFeatures]. Default "sqrt". */
  readonly maxFeatures?: "sqrt" | "all" | number;
  /** Impurity that a split is to lower. Default "gini". */
  readonly criterion?: SplitCriterion;
  /** Grow each tree on as many rows drawn with replacement. Default true. */
  readonly bootstrap?: boolean;
  /** Most bins a feature, integer in [2, 256]; exact for features with no more distinct values. Default 255. */
  readonly nBins?: number;
  /** Seed, integer in [0, 2^32 − 1]. The same seed grows the same trees on every machine. */
  readonly seed: number;
  /** Called after each tree with (trees grown, nEstimators). */
  readonly onProgress?: OnProgress;
}

const optionNames = [
  "nEstimators",
  "maxDepth",
  "minSamplesLeaf",
  "minSamplesSplit",
  "maxFeatures",
  "criterion",
  "bootstrap",
  "nBins",
  "seed",
  "onProgress",
];

/**
 * Random forest (Breiman 2001) of histogram trees. Features are drawn at every split; P(churn) is the mean of the
 * leaf shares; limits count distinct rows and thresholds lie half-way: all by scikit-learn's conventions.
 */
export class RandomForestClassifier implements Classifier {
  readonly options: Required<Omit<RandomForestOptions, "onProgress">> & Pick<RandomForestOptions, "onProgress">;

  /** @throws InvalidParameterError naming the option, its rule and the value */
  constructor(options: RandomForestOptions) {
    checkOptionNames("RandomForestClassifier", options, optionNames);
    const { maxDepth, bootstrap = true, maxFeatures = "sqrt" } = options;
    if (typeof bootstrap !== "boolean") {
      throw new InvalidParameterError(`bootstrap must be true or false; got ${show(bootstrap)}`);
    }
    this.options = {
      nEstimators: checkInteger("nEstimators", options.nEstimators ?? 100, { min: 1 }),
      maxDepth: maxDepth === undefined ? Number.POSITIVE_INFINITY : checkInteger("maxDepth", maxDepth, { min: 1 }),
      minSamplesLeaf: checkInteger("minSamplesLeaf", options.minSamplesLeaf ?? 1, { min: 1 }),
      minSamplesSplit: checkInteger("minSamplesSplit", options.minSamplesSplit ?? 2, { min: 2 }),
      maxFeatures:
        typeof maxFeatures === "number"
          ? checkInteger("maxFeatures", maxFeatures, { min: 1 })
          : checkOneOf("maxFeatures", maxFeatures, ["sqrt", "all"] as const),
      criterion: checkOneOf("criterion", options.criterion ?? "gini", ["gini", "entropy"]),
      bootstrap,
      nBins: checkInteger("nBins", options.nBins ?? 255, { min: 2, max: 256 }),
      seed: checkInteger("seed", options.seed, { min: 0, max: 0xffffffff }),
      onProgress: options.onProgress,
    };
  }

  /**
   * @param X nSamples × nFeatures
   * @param y labels 0 or 1, length nSamples, both classes present
   * @param options sampleWeight multiplies the bootstrap counts; rows are drawn without regard to it
   * @throws InvalidParameterError or ShapeError for data that break these rules
   */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedRandomForest {
    checkOptionNames("fit", options, ["sampleWeight"]);
    const data = toTrainingData(X, y, options);
    checkTwoClasses("RandomForestClassifier", data);
    const { features: matrix, labels, weights: baseWeights } = data;
    const { maxFeatures, nEstimators, nBins, onProgress } = this.options;
    const limits: TreeLimits = { ...this.options, maxFeatures: countFeatures(maxFeatures, matrix.nFeatures) };
    const grower = new TreeGrower(binFeatures(matrix, nBins), labels, limits);
    const random = new Random(this.options.seed);
    const outOfBag = this.options.bootstrap ? new OutOfBagVotes(matrix) : null;
    const importances = new Float64Array(matrix.nFeatures);
    const trees: TreeNodes[] = [];
    for (let tree = 0; tree < nEstimators; tree++) {
      const treeRandom = random.fork(tree);
      const weights = outOfBag === null ? baseWeights : drawBootstrap(baseWeights, treeRandom, outOfBag.counts);
      const gains = new Float64Array(matrix.nFeatures);
      const grown = grower.grow(weights, treeRandom, gains);
      addShares(importances, gains);
      outOfBag?.add(grown);
      trees.push(grown);
      onProgress?.(tree + 1, nEstimators);
    }
    normalise(importances);
    return new FittedRandomForest(
      [...matrix.featureNames],
      joinTrees(trees),
      importances,
      outOfBag?.result(labels) ?? null,
    );
  }
}

function countFeatures(maxFeatures: "sqrt" | "all" | number, nFeatures: number): number {
  if (maxFeatures === "all") return nFeatures;
  if (maxFeatures === "sqrt") return Math.floor(Math.sqrt(nFeatures));
  return checkInteger("maxFeatures", maxFeatures, { min: 1, max: nFeatures });
}

/**
 * Draws as many rows as there are, with replacement; draws anew in the rare case that no row of positive weight came.
 * @param counts how often each row is drawn is written here
 * @returns each row's weight times its count
 */
function drawBootstrap(baseWeights: Float64Array, random: Random, counts: Uint32Array): Float64Array {
  const nSamples = baseWeights.length;
  for (;;) {
    counts.fill(0);
    for (let draw = 0; draw < nSamples; draw++) counts[random.integer(nSamples)]++;
    const weights = baseWeights.map((weight, row) => weight * counts[row]);
    if (weights.some((weight) => weight > 0)) return weights;
  }
}

function addShares(importances: Float64Array, gains: Float64Array): void {
  normalise(gains);
  for (let feature = 0; feature < gains.length; feature++) importances[feature] += gains[feature];
}

function normalise(values: Float64Array): void {
  const sum = values.reduce((subtotal, value) => subtotal + value, 0);
  if (sum > 0) for (let index = 0; index < values.length; index++) values[index] /= sum;
}

/** Collects the forecasts of each tree for the rows that it did not draw. */
class OutOfBagVotes {
  /** How often the tree at hand drew each row. */
  readonly counts: Uint32Array;
  private readonly sums: Float64Array;
  private readonly votes: Uint32Array;

  constructor(private readonly matrix: FeatureMatrix) {
    this.counts = new Uint32Array(matrix.nSamples);
    this.sums = new Float64Array(matrix.nSamples);
    this.votes = new Uint32Array(matrix.nSamples);
  }

  add(tree: TreeNodes): void {
    const { data, nSamples, nFeatures } = this.matrix;
    for (let row = 0; row < nSamples; row++) {
      if (this.counts[row] > 0) continue;
      this.sums[row] += leafValue(tree, 0, data, row * nFeatures);
      this.votes[row]++;
    }
  }

  result(labels: Uint8Array): OutOfBag {
    // 0/0 has other NaN bits on another processor, so NaN is written out.
    const oobProba = this.sums.map((sum, row) => (this.votes[row] > 0 ? sum / this.votes[row] : Number.NaN));
    let judged = 0;
    let right = 0;
    oobProba.forEach((probability, row) => {
      if (Number.isNaN(probability)) return;
      judged++;
      if ((probability >= 0.5 ? 1 : 0) === labels[row]) right++;
    });
    return { oobProba, oobScore: judged > 0 ? right / judged : Number.NaN };
  }
}
