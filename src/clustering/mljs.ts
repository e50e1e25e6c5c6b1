import { createRequire } from "node:module";
import { type FeatureMatrix, InvalidParameterError, type MatrixLike, Random } from "../core";
import { FittedKMeans } from "./fitted-k-means";
import { type CompleteKMeansOptions, checkNClusters, completeKMeansOptions, type KMeansOptions } from "./k-means";
import type { KMeansRun } from "./k-means-run";
import { inertiaOf } from "./lloyd";
import { nearestCenters } from "./nearest-centers";
import { toSquarableFeatures } from "./squarable-features";
import { weightedRows } from "./weighted-rows";

/** The part of ml-kmeans 7 that is used here. The package is ESM only: its own types do not resolve from CommonJS. */
interface MlKMeans {
  kmeans(
    data: number[][],
    nClusters: number,
    options: { initialization: "kmeans++"; maxIterations: number; tolerance: number; seed: number },
  ): { centroids: number[][]; converged: boolean; iterations: number };
}

/** Starts of {@link MljsKMeans} unless the caller says otherwise: each takes many times as long as one of KMeans. */
const defaultMljsNInit = 10;

/**
 * k-means by the package ml-kmeans 7 behind the interface of {@link KMeans}; `nInit` is 10 by default.
 *
 * Repaired here:
 * - the package makes one start; this makes `nInit`, seeded one by one, and keeps the best;
 * - its labels belong to the centres before the last step and it reports a mean distance a cluster; labels and inertia
 *   are computed anew from the final centres;
 * - its tolerance is absolute (the largest squared shift of a centre); it is set from the data's variance, so that the
 *   rule is at least as strict as scikit-learn's;
 * - data with fewer distinct rows than clusters makes its seeding divide by 0; that is refused with a message;
 * - clusters are numbered by size, not by the seed.
 * @see the package ml-kmeans
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { KMeans, MljsKMeans } from "churnlab";
 *
 * const X = [[1], [2], [3], [9], [10]];
 * const theirs = new MljsKMeans({ nClusters: 2, seed: 1 }).fit(X);
 * const ours = new KMeans({ nClusters: 2, seed: 1 }).fit(X);
 * assert.deepEqual(theirs.labels, ours.labels);
 * ```
 */
export class MljsKMeans {
  private readonly options: CompleteKMeansOptions;

  /** @throws InvalidParameterError for an unknown option or one out of its range */
  constructor(options: KMeansOptions) {
    this.options = completeKMeansOptions("MljsKMeans", { nInit: defaultMljsNInit, ...options });
  }

  /**
   * @param X nSamples × nFeatures
   * @throws InvalidParameterError when nClusters exceeds the number of distinct rows
   */
  fit(X: MatrixLike): FittedKMeans {
    const matrix = toSquarableFeatures(X);
    const { nClusters } = this.options;
    checkNClusters(nClusters, matrix.nSamples);
    const rows = matrix.toArrays();
    const nDistinct = new Set(rows.map((row) => row.join())).size;
    if (nClusters > nDistinct) {
      throw new InvalidParameterError(
        `nClusters must be at most the number of distinct rows, ${nDistinct}; got ${nClusters}`,
      );
    }
    return FittedKMeans.fromRun(bestRun(matrix, rows, this.options), matrix.featureNames);
  }
}

function bestRun(matrix: FeatureMatrix, rows: number[][], options: CompleteKMeansOptions): KMeansRun {
  const { nClusters, nInit, maxIterations, tolerance, seed, onProgress } = options;
  const { kmeans } = loadMlKMeans();
  const random = new Random(seed);
  const { total } = weightedRows(matrix.data, matrix.nFeatures, new Float64Array(matrix.nSamples).fill(1), nClusters);
  const largestShift = (tolerance * total) / (matrix.data.length * nClusters);
  let best: KMeansRun | null = null;
  for (let start = 0; start < nInit; start++) {
    const result = kmeans(rows, nClusters, {
      initialization: "kmeans++",
      maxIterations,
      tolerance: largestShift,
      seed: random.uint32(),
    });
    const centers = Float64Array.from(result.centroids.flat());
    const labels = nearestCenters(matrix.data, matrix.nFeatures, centers);
    const inertia = inertiaOf(matrix.data, matrix.nFeatures, labels, centers);
    if (best === null || inertia < best.inertia) {
      best = { labels, centers, inertia, nIterations: result.iterations, converged: result.converged };
    }
    onProgress?.(start + 1, nInit);
  }
  return best as KMeansRun;
}

/** Node ≥ 20.19 can `require` an ES module; done at first use, so that nobody else pays for loading it. */
function loadMlKMeans(): MlKMeans {
  return createRequire(__filename)("ml-kmeans") as MlKMeans;
}
