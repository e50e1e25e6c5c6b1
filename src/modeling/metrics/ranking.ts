/** Samples counted from the highest score down, one entry a distinct score: ties are never split. */
export interface Ranking {
  /** Distinct scores, descending, length nThresholds. */
  readonly thresholds: Float64Array;
  /** Samples of class 1 with a score ≥ the threshold. */
  readonly truePositives: Float64Array;
  /** Samples of class 0 with a score ≥ the threshold. */
  readonly falsePositives: Float64Array;
}

/** Ranks validated labels by their scores. */
export function rankByScore(labels: Uint8Array, scores: Float64Array): Ranking {
  const order = descendingOrder(scores);
  const thresholds: number[] = [];
  const truePositives: number[] = [];
  const falsePositives: number[] = [];
  let positives = 0;
  for (let rank = 0; rank < order.length; rank++) {
    const sample = order[rank];
    positives += labels[sample];
    const isLastOfTie = rank + 1 === order.length || scores[order[rank + 1]] !== scores[sample];
    if (isLastOfTie) {
      thresholds.push(scores[sample]);
      truePositives.push(positives);
      falsePositives.push(rank + 1 - positives);
    }
  }
  return {
    thresholds: Float64Array.from(thresholds),
    truePositives: Float64Array.from(truePositives),
    falsePositives: Float64Array.from(falsePositives),
  };
}

/** Sample numbers by descending score. Scores that already descend (as in a bootstrap) are not sorted again. */
export function descendingOrder(scores: Float64Array): Uint32Array {
  const order = new Uint32Array(scores.length);
  let isSorted = true;
  for (let index = 0; index < scores.length; index++) {
    order[index] = index;
    if (index > 0 && scores[index] > scores[index - 1]) isSorted = false;
  }
  return isSorted ? order : order.sort((a, b) => scores[b] - scores[a] || a - b);
}
