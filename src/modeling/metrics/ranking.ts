import { descendingOrder } from "./descending-order";

/** Samples counted from the highest score down, one entry a distinct score: ties are never split. */
export interface Ranking {
  /** Distinct scores, descending, length nThresholds. */
  readonly thresholds: Float64Array;
  /** Samples of class 1 with a score ≥ the threshold, by weight. */
  readonly truePositives: Float64Array;
  /** Samples of class 0 with a score ≥ the threshold, by weight. */
  readonly falsePositives: Float64Array;
}

/**
 * Ranks validated labels by their scores.
 * @param weights one a sample, null for 1 each; samples of weight 0 make no threshold, as in scikit-learn
 */
export function rankByScore(labels: Uint8Array, scores: Float64Array, weights: Float64Array | null = null): Ranking {
  return weights === null ? rankCounted(labels, scores) : rankWeighted(labels, scores, weights);
}

function rankCounted(labels: Uint8Array, scores: Float64Array): Ranking {
  const order = descendingOrder(scores);
  const ranking = emptyRanking(order.length);
  const { thresholds, truePositives, falsePositives } = ranking;
  let nThresholds = 0;
  let positives = 0;
  let score = order.length > 0 ? scores[order[0]] : 0;
  for (let rank = 0; rank < order.length; rank++) {
    positives += labels[order[rank]];
    const next = rank + 1 < order.length ? scores[order[rank + 1]] : Number.NaN;
    if (next !== score) {
      thresholds[nThresholds] = score;
      truePositives[nThresholds] = positives;
      falsePositives[nThresholds++] = rank + 1 - positives;
      score = next;
    }
  }
  return cut(ranking, nThresholds);
}

function rankWeighted(labels: Uint8Array, scores: Float64Array, weights: Float64Array): Ranking {
  const order = descendingOrder(scores);
  const ranking = emptyRanking(order.length);
  const { thresholds, truePositives, falsePositives } = ranking;
  let nThresholds = 0;
  let positives = 0;
  let negatives = 0;
  for (const sample of order) {
    const weight = weights[sample];
    if (weight === 0) continue;
    if (nThresholds === 0 || scores[sample] !== thresholds[nThresholds - 1]) thresholds[nThresholds++] = scores[sample];
    if (labels[sample] === 1) positives += weight;
    else negatives += weight;
    truePositives[nThresholds - 1] = positives;
    falsePositives[nThresholds - 1] = negatives;
  }
  return cut(ranking, nThresholds);
}

function emptyRanking(length: number): Ranking {
  return {
    thresholds: new Float64Array(length),
    truePositives: new Float64Array(length),
    falsePositives: new Float64Array(length),
  };
}

function cut({ thresholds, truePositives, falsePositives }: Ranking, length: number): Ranking {
  return {
    thresholds: thresholds.slice(0, length),
    truePositives: truePositives.slice(0, length),
    falsePositives: falsePositives.slice(0, length),
  };
}
