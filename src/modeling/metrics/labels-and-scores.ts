import {
  InvalidParameterError,
  type LabelsLike,
  ShapeError,
  toLabels,
  toVector,
  UndefinedMetricError,
} from "../../core";

/** Validated labels and scores of the same length ≥ 1. */
export interface LabelsAndScores {
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
}

/** Reads the true labels and one finite score a sample. @throws ShapeError for no samples or unequal lengths */
export function toLabelsAndScores(y: LabelsLike, scores: LabelsLike, argument = "p"): LabelsAndScores {
  const labels = toLabels(y);
  if (labels.length === 0) throw new ShapeError("y must have at least one label; got none");
  return { labels, scores: toVector(scores, labels.length, argument) };
}

/** As {@link toLabelsAndScores}, for scores that are probabilities in [0, 1]. */
export function toLabelsAndProbabilities(y: LabelsLike, p: LabelsLike): LabelsAndScores {
  const pair = toLabelsAndScores(y, p);
  checkProbabilities(pair.scores);
  return pair;
}

/** Reads probabilities alone, at least one. */
export function toProbabilities(p: LabelsLike): Float64Array {
  const probabilities = toVector(p, undefined, "p");
  if (probabilities.length === 0) throw new ShapeError("p must have at least one probability; got none");
  checkProbabilities(probabilities);
  return probabilities;
}

/** How many labels are 1, having made sure that both classes are there. @throws UndefinedMetricError for one class */
export function countPositivesOfTwoClasses(labels: Uint8Array, metric: string): number {
  const positives = countPositives(labels);
  if (positives === 0 || positives === labels.length) {
    throw new UndefinedMetricError(`${metric} needs both classes in y; got only class ${labels[0]}`);
  }
  return positives;
}

/** How many labels are 1. */
export function countPositives(labels: Uint8Array): number {
  let positives = 0;
  for (const label of labels) positives += label;
  return positives;
}

function checkProbabilities(p: Float64Array): void {
  const place = p.findIndex((value) => value < 0 || value > 1);
  if (place >= 0) {
    throw new InvalidParameterError(`p must hold probabilities in [0, 1]; got ${p[place]} at position ${place}`);
  }
}
