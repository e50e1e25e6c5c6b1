import type { ForestData } from "./forest-data";

/** Rows that a tree, or a branch of it, is grown on. */
export interface RowBlock {
  /** 2 · bin + label; the slot of (row, feature) is at feature · stride + row. */
  readonly slots: Uint16Array | Uint32Array;
  readonly stride: number;
  /** Bins of each feature. */
  readonly nBins: Int32Array;
  /** One weight a row. */
  readonly weights: Float64Array;
  /** Rows in an order in which those of a node stand together. */
  readonly rows: Uint32Array;
}

/** Most rows of a {@link CompactBlock}: all of its memory fits into the second-level cache of a core. */
export const compactRows = 4096;

/** Features with more bins than this are numbered anew in a compact block. */
const fewBins = 256;

/**
 * A copy of the rows of one node, side by side, so that the branch below it is grown within a small piece of memory.
 * Where a feature has many bins, those that occur are numbered anew from 0.
 */
export class CompactBlock implements RowBlock {
  readonly slots: Uint16Array;
  readonly stride: number;
  readonly nBins: Int32Array;
  readonly weights: Float64Array;
  readonly rows: Uint32Array;
  /** Bins as the data number them, feature by feature, for those features that are numbered anew. */
  private readonly originals: Uint32Array;
  private readonly isRenumbered: Uint8Array;
  private readonly present: Int32Array;
  private readonly ranks: Int32Array;

  constructor({ nSamples, nFeatures, nBins }: ForestData) {
    this.stride = Math.min(compactRows, nSamples);
    this.slots = new Uint16Array(this.stride * nFeatures);
    this.nBins = new Int32Array(nFeatures);
    this.weights = new Float64Array(this.stride);
    this.rows = new Uint32Array(this.stride);
    this.isRenumbered = Uint8Array.from(nBins, (size) => (size > fewBins ? 1 : 0));
    this.originals = new Uint32Array(this.isRenumbered.includes(1) ? this.stride * nFeatures : 0);
    const words = (Math.max(...nBins) + 31) >>> 5;
    this.present = new Int32Array(words);
    this.ranks = new Int32Array(words);
  }

  /** Copies rows[start … end) of a larger block. */
  copy(from: RowBlock, start: number, end: number): void {
    const { weights, rows } = this;
    for (let place = start; place < end; place++) {
      weights[place - start] = from.weights[from.rows[place]];
      rows[place - start] = place - start;
    }
    for (let feature = 0; feature < this.nBins.length; feature++) {
      if (this.isRenumbered[feature] === 1) this.copyRenumbered(from, feature, start, end);
      else this.copySlots(from, feature, start, end);
    }
  }

  /** The number in the data of a bin of this block. */
  originalBin(feature: number, bin: number): number {
    return this.isRenumbered[feature] === 1 ? this.originals[feature * this.stride + bin] : bin;
  }

  private copySlots(from: RowBlock, feature: number, start: number, end: number): void {
    const { slots, stride } = this;
    const { slots: source, rows } = from;
    const base = feature * from.stride;
    let target = feature * stride;
    for (let place = start; place < end; place++) slots[target++] = source[base + rows[place]];
    this.nBins[feature] = from.nBins[feature];
  }

  private copyRenumbered(from: RowBlock, feature: number, start: number, end: number): void {
    const { slots, stride, present, ranks, originals } = this;
    const { slots: source, rows } = from;
    const base = feature * from.stride;
    const nWords = (from.nBins[feature] + 31) >>> 5;
    present.fill(0, 0, nWords);
    for (let place = start; place < end; place++) {
      const bin = source[base + rows[place]] >>> 1;
      present[bin >>> 5] |= 1 << bin;
    }
    let nBins = 0;
    const first = feature * stride;
    for (let word = 0; word < nWords; word++) {
      ranks[word] = nBins;
      for (let bits = present[word]; bits !== 0; bits &= bits - 1) {
        originals[first + nBins++] = 32 * word + 31 - Math.clz32(bits & -bits);
      }
    }
    let target = first;
    for (let place = start; place < end; place++) {
      const slot = source[base + rows[place]];
      const bin = slot >>> 1;
      const below = present[bin >>> 5] & ((1 << bin) - 1);
      slots[target++] = 2 * (ranks[bin >>> 5] + countBits(below)) + (slot & 1);
    }
    this.nBins[feature] = nBins;
  }
}

/** Bits set in a 32-bit number (Warren, Hacker's Delight, 5–1). */
function countBits(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
