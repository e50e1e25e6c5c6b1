import { type ForestData, rowsAtOnce } from "./forest-data";
import type { ClassWeights, RowBlock } from "./row-block";
import * as space from "./work-space";

const { histogram, occurs, binRows } = space;

/** Most rows of a copy: all of its memory fits into the third-level cache. */
const copiedRows = 65_536;

/** Data as a block sees them. */
type BlockData = Pick<ForestData, "slots" | "packed" | "packedWidth" | "nSamples" | "nBins">;

/** All rows of the data, for nodes too large for a compact copy; or a copy of the rows of one node, side by side. */
export class DataBlock implements RowBlock {
  readonly nBins: Int32Array;
  readonly slots: Uint16Array | Uint32Array;
  /** The slot of (row, feature) is at feature · stride + row. */
  readonly stride: number;
  /** The same slots row by row, `packedWidth` numbers a row, so that a copy fetches a row at once. */
  readonly packed: Uint16Array | Uint32Array;
  readonly packedWidth: number;
  readonly rows: Int32Array;
  /** The weights of `rows`, in their order: read one after another, where by row each would be fetched from afar. */
  readonly weights: Float64Array;
  private readonly spareRows: Int32Array;
  private readonly spareWeights: Float64Array;

  constructor({ slots, packed, packedWidth, nSamples, nBins }: BlockData) {
    this.slots = slots;
    this.packed = packed;
    this.packedWidth = packedWidth;
    this.stride = nSamples;
    this.nBins = nBins;
    this.rows = new Int32Array(nSamples);
    this.weights = new Float64Array(nSamples);
    this.spareRows = new Int32Array(nSamples);
    this.spareWeights = new Float64Array(nSamples);
  }

  /** Room for copies of many rows, though few in view of the data; null where the data are not so large. */
  static forCopies({ slots, packed, packedWidth, nSamples, nFeatures, nBins }: ForestData): DataBlock | null {
    if (nSamples < 2 * copiedRows) return null;
    return new DataBlock({
      slots: slots.slice(0, copiedRows * nFeatures),
      packed: packed.slice(0, copiedRows * packedWidth),
      packedWidth,
      nSamples: copiedRows,
      nBins,
    });
  }

  /** Copies rows start … end − 1 of another block. */
  copy(from: DataBlock, start: number, end: number): void {
    const { rows, weights, packed, packedWidth: width } = this;
    const { rows: order, packed: source } = from;
    weights.set(from.weights.subarray(start, end));
    for (let place = start; place < end; place++) {
      rows[place - start] = place - start;
      const base = order[place] * width;
      const to = (place - start) * width;
      for (let feature = 0; feature < width; feature++) packed[to + feature] = source[base + feature];
    }
    const size = end - start;
    for (let first = 0; first < size; first += rowsAtOnce) {
      const last = Math.min(size, first + rowsAtOnce);
      for (let feature = 0; feature < this.nBins.length; feature++) this.unpack(feature, first, last);
    }
  }

  private unpack(feature: number, first: number, last: number): void {
    const { slots, packed, packedWidth } = this;
    const base = feature * this.stride;
    for (let row = first; row < last; row++) slots[base + row] = packed[row * packedWidth + feature];
  }

  /** Takes the rows of positive weight. @returns how many */
  takeRows(rowWeights: Float64Array): number {
    const { rows, weights } = this;
    let count = 0;
    for (let row = 0; row < rowWeights.length; row++) {
      const weight = rowWeights[row];
      rows[count] = row;
      weights[count] = weight;
      count += weight > 0 ? 1 : 0;
    }
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
      // The lowest bit of every slot is the label; products with it are exact.
      const part = weights[place] * (slots[rows[place]] & 1);
      weight0 += weights[place] - part;
      weight1 += part;
    }
    return { weight0, weight1 };
  }

  fillHistogram(feature: number, start: number, end: number): void {
    const { slots, rows, weights } = this;
    const base = feature * this.stride;
    for (let place = start; place < end; place++) histogram[slots[base + rows[place]]] += weights[place];
  }

  fillAndMark(feature: number, start: number, end: number): void {
    const { slots, rows, weights } = this;
    const base = feature * this.stride;
    for (let place = start; place < end; place++) {
      const slot = slots[base + rows[place]];
      histogram[slot] += weights[place];
      occurs[slot >>> 6] |= 1 << (slot >>> 1);
    }
  }

  countRows(feature: number, start: number, end: number): void {
    const { slots, rows } = this;
    const base = feature * this.stride;
    for (let place = start; place < end; place++) binRows[slots[base + rows[place]] >>> 1]++;
  }

  partition(feature: number, limit: number, start: number, end: number): number {
    const { slots, rows, weights, spareRows, spareWeights } = this;
    const base = feature * this.stride;
    let left = start;
    let right = 0;
    for (let place = start; place < end; place++) {
      const row = rows[place];
      const weight = weights[place];
      // Written to both sides, kept on one: a branch would be guessed wrongly half of the time.
      rows[left] = row;
      weights[left] = weight;
      spareRows[right] = row;
      spareWeights[right] = weight;
      const goesRight = (limit - slots[base + row]) >>> 31;
      left += 1 - goesRight;
      right += goesRight;
    }
    rows.set(spareRows.subarray(0, right), left);
    weights.set(spareWeights.subarray(0, right), left);
    return left;
  }
}
