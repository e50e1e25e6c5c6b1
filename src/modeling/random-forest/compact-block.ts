import type { DataBlock } from "./data-block";
import { type ForestData, rowsAtOnce } from "./forest-data";
import type { ClassWeights, RowBlock } from "./row-block";
import * as space from "./work-space";

const { histogram, occurs, binRows } = space;
const { compactSlots: slots, compactWeights: weights, compactOrder: rows, compactSpare: spare } = space;

/** Features with more bins than this are numbered anew. */
const fewBins = 256;

/**
 * A copy of the rows of one node, side by side, so that the branch below it is grown within a small piece of memory.
 * Where a feature has many bins, those that occur are numbered anew from 0.
 */
export class CompactBlock implements RowBlock {
  readonly nBins: Int32Array;
  /** Most rows that there is room for; the slot of (row, feature) is at feature · stride + row. */
  readonly stride: number;
  /** Bins as the data number them, feature by feature, for those features that are numbered anew. */
  private readonly originals: Int32Array;
  private readonly isRenumbered: Uint8Array;
  private readonly present: Int32Array;
  private readonly ranks: Int32Array;

  /** Whether there is room for all rows of the data. */
  readonly holdsAll: boolean;

  constructor(private readonly data: ForestData) {
    const { nSamples, nFeatures, nBins } = data;
    this.stride = Math.min(space.compactRows, nSamples, Math.floor(slots.length / nFeatures));
    this.holdsAll = this.stride === nSamples;
    this.nBins = this.holdsAll ? nBins : new Int32Array(nFeatures);
    this.isRenumbered = Uint8Array.from(nBins, (size) => (size > fewBins && !this.holdsAll ? 1 : 0));
    this.originals = new Int32Array(this.isRenumbered.includes(1) ? this.stride * nFeatures : 0);
    const words = (Math.max(...nBins) + 31) >>> 5;
    this.present = new Int32Array(words);
    this.ranks = new Int32Array(words);
  }

  /** Takes the rows of positive weight from data that have room as a whole. @returns how many */
  takeRows(rowWeights: Float64Array): number {
    if (tenant !== this) slots.set(this.data.slots);
    tenant = this;
    weights.set(rowWeights);
    const nSamples = rowWeights.length;
    let count = 0;
    for (let row = 0; row < nSamples; row++) {
      rows[count] = row;
      count += weights[row] > 0 ? 1 : 0;
    }
    return count;
  }

  /** Copies rows start … end − 1 of the data. */
  copy(from: DataBlock, start: number, end: number): void {
    tenant = this;
    const size = end - start;
    weights.set(from.weights.subarray(start, end));
    for (let row = 0; row < size; row++) rows[row] = row;
    const nFeatures = this.nBins.length;
    for (let first = start; first < end; first += rowsAtOnce) {
      const last = Math.min(end, first + rowsAtOnce);
      for (let feature = 0; feature < nFeatures; feature++) {
        if (this.isRenumbered[feature] === 0) this.copySlots(from, feature, first, last, start);
      }
    }
    for (let feature = 0; feature < nFeatures; feature++) {
      this.nBins[feature] =
        this.isRenumbered[feature] === 1 ? this.renumber(from, feature, start, end) : from.nBins[feature];
    }
  }

  private copySlots(from: DataBlock, feature: number, first: number, last: number, start: number): void {
    const { rows: order, packed, packedWidth } = from;
    const base = feature * this.stride - start;
    for (let place = first; place < last; place++) {
      slots[base + place] = packed[order[place] * packedWidth + feature];
    }
  }

  originalBin(feature: number, bin: number): number {
    return this.isRenumbered[feature] === 1 ? this.originals[feature * this.stride + bin] : bin;
  }

  classWeights(start: number, end: number): ClassWeights {
    let weight0 = 0;
    let weight1 = 0;
    for (let place = start; place < end; place++) {
      const row = rows[place];
      const part = weights[row] * (slots[row] & 1);
      weight0 += weights[row] - part;
      weight1 += part;
    }
    return { weight0, weight1 };
  }

  fillHistogram(feature: number, start: number, end: number): void {
    const base = feature * this.stride;
    for (let place = start; place < end; place++) {
      const row = rows[place];
      histogram[slots[base + row]] += weights[row];
    }
  }

  fillAndMark(feature: number, start: number, end: number): void {
    const base = feature * this.stride;
    for (let place = start; place < end; place++) {
      const row = rows[place];
      const slot = slots[base + row];
      histogram[slot] += weights[row];
      occurs[slot >>> 6] |= 1 << (slot >>> 1);
    }
  }

  countRows(feature: number, start: number, end: number): void {
    const base = feature * this.stride;
    for (let place = start; place < end; place++) binRows[slots[base + rows[place]] >>> 1]++;
  }

  partition(feature: number, limit: number, start: number, end: number): number {
    const base = feature * this.stride;
    let left = start;
    let right = 0;
    for (let place = start; place < end; place++) {
      const row = rows[place];
      rows[left] = row;
      spare[right] = row;
      const goesRight = (limit - slots[base + row]) >>> 31;
      left += 1 - goesRight;
      right += goesRight;
    }
    for (let place = 0; place < right; place++) rows[left + place] = spare[place];
    return left;
  }

  /** Copies the slots of one feature, with bins numbered by their rank. @returns the number of bins */
  private renumber(from: DataBlock, feature: number, start: number, end: number): number {
    const { present, ranks, originals } = this;
    const { slots: source, rows: order } = from;
    const nBins = from.nBins[feature];
    const size = end - start;
    const base = feature * from.stride;
    for (let place = start; place < end; place++) column[place - start] = source[base + order[place]];
    const nWords = (nBins + 31) >>> 5;
    const first = feature * this.stride;
    present.fill(0, 0, nWords);
    for (let row = 0; row < size; row++) {
      const bin = column[row] >>> 1;
      present[bin >>> 5] |= 1 << bin;
    }
    let found = 0;
    for (let word = 0; word < nWords; word++) {
      ranks[word] = found;
      for (let bits = present[word]; bits !== 0; bits &= bits - 1) {
        originals[first + found++] = 32 * word + 31 - Math.clz32(bits & -bits);
      }
    }
    for (let row = 0; row < size; row++) {
      const slot = column[row];
      const bin = slot >>> 1;
      const below = present[bin >>> 5] & ((1 << bin) - 1);
      slots[first + row] = 2 * (ranks[bin >>> 5] + countBits(below)) + (slot & 1);
    }
    return found;
  }
}

/** Whose slots are in the work space: another forest may be grown between two trees of one, by onProgress. */
let tenant: CompactBlock | null = null;

/** The slots of one feature, on their way. */
const column = new Int32Array(space.compactRows);

/** Bits set in a 32-bit number (Warren, Hacker's Delight, 5–1). */
function countBits(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
