import { checkInteger, checkNumber, checkOptionNames, InvalidParameterError, type OnProgress, show } from "../../core";
import { type ClassWeight, checkClassWeight } from "../class-weight";

/** When a {@link GradientBoostingClassifier} is to stop before its last tree. */
export interface EarlyStoppingOptions {
  /** Share of each class that is held out to judge by, in (0, 1); at least one row a class. Default 0.1. */
  readonly validationFraction?: number;
  /** Iterations in a row without improvement after which fitting stops, integer from 1. Default 10. */
  readonly nIterNoChange?: number;
  /** Smallest fall of the held-out log loss that counts as improvement, from 0. Default 1e-7. */
  readonly tolerance?: number;
}

/** Options of {@link GradientBoostingClassifier}. */
export interface GradientBoostingOptions {
  /** Number of trees, integer from 1; fewer are kept when fitting stops early. Default 100. */
  readonly nEstimators?: number;
  /** Factor on every leaf (shrinkage), > 0. Default 0.1. */
  readonly learningRate?: number;
  /** Most leaves of a tree, integer from 2. Default 31. */
  readonly maxLeafNodes?: number;
  /** Most questions from root to leaf, integer from 1. Default: no limit. */
  readonly maxDepth?: number | null;
  /** Fewest rows in a leaf, integer from 1. Default 20. */
  readonly minSamplesLeaf?: number;
  /** L2 penalty on leaf values, ≥ 0. Default 0. */
  readonly l2Regularization?: number;
  /** A split must lower the loss by more than half of this, ≥ 0. Default 0. */
  readonly minGainToSplit?: number;
  /** Smallest sum of hessians weight · p · (1 − p) in a leaf, ≥ 0. Default 1e-3. */
  readonly minSumHessian?: number;
  /** Most bins a feature, integer in [2, 256]; exact for features with no more distinct values. Default 255. */
  readonly nBins?: number;
  /** Share of the rows that each tree is grown on, drawn without replacement, in (0, 1]. Default 1. */
  readonly subsample?: number;
  /** Share of the features that each tree may ask about, in (0, 1]; at least one. Default 1. */
  readonly colsample?: number;
  /** Share of the tree's features that each split may ask about, in (0, 1]; at least one. Default 1. */
  readonly colsampleByNode?: number;
  /** Stop when held-out rows say so; true takes the defaults of {@link EarlyStoppingOptions}. Default false. */
  readonly earlyStopping?: boolean | EarlyStoppingOptions | null;
  /**
   * Direction in which P(churn) may move with a feature, others fixed, by feature name: 1 never falls, −1 never
   * rises, 0 free. Default: all free.
   */
  readonly monotoneConstraints?: Readonly<Record<string, -1 | 0 | 1>>;
  /** Factors on the weights of class 0 and 1, > 0; "balanced" gives both classes the same sum. Default: none. */
  readonly classWeight?: ClassWeight | null;
  /** Seed of what is drawn (rows, features, held-out part), integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
  /** Called after each tree with (trees grown, nEstimators). */
  readonly onProgress?: OnProgress;
}

/** Options with their defaults filled in; null stands for "none". */
export interface BoostingSettings {
  /** Most trees, integer from 1. */
  readonly nEstimators: number;
  /** Factor on every leaf, > 0. */
  readonly learningRate: number;
  /** Most leaves of a tree, integer from 2. */
  readonly maxLeafNodes: number;
  /** Most questions from root to leaf; null: no limit. */
  readonly maxDepth: number | null;
  /** Fewest rows in a leaf, integer from 1. */
  readonly minSamplesLeaf: number;
  /** L2 penalty on leaf values, ≥ 0. */
  readonly l2Regularization: number;
  /** A split must lower the loss by more than half of this, ≥ 0. */
  readonly minGainToSplit: number;
  /** Smallest sum of hessians in a leaf, ≥ 0. */
  readonly minSumHessian: number;
  /** Most bins a feature, integer in [2, 256]. */
  readonly nBins: number;
  /** Share of the rows that each tree is grown on, in (0, 1]. */
  readonly subsample: number;
  /** Share of the features that each tree may ask about, in (0, 1]. */
  readonly colsample: number;
  /** Share of a tree's features that each of its nodes may ask about, in (0, 1]. */
  readonly colsampleByNode: number;
  /** When fitting stops early; null: never. */
  readonly earlyStopping: Required<EarlyStoppingOptions> | null;
  /** Direction by feature name: 1 never falls, −1 never rises, 0 free. */
  readonly monotoneConstraints: Readonly<Record<string, -1 | 0 | 1>>;
  /** Factors on the weights of class 0 and 1; null: none. */
  readonly classWeight: ClassWeight | null;
  /** Seed of what is drawn, integer in [0, 2^32 − 1]. */
  readonly seed: number;
}

