import { checkInteger, checkNumber, checkOptionNames, type LabelsLike, type MatrixLike, meanOf, Random } from "../core";
import { type Interval, studentTUpperQuantile } from "../statistics";
import { checkComparable, toLabelGroups } from "./cluster-labels";
import { silhouettesOf } from "./silhouette";
import { toSquarableFeatures } from "./squarable-features";

/** Options of {@link sampledSilhouetteScore}. */
export interface SampledSilhouetteOptions {
  /** Rows whose silhouettes are measured, an integer ≥ 2; from nSamples on all of them. Default 1000. */
  readonly sampleSize?: number;
  /** Seed of the draw, an integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
  /** Confidence level of the interval, in (0, 1). Default 0.95. */
  readonly level?: number;
}

/** An estimate of the silhouette score from a sample of rows. */
export interface SampledSilhouette extends Interval {
  /** Number of rows measured. */
  readonly sampleSize: number;
  /** Standard error of the estimate; 0 when all rows were measured. */
  readonly standardError: number;
}

/**
 * The silhouette score of many rows from the silhouettes of some of them, with an interval.
 *
 * The rows are a simple random sample without replacement, and each is compared with all rows of X, not with the sample
 * alone: each silhouette is exact, their mean is unbiased for {@link silhouetteScore}, and its standard error is that
 * of a mean from a finite population, √((1 − m / n) s² / m). (scikit-learn's `sample_size` drops the other rows: on a
 * sample the nearest cluster's mean distance is too small, and a cluster of few rows can vanish.)
 * Time grows with sampleSize · nSamples · nFeatures; memory with sampleSize · nClusters.
 * @param X nSamples × nFeatures
 * @param labels the cluster of each row, integers ≥ 0, at least 2 clusters and fewer than rows
 * @returns the estimate in [−1, 1] with its Student t interval; from all rows the score itself, without any width
 * @throws ShapeError or InvalidParameterError as {@link silhouetteScore}, or for a bad or unknown option
 * @see Cochran (1977), Sampling Techniques, §2.5
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sampledSilhouetteScore, silhouetteScore } from "churnlab";
 *
 * const X = Array.from({ length: 200 }, (_, row) => [(row * row) % 17 + (row % 2) * 30]);
 * const labels = X.map((_, row) => row % 2);
 * const { lower, upper } = sampledSilhouetteScore(X, labels, { sampleSize: 50, seed: 1 });
 * const exact = silhouetteScore(X, labels);
 * assert.ok(lower < exact && exact < upper && upper - lower < 0.1);
 * ```
 */
export function sampledSilhouetteScore(
  X: MatrixLike,
  labels: LabelsLike,
  options: SampledSilhouetteOptions = {},
): SampledSilhouette {
  checkOptionNames("sampledSilhouetteScore", options, ["sampleSize", "seed", "level"]);
  const { sampleSize = 1000, seed = 0, level = 0.95 } = options;
  checkInteger("sampleSize", sampleSize, { min: 2 });
  checkInteger("seed", seed, { min: 0, max: 0xffffffff });
  checkNumber("level", level, { exclusiveMin: 0, exclusiveMax: 1 });
  const matrix = toSquarableFeatures(X);
  const labelled = toLabelGroups(labels, matrix.nSamples);
  checkComparable(labelled);
  const size = Math.min(sampleSize, matrix.nSamples);
  const rows = drawRows(matrix.nSamples, size, new Random(seed));
  return summarise(silhouettesOf(matrix, labelled, rows), matrix.nSamples, level);
}

/** `size` different rows, ascending. */
function drawRows(nSamples: number, size: number, random: Random): Uint32Array {
  if (size === nSamples) return Uint32Array.from({ length: nSamples }, (_, row) => row);
  return random.permutation(nSamples).slice(0, size).sort();
}

function summarise(values: Float64Array, nSamples: number, level: number): SampledSilhouette {
  const size = values.length;
  const estimate = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - estimate) ** 2, 0);
  const standardError = Math.sqrt(((1 - size / nSamples) * squares) / (size - 1) / size);
  const margin = standardError === 0 ? 0 : studentTUpperQuantile((1 - level) / 2, size - 1) * standardError;
  const limits = { lower: Math.max(-1, estimate - margin), upper: Math.min(1, estimate + margin) };
  return { estimate, ...limits, level, standardError, sampleSize: size };
}
