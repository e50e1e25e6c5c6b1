import {
  checkInteger,
  checkOptionNames,
  type FeatureMatrix,
  InvalidParameterError,
  type MatrixLike,
  type OnProgress,
  Random,
  show,
} from "../core";
import { adjustedRandScore } from "./adjusted-rand-score";
import { FittedKMeans } from "./fitted-k-means";
import { fitFrom, KMeans } from "./k-means";
import { toSquarableFeatures } from "./squarable-features";

/** Options of {@link clusterStability}. */
export interface ClusterStabilityOptions {
  /** Number of clusters, an integer in [1, nSamples]. */
  readonly nClusters: number;
  /** The partition to test, fitted to the same X before. Default: k-means with `nInit` starts. */
  readonly partition?: FittedKMeans;
  /** Number of resamples, an integer ≥ 1. Default 20. */
  readonly nResamples?: number;
  /** Starts of k-means on the whole, an integer ≥ 1. Default 100. */
  readonly nInit?: number;
  /** Starts on each resample, beside one from the centres of the whole; an integer ≥ 1. Default 10. */
  readonly nInitOfResamples?: number;
  /** An integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
  /** Called after each resample. */
  readonly onProgress?: OnProgress;
}

/** How well a partition survives resampling. */
export interface ClusterStability {
  /** Mean of `values`. */
  readonly mean: number;
  /** Adjusted Rand index of each resample's partition against that of the whole, length nResamples. */
  readonly values: Float64Array;
}

const optionNames = ["nClusters", "partition", "nResamples", "nInit", "nInitOfResamples", "seed", "onProgress"];

/**
 * Stability of a k-means partition: rows are drawn with replacement (as many as there are), k-means is fitted to them,
 * all original rows are assigned to the clusters so found, and the result is compared with the partition fitted to the
 * original rows by the adjusted Rand index. Near 1: the clusters are a feature of the data; low: of the sample.
 * On each resample one start is from the centres of the whole, so that a start that misses the best partition is not
 * taken for a partition that is unstable.
 * @param X nSamples × nFeatures
 * @returns one index a resample, each in [−0.5, 1], and their mean
 * @throws InvalidParameterError for a bad or unknown option
 * Compare numbers of clusters by it with care: few clusters are the easier to find again, and so is any cut of data that
 * has one longest direction; a stable partition need not be a group of its own kind.
 * @see Hennig (2007), Comput. Stat. Data Anal. 52, for the bootstrap scheme; Fang & Wang (2012), Comput. Stat. Data
 * Anal. 56, for resampled partitions compared on all original rows; Ben-David, von Luxburg & Pál (2006), COLT, for what
 * stability cannot tell
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clusterStability } from "churnlab";
 *
 * const X = [[0], [1], [2], [20], [21], [22]];
 * const { mean, values } = clusterStability(X, { nClusters: 2, nResamples: 5, seed: 1 });
 * assert.equal(values.length, 5);
 * assert.equal(mean, 1); // the two groups are found in every resample
 * ```
 */
export function clusterStability(X: MatrixLike, options: ClusterStabilityOptions): ClusterStability {
  const matrix = toSquarableFeatures(X);
  checkOptionNames("clusterStability", options, optionNames);
  const { nClusters, nResamples = 20, nInit = 100, nInitOfResamples = 10, seed = 0, onProgress } = options;
  checkInteger("nResamples", nResamples, { min: 1 });
  checkInteger("nInitOfResamples", nInitOfResamples, { min: 1 });
  const { partition = new KMeans({ nClusters, nInit, seed }).fit(matrix) } = options;
  checkPartition(partition, matrix, nClusters);
  return stabilityOf(matrix, partition, { nResamples, nInit: nInitOfResamples, seed, onProgress });
}

function checkPartition(partition: FittedKMeans, matrix: FeatureMatrix, expected: number): void {
  if (!(partition instanceof FittedKMeans)) {
    throw new InvalidParameterError(`partition must be a fitted k-means; got ${show(partition)}`);
  }
  const { labels, nClusters } = partition;
  if (nClusters !== expected || labels.length !== matrix.nSamples) {
    throw new InvalidParameterError(
      `partition must have ${expected} clusters of ${matrix.nSamples} rows; ` +
        `got ${nClusters} clusters of ${labels.length} rows`,
    );
  }
}

interface ResampleOptions {
  readonly nResamples: number;
  readonly nInit: number;
  readonly seed: number;
  readonly onProgress?: OnProgress;
}

/** {@link clusterStability} of a partition that is already there. Prior validation is assumed. */
export function stabilityOf(
  matrix: FeatureMatrix,
  { labels, centers, nClusters }: FittedKMeans,
  { nResamples, nInit, seed, onProgress }: ResampleOptions,
): ClusterStability {
  const { nSamples } = matrix;
  const values = new Float64Array(nResamples);
  for (let resample = 0; resample < nResamples; resample++) {
    const random = new Random(seed).fork(resample);
    const rows = Uint32Array.from({ length: nSamples }, () => random.integer(nSamples));
    const fitted = fitFrom(matrix.selectRows(rows), centers, { nClusters, nInit, seed: random.uint32() });
    values[resample] = adjustedRandScore(labels, fitted.predict(matrix));
    onProgress?.(resample + 1, nResamples);
  }
  return { mean: values.reduce((sum, value) => sum + value, 0) / nResamples, values };
}