const optionNames = [
  "nEstimators",
  "learningRate",
  "maxLeafNodes",
  "maxDepth",
  "minSamplesLeaf",
  "l2Regularization",
  "minGainToSplit",
  "minSumHessian",
  "nBins",
  "subsample",
  "colsample",
  "colsampleByNode",
  "earlyStopping",
  "monotoneConstraints",
  "classWeight",
  "seed",
  "onProgress",
];

/** Checks the options of a GradientBoostingClassifier and fills in the defaults. */
export function boostingSettings(options: GradientBoostingOptions): BoostingSettings {
  checkOptionNames("GradientBoostingClassifier", options, optionNames, ["maxDepth", "earlyStopping", "classWeight"]);
  const { maxDepth } = options;
  const share = (name: string, value: number | undefined) => checkNumber(name, value ?? 1, { exclusiveMin: 0, max: 1 });
  return {
    nEstimators: checkInteger("nEstimators", options.nEstimators ?? 100, { min: 1 }),
    learningRate: checkNumber("learningRate", options.learningRate ?? 0.1, { exclusiveMin: 0 }),
    maxLeafNodes: checkInteger("maxLeafNodes", options.maxLeafNodes ?? 31, { min: 2 }),
    maxDepth: maxDepth === undefined || maxDepth === null ? null : checkInteger("maxDepth", maxDepth, { min: 1 }),
    minSamplesLeaf: checkInteger("minSamplesLeaf", options.minSamplesLeaf ?? 20, { min: 1 }),
    l2Regularization: checkNumber("l2Regularization", options.l2Regularization ?? 0, { min: 0 }),
    minGainToSplit: checkNumber("minGainToSplit", options.minGainToSplit ?? 0, { min: 0 }),
    minSumHessian: checkNumber("minSumHessian", options.minSumHessian ?? 1e-3, { min: 0 }),
    nBins: checkInteger("nBins", options.nBins ?? 255, { min: 2, max: 256 }),
    subsample: share("subsample", options.subsample),
    colsample: share("colsample", options.colsample),
    colsampleByNode: share("colsampleByNode", options.colsampleByNode),
    earlyStopping: checkEarlyStopping(options.earlyStopping ?? false),
    monotoneConstraints: checkConstraints(options.monotoneConstraints ?? {}),
    classWeight: checkClassWeight(options.classWeight),
    seed: checkInteger("seed", options.seed === undefined ? 0 : options.seed, { min: 0, max: 0xffffffff }),
  };
}

function checkEarlyStopping(earlyStopping: boolean | EarlyStoppingOptions): Required<EarlyStoppingOptions> | null {
  if (earlyStopping === false) return null;
  const options = earlyStopping === true ? {} : earlyStopping;
  checkOptionNames("earlyStopping", options, ["validationFraction", "nIterNoChange", "tolerance"]);
  const { validationFraction = 0.1, nIterNoChange = 10, tolerance = 1e-7 } = options;
  return {
    validationFraction: checkNumber("validationFraction", validationFraction, { exclusiveMin: 0, exclusiveMax: 1 }),
    nIterNoChange: checkInteger("nIterNoChange", nIterNoChange, { min: 1 }),
    tolerance: checkNumber("tolerance", tolerance, { min: 0 }),
  };
}

function checkConstraints(constraints: Readonly<Record<string, -1 | 0 | 1>>): Readonly<Record<string, -1 | 0 | 1>> {
  if (typeof constraints !== "object" || constraints === null || Array.isArray(constraints)) {
    throw new InvalidParameterError(
      `monotoneConstraints must be an object of feature names and directions; got ${show(constraints)}`,
    );
  }
  for (const [name, direction] of Object.entries(constraints)) {
    if (direction !== 1 && direction !== -1 && direction !== 0) {
      throw new InvalidParameterError(
        `monotoneConstraints of ${show(name)} must be one of 1, -1, 0; got ${show(direction)}`,
      );
    }
  }
  return { ...constraints };
}
