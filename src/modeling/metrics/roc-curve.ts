import { checkOptionNames, type LabelsLike } from "../../core";
import { countPositivesOfTwoClasses, toLabelsAndScores } from "./labels-and-scores";
import { type Ranking, rankByScore } from "./ranking";

/** Points of a ROC curve, from (0, 0) to (1, 1); three arrays of one length. */
export interface RocCurve {
  readonly falsePositiveRate: Float64Array;
  readonly truePositiveRate: Float64Array;
  /** Scores ≥ the threshold count as positive; the first is Infinity (nobody). */
  readonly thresholds: Float64Array;
}

export interface RocCurveOptions {
  /** Leave out points on a straight line between their neighbours. Default true, as in scikit-learn. */
  readonly dropIntermediate?: boolean;
}

/**
 * The ROC curve: true against false positive rate at every distinct score; tied scores make one step.
 * @param y true labels, 0 or 1, both classes present
 * @param scores one finite score a sample, same length
 * @throws UndefinedMetricError when y holds one class only
 */
export function rocCurve(y: LabelsLike, scores: LabelsLike, options: RocCurveOptions = {}): RocCurve {
  checkOptionNames("rocCurve", options, ["dropIntermediate"]);
  const pair = toLabelsAndScores(y, scores, "scores");
  const positives = countPositivesOfTwoClasses(pair.labels, "rocCurve");
  const negatives = pair.labels.length - positives;
  const ranking = rankByScore(pair.labels, pair.scores);
  const kept = keptPoints(ranking, options.dropIntermediate ?? true);
  return {
    falsePositiveRate: Float64Array.from([0, ...kept.map((point) => ranking.falsePositives[point] / negatives)]),
    truePositiveRate: Float64Array.from([0, ...kept.map((point) => ranking.truePositives[point] / positives)]),
    thresholds: Float64Array.from([Number.POSITIVE_INFINITY, ...kept.map((point) => ranking.thresholds[point])]),
  };
}

function keptPoints({ truePositives, falsePositives }: Ranking, dropIntermediate: boolean): number[] {
  const points = Array.from(truePositives.keys());
  const last = points.length - 1;
  const bends = (counts: Float64Array, at: number) => counts[at + 1] - 2 * counts[at] + counts[at - 1] !== 0;
  if (!dropIntermediate) return points;
  return points.filter((at) => at === 0 || at === last || bends(truePositives, at) || bends(falsePositives, at));
}
