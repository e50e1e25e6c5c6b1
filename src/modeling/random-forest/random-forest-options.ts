import {
  checkInteger,
  checkNumber,
  checkOneOf,
  checkOptionNames,
  InvalidParameterError,
  type OnProgress,
  show,
} from "../../core";
import { checkForestClassWeight, type ForestClassWeight } from "./class-weight";
import type { SplitCriterion } from "./impurity";

/** Where a tree may cut a feature. */
export type ForestSplitter = "auto" | "exact" | "histogram";

/** Options of {@link RandomForestClassifier}. */
export interface RandomForestOptions {
  /** Number of trees, integer from 1. Default 100. */
  readonly nEstimators?: number;
  /** Most questions from root to leaf, integer from 1; null: no limit. Default null. */
  readonly maxDepth?: number | null;
  /**
   * Most leaves of a tree, integer from 2; null: no limit. With a limit, of all nodes that could be split the one is
   * split next that lowers the impurity most. Default null.
   */
  readonly maxLeafNodes?: number | null;
  /** Fewest distinct rows in a leaf, integer from 1. Default 1. */
  readonly minSamplesLeaf?: number;
  /** Fewest distinct rows in a node that is split, integer from 2. Default 2. */
  readonly minSamplesSplit?: number;
  /**
   * Least decrease of impurity by a split, times the share of the tree's weight that the node has; ≥ 0. In units of the
   * Gini impurity, or of entropy in bits. Default 0.
   */
  readonly minImpurityDecrease?: number;
  /** Features drawn at every split: ⌊√nFeatures⌋, all, or their number in [1, nFeatures]. Default "sqrt". */
  readonly maxFeatures?: "sqrt" | "all" | number;
  /** Impurity that a split is to lower. Default "gini". */
  readonly criterion?: SplitCriterion;
  /** Grow each tree on as many rows drawn with replacement. Default true. */
  readonly bootstrap?: boolean;
  /**
   * "balanced": both classes get the same total weight; "balancedSubsample": the same in the rows of each tree (without
   * bootstrap as "balanced"); { 0: w0, 1: w1 }: a weight > 0 each; null: none. Default null.
   */
  readonly classWeight?: ForestClassWeight | null;
  /**
   * "exact": between any two neighbouring values that occur; "histogram": between quantile bins, quicker on many rows;
   * "auto": exact up to 10,000 rows, unless nBins is given. Default "auto".
   */
  readonly splitter?: ForestSplitter;
  /** Most bins a feature in histograms, integer in [2, 256]; nothing is lost with no more distinct values. Default 255. */
  readonly nBins?: number;
  /**
   * Threads that grow trees, integer from 1; no more than there are processors are used. The forest is the same, to the
   * last bit, with any number. Default 1.
   */
  readonly nJobs?: number;
  /** Seed, integer in [0, 2^32 − 1]. The same seed grows the same trees on every machine. */
  readonly seed: number;
  /** Called with (trees grown, nEstimators) after each tree; with more threads after each that the caller's grows. */
  readonly onProgress?: OnProgress;
}

/** Options with defaults filled in. `splitter` "auto" is decided when the rows are seen. */
export interface ForestSettings {
  /** Number of trees, integer from 1. */
  readonly nEstimators: number;
  /** Most questions from root to leaf; null: no limit. */
  readonly maxDepth: number | null;
  /** Most leaves of a tree; null: no limit. */
  readonly maxLeafNodes: number | null;
  /** Fewest rows in a leaf, integer from 1. */
  readonly minSamplesLeaf: number;
  /** Fewest rows of a node that may be split, integer from 2. */
  readonly minSamplesSplit: number;
  /** Least weighted fall of the impurity for a split, ≥ 0. */
  readonly minImpurityDecrease: number;
  /** Features drawn at every split. */
  readonly maxFeatures: "sqrt" | "all" | number;
  /** Measure of impurity. */
  readonly criterion: SplitCriterion;
  /** Whether each tree draws its rows with replacement. */
  readonly bootstrap: boolean;
  /** Factors on the weights of the classes; null: none. */
  readonly classWeight: ForestClassWeight | null;
  /** How thresholds are searched. */
  readonly splitter: ForestSplitter;
  /** Most bins a feature, for the histogram. */
  readonly nBins: number;
  /** Threads that grow trees. */
  readonly nJobs: number;
  /** Seed of rows and features, integer in [0, 2^32 − 1]. */
  readonly seed: number;
  /** Called as trees are done. */
  readonly onProgress: OnProgress | undefined;
}

const optionNames: readonly (keyof RandomForestOptions)[] = [
  "nEstimators",
  "maxDepth",
  "maxLeafNodes",
  "minSamplesLeaf",
  "minSamplesSplit",
  "minImpurityDecrease",
  "maxFeatures",
  "criterion",
  "bootstrap",
  "classWeight",
  "splitter",
  "nBins",
  "nJobs",
  "seed",
  "onProgress",
];

/** @throws InvalidParameterError naming the option, its rule and the value */
export function readForestOptions(options: RandomForestOptions): ForestSettings {
  checkOptionNames("RandomForestClassifier", options, optionNames, ["maxDepth", "maxLeafNodes", "classWeight"]);
  const { maxDepth = null, maxLeafNodes = null, bootstrap = true, maxFeatures = "sqrt", nBins, onProgress } = options;
  if (typeof bootstrap !== "boolean") {
    throw new InvalidParameterError(`bootstrap must be true or false; got ${show(bootstrap)}`);
  }
  const splitter = checkOneOf("splitter", options.splitter ?? "auto", ["auto", "exact", "histogram"] as const);
  return {
    nEstimators: checkInteger("nEstimators", options.nEstimators ?? 100, { min: 1 }),
    maxDepth: maxDepth === null ? null : checkInteger("maxDepth", maxDepth, { min: 1 }),
    maxLeafNodes: maxLeafNodes === null ? null : checkInteger("maxLeafNodes", maxLeafNodes, { min: 2 }),
    minSamplesLeaf: checkInteger("minSamplesLeaf", options.minSamplesLeaf ?? 1, { min: 1 }),
    minSamplesSplit: checkInteger("minSamplesSplit", options.minSamplesSplit ?? 2, { min: 2 }),
    minImpurityDecrease: checkNumber("minImpurityDecrease", options.minImpurityDecrease ?? 0, { min: 0 }),
    maxFeatures:
      typeof maxFeatures === "number"
        ? checkInteger("maxFeatures", maxFeatures, { min: 1 })
        : checkOneOf("maxFeatures", maxFeatures, ["sqrt", "all"] as const),
    criterion: checkOneOf("criterion", options.criterion ?? "gini", ["gini", "entropy"] as const),
    bootstrap,
    classWeight: checkForestClassWeight(options.classWeight),
    splitter: splitter === "auto" && nBins !== undefined ? "histogram" : splitter,
    nBins: checkInteger("nBins", nBins ?? 255, { min: 2, max: 256 }),
    nJobs: checkInteger("nJobs", options.nJobs ?? 1, { min: 1 }),
    seed: checkInteger("seed", options.seed, { min: 0, max: 0xffffffff }),
    onProgress,
  };
}
