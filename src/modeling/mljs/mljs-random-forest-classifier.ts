import { RandomForestClassifier as EngineRandomForest } from "ml-random-forest";
import {
  type Classifier,
  checkInteger,
  checkNumber,
  checkOptionNames,
  type FitOptions,
  type FittedClassifier,
  innerOf,
  type LabelsLike,
  type MatrixLike,
  makeImmutable,
  modelHeader,
  type OnProgress,
  Random,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  type TrainingSummary,
  toMatchingFeatures,
} from "../../core";
import { labelsAtThreshold } from "../predict-labels";
import { checkLearnable, checkTwoClasses, refuseWeights, summarizeTraining, toTrainingData } from "../training-data";
import { type FlatTree, predictRow, readFlatTree } from "./flat-tree";
import { flattenTree } from "./flatten-tree";
import { type BinLimits, binRows, quantileBinLimits } from "./quantile-bins";

export interface MljsRandomForestClassifierOptions {
  /** Number of trees, an integer ≥ 1. Default 15: more is better and takes proportionally longer. */
  readonly nEstimators?: number;
  /** Deepest level of a tree, an integer ≥ 1. Default 6. */
  readonly maxDepth?: number;
  /** Share of the features that each tree is given, in (0, 1]. Default 0.5. */
  readonly maxFeatures?: number;
  /** Rows drawn for each tree, with replacement, as a share of all rows, in (0, 1]. Default 0.5. */
  readonly maxSamples?: number;
  /** Most bins a feature, an integer in [2, 256]. Default 8; the time grows with it. */
  readonly maxBins?: number;
  /** Nodes of this many samples or fewer become leaves, an integer ≥ 1. Default 10. */
  readonly minNumSamples?: number;
  /** Seed of the bootstrap samples and of the features of each tree, an integer in [0, 2³² − 1]. */
  readonly seed: number;
  /** Called after every tree. */
  readonly onProgress?: OnProgress;
}

const optionNames = [
  "nEstimators",
  "maxDepth",
  "maxFeatures",
  "maxSamples",
  "maxBins",
  "minNumSamples",
  "seed",
  "onProgress",
];

/**
 * The package ml-random-forest as a {@link Classifier}.
 *
 * As it comes, the package draws features once a tree, with replacement, and not at every split; tries a split between
 * every two neighbours of different class, even of equal value, so that a tree costs seconds; collects out-of-bag votes
 * in quadratic time; stops growing at a gain of 0.01; lets trees vote by class, not by probability; and its
 * `predictProbability` loses the vote of the first tree and rounds to six digits.
 * Repaired from outside: features drawn without replacement; values replaced by the number of their quantile bin and
 * rows sorted by class, which leaves two candidate splits a bin; bootstrap samples drawn here, no out-of-bag votes; no
 * gain limit; leaf probabilities, averaged over the trees. The package grows the trees, one at a time; all that is
 * random comes from `seed`.
 * Not repaired: features are drawn a tree; no weights.
 * @see the package ml-random-forest
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { MljsRandomForestClassifier } from "churnlab";
 *
 * const X = Array.from({ length: 60 }, (_, row) => [row, row % 7]);
 * const y = X.map(([first]) => Number(first >= 30));
 * const model = new MljsRandomForestClassifier({ nEstimators: 10, maxFeatures: 1, seed: 1 }).fit(X, y);
 * assert.equal(model.nEstimators, 10);
 * assert.deepEqual(Array.from(model.predict([[2, 0], [58, 0]])), [0, 1]);
 * ```
 */
export class MljsRandomForestClassifier implements Classifier {
  private readonly nEstimators: number;
  private readonly maxDepth: number;
  private readonly maxFeatures: number;
  private readonly maxSamples: number;
  private readonly maxBins: number;
  private readonly minNumSamples: number;
  private readonly seed: number;
  private readonly onProgress: OnProgress | undefined;

  constructor(options: MljsRandomForestClassifierOptions) {
    checkOptionNames("MljsRandomForestClassifier", options, optionNames);
    this.nEstimators = checkInteger("nEstimators", options.nEstimators ?? 15, { min: 1 });
    this.maxDepth = checkInteger("maxDepth", options.maxDepth ?? 6, { min: 1 });
    this.maxFeatures = checkNumber("maxFeatures", options.maxFeatures ?? 0.5, { exclusiveMin: 0, max: 1 });
    this.maxSamples = checkNumber("maxSamples", options.maxSamples ?? 0.5, { exclusiveMin: 0, max: 1 });
    this.maxBins = checkInteger("maxBins", options.maxBins ?? 8, { min: 2, max: 256 });
    this.minNumSamples = checkInteger("minNumSamples", options.minNumSamples ?? 10, { min: 1 });
    this.seed = checkInteger("seed", options.seed, { min: 0, max: 0xffffffff });
    this.onProgress = options.onProgress;
  }

