import { descendingOrder } from "../metrics/descending-order";

/** Samples with like forecasts, as sums over each group; groups without weight are left out. */
export interface ForecastGroups {
  /** The group of each sample, from 0; −1 for a sample of an empty group. */
  readonly groupOf: Int32Array;
  /** Total weight of each group, positive. */
  readonly weights: Float64Array;
  /** Mean forecast of each group. */
  readonly meanPredicted: Float64Array;
  /** Share of class 1 in each group. */
  readonly observedRate: Float64Array;
}

/** A number for each distinct forecast, from 0 for the highest down. */
export function distinctForecasts(scores: Float64Array): Uint32Array {
  const order = descendingOrder(scores);
  const numbers = new Uint32Array(scores.length);
  for (let rank = 1; rank < order.length; rank++) {
    const isNew = scores[order[rank]] !== scores[order[rank - 1]];
    numbers[order[rank]] = numbers[order[rank - 1]] + (isNew ? 1 : 0);
  }
  return numbers;
}

/** @param bins the bin of each sample, from 0 */
export function groupForecasts(
  labels: Uint8Array,
  scores: Float64Array,
  weights: Float64Array | null,
  bins: Uint32Array,
): ForecastGroups {
  let nBins = 0;
  for (let index = 0; index < bins.length; index++) nBins = Math.max(nBins, bins[index] + 1);
  const totals = new Float64Array(nBins);
  const predicted = new Float64Array(nBins);
  const ones = new Float64Array(nBins);
  for (let index = 0; index < bins.length; index++) {
    const weight = weights === null ? 1 : weights[index];
    totals[bins[index]] += weight;
    predicted[bins[index]] += weight * scores[index];
    ones[bins[index]] += weight * labels[index];
  }
  const numberOf = new Int32Array(nBins).fill(-1);
  let nGroups = 0;
  for (let bin = 0; bin < nBins; bin++) if (totals[bin] > 0) numberOf[bin] = nGroups++;
  const filled = Uint32Array.from(numberOf.keys()).filter((bin) => totals[bin] > 0);
  return {
    groupOf: Int32Array.from(bins, (bin) => numberOf[bin]),
    weights: Float64Array.from(filled, (bin) => totals[bin]),
    meanPredicted: Float64Array.from(filled, (bin) => predicted[bin] / totals[bin]),
    observedRate: Float64Array.from(filled, (bin) => ones[bin] / totals[bin]),
  };
}
