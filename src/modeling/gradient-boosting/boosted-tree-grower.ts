import type { Random } from "../../core";
import type { BinnedRows } from "./binned-rows";
import { drawFeatures } from "./draw";
import { GrowingNode } from "./growing-node";
import { fillHistogram, HistogramPool, subtractHistogram } from "./histogram";
import { leafStep, type Split, type SplitLimits, SplitSearch } from "./split-search";

/** What limits a tree. */
export interface TreeLimits extends SplitLimits {
  readonly maxLeafNodes: number;
  /** null: no limit */
  readonly maxDepth: number | null;
  readonly minGainToSplit: number;
  readonly colsampleByNode: number;
}

/** What a tree is grown on. */
export interface TreeSample {
  /** Numbers of the rows to grow on; growing sorts them by leaf. */
  readonly order: Uint32Array;
  /** Gradient and hessian of each row in turn; sums of them must be exact. */
  readonly derivatives: Float64Array;
  /** The features that may be asked about, ascending. */
  readonly features: Int32Array;
  /** Draws the features of each split; not used when colsampleByNode is 1. */
  readonly random: Random;
}

/**
 * Grows trees leaf by leaf, always by the split that lowers the loss most (best first), from histograms of which only
 * the smaller child's is added up: the method of LightGBM (Ke et al. 2017) with scikit-learn's conventions.
 */
export class BoostedTreeGrower {
  private readonly splits: SplitSearch;
  private readonly pool: HistogramPool;
  private readonly rightRows: Uint32Array;

  /** @param directions the monotone constraint, 1, −1 or 0, of each feature; null when there is none */
  constructor(
    private readonly rows: BinnedRows,
    private readonly limits: TreeLimits,
    private readonly directions: Int8Array | null,
  ) {
    this.splits = new SplitSearch(rows.starts, limits, directions);
    this.pool = new HistogramPool(rows.starts[rows.nFeatures]);
    this.rightRows = new Uint32Array(rows.nSamples);
  }

  /** @returns the root of the new tree */
  grow(sample: TreeSample): GrowingNode {
    const root = this.rootOf(sample);
    const open: GrowingNode[] = [];
    if (this.mayBeSplit(root)) this.findSplit(root, this.addUp(root, sample), sample, open);
    for (let nLeaves = 2; open.length > 0; nLeaves++) {
      const node = takeBest(open);
      const split = node.split as Split;
      this.sortRows(sample.order, node, split);
      node.addChildren(split, this.directions?.[split.feature] ?? 0, this.limits.l2Regularization);
      if (nLeaves === this.limits.maxLeafNodes) open.push(node);
      else this.findSplitsOfChildren(node, sample, open);
      if (nLeaves === this.limits.maxLeafNodes) break;
    }
    for (const node of open) this.release(node);
    return root;
  }

  private rootOf({ order, derivatives }: TreeSample): GrowingNode {
    let gradient = 0;
    let hessian = 0;
    for (let place = 0; place < order.length; place++) {
      gradient += derivatives[2 * order[place]];
      hessian += derivatives[2 * order[place] + 1];
    }
    const [lower, upper] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const step = leafStep(gradient, hessian, this.limits.l2Regularization, lower, upper);
    return new GrowingNode(0, order.length, 0, gradient, hessian, step, lower, upper);
  }

  private mayBeSplit({ start, end, depth, hessian }: GrowingNode): boolean {
    const { maxDepth, minSamplesLeaf, minSumHessian } = this.limits;
    const isBig = end - start >= 2 * minSamplesLeaf && hessian >= 2 * minSumHessian;
    return isBig && (maxDepth === null || depth < maxDepth);
  }

  private addUp({ start, end }: GrowingNode, { order, derivatives }: TreeSample): Float64Array {
    const histogram = this.pool.take();
    fillHistogram(this.rows, order, start, end, derivatives, histogram);
    return histogram;
  }

  /** Looks for the best split of a node; the node is open when there is one, and else gives its histogram back. */
  private findSplit(node: GrowingNode, histogram: Float64Array, sample: TreeSample, open: GrowingNode[]): void {
    node.histogram = histogram;
    const { splits, limits } = this;
    splits.search(histogram, node, drawFeatures(sample.features, limits.colsampleByNode, sample.random));
    if (splits.gain > limits.minGainToSplit) {
      const { gain, feature, bin, leftGradient, leftHessian, leftRows } = splits;
      node.split = { gain, feature, bin, leftGradient, leftHessian, leftRows };
      open.push(node);
    } else {
      this.release(node);
    }
  }

  /** Adds up the smaller child; the larger one's histogram is what is left of the parent's. */
  private findSplitsOfChildren(node: GrowingNode, sample: TreeSample, open: GrowingNode[]): void {
    const left = node.left as GrowingNode;
    const right = node.right as GrowingNode;
    const splitLeft = this.mayBeSplit(left);
    const splitRight = this.mayBeSplit(right);
    if (!splitLeft && !splitRight) {
      this.release(node);
      return;
    }
    const larger = left.nRows < right.nRows ? right : left;
    const smaller = larger === left ? right : left;
    const histogram = node.histogram as Float64Array;
    node.histogram = null;
    smaller.histogram = this.addUp(smaller, sample);
    larger.histogram = histogram;
    subtractHistogram(larger.histogram, smaller.histogram);
    if (splitLeft) this.findSplit(left, left.histogram as Float64Array, sample, open);
    else this.release(left);
    if (splitRight) this.findSplit(right, right.histogram as Float64Array, sample, open);
    else this.release(right);
  }

  private release(node: GrowingNode): void {
    if (node.histogram !== null) this.pool.giveBack(node.histogram);
    node.histogram = null;
  }

  /** Moves the rows of the left child before those of the right one; both keep their order. */
  private sortRows(order: Uint32Array, { start, end }: GrowingNode, { feature, bin }: Split): void {
    const { rightRows } = this;
    const { codes, nSamples } = this.rows;
    const from = feature * nSamples;
    let nLeft = start;
    let nRight = 0;
    for (let place = start; place < end; place++) {
      const row = order[place];
      // Written to both sides, counted on one: a branch on data would often be guessed wrong.
      const isRight = (bin - codes[from + row]) >>> 31;
      order[nLeft] = row;
      rightRows[nRight] = row;
      nLeft += 1 - isRight;
      nRight += isRight;
    }
    for (let place = 0; place < nRight; place++) order[nLeft + place] = rightRows[place];
  }
}

/** Takes the node with the largest gain out of the open ones; of equals the one that came first. */
function takeBest(open: GrowingNode[]): GrowingNode {
  let best = 0;
  for (let index = 1; index < open.length; index++) {
    if ((open[index].split as Split).gain > (open[best].split as Split).gain) best = index;
  }
  return open.splice(best, 1)[0];
}
