import { checkInteger, checkNumber, checkOptionNames, type MatrixLike, type OnProgress, Random } from "../core";
import { adjustedRandScore } from "./adjusted-rand-score";
import type { FittedKMeans } from "./fitted-k-means";
import { checkNClusters, fitOnce } from "./k-means";
import { toSquarableFeatures } from "./squarable-features";

/** Options of {@link localOptima}. */
export interface LocalOptimaOptions {
  /** Number of clusters, an integer in [1, nSamples]. */
  readonly nClusters: number;
  /** Number of single starts, an integer ≥ 1. Default 50. */
  readonly nStarts?: number;
  /** Partitions whose adjusted Rand index is at least this count as one, in (0, 1]. Default 0.95. */
  readonly sameAt?: number;
  /** An integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
  /** Called after each start. */
  readonly onProgress?: OnProgress;
}

/** A partition that some starts end in. */
export interface LocalOptimum {
  /** The least inertia among these starts. */
  readonly inertia: number;
  /** How many starts end here. */
  readonly nStarts: number;
  /** Adjusted Rand index against the best partition: 1 for the best itself. */
  readonly agreementWithBest: number;
  /** Cluster of each row in the partition of least inertia, length nSamples. */
  readonly labels: Uint32Array;
}

/**
 * Where single starts of k-means end: different partitions by inertia, the best first. Partitions a few rows apart
 * count as one.
 * @param X nSamples × nFeatures, features on one scale
 * @returns one record a partition, the least inertia first
 * @throws InvalidParameterError for a bad or unknown option
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { localOptima } from "churnlab";
 *
 * const optima = localOptima([[0], [1], [20], [21]], { nClusters: 2, nStarts: 10, seed: 1 });
 * assert.deepEqual(optima.map(({ inertia, nStarts }) => [inertia, nStarts]), [[1, 10]]); // every start ends there
 * ```
 */
export function localOptima(X: MatrixLike, options: LocalOptimaOptions): LocalOptimum[] {
  const matrix = toSquarableFeatures(X);
  checkOptionNames("localOptima", options, ["nClusters", "nStarts", "sameAt", "seed", "onProgress"]);
  const { nClusters, nStarts = 50, sameAt = 0.95, seed = 0, onProgress } = options;
  checkInteger("nClusters", nClusters, { min: 1 });
  checkNClusters(nClusters, matrix.nSamples);
  checkInteger("nStarts", nStarts, { min: 1 });
  checkInteger("seed", seed, { min: 0, max: 0xffffffff });
  checkNumber("sameAt", sameAt, { exclusiveMin: 0, max: 1 });
  const random = new Random(seed);
  const runs = Array.from({ length: nStarts }, (_, start) => {
    const run = fitOnce(matrix, nClusters, random.uint32());
    onProgress?.(start + 1, nStarts);
    return run;
  });
  return groupRuns(runs, sameAt).map(({ best: { inertia, labels }, nStarts }, _, [{ best }]) => {
    return { inertia, nStarts, agreementWithBest: adjustedRandScore(labels, best.labels), labels };
  });
}

/** Each run joins the first better one that it agrees with. */
function groupRuns(runs: readonly FittedKMeans[], sameAt: number): { best: FittedKMeans; nStarts: number }[] {
  const groups: { best: FittedKMeans; nStarts: number }[] = [];
  for (const run of [...runs].sort((a, b) => a.inertia - b.inertia)) {
    const group = groups.find(({ best }) => adjustedRandScore(best.labels, run.labels) >= sameAt);
    if (group === undefined) groups.push({ best: run, nStarts: 1 });
    else group.nStarts++;
  }
  return groups;
}
