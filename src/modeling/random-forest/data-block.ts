import type { ForestData } from "./forest-data";
import type { ClassWeights, RowBlock } from "./row-block";
import * as space from "./work-space";

const { histogram, occurs, binRows } = space;

/** Most rows of a copy: all of its memory fits into the third-level cache. */
const copiedRows = 65_536;

/** All rows of the data, for nodes too large for a compact copy; or a copy of the rows of one node, side by side. */
export class DataBlock implements RowBlock {
  readonly nBins: Int32Array;
  readonly slots: Uint16Array | Uint32Array;
  /** The slot of (row, feature) is at feature · stride + row. */
  readonly stride: number;
  readonly rows: Int32Array;
  weights: Float64Array = new Float64Array(0);
  private readonly spare: Int32Array;

  constructor({ slots, nSamples, nBins }: Pick<ForestData, "slots" | "nSamples" | "nBins">) {
    this.slots = slots;
    this.stride = nSamples;
    this.nBins = nBins;
    this.rows = new Int32Array(nSamples);
    this.spare = new Int32Array(nSamples);
  }

  /** Room for copies of many rows, though few in view of the data; null where the data are not so large. */
  static forCopies({ slots, nSamples, nFeatures, nBins }: ForestData): DataBlock | null {
    if (nSamples < 2 * copiedRows) return null;
    const room = slots.slice(0, copiedRows * nFeatures);
    const block = new DataBlock({ slots: room, nSamples: copiedRows, nBins });
    block.weights = new Float64Array(copiedRows);
    return block;
  }

  /** Copies rows start … end − 1 of another block. */
  copy(from: DataBlock, start: number, end: number): void {
    const { rows, weights, slots, stride } = this;
    const { rows: order, weights: sourceWeights, slots: source } = from;
    for (let place = start; place < end; place++) {
      weights[place - start] = sourceWeights[order[place]];
      rows[place - start] = place - start;
    }
    for (let feature = 0; feature < this.nBins.length; feature++) {
      const first = feature * stride - start;
      const base = feature * from.stride;
      for (let place = start; place < end; place++) slots[first + place] = source[base + order[place]];
    }
  }

  /** Takes the rows of positive weight. @returns how many */
  takeRows(weights: Float64Array): number {
    const { rows } = this;
    this.weights = weights;
    let count = 0;
    for (let row = 0; row < weights.length; row++) if (weights[row] > 0) rows[count++] = row;
    return count;
  }

  originalBin(_feature: number, bin: number): number {
    return bin;
  }

  classWeights(start: number, end: number): ClassWeights {
    const { slots, rows, weights } = this;
    let weight0 = 0;
    let weight1 = 0;
    for (let place = start; place < end; place++) {
      const row = rows[place];
      // The lowest bit of every slot is the label; products with it are exact.
      const part = weights[row] * (slots[row] & 1);
      weight0 += weights[row] - part;
      weight1 += part;
    }
    return { weight0, weight1 };
  }

  fillHistogram(feature: number, start: number, end: number): void {
    const { slots, rows, weights } = this;
    const base = feature * this.stride;
    for (let place = start; place < end; place++) {
      const row = rows[place];
      const slot = slots[base + row];
      histogram[slot] += weights[row];
      occurs[slot >>> 6] |= 1 << (slot >>> 1);
    }
  }

  countRows(feature: number, start: number, end: number): void {
    const { slots, rows } = this;
    const base = feature * this.stride;
    for (let place = start; place < end; place++) binRows[slots[base + rows[place]] >>> 1]++;
  }

  partition(feature: number, limit: number, start: number, end: number): number {
    const { slots, rows, spare } = this;
    const base = feature * this.stride;
    let left = start;
    let right = 0;
    for (let place = start; place < end; place++) {
      const row = rows[place];
      // Written to both sides, kept on one: a branch would be guessed wrongly half of the time.
      rows[left] = row;
      spare[right] = row;
      const goesRight = (limit - slots[base + row]) >>> 31;
      left += 1 - goesRight;
      right += goesRight;
    }
    rows.set(spare.subarray(0, right), left);
    return left;
  }
}
