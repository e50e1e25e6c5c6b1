import type { Random } from "../../core";
import { CompactBlock } from "./compact-block";
import { type SplitCriterion, weightedEntropy } from "./impurity";
import type { NodeRows } from "./node-rows";
import type { RowBlock } from "./row-block";
import * as space from "./work-space";

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

/** With as many rows a bin, looking at all bins is quicker than marking those that occur. */
const rowsPerBin = 4;

const { histogram, occurs, binRows, groupBin, group0, group1, groupRows } = space;
const { compactSlots, compactWeights, compactOrder } = space;
const keys = new Int32Array(fewRows);

/**
 * Finds the best split of a node by histograms. Where rows are few in view of the bins, only bins that occur are looked
 * at, found through one bit a bin, so that the work grows with the rows of the node, not with the bins of the data.
 */
export class NodeSplitter {
  /** The best split: rows of `feature` in bins up to `bin` go left; `nextBin` is the lowest bin on the right. */
  feature = -1;
  bin = 0;
  nextBin = 0;
  /** Sum over both sides of weight times impurity. */
  impurity = 0;
  /** Weights of the rows that go left, by class. */
  weight0 = 0;
  weight1 = 0;
  /** `constants` of the node and what was learned since. */
  constants = 0;

  private readonly features: Int32Array;
  /** By bound, the random numbers that are even shares of it end here. */
  private readonly limits: Float64Array;
  private readonly isGini: boolean;
  private factor0 = 1;
  private factor1 = 1;

  constructor(
    nFeatures: number,
    private readonly rules: SplitRules,
  ) {
    this.features = Int32Array.from({ length: nFeatures }, (_, feature) => feature);
    this.limits = Float64Array.from({ length: nFeatures + 1 }, (_, bound) => 4294967296 - (4294967296 % bound));
    this.isGini = rules.criterion === "gini";
  }

  /**
   * Every tree starts from the same order of features, because the order is part of the draw.
   * @param factor0, factor1 what weights of class 0 and of class 1 are multiplied by
   */
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
    const { features, limits } = this;
    const { maxFeatures } = this.rules;
    const nFeatures = features.length;
    this.feature = -1;
    this.impurity = Number.POSITIVE_INFINITY;
    this.constants = node.constants;
    let someVary = false;
    for (let drawn = 0; drawn < nFeatures; drawn++) {
      if (drawn >= maxFeatures && someVary) break;
      const other = drawn + drawBelow(random, nFeatures - drawn, limits[nFeatures - drawn]);
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
    if (block instanceof CompactBlock && end - start <= fewRows) {
      return groupFew(feature * block.stride, start, end);
    }
    const nBins = block.nBins[feature];
    const hasCounts = this.rules.minSamplesLeaf > 1;
    if (hasCounts) block.countRows(feature, start, end);
    if (nBins <= (end - start) / rowsPerBin) {
      block.fillHistogram(feature, start, end);
      return readAllBins(nBins, hasCounts);
    }
    block.fillAndMark(feature, start, end);
    return readMarkedBins(nBins, hasCounts);
  }

  /** Tries every cut between two bins that occur. */
  private cut(feature: number, nGroups: number, node: NodeRows): void {
    const { factor0, factor1, isGini } = this;
    const { minSamplesLeaf } = this.rules;
    const { weight0, weight1 } = node;
    const fewestRows = minSamplesLeaf;
    const mostRows = node.end - node.start - minSamplesLeaf;
    let best = this.impurity;
    let bestGroup = -1;
    let best0 = 0;
    let best1 = 0;
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
        best0 = left0;
        best1 = left1;
      }
    }
    if (bestGroup < 0) return;
    this.impurity = best;
    this.weight0 = best0;
    this.weight1 = best1;
    this.feature = feature;
    this.bin = groupBin[bestGroup];
    this.nextBin = groupBin[bestGroup + 1];
  }
}

/** As `random.integer(bound)`, but with the limit known, and in whole numbers: the remainder of others is slow. */
function drawBelow(random: Random, bound: number, limit: number): number {
  let draw = random.uint32();
  while (draw >= limit) draw = random.uint32();
  return (draw >>> 0) % (bound >>> 0);
}

/** Reads the bins that occur, by their weight, and leaves the work space clean. @returns their number */
function readAllBins(nBins: number, hasCounts: boolean): number {
  let nGroups = 0;
  for (let bin = 0; bin < nBins; bin++) {
    const weight0 = histogram[2 * bin];
    const weight1 = histogram[2 * bin + 1];
    groupBin[nGroups] = bin;
    group0[nGroups] = weight0;
    group1[nGroups] = weight1;
    histogram[2 * bin] = 0;
    histogram[2 * bin + 1] = 0;
    if (hasCounts) {
      groupRows[nGroups] = binRows[bin];
      binRows[bin] = 0;
    }
    // Rows have positive weights.
    nGroups += weight0 + weight1 > 0 ? 1 : 0;
  }
  return nGroups;
}

/** The same for bins that are marked. */
function readMarkedBins(nBins: number, hasCounts: boolean): number {
  const nWords = (nBins + 31) >>> 5;
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
        groupRows[nGroups] = binRows[bin];
        binRows[bin] = 0;
      }
      nGroups++;
    } while (bits !== 0);
  }
  return nGroups;
}

/** The same for few rows of the compact block: sorts them by slot (insertion sort). @param base of the feature */
function groupFew(base: number, start: number, end: number): number {
  const size = end - start;
  for (let index = 0; index < size; index++) {
    const key = (compactSlots[base + compactOrder[start + index]] << 4) | index;
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
    const weight = compactWeights[compactOrder[start + (key & 15)]];
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
