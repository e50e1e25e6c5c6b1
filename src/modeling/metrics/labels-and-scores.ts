import {
  InvalidParameterError,
  type LabelsLike,
  ShapeError,
  toLabels,
  toVector,
  UndefinedMetricError,
} from "../../core";

/** Validated labels and scores of the same length ≥ 1. They may be the caller's own arrays: only to be read. */
export interface LabelsAndScores {
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
}

/** Reads the true labels and one finite score a sample. @throws ShapeError for no samples or unequal lengths */
export function toLabelsAndScores(y: LabelsLike, scores: LabelsLike, argument = "p"): LabelsAndScores {
  const labels = readLabels(y);
  if (labels.length === 0) throw new ShapeError("y must have at least one label; got none");
  return { labels, scores: readVector(scores, labels.length, argument) };
}

/** As {@link toLabelsAndScores}, for scores that are probabilities in [0, 1]. */
export function toLabelsAndProbabilities(y: LabelsLike, p: LabelsLike, argument = "p"): LabelsAndScores {
  const pair = toLabelsAndScores(y, p, argument);
  checkProbabilities(pair.scores, argument);
  return pair;
}

/** Reads probabilities alone, at least one. They are the caller's to change. */
export function toProbabilities(p: LabelsLike): Float64Array {
  const probabilities = toVector(p, undefined, "p");
  if (probabilities.length === 0) throw new ShapeError("p must have at least one probability; got none");
  checkProbabilities(probabilities, "p");
  return probabilities;
}

/**
 * Weight of class 0 and of class 1 (their counts without weights), having made sure that both are there.
 * @throws UndefinedMetricError for one class
 */
export function classTotals(labels: Uint8Array, weights: Float64Array | null, metric: string): [number, number] {
  const totals = totalsOf(labels, weights);
  const missing = totals.indexOf(0);
  if (missing >= 0) {
    const weighted = weights === null ? "" : ", with positive weight";
    throw new UndefinedMetricError(`${metric} needs both classes in y${weighted}; got only class ${1 - missing}`);
  }
  return totals;
}

/** Weight of class 1, having made sure that it is positive. @throws UndefinedMetricError */
export function positiveTotal(labels: Uint8Array, weights: Float64Array | null, metric: string): number {
  const [, positives] = totalsOf(labels, weights);
  if (positives === 0) {
    const weighted = weights === null ? "" : " of positive weight";
    throw new UndefinedMetricError(`${metric} needs a positive label in y${weighted}; got none`);
  }
  return positives;
}

/** How many labels are 1. */
export function countPositives(labels: Uint8Array): number {
  let positives = 0;
  for (let index = 0; index < labels.length; index++) positives += labels[index];
  return positives;
}

function totalsOf(labels: Uint8Array, weights: Float64Array | null): [number, number] {
  if (weights === null) {
    const positives = countPositives(labels);
    return [labels.length - positives, positives];
  }
  let negatives = 0;
  let positives = 0;
  for (let index = 0; index < labels.length; index++) {
    if (labels[index] === 1) positives += weights[index];
    else negatives += weights[index];
  }
  return [negatives, positives];
}

/** Labels that are bytes already are checked where they stand; anything else is copied by core. */
export function readLabels(y: LabelsLike, length?: number, argument = "y"): Uint8Array {
  if (!(y instanceof Uint8Array)) return toLabels(y, length, argument);
  let bits = 0;
  for (let index = 0; index < y.length; index++) bits |= y[index];
  return bits > 1 || (length !== undefined && y.length !== length) ? toLabels(y, length, argument) : y;
}

/** As {@link readLabels}: x − x is 0 for finite numbers and NaN for all others. */
function readVector(x: LabelsLike, length: number, argument: string): Float64Array {
  if (!(x instanceof Float64Array) || x.length !== length) return toVector(x, length, argument);
  let zero = 0;
  for (let index = 0; index < length; index++) zero += x[index] - x[index];
  return zero === 0 ? x : toVector(x, length, argument);
}

function checkProbabilities(p: Float64Array, argument: string): void {
  for (let place = 0; place < p.length; place++) {
    if (p[place] < 0 || p[place] > 1) {
      throw new InvalidParameterError(
        `${argument} must hold probabilities in [0, 1]; got ${p[place]} at position ${place}`,
      );
    }
  }
}
