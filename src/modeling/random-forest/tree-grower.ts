import type { Random } from "../../core";
import type { BinnedFeatures } from "../trees/quantile-bins";
import type { TreeNodes } from "../trees/tree-nodes";
import { type Purity, purityOf, type SplitCriterion } from "./impurity";

/** What limits a tree. All counts are of distinct rows, as in scikit-learn, not of bootstrap copies. */
export interface TreeLimits {
  readonly maxDepth: number;
  readonly minSamplesLeaf: number;
  readonly minSamplesSplit: number;
  /** Features drawn at each split, integer in [1, nFeatures]. */
  readonly maxFeatures: number;
  readonly criterion: SplitCriterion;
}

/** Below this many rows sorting a node's codes is quicker than clearing and scanning a histogram. */
const smallNode = 32;

/** Grows trees on one set of binned rows, one after another, in work space that is allocated once. */
export class TreeGrower {
  private readonly samples: Uint32Array;
  private readonly features: Uint32Array;
  private readonly purity: Purity;
  /** Weight of class 0 and of class 1 in each bin, in turn: an index with the label in it is quicker than a branch. */
  private readonly histogram = new Float64Array(512);
  private readonly histogramRows = new Uint32Array(256);
  private readonly keys = new Int32Array(smallNode);

  // The nodes of the tree being grown.
  private readonly nodeFeature: Int32Array;
  private readonly nodeThreshold: Float64Array;
  private readonly nodeRight: Int32Array;
  private readonly nodeCover: Float64Array;

  // The node being split: its rows are samples[start … end), its class weights total0 and total1.
  private start = 0;
  private end = 0;
  private total0 = 0;
  private total1 = 0;

  // The best split found for it: rows with code ≤ bestBin go left; bestNextBin is the first bin on the right.
  private bestScore = 0;
  private bestFeature = -1;
  private bestBin = 0;
  private bestNextBin = 0;

  constructor(
    private readonly binned: BinnedFeatures,
    private readonly labels: Uint8Array,
    private readonly limits: TreeLimits,
  ) {
    const { nSamples, nFeatures } = binned;
    this.samples = new Uint32Array(nSamples);
    this.features = Uint32Array.from({ length: nFeatures }, (_, feature) => feature);
    this.purity = purityOf(limits.criterion);
    this.nodeFeature = new Int32Array(2 * nSamples);
    this.nodeThreshold = new Float64Array(2 * nSamples);
    this.nodeRight = new Int32Array(2 * nSamples);
    this.nodeCover = new Float64Array(2 * nSamples);
  }

