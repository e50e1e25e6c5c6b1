import type { Random } from "../../core";
import type { TreeNodes } from "../trees/tree-nodes";
import { growBestFirst, type NodeSplit } from "./best-first";
import { CompactBlock } from "./compact-block";
import { DataBlock } from "./data-block";
import type { ForestData } from "./forest-data";
import { impurityUnits, type SplitCriterion, weightedEntropy, weightedGini } from "./impurity";
import type { NodeRows } from "./node-rows";
import { NodeSplitter } from "./node-splitter";
import type { ClassWeights, RowBlock } from "./row-block";
import { TreeBuilder } from "./tree-builder";

/** What limits a tree. All counts are of distinct rows, as in scikit-learn, not of bootstrap copies. */
export interface TreeLimits {
  /** Infinity: none. */
  readonly maxDepth: number;
  /** Infinity: none. */
  readonly maxLeafNodes: number;
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
  /** What covers are multiplied by. */
  readonly unit: number;
  /** What weights of class 0 and of class 1 are multiplied by. */
  readonly factors: readonly [number, number];
  /** Whether weights are whole numbers, of which sums and differences are exact. */
  readonly areWhole: boolean;
}

/** Grows trees on one set of rows, one after another, in work space that is allocated once. */
export class TreeGrower {
  private readonly splitter: NodeSplitter;
  private readonly whole: DataBlock;
  private readonly middle: DataBlock | null;
  private readonly compact: CompactBlock;
  private readonly builder = new TreeBuilder();
  private gains: Float64Array = new Float64Array(0);
  private factor0 = 1;
  private factor1 = 1;
  private unit = 1;
  private totalWeight = 0;
  private areWhole = false;

  constructor(
    private readonly data: ForestData,
    private readonly limits: TreeLimits,
  ) {
    this.splitter = new NodeSplitter(data.nFeatures, limits);
    this.compact = new CompactBlock(data);
    this.whole = new DataBlock(data);
    this.middle = DataBlock.forCopies(data);
  }

  /**
   * Grows one tree, depth first, or where it gains most when its leaves are limited.
   * @param importances the decrease of impurity by each feature is added here, length nFeatures
   */
  grow({ weights, unit, factors, areWhole }: TreeRows, random: Random, importances: Float64Array): TreeNodes {
    const block = this.compact.holdsAll ? this.compact : this.whole;
    [this.factor0, this.factor1] = factors;
    this.splitter.startTree(this.factor0, this.factor1);
    this.gains = importances;
    this.unit = unit;
    this.areWhole = areWhole;
    const nRows = block.takeRows(weights);
    const { weight0, weight1 } = block.classWeights(0, nRows);
    this.totalWeight = weight0 * this.factor0 + weight1 * this.factor1;
    const top = { start: 0, end: nRows, weight0, weight1, depth: 0, constants: 0, parent: -1 };
    if (this.limits.maxLeafNodes < Number.POSITIVE_INFINITY) this.growFewLeaves(block, top, random);
    else this.growBranch(block, top, random);
    return this.builder.finish();
  }

