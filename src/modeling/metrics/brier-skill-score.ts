import { checkNumber, type LabelsLike, UndefinedMetricError } from "../../core";
import { meanSquaredError } from "./brier-score";
import { toLabelsAndProbabilities } from "./labels-and-scores";
import { type MetricOptions, readWeights } from "./metric-weights";

/** Options of {@link brierSkillScore}. */
export interface BrierSkillScoreOptions extends MetricOptions {
  /**
   * The forecast to beat: one P(churn) for everyone, such as the training churn rate, or one a sample. Default: the
   * churn rate of y itself, which nobody could have known beforehand.
   */
  readonly reference?: number | ArrayLike<number>;
}

/**
 * Brier skill score: 1 − Brier score / Brier score of a reference forecast. 1 is perfect, 0 no better than the
 * reference, below 0 worse. With the default reference it is scikit-learn's `d2_brier_score`.
 * @param y true labels, 0 or 1, length nSamples ≥ 1
 * @param p P(churn) of each sample, in [0, 1], same length
 * @param options `reference`; `sampleWeight`: one weight ≥ 0 a sample
 * @returns a share of the reference's score, in (−∞, 1]
 * @throws UndefinedMetricError when the reference forecast has no error, as for y of one class; ShapeError for unequal
 * lengths; InvalidParameterError for other values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { brierSkillScore } from "churnlab";
 *
 * assert.equal(brierSkillScore([0, 0, 1, 1], [0, 0.5, 0.5, 1]), 0.5);
 * assert.equal(brierSkillScore([0, 1], [0.5, 0.5], { reference: 0.5 }), 0);
 * ```
 */
export function brierSkillScore(y: LabelsLike, p: LabelsLike, options: BrierSkillScoreOptions = {}): number {
  const { labels, scores } = toLabelsAndProbabilities(y, p);
  const weights = readWeights("brierSkillScore", options, labels.length, ["reference"]);
  const reference = readReference(options.reference, labels, weights);
  const toBeat = meanSquaredError(labels, reference, weights);
  if (toBeat === 0) {
    throw new UndefinedMetricError("brierSkillScore is undefined: the reference forecast has no error to improve on");
  }
  return 1 - meanSquaredError(labels, scores, weights) / toBeat;
}

function readReference(
  reference: BrierSkillScoreOptions["reference"],
  labels: Uint8Array,
  weights: Float64Array | null,
): Float64Array {
  if (reference === undefined) return new Float64Array(labels.length).fill(shareOfOnes(labels, weights));
  if (typeof reference === "object") return toLabelsAndProbabilities(labels, reference, "reference").scores;
  return new Float64Array(labels.length).fill(checkNumber("reference", reference, { min: 0, max: 1 }));
}

/** The share of class 1, by weight. */
export function shareOfOnes(labels: Uint8Array, weights: Float64Array | null): number {
  let ones = 0;
  let total = 0;
  for (let index = 0; index < labels.length; index++) {
    const weight = weights === null ? 1 : weights[index];
    ones += weight * labels[index];
    total += weight;
  }
  return ones / total;
}