  /**
   * Grows one tree, depth first.
   * @param weights one a row; rows of weight 0 take no part
   * @param importances the gain of each feature is added here, length nFeatures
   */
  grow(weights: Float64Array, random: Random, importances: Float64Array): TreeNodes {
    // The order of the features is part of the draw, so each tree starts from the same one.
    for (let feature = 0; feature < this.features.length; feature++) this.features[feature] = feature;
    const stack = [{ start: 0, end: this.takeRows(weights), depth: 0, parent: -1 }];
    let nNodes = 0;
    for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
      const node = nNodes++;
      if (task.parent >= 0) this.nodeRight[task.parent] = node;
      this.enterNode(task.start, task.end, weights);
      this.nodeCover[node] = this.total0 + this.total1;
      if (!this.maySplit(task.depth) || !this.findSplit(weights, random)) {
        this.writeLeaf(node);
        continue;
      }
      const { bestFeature } = this;
      importances[bestFeature] += Math.max(0, this.bestScore - this.purity(this.total0, this.total1));
      this.nodeFeature[node] = bestFeature;
      this.nodeThreshold[node] = this.threshold();
      const middle = this.partition();
      // The left child is taken next, so it becomes node + 1; the right child tells its parent when its turn comes.
      stack.push({ start: middle, end: task.end, depth: task.depth + 1, parent: node });
      stack.push({ start: task.start, end: middle, depth: task.depth + 1, parent: -1 });
    }
    return {
      feature: this.nodeFeature.slice(0, nNodes),
      threshold: this.nodeThreshold.slice(0, nNodes),
      right: this.nodeRight.slice(0, nNodes),
      cover: this.nodeCover.slice(0, nNodes),
    };
  }

  private takeRows(weights: Float64Array): number {
    let count = 0;
    for (let row = 0; row < weights.length; row++) if (weights[row] > 0) this.samples[count++] = row;
    return count;
  }

  private enterNode(start: number, end: number, weights: Float64Array): void {
    this.start = start;
    this.end = end;
    let total0 = 0;
    let total1 = 0;
    for (let place = start; place < end; place++) {
      const row = this.samples[place];
      if (this.labels[row] === 0) total0 += weights[row];
      else total1 += weights[row];
    }
    this.total0 = total0;
    this.total1 = total1;
  }

  private maySplit(depth: number): boolean {
    const { maxDepth, minSamplesLeaf, minSamplesSplit } = this.limits;
    const size = this.end - this.start;
    return (
      depth < maxDepth && size >= minSamplesSplit && size >= 2 * minSamplesLeaf && this.total0 > 0 && this.total1 > 0
    );
  }

  private writeLeaf(node: number): void {
    this.nodeFeature[node] = -1;
    this.nodeThreshold[node] = this.total1 / (this.total0 + this.total1);
    this.nodeRight[node] = 0;
  }

  /** Draws features without replacement; goes on past maxFeatures only while all drawn are constant in the node. */
  private findSplit(weights: Float64Array, random: Random): boolean {
    const { features } = this;
    this.bestScore = Number.NEGATIVE_INFINITY;
    this.bestFeature = -1;
    let someVary = false;
    for (let drawn = 0; drawn < features.length; drawn++) {
      if (drawn >= this.limits.maxFeatures && someVary) break;
      const other = drawn + random.integer(features.length - drawn);
      const feature = features[other];
      features[other] = features[drawn];
      features[drawn] = feature;
      const varies =
        this.end - this.start <= smallNode ? this.trySorted(feature, weights) : this.tryHistogram(feature, weights);
      someVary ||= varies;
    }
    return this.bestFeature >= 0;
  }

  /** Tries every cut between bins of a feature. @returns whether the feature varies in the node */
  private tryHistogram(feature: number, weights: Float64Array): boolean {
    const { histogram, histogramRows, samples, labels } = this;
    const { codes, nSamples } = this.binned;
    const nBins = this.binned.lowest[feature].length;
    const from = feature * nSamples;
    histogram.fill(0, 0, 2 * nBins);
    histogramRows.fill(0, 0, nBins);
    for (let place = this.start; place < this.end; place++) {
      const row = samples[place];
      const bin = codes[from + row];
      histogram[2 * bin + labels[row]] += weights[row];
      histogramRows[bin]++;
    }
    let left0 = 0;
    let left1 = 0;
    let leftRows = 0;
    let previous = -1;
    let varies = false;
    for (let bin = 0; bin < nBins; bin++) {
      if (histogramRows[bin] === 0) continue;
      if (previous >= 0) {
        varies = true;
        this.offer(feature, previous, bin, left0, left1, leftRows);
      }
      left0 += histogram[2 * bin];
      left1 += histogram[2 * bin + 1];
      leftRows += histogramRows[bin];
      previous = bin;
    }
    return varies;
  }

  /** The same as {@link tryHistogram} for a node of few rows: sorts them by code (insertion sort). */
  private trySorted(feature: number, weights: Float64Array): boolean {
    const { keys, samples, labels, start } = this;
    const { codes, nSamples } = this.binned;
    const from = feature * nSamples;
    const size = this.end - start;
    for (let index = 0; index < size; index++) {
      const key = (codes[from + samples[start + index]] << 8) | index;
      let place = index;
      while (place > 0 && keys[place - 1] > key) {
        keys[place] = keys[place - 1];
        place--;
      }
      keys[place] = key;
    }
    let left0 = 0;
    let left1 = 0;
    let previous = keys[0] >> 8;
    let varies = false;
    for (let index = 0; index < size; index++) {
      const bin = keys[index] >> 8;
      if (bin !== previous) {
        varies = true;
        this.offer(feature, previous, bin, left0, left1, index);
        previous = bin;
      }
      const row = samples[start + (keys[index] & 255)];
      if (labels[row] === 0) left0 += weights[row];
      else left1 += weights[row];
    }
    return varies;
  }

  private offer(feature: number, bin: number, nextBin: number, left0: number, left1: number, leftRows: number): void {
    const { minSamplesLeaf } = this.limits;
    if (leftRows < minSamplesLeaf || this.end - this.start - leftRows < minSamplesLeaf) return;
    // Subtraction may leave a rounding error below zero when weights are not whole numbers.
    const right0 = Math.max(0, this.total0 - left0);
    const right1 = Math.max(0, this.total1 - left1);
    const score = this.purity(left0, left1) + this.purity(right0, right1);
    if (score > this.bestScore) {
      this.bestScore = score;
      this.bestFeature = feature;
      this.bestBin = bin;
      this.bestNextBin = nextBin;
    }
  }

  /** Half-way between the two sides, as in scikit-learn, but never as high as the right side's lowest value. */
  private threshold(): number {
    const below = this.binned.highest[this.bestFeature][this.bestBin];
    const above = this.binned.lowest[this.bestFeature][this.bestNextBin];
    const middle = below / 2 + above / 2;
    return middle >= below && middle < above ? middle : below;
  }

  /** Moves the rows of the left child to the front. @returns where the right child's rows start */
  private partition(): number {
    const { samples, bestBin } = this;
    const { codes, nSamples } = this.binned;
    const from = this.bestFeature * nSamples;
    let low = this.start;
    let high = this.end - 1;
    while (low <= high) {
      const row = samples[low];
      if (codes[from + row] <= bestBin) {
        low++;
      } else {
        samples[low] = samples[high];
        samples[high--] = row;
      }
    }
    return low;
  }
}
