import type { FeatureMatrix } from "../../core";

/** Above this many rows the quantiles of a feature are taken from evenly spaced rows; equal to scikit-learn's number. */
const quantileRows = 200_000;

/** Where features are cut, one array a feature, ascending: value ≤ thresholds[feature][bin] means a bin ≤ bin. */
export type BinThresholds = readonly Float64Array[];

/**
 * Cuts every feature into at most nBins bins, by scikit-learn's convention for histogram boosting: with at most nBins
 * distinct values each has its own bin and thresholds lie half-way; with more, thresholds are the averaged inverse
 * quantiles k / nBins of the weighted rows. Rows of weight 0 do not count.
 * @param weights one ≥ 0 a row
 * @param nBins integer in [2, 256]
 */
export function cutFeatures(matrix: FeatureMatrix, weights: Float64Array, nBins: number): BinThresholds {
  return Array.from({ length: matrix.nFeatures }, (_, feature) => {
    const distinct = fewDistinct(matrix, weights, feature, nBins);
    return distinct === null ? quantileCuts(matrix, weights, feature, nBins) : cutsBetween(distinct);
  });
}

/** The distinct values of a feature in order, or null when there are more than `most`. */
function fewDistinct(
  { data, nSamples, nFeatures }: FeatureMatrix,
  weights: Float64Array,
  feature: number,
  most: number,
): Float64Array | null {
  const seen = new Set<number>();
  for (let row = 0; row < nSamples; row++) {
    if (weights[row] === 0) continue;
    seen.add(data[row * nFeatures + feature]);
    if (seen.size > most) return null;
  }
  return Float64Array.from(seen).sort();
}

function cutsBetween(distinct: Float64Array): Float64Array {
  const cuts = new Float64Array(Math.max(0, distinct.length - 1));
  for (let bin = 0; bin < cuts.length; bin++) cuts[bin] = halfWay(distinct[bin], distinct[bin + 1]);
  return cuts;
}

/** Between two values, never as high as the upper one; neither sum nor half may overflow or round away. */
function halfWay(below: number, above: number): number {
  if (below === above) return below;
  const sum = below + above;
  const middle = Number.isFinite(sum) ? sum / 2 : below / 2 + above / 2;
  return middle >= below && middle < above ? middle : below;
}

function quantileCuts(matrix: FeatureMatrix, weights: Float64Array, feature: number, nBins: number): Float64Array {
  const { values, cumulated } = distinctWeights(matrix, weights, feature);
  const total = cumulated[cumulated.length - 1];
  const cuts: number[] = [];
  let place = 0;
  for (let k = 1; k < nBins; k++) {
    // Rounded as NumPy rounds its percentiles: which side of a tie k / nBins falls on decides a cut.
    const reach = ((k * (100 / nBins)) / 100) * total;
    while (cumulated[place] < reach) place++;
    const isExact = cumulated[place] - reach <= Number.EPSILON;
    const cut = isExact && place + 1 < values.length ? halfWay(values[place], values[place + 1]) : values[place];
    // A cut at the largest value would leave the last bin empty.
    if (cut !== cuts[cuts.length - 1] && cut < values[values.length - 1]) cuts.push(cut);
  }
  return Float64Array.from(cuts);
}

/** Distinct values in ascending order and the weight up to and with each. */
function distinctWeights(
  { data, nSamples, nFeatures }: FeatureMatrix,
  weights: Float64Array,
  feature: number,
): { values: Float64Array; cumulated: Float64Array } {
  const step = Math.max(1, nSamples / quantileRows);
  const taken: number[] = [];
  let isWeighted = false;
  for (let place = 0; place < nSamples; place += step) {
    const row = Math.floor(place);
    if (weights[row] === 0) continue;
    taken.push(row);
    isWeighted ||= weights[row] !== 1;
  }
  const sorted = Float64Array.from(taken, (row) => data[row * nFeatures + feature]);
  const weightOf = isWeighted ? sortWithWeights(sorted, taken, weights) : null;
  if (weightOf === null) sorted.sort();
  const cumulated = new Float64Array(sorted.length);
  let nDistinct = 0;
  let sum = 0;
  for (let place = 0; place < sorted.length; place++) {
    sum += weightOf === null ? 1 : weightOf[place];
    if (place > 0 && sorted[place] === sorted[nDistinct - 1]) {
      cumulated[nDistinct - 1] = sum;
    } else {
      sorted[nDistinct] = sorted[place];
      cumulated[nDistinct++] = sum;
    }
  }
  return { values: sorted.subarray(0, nDistinct), cumulated: cumulated.subarray(0, nDistinct) };
}

/** Sorts values in place. @returns the weights in the new order; among equal values in ascending order */
function sortWithWeights(values: Float64Array, rows: readonly number[], weights: Float64Array): Float64Array {
  const unsorted = values.slice();
  const order = Uint32Array.from(values.keys());
  order.sort((a, b) => unsorted[a] - unsorted[b] || weights[rows[a]] - weights[rows[b]]);
  for (let place = 0; place < values.length; place++) values[place] = unsorted[order[place]];
  return Float64Array.from(order, (place) => weights[rows[place]]);
}
