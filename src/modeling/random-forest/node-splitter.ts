import type { Random } from "../../core";
import { type SplitCriterion, weightedEntropy } from "./impurity";
import type { NodeRows } from "./node-rows";
import type { RowBlock } from "./row-block";

/** How a node may be split. */
export interface SplitRules {
  /** Fewest distinct rows on each side. */
  readonly minSamplesLeaf: number;
  /** Features drawn at each split, integer in [1, nFeatures]. */
  readonly maxFeatures: number;
  readonly criterion: SplitCriterion;
}

/** Up to this many rows, at most 16, sorting is quicker than a histogram. */
const fewRows = 12;

/**
 * Finds the best split of a node by histograms. Only bins that occur are looked at, found through one bit a bin, so
 * that the work grows with the rows of the node, not with the bins of the data.
 */
export class NodeSplitter {
  /** The best split: rows of `feature` in bins up to `bin` go left; `nextBin` is the lowest bin on the right. */
  feature = -1;
  bin = 0;
  nextBin = 0;
  /** Sum over both sides of weight times impurity. */
  impurity = 0;
  /** `constants` of the node and what was learned since. */
  constants = 0;

  private readonly features: Uint32Array;
  private readonly isGini: boolean;
  private readonly histogram: Float64Array;
  private readonly occurs: Int32Array;
  private readonly counts: Int32Array;
  private readonly keys = new Int32Array(fewRows);

  // The bins of one feature that occur in the node, ascending: their numbers, weights by class and rows.
  private readonly groupBin: Int32Array;
  private readonly group0: Float64Array;
  private readonly group1: Float64Array;
  private readonly groupRows: Int32Array;

  /**
   * @param mostBins bins of the feature that has most
   * @param factor0, factor1 what weights of class 0 and of class 1 are multiplied by
   */
  constructor(
    nFeatures: number,
    mostBins: number,
    private readonly rules: SplitRules,
    private factor0 = 1,
    private factor1 = 1,
  ) {
    this.features = Uint32Array.from({ length: nFeatures }, (_, feature) => feature);
    this.isGini = rules.criterion === "gini";
    this.histogram = new Float64Array(2 * mostBins);
    this.occurs = new Int32Array((mostBins + 31) >>> 5);
    this.counts = new Int32Array(rules.minSamplesLeaf > 1 ? mostBins : 0);
    const groups = Math.max(mostBins, fewRows);
    this.groupBin = new Int32Array(groups);
    this.group0 = new Float64Array(groups);
    this.group1 = new Float64Array(groups);
    this.groupRows = new Int32Array(groups);
  }

  /** Every tree starts from the same order of features, because the order is part of the draw. */
  startTree(factor0: number, factor1: number): void {
    this.factor0 = factor0;
    this.factor1 = factor1;
    for (let feature = 0; feature < this.features.length; feature++) this.features[feature] = feature;
  }

  /**
   * Draws features without replacement; goes on past maxFeatures only while all drawn are constant in the node.
   * @returns whether there is a split
   */
  find(block: RowBlock, node: NodeRows, random: Random): boolean {
    const { features } = this;
    const { maxFeatures } = this.rules;
    const nFeatures = features.length;
    this.feature = -1;
    this.impurity = Number.POSITIVE_INFINITY;
    this.constants = node.constants;
    let someVary = false;
    for (let drawn = 0; drawn < nFeatures; drawn++) {
      if (drawn >= maxFeatures && someVary) break;
      const other = drawn + random.integer(nFeatures - drawn);
      const feature = features[other];
      features[other] = features[drawn];
      features[drawn] = feature;
      const bit = feature < 32 ? 1 << feature : 0;
      if ((this.constants & bit) !== 0) continue;
      const nGroups = this.group(block, feature, node.start, node.end);
      if (nGroups === 1) {
        this.constants |= bit;
        continue;
      }
      someVary = true;
      this.cut(feature, nGroups, node);
    }
    return this.feature >= 0;
  }

  /** Sums weights by bin and class. @returns the number of bins that occur */
  private group(block: RowBlock, feature: number, start: number, end: number): number {
    const size = end - start;
    if (size <= fewRows) return this.groupFew(block, feature, start, end);
    this.fillHistogram(block, feature, start, end);
    if (this.counts.length > 0) this.countRows(block, feature, start, end);
    return this.readHistogram(block.nBins[feature]);
  }

