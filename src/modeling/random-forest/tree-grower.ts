import type { Random } from "../../core";
import type { TreeNodes } from "../trees/tree-nodes";
import type { ForestData } from "./forest-data";
import { impurityUnits, type SplitCriterion, weightedEntropy, weightedGini } from "./impurity";
import { type NodeRows, nodeRows, partitionRows } from "./node-rows";
import { NodeSplitter } from "./node-splitter";
import { CompactBlock, compactRows, type RowBlock } from "./row-block";
import { TreeBuilder } from "./tree-builder";

/** What limits a tree. All counts are of distinct rows, as in scikit-learn, not of bootstrap copies. */
export interface TreeLimits {
  /** Infinity: none. */
  readonly maxDepth: number;
  readonly minSamplesLeaf: number;
  readonly minSamplesSplit: number;
  /** Weighted decrease of impurity, as a share of the weight of all rows, that a split must reach. */
  readonly minImpurityDecrease: number;
  /** Features drawn at each split, integer in [1, nFeatures]. */
  readonly maxFeatures: number;
  readonly criterion: SplitCriterion;
}

/** The rows of one tree. */
export interface TreeRows {
  /** One weight a row; rows of weight 0 take no part. */
  readonly weights: Float64Array;
  /** What weights of class 0 and of class 1 are multiplied by. */
  readonly factors: readonly [number, number];
}

/** Grows trees on one set of rows, one after another, in work space that is allocated once. */
export class TreeGrower {
  private readonly splitter: NodeSplitter;
  private readonly rows: Uint32Array;
  private readonly spare: Uint32Array;
  private readonly compact: CompactBlock;
  private readonly builder = new TreeBuilder();
  private gains: Float64Array = new Float64Array(0);
  private factor0 = 1;
  private factor1 = 1;
  private totalWeight = 0;

  constructor(
    private readonly data: ForestData,
    private readonly limits: TreeLimits,
  ) {
    this.splitter = new NodeSplitter(data.nFeatures, Math.max(...data.nBins), limits);
    this.rows = new Uint32Array(data.nSamples);
    this.spare = new Uint32Array(data.nSamples);
    this.compact = new CompactBlock(data);
  }

  /**
   * Grows one tree, depth first.
   * @param importances the decrease of impurity by each feature is added here, length nFeatures
   */
  grow({ weights, factors }: TreeRows, random: Random, importances: Float64Array): TreeNodes {
    const { slots, nBins, nSamples } = this.data;
    [this.factor0, this.factor1] = factors;
    this.splitter.startTree(this.factor0, this.factor1);
    this.gains = importances;
    const block: RowBlock = { slots, stride: nSamples, nBins, weights, rows: this.rows };
    const root = nodeRows(block, 0, this.takeRows(weights), 0, 0, -1);
    this.totalWeight = root.weight0 * this.factor0 + root.weight1 * this.factor1;
    this.growBranch(block, root, random);
    return this.builder.finish();
  }

  private takeRows(weights: Float64Array): number {
    const { rows } = this;
    let count = 0;
    for (let row = 0; row < weights.length; row++) if (weights[row] > 0) rows[count++] = row;
    return count;
  }

  /** Grows a node and all below it. Where a node has few rows, its branch is grown on a compact copy of them. */
  private growBranch(block: RowBlock, top: NodeRows, random: Random): void {
    const { builder, splitter, compact } = this;
    const stack = [top];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      const size = node.end - node.start;
      if (block !== compact && size <= compactRows) {
        compact.copy(block, node.start, node.end);
        this.growBranch(compact, { ...node, start: 0, end: size }, random);
        continue;
      }
      const number = this.addNode(node);
      if (!this.maySplit(node) || !splitter.find(block, node, random) || !this.lowersImpurity(node)) continue;
      const { feature, bin, constants } = splitter;
      builder.ask(number, feature, this.threshold(block));
      const middle = partitionRows(block, feature, 2 * bin + 1, node.start, node.end, this.spare);
      // The left child is taken next, so it becomes the next number; the right child tells its parent when it comes.
      stack.push(nodeRows(block, middle, node.end, node.depth + 1, constants, number));
      stack.push(nodeRows(block, node.start, middle, node.depth + 1, constants, -1));
    }
  }

  private addNode({ weight0, weight1, parent }: NodeRows): number {
    const leaver = weight1 * this.factor1;
    const cover = weight0 * this.factor0 + leaver;
    const number = this.builder.add(leaver / cover, cover);
    if (parent >= 0) this.builder.setRight(parent, number);
    return number;
  }

  private maySplit({ start, end, depth, weight0, weight1 }: NodeRows): boolean {
    const { maxDepth, minSamplesLeaf, minSamplesSplit } = this.limits;
    const size = end - start;
    return depth < maxDepth && size >= minSamplesSplit && size >= 2 * minSamplesLeaf && weight0 > 0 && weight1 > 0;
  }

  /** Checks the split that was found, and counts what it gains. */
  private lowersImpurity({ weight0, weight1 }: NodeRows): boolean {
    const { criterion, minImpurityDecrease } = this.limits;
    const measure = criterion === "gini" ? weightedGini : weightedEntropy;
    const gain = Math.max(0, measure(weight0 * this.factor0, weight1 * this.factor1) - this.splitter.impurity);
    // scikit-learn allows for the same rounding error.
    if ((gain * impurityUnits[criterion]) / this.totalWeight + Number.EPSILON < minImpurityDecrease) return false;
    this.gains[this.splitter.feature] += gain;
    return true;
  }

  /** Half-way between the two sides, as in scikit-learn, but never as high as the right side's lowest value. */
  private threshold(block: RowBlock): number {
    const { feature, bin, nextBin } = this.splitter;
    const { compact, data } = this;
    const first = data.binStarts[feature];
    const isCompact = block === compact;
    const below = data.highest[first + (isCompact ? compact.originalBin(feature, bin) : bin)];
    const above = data.lowest[first + (isCompact ? compact.originalBin(feature, nextBin) : nextBin)];
    const middle = below / 2 + above / 2;
    return middle >= below && middle < above ? middle : below;
  }
}
