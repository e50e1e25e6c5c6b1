import type { FeatureMatrix } from "../../core";
import type { BinThresholds } from "./bin-thresholds";

/** Numbers that a histogram keeps of each bin: sum of gradients, sum of hessians, number of rows. */
export const slotWidth = 3;

/** Rows with their values replaced by bins. */
export interface BinnedRows {
  readonly nSamples: number;
  readonly nFeatures: number;
  /**
   * Where the bin of each value starts in a histogram of all features: of (row, feature) at row · nFeatures + feature.
   * Row by row, because a histogram takes all features of a row at once.
   */
  readonly slots: Uint16Array | Uint32Array;
  /** The bin of each value, feature by feature: of (row, feature) at feature · nSamples + row. To sort rows by one. */
  readonly codes: Uint8Array;
  /** Where each feature's bins start in a histogram; one more entry holds the histogram's length. */
  readonly starts: Int32Array;
}

/** Bins every value: its bin is the number of thresholds below it. */
export function binRows({ data, nSamples, nFeatures }: FeatureMatrix, thresholds: BinThresholds): BinnedRows {
  const starts = new Int32Array(nFeatures + 1);
  thresholds.forEach((cuts, feature) => {
    starts[feature + 1] = starts[feature] + slotWidth * (cuts.length + 1);
  });
  const size = nSamples * nFeatures;
  const slots = starts[nFeatures] <= 0x10000 ? new Uint16Array(size) : new Uint32Array(size);
  const codes = new Uint8Array(size);
  const grids = thresholds.map(gridOf);
  // A block of rows stays in the cache while its columns are taken one after another.
  for (let from = 0; from < nSamples; from += blockRows) {
    const to = Math.min(nSamples, from + blockRows);
    for (let feature = 0; feature < nFeatures; feature++) {
      const column = codes.subarray(feature * nSamples, (feature + 1) * nSamples);
      findBins(data, from, to, feature, nFeatures, thresholds[feature], grids[feature], column);
      writeSlots(column, from, to, feature, nFeatures, starts[feature], slots);
    }
  }
  return { nSamples, nFeatures, slots, codes, starts };
}

const blockRows = 512;

function findBins(
  data: Float64Array,
  from: number,
  to: number,
  feature: number,
  nFeatures: number,
  cuts: Float64Array,
  { lowest, scale, before }: Grid,
  column: Uint8Array,
): void {
  for (let row = from; row < to; row++) {
    const value = data[row * nFeatures + feature];
    const position = (value - lowest) * scale;
    // NaN (0 times an infinite difference) fails both comparisons.
    const cell = position >= lastCell ? lastCell : position >= 0 ? position | 0 : 0;
    let low = before[cell];
    let high = before[cell + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cuts[middle] < value) low = middle + 1;
      else high = middle;
    }
    column[row] = low;
  }
}

function writeSlots(
  column: Uint8Array,
  from: number,
  to: number,
  feature: number,
  nFeatures: number,
  start: number,
  slots: Uint16Array | Uint32Array,
): void {
  for (let row = from; row < to; row++) slots[row * nFeatures + feature] = start + slotWidth * column[row];
}

/**
 * Evenly wide cells over the range of a feature's cuts, so that only the few cuts of a value's own cell are searched.
 * Cells rise with values: all cuts of lower cells are below a value, all of higher cells are not.
 */
interface Grid {
  readonly lowest: number;
  readonly scale: number;
  /** How many cuts lie in lower cells. */
  readonly before: Uint16Array;
}

const nCells = 1024;
const lastCell = nCells - 1;

function gridOf(cuts: Float64Array): Grid {
  const lowest = cuts.length > 0 ? cuts[0] : 0;
  const scale = lastCell / (cuts.length > 0 ? cuts[cuts.length - 1] - lowest : 0);
  // A range that is too narrow or too wide to divide makes one cell of all: a plain binary search.
  const safeScale = Number.isFinite(scale) ? scale : 0;
  const before = new Uint16Array(nCells + 1);
  for (const cut of cuts) {
    const position = (cut - lowest) * safeScale;
    before[(position >= lastCell ? lastCell : position >= 0 ? position | 0 : 0) + 1]++;
  }
  for (let cell = 0; cell < nCells; cell++) before[cell + 1] += before[cell];
  return { lowest, scale: safeScale, before };
}
