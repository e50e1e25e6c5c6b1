import {
  checkInteger,
  checkNumber,
  checkOptionNames,
  type FeatureMatrix,
  type FitOptions,
  type MatrixLike,
  type OnProgress,
  type ReadModelOptions,
  ShapeError,
} from "../core";
import { FittedKMeans } from "./fitted-k-means";
import { bestRun, type KMeansSearch } from "./k-means-search";
import { nearestCenters } from "./nearest-centers";
import { toSampleWeights } from "./sample-weights";
import { toSquarableFeatures } from "./squarable-features";

/** Options of {@link KMeans} and {@link MljsKMeans}. */
export interface KMeansOptions {
  /** Number of clusters, an integer in [1, nSamples]. */
  readonly nClusters: number;
  /** Number of starts, of which the one of least inertia wins; an integer ≥ 1. Default 100. */
  readonly nInit?: number;
  /** Most iterations of one start, an integer ≥ 1. Default 300. */
  readonly maxIterations?: number;
  /**
   * A start stops when the squared shifts of its centres sum to at most tolerance × the mean variance of the features
   * (scikit-learn's convention); ≥ 0. Default 1e-4.
   */
  readonly tolerance?: number;
  /** Seed of the starts, an integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
  /** Called after each start with (starts done, nInit). */
  readonly onProgress?: OnProgress;
}

/** {@link KMeansOptions} with every default filled in. */
export type CompleteKMeansOptions = Required<Omit<KMeansOptions, "onProgress">> & Pick<KMeansOptions, "onProgress">;

/** Starts of {@link KMeans} unless the caller says otherwise. */
export const defaultNInit = 100;

/**
 * k-means clustering: the partition into clusters around their means of the least inertia found.
 *
 * - `nInit` starts by greedy k-means++ (Arthur & Vassilvitskii 2007), each improved by Lloyd's iterations with
 *   Hamerly's (2010) bounds; a start that lags hopelessly behind the best one is given up;
 * - the best one tries swaps: one centre taken away and put down elsewhere (Fränti 2018), until some in a row, nInit / 2
 *   and more on small data, gain nothing;
 * - single rows are exchanged while the inertia falls (Hartigan 1975), also from shaken centres: this leaves the shallow
 *   optima, a few rows apart, in which Lloyd's iterations alone stop.
 *
 * The rows are worked on in the order of their values, so that shuffled rows give the same partition for a seed, to the
 * last bit (equal rows may change places). Features should be on one scale: see StandardScaler.
 * @see scikit-learn `KMeans`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { KMeans } from "churnlab";
 *
 * const X = [[1], [3], [5], [20], [22]];
 * const { labels, centers, inertia } = new KMeans({ nClusters: 2, nInit: 10, seed: 1 }).fit(X);
 * assert.deepEqual(Array.from(labels), [0, 0, 0, 1, 1]);
 * assert.deepEqual(centers.toArrays(), [[3], [21]]);
 * assert.equal(inertia, 10);
 * ```
 */
export class KMeans {
  private readonly options: CompleteKMeansOptions;

  /** @throws InvalidParameterError for an unknown option or one out of its range */
  constructor(options: KMeansOptions) {
    this.options = completeKMeansOptions("KMeans", options);
  }

  /** Reads what `FittedKMeans.toJSON` wrote. */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedKMeans {
    return FittedKMeans.fromJSON(json, options);
  }

  /**
   * @param X nSamples × nFeatures
   * With fewer distinct rows than clusters the surplus clusters come last, of size 0, at the place of another centre.
   * @param options `sampleWeight`: one finite number ≥ 0 a row, not all 0; a row of weight 2 counts as two, a row of
   * weight 0 only gets a label. Default: 1 each.
   * @returns the partition, immutable
   * @throws InvalidParameterError when nClusters > nSamples or a weight is out of its range; ShapeError for another
   * number of weights
   */
  fit(X: MatrixLike, options: FitOptions = {}): FittedKMeans {
    const matrix = toSquarableFeatures(X);
    checkNClusters(this.options.nClusters, matrix.nSamples);
    checkOptionNames("KMeans.fit", options, ["sampleWeight"]);
    const weights = toSampleWeights(options.sampleWeight, matrix.nSamples);
    return fitWeighted(matrix, weights, { ...this.options, swaps: true });
  }
}

/**
 * As `KMeans.fit`, with one more start, from given centres: where the optimum is expected.
 * Prior validation is assumed.
 */
export function fitFrom(matrix: FeatureMatrix, centers: FeatureMatrix, options: KMeansOptions): FittedKMeans {
  const complete = completeKMeansOptions("KMeans", options);
  return fitWeighted(matrix, ones(matrix.nSamples), { ...complete, expected: centers.data, swaps: true });
}

/** One start and its refinement by rows, without swaps: where a single start ends. Prior validation is assumed. */
export function fitOnce(matrix: FeatureMatrix, nClusters: number, seed: number): FittedKMeans {
  const complete = completeKMeansOptions("KMeans", { nClusters, nInit: 1, seed });
  return fitWeighted(matrix, ones(matrix.nSamples), { ...complete, swaps: false });
}

function fitWeighted(matrix: FeatureMatrix, weights: Float64Array, search: KMeansSearch): FittedKMeans {
  const { data, nFeatures, featureNames } = matrix;
  if (!weights.includes(0)) return FittedKMeans.fromRun(bestRun(matrix, weights, search), featureNames);
  // Rows without weight have no say in the centres; they go to the nearest afterwards.
  const kept = Uint32Array.from(weights.keys()).filter((row) => weights[row] > 0);
  const some = matrix.selectRows(kept);
  const run = bestRun(
    some,
    weights.filter((weight) => weight > 0),
    search,
  );
  const labels = nearestCenters(data, nFeatures, run.centers);
  kept.forEach((row, place) => {
    labels[row] = run.labels[place];
  });
  return FittedKMeans.fromRun({ ...run, labels }, featureNames);
}

function ones(nSamples: number): Float64Array {
  return new Float64Array(nSamples).fill(1);
}

/** Checks the options and fills in the defaults. */
export function completeKMeansOptions(owner: string, options: KMeansOptions): CompleteKMeansOptions {
  checkOptionNames(owner, options, ["nClusters", "nInit", "maxIterations", "tolerance", "seed", "onProgress"]);
  const { nClusters, nInit = defaultNInit, maxIterations = 300, tolerance = 1e-4, seed = 0, onProgress } = options;
  checkInteger("nClusters", nClusters, { min: 1 });
  checkInteger("nInit", nInit, { min: 1 });
  checkInteger("maxIterations", maxIterations, { min: 1 });
  checkNumber("tolerance", tolerance, { min: 0 });
  checkInteger("seed", seed, { min: 0, max: 0xffffffff });
  return { nClusters, nInit, maxIterations, tolerance, seed, onProgress };
}

/** Checks nClusters against the number of rows. */
export function checkNClusters(nClusters: number, nSamples: number): void {
  if (nSamples === 0) throw new ShapeError("X must have at least one row; got none");
  if (nClusters > nSamples) checkInteger("nClusters", nClusters, { min: 1, max: nSamples });
}
