import { type FeatureMatrix, type OnProgress, Random } from "../../core";
import { joinTrees, leafValue, type TreeEnsemble } from "../trees/tree-nodes";
import { cutFeatures } from "./bin-thresholds";
import { binRows } from "./binned-rows";
import { type BoostedTree, writeTree } from "./boosted-tree";
import { BoostedTreeGrower } from "./boosted-tree-grower";
import type { BoostingSettings } from "./boosting-options";
import { drawFeatures, drawRows } from "./draw";
import { LogisticLoss, meanLogLoss } from "./logistic-loss";

/** Rows with positive weights, both classes present. */
export interface WeightedRows {
  readonly features: FeatureMatrix;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
}

/** What boosting found. */
export interface Boosted {
  readonly baselineLogOdds: number;
  readonly trees: TreeEnsemble;
  /** Twice the fall of the second-order loss by splits on each feature. */
  readonly gains: Float64Array;
  /** Mean log loss before the first tree and after each. */
  readonly trainingLoss: Float64Array;
  readonly validationLoss: Float64Array | null;
}

/** Rises of the training loss below this share are rounding. */
const roundingShare = 1e-12;
const mostHalvings = 64;

/**
 * Newton boosting of the log loss.
 * @param held rows to decide by when to stop; null when the number of trees is fixed
 * @param directions the monotone constraint of each feature, null when there is none
 */
export function boost(
  training: WeightedRows,
  held: WeightedRows | null,
  settings: BoostingSettings,
  directions: Int8Array | null,
  onProgress: OnProgress | undefined,
): Boosted {
  const booster = new Booster(training, settings, directions);
  const judge = held === null ? null : new HeldOutLoss(held, booster.baselineLogOdds);
  const { nEstimators, earlyStopping } = settings;
  for (let nTrees = 1; nTrees <= nEstimators; nTrees++) {
    const tree = booster.addTree();
    judge?.add(tree);
    onProgress?.(nTrees, nEstimators);
    if (earlyStopping !== null && judge?.isStale(earlyStopping)) break;
  }
  return booster.result(judge);
}

class Booster {
  readonly baselineLogOdds: number;
  private readonly thresholds;
  private readonly grower: BoostedTreeGrower;
  private readonly loss: LogisticLoss;
  private readonly random: Random;
  private readonly allFeatures: Int32Array;
  private readonly trees: BoostedTree["nodes"][] = [];
  private readonly treeGains: Float64Array[] = [];
  private readonly losses: number[] = [];
  private logOdds: Float64Array;
  private nextLogOdds: Float64Array;

  constructor(
    private readonly rows: WeightedRows,
    private readonly settings: BoostingSettings,
    directions: Int8Array | null,
  ) {
    const { features, labels, weights } = rows;
    const sums = [0, 0];
    for (let row = 0; row < labels.length; row++) sums[labels[row]] += weights[row];
    this.baselineLogOdds = Math.log(sums[1] / sums[0]);
    this.thresholds = cutFeatures(features, weights, settings.nBins);
    this.grower = new BoostedTreeGrower(binRows(features, this.thresholds), settings, directions);
    this.loss = new LogisticLoss(labels, weights, sums[0] + sums[1]);
    this.random = new Random(settings.seed);
    this.allFeatures = Int32Array.from({ length: features.nFeatures }, (_, feature) => feature);
    this.logOdds = new Float64Array(labels.length).fill(this.baselineLogOdds);
    this.nextLogOdds = new Float64Array(labels.length);
    this.losses.push(this.loss.update(this.logOdds));
  }

  addTree(): BoostedTree["nodes"] {
    const { settings, rows, losses } = this;
    const random = this.random.fork(this.trees.length);
    const nRows = rows.labels.length;
    const order = drawRows(nRows, Math.max(1, Math.round(settings.subsample * nRows)), random);
    const features = drawFeatures(this.allFeatures, settings.colsample, random);
    const root = this.grower.grow({ order, derivatives: this.loss.derivatives, features, random });
    const gains = new Float64Array(this.allFeatures.length);
    const tree = writeTree(root, this.thresholds, settings.learningRate, order, rows.weights, gains);
    const before = losses[losses.length - 1];
    let after = this.tryTree(tree, order);
    for (let halving = 0; after > before * (1 + roundingShare) && halving < mostHalvings; halving++) {
      for (const leaf of tree.leaves) tree.nodes.threshold[leaf] /= 2;
      after = this.tryTree(tree, order);
    }
    [this.logOdds, this.nextLogOdds] = [this.nextLogOdds, this.logOdds];
    losses.push(after);
    this.trees.push(tree.nodes);
    this.treeGains.push(gains);
    return tree.nodes;
  }

  /** Adds a tree to the log-odds, for a try, and takes the derivatives there. @returns the mean log loss */
  private tryTree({ nodes, leaves, leafStart, leafEnd }: BoostedTree, order: Uint32Array): number {
    const { logOdds, nextLogOdds } = this;
    if (order.length < logOdds.length) {
      const { data, nFeatures } = this.rows.features;
      for (let row = 0; row < logOdds.length; row++) {
        nextLogOdds[row] = logOdds[row] + leafValue(nodes, 0, data, row * nFeatures);
      }
    } else {
      for (let leaf = 0; leaf < leaves.length; leaf++) {
        const value = nodes.threshold[leaves[leaf]];
        for (let place = leafStart[leaf]; place < leafEnd[leaf]; place++) {
          nextLogOdds[order[place]] = logOdds[order[place]] + value;
        }
      }
    }
    return this.loss.update(nextLogOdds);
  }

  result(judge: HeldOutLoss | null): Boosted {
    const nTrees = judge === null ? this.trees.length : judge.bestIteration;
    const gains = new Float64Array(this.allFeatures.length);
    for (const treeGains of this.treeGains.slice(0, nTrees)) {
      treeGains.forEach((gain, feature) => {
        gains[feature] += gain;
      });
    }
    return {
      baselineLogOdds: this.baselineLogOdds,
      trees: joinTrees(this.trees.slice(0, nTrees)),
      gains,
      trainingLoss: Float64Array.from(this.losses),
      validationLoss: judge === null ? null : Float64Array.from(judge.losses),
    };
  }
}

/** Log loss of rows that were held out. */
class HeldOutLoss {
  readonly losses: number[];
  /** Number of trees, from 1, at which the loss was least. */
  bestIteration = 1;
  private lastImprovement = 0;
  private reference: number;
  private readonly logOdds: Float64Array;

  constructor(
    private readonly rows: WeightedRows,
    baselineLogOdds: number,
  ) {
    this.logOdds = new Float64Array(rows.labels.length).fill(baselineLogOdds);
    this.reference = meanLogLoss(this.logOdds, rows.labels, rows.weights);
    this.losses = [this.reference];
  }

  add(tree: BoostedTree["nodes"]): void {
    const { features, labels, weights } = this.rows;
    for (let row = 0; row < labels.length; row++) {
      this.logOdds[row] += leafValue(tree, 0, features.data, row * features.nFeatures);
    }
    this.losses.push(meanLogLoss(this.logOdds, labels, weights));
  }

  /** Whether the last iterations brought no improvement that counts. */
  isStale({ nIterNoChange, tolerance }: { nIterNoChange: number; tolerance: number }): boolean {
    const iteration = this.losses.length - 1;
    const loss = this.losses[iteration];
    if (loss < this.losses[this.bestIteration]) this.bestIteration = iteration;
    if (loss < this.reference - tolerance) {
      this.reference = loss;
      this.lastImprovement = iteration;
    }
    return iteration - this.lastImprovement >= nIterNoChange;
  }
}
