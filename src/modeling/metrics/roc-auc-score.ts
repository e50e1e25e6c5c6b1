import type { LabelsLike } from "../../core";
import { countPositivesOfTwoClasses, toLabelsAndScores } from "./labels-and-scores";
import { descendingOrder } from "./ranking";

/**
 * Area under the ROC curve: the probability that a client who left has a higher score than one who stayed,
 * a tie counting one half (Hanley & McNeil 1982). Counted in whole numbers, so exact with ties.
 * @param y true labels, 0 or 1, both classes present
 * @param scores one finite score a sample (a probability or any other: only the order counts), same length
 * @returns a number in [0, 1]; 0.5 for scores without information
 * @throws UndefinedMetricError when y holds one class only
 */
export function rocAucScore(y: LabelsLike, scores: LabelsLike): number {
  const pair = toLabelsAndScores(y, scores, "scores");
  const positives = countPositivesOfTwoClasses(pair.labels, "rocAucScore");
  const negatives = pair.labels.length - positives;
  return countDoubledWins(pair.labels, pair.scores) / (2 * positives * negatives);
}

/** Twice the number of (positive, negative) pairs ranked rightly, a tie counting one. */
function countDoubledWins(labels: Uint8Array, scores: Float64Array): number {
  const order = descendingOrder(scores);
  let wins = 0;
  let positivesAbove = 0;
  let start = 0;
  while (start < order.length) {
    const score = scores[order[start]];
    let end = start;
    let tiedPositives = 0;
    while (end < order.length && scores[order[end]] === score) tiedPositives += labels[order[end++]];
    const tiedNegatives = end - start - tiedPositives;
    wins += tiedNegatives * (2 * positivesAbove + tiedPositives);
    positivesAbove += tiedPositives;
    start = end;
  }
  return wins;
}