  /** @throws InvalidParameterError for `sampleWeight`, which the package does not know, and for y of one class */
  fit(X: MatrixLike, y: LabelsLike, options: FitOptions = {}): FittedMljsRandomForestClassifier {
    refuseWeights("MljsRandomForestClassifier", "ml-random-forest", options);
    const training = toTrainingData(X, y);
    checkTwoClasses("MljsRandomForestClassifier", training);
    const limits = quantileBinLimits(training.features, this.maxBins);
    const rows = binRows(training.features, limits);
    const random = new Random(this.seed);
    const trees: FlatTree[] = [];
    while (trees.length < this.nEstimators) {
      trees.push(this.growTree(rows, training.labels, limits, random));
      this.onProgress?.(trees.length, this.nEstimators);
    }
    const { onProgress: _, ...recipe } = this;
    const summary = summarizeTraining(training, recipe);
    return new FittedMljsRandomForestClassifier(training.features.featureNames, trees, summary);
  }

  /** Refuses labels of one class and any weights, before any work. */
  checkFit(y: Uint8Array, options: FitOptions = {}): void {
    refuseWeights("MljsRandomForestClassifier", "ml-random-forest", options);
    checkLearnable("MljsRandomForestClassifier", y, {});
  }

  /** Reads what the fitted model's `toJSON` wrote. */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedMljsRandomForestClassifier {
    return FittedMljsRandomForestClassifier.fromJSON(json, options);
  }

  private growTree(rows: number[][], labels: Uint8Array, limits: BinLimits, random: Random): FlatTree {
    const length = Math.max(1, Math.round(this.maxSamples * labels.length));
    const drawn = Uint32Array.from({ length }, () => random.integer(labels.length));
    // By class: the package's stable sort keeps the classes of a bin together, and so finds few candidate splits.
    const sample = drawn.sort((a, b) => labels[a] - labels[b] || a - b);
    const forest = new EngineRandomForest({
      seed: random.integer(0x7fffffff),
      nEstimators: 1,
      maxFeatures: Math.max(1, Math.round(this.maxFeatures * limits.length)),
      replacement: false,
      useSampleBagging: false,
      noOOB: true,
      treeOptions: {
        maxDepth: this.maxDepth,
        minNumSamples: this.minNumSamples,
        gainThreshold: 0,
      },
    });
    forest.train(
      Array.from(sample, (row) => rows[row]),
      Array.from(sample, (row) => labels[row]),
    );
    return flattenTree(forest.estimators[0].root, forest.indexes[0], limits);
  }
}

/**
 * A forest that ml-random-forest grew, its trees in the units of the features as given.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedMljsRandomForestClassifier, MljsRandomForestClassifier } from "churnlab";
 *
 * const X = [[0], [1], [1], [2], [2], [3]];
 * const fitted = new MljsRandomForestClassifier({ nEstimators: 2, maxFeatures: 1, seed: 1 }).fit(X, [1, 1, 0, 1, 0, 0]);
 * const same = FittedMljsRandomForestClassifier.fromJSON(JSON.parse(JSON.stringify(fitted)));
 * assert.deepEqual(same.predictProba(X), fitted.predictProba(X));
 * ```
 */
export class FittedMljsRandomForestClassifier implements FittedClassifier {
  /** @internal `fit` and `fromJSON` make it. */
  constructor(
    readonly featureNames: readonly string[],
    private readonly trees: readonly FlatTree[],
    /** What the forest was trained on and how. */
    readonly training: TrainingSummary,
  ) {
    makeImmutable(this);
  }

  /** Number of trees. */
  get nEstimators(): number {
    return this.trees.length;
  }

  /** Mean over the trees of the churn share in the row's leaf. */
  predictProba(X: MatrixLike): Float64Array {
    const matrix = toMatchingFeatures(X, this.featureNames);
    const { trees } = innerOf(this);
    return Float64Array.from({ length: matrix.nSamples }, (_, row) => {
      let sum = 0;
      for (const tree of trees) sum += predictRow(tree, matrix, row);
      return Math.min(1, sum / trees.length);
    });
  }

  predict(X: MatrixLike, threshold = 0.5): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  toJSON(): object {
    return {
      ...modelHeader(modelName, this.featureNames),
      training: this.training,
      nEstimators: this.nEstimators,
      trees: this.trees,
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedMljsRandomForestClassifier {
    const fields = readModelJSON(json, modelName, options);
    const { featureNames } = fields;
    const trees = fields.objects("trees").map((tree) => readFlatTree(tree, featureNames.length));
    if (trees.length === 0 || trees.length !== fields.integer("nEstimators")) {
      throw new ShapeError(`trees in the JSON of a ${modelName} must be nEstimators, at least 1; got ${trees.length}`);
    }
    return new FittedMljsRandomForestClassifier(featureNames, trees, fields.training());
  }
}

const modelName = "MljsRandomForestClassifier";
