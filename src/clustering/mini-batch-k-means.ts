import {
  checkInteger,
  checkNumber,
  checkOptionNames,
  type FeatureMatrix,
  type MatrixLike,
  type OnProgress,
  Random,
  type ReadModelOptions,
} from "../core";
import { FittedKMeans } from "./fitted-k-means";
import { checkNClusters } from "./k-means";
import { bestRun } from "./k-means-search";
import { MiniBatchState } from "./mini-batch-state";
import { assignAll } from "./nearest-centers";
import { toSquarableFeatures } from "./squarable-features";

/** Options of {@link MiniBatchKMeans}. */
export interface MiniBatchKMeansOptions {
  /** Number of clusters, an integer in [1, nSamples]. */
  readonly nClusters: number;
  /** Rows of one batch, an integer ≥ 1; drawn with replacement. Default 1024. */
  readonly batchSize?: number;
  /** Most passes over as many rows as there are, an integer ≥ 1. Default 100. */
  readonly maxIterations?: number;
  /** Batches in a row without a lower smoothed inertia that end the fit, an integer ≥ 1. Default 10. */
  readonly maxNoImprovement?: number;
  /** Rows drawn for the first centres, an integer in [nClusters, ∞); all where there are fewer. Default 3 × batchSize, at least 3 × nClusters. */
  readonly initSize?: number;
  /** Starts of k-means on those rows, an integer ≥ 1. Default 3. */
  readonly nInit?: number;
  /** A centre that has less than this share of the rows of the fullest one starts anew at a random row; in [0, 1). Default 0.01. */
  readonly reassignmentRatio?: number;
  /** An integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
  /** Called after each pass over as many rows as there are. */
  readonly onProgress?: OnProgress;
}

type CompleteOptions = Required<Omit<MiniBatchKMeansOptions, "onProgress">> &
  Pick<MiniBatchKMeansOptions, "onProgress">;

const optionNames = [
  "nClusters",
  "batchSize",
  "maxIterations",
  "maxNoImprovement",
  "initSize",
  "nInit",
  "reassignmentRatio",
  "seed",
  "onProgress",
];

/**
 * k-means for very many rows: centres follow small random batches, each with a learning rate of one over the rows it
 * has had so far, until the smoothed inertia of the batches stops falling. Then every row gets the nearest centre. The
 * inertia is a little above that of {@link KMeans}, in a small part of its time; below about 100,000 rows KMeans is
 * quick enough. The centres are close to the means of their rows, not equal to them.
 *
 * As in scikit-learn, but the first centres are those of k-means on the rows drawn for them, not of k-means++ alone, and
 * they count those rows. In contrast to KMeans, shuffled rows give another partition.
 * @see Sculley (2010), "Web-scale k-means clustering"; scikit-learn `MiniBatchKMeans`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { MiniBatchKMeans } from "churnlab";
 *
 * const X = Array.from({ length: 300 }, (_, row) => [(row % 3) * 10 + (row % 7) / 7]);
 * const { sizes, centers } = new MiniBatchKMeans({ nClusters: 3, batchSize: 50, seed: 1 }).fit(X);
 * assert.deepEqual(Array.from(sizes), [100, 100, 100]);
 * assert.ok(Math.abs(centers.at(1, 0) - 10.4) < 0.1);
 * ```
 */
export class MiniBatchKMeans {
  private readonly options: CompleteOptions;

  /** @throws InvalidParameterError for an unknown option or one out of its range */
  constructor(options: MiniBatchKMeansOptions) {
    this.options = completeOptions(options);
  }

  /** Reads what `FittedKMeans.toJSON` wrote. */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedKMeans {
    return FittedKMeans.fromJSON(json, options);
  }

  /**
   * @param X nSamples × nFeatures, features on one scale
   * @returns the partition; its `nIterations` counts batches
   * @throws InvalidParameterError when nClusters > nSamples
   */
  fit(X: MatrixLike): FittedKMeans {
    const matrix = toSquarableFeatures(X);
    checkNClusters(this.options.nClusters, matrix.nSamples);
    return fitBatches(matrix, this.options);
  }
}

function completeOptions(options: MiniBatchKMeansOptions): CompleteOptions {
  checkOptionNames("MiniBatchKMeans", options, optionNames);
  const { nClusters, batchSize = 1024, maxIterations = 100, maxNoImprovement = 10, nInit = 3 } = options;
  const { reassignmentRatio = 0.01, seed = 0, onProgress } = options;
  checkInteger("nClusters", nClusters, { min: 1 });
  checkInteger("batchSize", batchSize, { min: 1 });
  const { initSize = 3 * Math.max(batchSize, nClusters) } = options;
  checkInteger("maxIterations", maxIterations, { min: 1 });
  checkInteger("maxNoImprovement", maxNoImprovement, { min: 1 });
  checkInteger("initSize", initSize, { min: nClusters });
  checkInteger("nInit", nInit, { min: 1 });
  checkNumber("reassignmentRatio", reassignmentRatio, { min: 0, exclusiveMax: 1 });
  checkInteger("seed", seed, { min: 0, max: 0xffffffff });
  return {
    nClusters,
    batchSize,
    maxIterations,
    maxNoImprovement,
    initSize,
    nInit,
    reassignmentRatio,
    seed,
    onProgress,
  };
}

function fitBatches(matrix: FeatureMatrix, options: CompleteOptions): FittedKMeans {
  const { data, nSamples, nFeatures, featureNames } = matrix;
  const { batchSize, maxIterations, maxNoImprovement, reassignmentRatio, seed, onProgress } = options;
  const random = new Random(seed);
  const first = firstCenters(matrix, options, random);
  const state = new MiniBatchState(data, nFeatures, first.centers, first.sizes, Math.min(batchSize, nSamples));
  const stepsPerPass = Math.max(1, Math.ceil(nSamples / state.batchSize));
  const smoothing = Math.min(1, (2 * state.batchSize) / (nSamples + 1));
  let smoothed = Number.POSITIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  let stale = 0;
  let step = 0;
  while (step < maxIterations * stepsPerPass && stale < maxNoImprovement) {
    step++;
    const inertia = state.step(random, reassignmentRatio);
    smoothed = step === 1 ? inertia : smoothed + smoothing * (inertia - smoothed);
    stale = smoothed < least ? 0 : stale + 1;
    least = Math.min(least, smoothed);
    if (step % stepsPerPass === 0) onProgress?.(step / stepsPerPass, maxIterations);
  }
  const { centers } = state;
  const { labels, inertia } = assignAll(data, nFeatures, centers);
  const converged = stale >= maxNoImprovement;
  return FittedKMeans.fromRun({ labels, centers, inertia, nIterations: step, converged }, featureNames);
}

/** The centres and sizes of k-means on rows drawn at random. */
function firstCenters(
  matrix: FeatureMatrix,
  { nClusters, initSize, nInit }: CompleteOptions,
  random: Random,
): { centers: Float64Array; sizes: Float64Array } {
  const { nSamples } = matrix;
  const drawn =
    initSize >= nSamples
      ? Uint32Array.from({ length: nSamples }, (_, row) => row)
      : Uint32Array.from({ length: initSize }, () => random.integer(nSamples));
  const { labels, centers } = bestRun(matrix.selectRows(drawn), new Float64Array(drawn.length).fill(1), {
    nClusters,
    nInit,
    maxIterations: 300,
    tolerance: 1e-4,
    seed: random.uint32(),
    swaps: true,
  });
  const sizes = new Float64Array(nClusters);
  for (const label of labels) sizes[label]++;
  return { centers, sizes };
}