  private fillHistogram(block: RowBlock, feature: number, start: number, end: number): void {
    const { histogram, occurs } = this;
    const { slots, rows, weights } = block;
    const base = feature * block.stride;
    for (let place = start; place < end; place++) {
      const row = rows[place];
      const slot = slots[base + row];
      histogram[slot] += weights[row];
      occurs[slot >>> 6] |= 1 << (slot >>> 1);
    }
  }

  private countRows(block: RowBlock, feature: number, start: number, end: number): void {
    const { counts } = this;
    const { slots, rows } = block;
    const base = feature * block.stride;
    for (let place = start; place < end; place++) counts[slots[base + rows[place]] >>> 1]++;
  }

  /** Reads the bins that occur, and leaves all work space at 0 for the next. */
  private readHistogram(nBins: number): number {
    const { histogram, occurs, counts, groupBin, group0, group1, groupRows } = this;
    const nWords = (nBins + 31) >>> 5;
    const hasCounts = counts.length > 0;
    let nGroups = 0;
    for (let word = 0; word < nWords; word++) {
      let bits = occurs[word];
      if (bits === 0) continue;
      occurs[word] = 0;
      do {
        const bin = 32 * word + 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        groupBin[nGroups] = bin;
        group0[nGroups] = histogram[2 * bin];
        group1[nGroups] = histogram[2 * bin + 1];
        histogram[2 * bin] = 0;
        histogram[2 * bin + 1] = 0;
        if (hasCounts) {
          groupRows[nGroups] = counts[bin];
          counts[bin] = 0;
        }
        nGroups++;
      } while (bits !== 0);
    }
    return nGroups;
  }

  /** The same for a node of few rows: sorts them by slot (insertion sort). */
  private groupFew(block: RowBlock, feature: number, start: number, end: number): number {
    const { keys, groupBin, group0, group1, groupRows } = this;
    const { slots, rows, weights } = block;
    const base = feature * block.stride;
    const size = end - start;
    for (let index = 0; index < size; index++) {
      const key = (slots[base + rows[start + index]] << 4) | index;
      let place = index;
      while (place > 0 && keys[place - 1] > key) {
        keys[place] = keys[place - 1];
        place--;
      }
      keys[place] = key;
    }
    let nGroups = 0;
    let last = -1;
    for (let index = 0; index < size; index++) {
      const key = keys[index];
      const slot = key >>> 4;
      const weight = weights[rows[start + (key & 15)]];
      const bin = slot >>> 1;
      if (bin !== last) {
        last = bin;
        groupBin[nGroups] = bin;
        group0[nGroups] = 0;
        group1[nGroups] = 0;
        groupRows[nGroups] = 0;
        nGroups++;
      }
      if ((slot & 1) === 0) group0[nGroups - 1] += weight;
      else group1[nGroups - 1] += weight;
      groupRows[nGroups - 1]++;
    }
    return nGroups;
  }

  /** Tries every cut between two bins that occur. */
  private cut(feature: number, nGroups: number, node: NodeRows): void {
    const { groupBin, group0, group1, groupRows, factor0, factor1, isGini } = this;
    const { minSamplesLeaf } = this.rules;
    const { weight0, weight1 } = node;
    const fewestRows = minSamplesLeaf;
    const mostRows = node.end - node.start - minSamplesLeaf;
    let best = this.impurity;
    let bestGroup = -1;
    let left0 = 0;
    let left1 = 0;
    let leftRows = 0;
    for (let place = 0; place < nGroups - 1; place++) {
      const here0 = group0[place];
      const here1 = group1[place];
      left0 += here0;
      left1 += here1;
      if (minSamplesLeaf > 1) {
        leftRows += groupRows[place];
        if (leftRows < fewestRows) continue;
        if (leftRows > mostRows) break;
      } else if (here0 + group0[place + 1] === 0 || here1 + group1[place + 1] === 0) {
        // Between two bins of one and the same class there is always a better cut next to them (Fayyad & Irani 1992).
        continue;
      }
      const a0 = left0 * factor0;
      const a1 = left1 * factor1;
      // Subtraction may leave a rounding error below zero when weights are not whole numbers.
      const b0 = Math.max(0, weight0 - left0) * factor0;
      const b1 = Math.max(0, weight1 - left1) * factor1;
      const impurity = isGini
        ? (a0 * a1) / (a0 + a1) + (b0 * b1) / (b0 + b1)
        : weightedEntropy(a0, a1) + weightedEntropy(b0, b1);
      if (impurity < best) {
        best = impurity;
        bestGroup = place;
      }
    }
    if (bestGroup < 0) return;
    this.impurity = best;
    this.feature = feature;
    this.bin = groupBin[bestGroup];
    this.nextBin = groupBin[bestGroup + 1];
  }
}
