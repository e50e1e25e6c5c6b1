import { type FeatureMatrix, InvalidParameterError } from "../../core";
import { ascendingOrder } from "../trees/ascending-order";
import { type Bins, cutBins } from "../trees/quantile-bins";
import { RankFinder } from "../trees/rank-finder";
import { mostBins } from "./work-space";

/**
 * Training rows as trees are grown on them: values replaced by the numbers of their bins. A slot is 2 · bin + label, so
 * that one number says where a row counts in a histogram of both classes. Flat arrays, so that threads can share them.
 */
export interface ForestData {
  readonly nSamples: number;
  readonly nFeatures: number;
  /** Feature by feature: the slot of (row, feature) is at feature · nSamples + row. */
  readonly slots: Uint16Array | Uint32Array;
  /** The same row by row, for copies of some rows: that of (row, feature) is at row · packedWidth + feature. */
  readonly packed: Uint16Array | Uint32Array;
  /** A multiple of 8, so that a row is not spread over more cache lines than it needs. */
  readonly packedWidth: number;
  /** Bins of each feature. */
  readonly nBins: Int32Array;
  /** Where the bins of each feature start in `lowest` and `highest`. */
  readonly binStarts: Int32Array;
  /** Smallest value in each bin, feature by feature. */
  readonly lowest: Float64Array;
  /** Largest value in each bin, feature by feature. */
  readonly highest: Float64Array;
}

/** So many rows are copied feature by feature before the next: what was fetched with the first feature is still near. */
export const rowsAtOnce = 256;

/**
 * Bins the features by the rows of positive weight alone, so that a row of weight 0 has no say.
 * @param nBins most bins a feature; Infinity gives each distinct value its own
 * @param shared whether other threads are to read the result
 * @throws InvalidParameterError for a feature of more bins than there is work space for
 */
export function binRows(
  matrix: FeatureMatrix,
  labels: Uint8Array,
  weights: Float64Array,
  nBins: number,
  shared: boolean,
): ForestData {
  const { data, nSamples, nFeatures } = matrix;
  const rows = new WeighedRows(weights);
  const bins = Array.from({ length: nFeatures }, (_, feature) => rows.bins(data, feature, nFeatures, nBins));
  const sizes = Int32Array.from(bins, ({ lowest }) => lowest.length);
  const most = Math.max(...sizes);
  if (most > mostBins) {
    throw new InvalidParameterError(
      `splitter "exact" takes features of at most ${mostBins} distinct values; got ${most} in ` +
        `${matrix.featureNames[sizes.indexOf(most)]}: use "histogram"`,
    );
  }
  const isNarrow = 2 * most < 65536;
  const numbers = (length: number) => (isNarrow ? uint16(length, shared) : uint32(length, shared));
  const slots = numbers(nSamples * nFeatures);
  for (let feature = 0; feature < nFeatures; feature++) {
    const out = slots.subarray(feature * nSamples, (feature + 1) * nSamples);
    // A value is in bin b when the highest values of b bins lie below it.
    new RankFinder(bins[feature].highest).writeRanks(data, feature, nFeatures, 0, nSamples, out, 0, 1);
    binsToSlots(out, sizes[feature], labels);
  }
  const packedWidth = 8 * Math.ceil(nFeatures / 8);
  const packed = numbers(nSamples * packedWidth);
  packRows(slots, nSamples, nFeatures, packed, packedWidth);
  return { nSamples, nFeatures, slots, packed, packedWidth, ...joinBins(bins, sizes, shared) };
}

function packRows(
  slots: Uint16Array | Uint32Array,
  nSamples: number,
  nFeatures: number,
  packed: Uint16Array | Uint32Array,
  width: number,
): void {
  for (let first = 0; first < nSamples; first += rowsAtOnce) {
    const last = Math.min(nSamples, first + rowsAtOnce);
    for (let feature = 0; feature < nFeatures; feature++) {
      const base = feature * nSamples;
      for (let row = first; row < last; row++) packed[row * width + feature] = slots[base + row];
    }
  }
}

function binsToSlots(bins: Uint16Array | Uint32Array, nBins: number, labels: Uint8Array): void {
  const nSamples = labels.length;
  for (let row = 0; row < nSamples; row++) {
    const bin = bins[row];
    // A row of weight 0 may lie above all bins; it takes no part, so any bin will do.
    bins[row] = 2 * (bin < nBins ? bin : nBins - 1) + labels[row];
  }
}

/** Rows that take part, with their weights where these differ. */
class WeighedRows {
  private readonly rows: Uint32Array;
  private readonly weights: Float64Array;
  private readonly areEqual: boolean;

  constructor(weights: Float64Array) {
    this.weights = weights;
    this.rows = rowsOf(weights);
    this.areEqual = this.rows.every((row) => weights[row] === weights[this.rows[0]]);
  }

  bins(data: Float64Array, feature: number, nFeatures: number, nBins: number): Bins {
    const { rows, weights } = this;
    const values = new Float64Array(rows.length);
    // −0 becomes 0, as the order of the two says nothing.
    for (let place = 0; place < rows.length; place++) values[place] = data[rows[place] * nFeatures + feature] + 0;
    if (this.areEqual) return cutBins(values.sort(), nBins);
    const order = ascendingOrder(values);
    const sorted = Float64Array.from(order, (place) => values[place]);
    return cutBins(
      sorted,
      nBins,
      Float64Array.from(order, (place) => weights[rows[place]]),
    );
  }
}

function rowsOf(weights: Float64Array): Uint32Array {
  const rows = new Uint32Array(weights.length);
  let count = 0;
  for (let row = 0; row < weights.length; row++) {
    rows[count] = row;
    count += weights[row] > 0 ? 1 : 0;
  }
  return rows.slice(0, count);
}

function joinBins(bins: readonly Bins[], nBins: Int32Array, shared: boolean) {
  const binStarts = int32(nBins.length, shared);
  let total = 0;
  nBins.forEach((size, feature) => {
    binStarts[feature] = total;
    total += size;
  });
  const lowest = float64(total, shared);
  const highest = float64(total, shared);
  bins.forEach((bin, feature) => {
    lowest.set(bin.lowest, binStarts[feature]);
    highest.set(bin.highest, binStarts[feature]);
  });
  const sizes = int32(nBins.length, shared);
  sizes.set(nBins);
  return { nBins: sizes, binStarts, lowest, highest };
}

function memory(bytes: number, shared: boolean): ArrayBuffer {
  // Typed arrays over shared memory read and write alike; only their declared type differs.
  return shared ? (new SharedArrayBuffer(bytes) as unknown as ArrayBuffer) : new ArrayBuffer(bytes);
}

const uint16 = (length: number, shared: boolean) => new Uint16Array(memory(2 * length, shared));
const uint32 = (length: number, shared: boolean) => new Uint32Array(memory(4 * length, shared));
const int32 = (length: number, shared: boolean) => new Int32Array(memory(4 * length, shared));
const float64 = (length: number, shared: boolean) => new Float64Array(memory(8 * length, shared));