  /** Grows a node and all below it. Where a node has few rows, its branch is grown on a smaller copy of them. */
  private growBranch(block: RowBlock, top: NodeRows, random: Random): void {
    const { builder, splitter } = this;
    const stack = [top];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      const copy = this.copyFor(block, node);
      if (copy !== null) {
        this.growBranch(copy, moved(node), random);
        continue;
      }
      const number = this.addNode(node, node.parent);
      const gain = this.findSplit(block, node, random);
      if (gain === null) continue;
      this.gains[splitter.feature] += gain;
      builder.ask(number, splitter.feature, this.threshold(block));
      const [left, right] = this.divide(block, node, splitter, number);
      // The left child is taken next, so it becomes the next number; the right child tells its parent when it comes.
      stack.push(right, left);
    }
  }

  /** Grows a tree of few leaves where it gains most. Its nodes are numbered when it is done. */
  private growFewLeaves(block: RowBlock, top: NodeRows, random: Random): void {
    const { builder, limits } = this;
    const find = (node: NodeRows) => {
      const gain = this.findSplit(block, node, random);
      if (gain === null) return null;
      const { feature, bin, constants, weight0, weight1 } = this.splitter;
      return { feature, bin, constants, weight0, weight1, gain, threshold: this.threshold(block) };
    };
    const divide = (node: NodeRows, split: NodeSplit) => this.divide(block, node, split, -1);
    const stack = [{ branch: growBestFirst(top, limits.maxLeafNodes, find, divide), parent: -1 }];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { node, parted } = next.branch;
      const number = this.addNode(node, next.parent);
      if (parted === null) continue;
      const { split, left, right } = parted;
      this.gains[split.feature] += split.gain;
      builder.ask(number, split.feature, split.threshold);
      stack.push({ branch: right, parent: number }, { branch: left, parent: -1 });
    }
  }

  /** @returns what the split that `splitter` then holds gains; null when the node is to stay a leaf */
  private findSplit(block: RowBlock, node: NodeRows, random: Random): number | null {
    return this.maySplit(node) && this.splitter.find(block, node, random) ? this.gainOf(node) : null;
  }

  /** Parts the rows of a node. @returns its children, the right one told of its parent */
  private divide(block: RowBlock, node: NodeRows, split: NodeSplit, parent: number): [NodeRows, NodeRows] {
    const { feature, bin, constants } = split;
    const middle = block.partition(feature, 2 * bin + 1, node.start, node.end);
    const left = this.areWhole ? split : block.classWeights(node.start, middle);
    const right = this.areWhole ? remainder(node, left) : block.classWeights(middle, node.end);
    return [
      childOf(node, node.start, middle, left, constants, -1),
      childOf(node, middle, node.end, right, constants, parent),
    ];
  }

  /** Copies the rows of a node to a smaller block, where there is one that has room for them. */
  private copyFor(block: RowBlock, { start, end }: NodeRows): RowBlock | null {
    const { compact, middle } = this;
    if (!(block instanceof DataBlock)) return null;
    const size = end - start;
    const smaller =
      size <= compact.stride
        ? compact
        : block === this.whole && middle !== null && size <= middle.stride
          ? middle
          : null;
    smaller?.copy(block, start, end);
    return smaller;
  }

  private addNode({ weight0, weight1 }: NodeRows, parent: number): number {
    const leaver = weight1 * this.factor1;
    const cover = weight0 * this.factor0 + leaver;
    const number = this.builder.add(leaver / cover, cover * this.unit);
    if (parent >= 0) this.builder.setRight(parent, number);
    return number;
  }

  private maySplit({ start, end, depth, weight0, weight1 }: NodeRows): boolean {
    const { maxDepth, minSamplesLeaf, minSamplesSplit } = this.limits;
    const size = end - start;
    return depth < maxDepth && size >= minSamplesSplit && size >= 2 * minSamplesLeaf && weight0 > 0 && weight1 > 0;
  }

  /** What the split that was found gains; null when that is too little. */
  private gainOf({ weight0, weight1 }: NodeRows): number | null {
    const { criterion, minImpurityDecrease } = this.limits;
    const measure = criterion === "gini" ? weightedGini : weightedEntropy;
    const gain = Math.max(0, measure(weight0 * this.factor0, weight1 * this.factor1) - this.splitter.impurity);
    // scikit-learn allows for the same rounding error.
    if ((gain * impurityUnits[criterion]) / this.totalWeight + Number.EPSILON < minImpurityDecrease) return null;
    return gain;
  }

  /** Half-way between the two sides, as in scikit-learn, but never as high as the right side's lowest value. */
  private threshold(block: RowBlock): number {
    const { feature, bin, nextBin } = this.splitter;
    const { binStarts, highest, lowest } = this.data;
    const first = binStarts[feature];
    const below = highest[first + block.originalBin(feature, bin)];
    const above = lowest[first + block.originalBin(feature, nextBin)];
    const middle = below / 2 + above / 2;
    return middle >= below && middle < above ? middle : below;
  }
}

function childOf(
  { depth }: NodeRows,
  start: number,
  end: number,
  { weight0, weight1 }: ClassWeights,
  constants: number,
  parent: number,
): NodeRows {
  return { start, end, weight0, weight1, depth: depth + 1, constants, parent };
}

/** What one child leaves to the other, where no rounding could tell it from a sum over the rows. */
function remainder(whole: ClassWeights, part: ClassWeights): ClassWeights {
  return { weight0: whole.weight0 - part.weight0, weight1: whole.weight1 - part.weight1 };
}

/** The node as it stands in the copy. */
function moved({ start, end, weight0, weight1, depth, constants, parent }: NodeRows): NodeRows {
  return { start: 0, end: end - start, weight0, weight1, depth, constants, parent };
}
