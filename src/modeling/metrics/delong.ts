import { UndefinedMetricError } from "../../core";
import { descendingOrder } from "./descending-order";

/** The parts that an AUC is the mean of, one a sample: DeLong's structural components. */
export interface Placements {
  /** Of each positive: share of the negatives that it ranks above, ties one half. In the order of the samples. */
  readonly ofPositives: Float64Array;
  /** Of each negative: share of the positives that rank above it, ties one half. */
  readonly ofNegatives: Float64Array;
  readonly auc: number;
}

/** Refuses fewer than two samples of a class: their variance has no value. */
export function checkPairsOfClasses(labels: Uint8Array, owner: string): void {
  const counts = [0, 0];
  for (let index = 0; index < labels.length; index++) counts[labels[index]]++;
  counts.forEach((count, label) => {
    if (count < 2)
      throw new UndefinedMetricError(
        `${owner} needs 2 or more labels of each class in y; got ${count} of class ${label}`,
      );
  });
}

/** All placements by one sort, O(n log n) as in Sun & Xu (2014), exact with ties. */
export function placementsOf(labels: Uint8Array, scores: Float64Array): Placements {
  const doubled = doubledPlacements(labels, scores);
  let nPositives = 0;
  for (let index = 0; index < labels.length; index++) nPositives += labels[index];
  const nNegatives = labels.length - nPositives;
  const ofPositives = new Float64Array(nPositives);
  const ofNegatives = new Float64Array(nNegatives);
  let wins = 0;
  for (let index = 0, positive = 0, negative = 0; index < labels.length; index++) {
    if (labels[index] === 1) {
      wins += doubled[index];
      ofPositives[positive++] = doubled[index] / (2 * nNegatives);
    } else ofNegatives[negative++] = doubled[index] / (2 * nPositives);
  }
  return { ofPositives, ofNegatives, auc: wins / (2 * nPositives * nNegatives) };
}

/** Of each sample twice the number of pairs with the other class that are ranked rightly: whole numbers. */
function doubledPlacements(labels: Uint8Array, scores: Float64Array): Float64Array {
  const order = descendingOrder(scores);
  const doubled = new Float64Array(labels.length);
  let nNegatives = labels.length;
  for (let index = 0; index < labels.length; index++) nNegatives -= labels[index];
  let positivesAbove = 0;
  let negativesAbove = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    let tiedPositives = 0;
    while (end < order.length && scores[order[end]] === scores[order[start]]) tiedPositives += labels[order[end++]];
    const tiedNegatives = end - start - tiedPositives;
    const ofPositive = 2 * (nNegatives - negativesAbove) - tiedNegatives;
    const ofNegative = 2 * positivesAbove + tiedPositives;
    for (let rank = start; rank < end; rank++)
      doubled[order[rank]] = labels[order[rank]] === 1 ? ofPositive : ofNegative;
    positivesAbove += tiedPositives;
    negativesAbove += tiedNegatives;
  }
  return doubled;
}

/** DeLong's covariance of two AUCs on the same samples; of an AUC with itself, its variance. */
export function covarianceOf(a: Placements, b: Placements): number {
  return meanCovariance(a.ofPositives, b.ofPositives) + meanCovariance(a.ofNegatives, b.ofNegatives);
}

/** Variance of AUC(a) − AUC(b), from the differences themselves: nothing is lost where the two nearly agree. */
export function varianceOfDifference(a: Placements, b: Placements): number {
  const positives = a.ofPositives.map((value, index) => value - b.ofPositives[index]);
  const negatives = a.ofNegatives.map((value, index) => value - b.ofNegatives[index]);
  return meanCovariance(positives, positives) + meanCovariance(negatives, negatives);
}

/** Sample covariance (divisor n − 1) over n. */
function meanCovariance(a: Float64Array, b: Float64Array): number {
  const meanA = mean(a);
  const meanB = mean(b);
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] - meanA) * (b[index] - meanB);
  return sum / (a.length - 1) / a.length;
}

/** Exactly the value of a constant, so that its variance is exactly 0. */
function mean(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] - values[0];
  return values[0] + sum / values.length;
}
