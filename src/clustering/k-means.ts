import {
  checkInteger,
  checkNumber,
  checkOptionNames,
  type FeatureMatrix,
  type MatrixLike,
  type OnProgress,
  Random,
  type ReadModelOptions,
  ShapeError,
  toFeatureMatrix,
} from "../core";
import { elkan } from "./elkan";
import { exchangeRows } from "./exchange-rows";
import { FittedKMeans } from "./fitted-k-means";
import { kMeansPlusPlus } from "./k-means-plus-plus";
import type { KMeansRun } from "./lloyd";

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

/**
 * Starts of {@link KMeans} unless the caller says otherwise. Client data has several local optima: where one start in
 * eleven reaches the best one, 100 starts miss it once in ten thousand times, ten starts two times in five.
 */
export const defaultNInit = 100;

/**
 * k-means clustering: `nInit` starts by greedy k-means++ (Arthur & Vassilvitskii 2007), each improved by Lloyd's
 * iterations; the best tenth is refined by exchanging single rows (Hartigan 1975), and the least inertia wins.
 * The refinement leaves the shallow optima, a few rows apart, in which Lloyd's iterations alone stop.
 * Features should be on one scale: see StandardScaler.
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
   * @throws InvalidParameterError when nClusters > nSamples
   */
  fit(X: MatrixLike): FittedKMeans {
    const matrix = toFeatureMatrix(X);
    checkNClusters(this.options.nClusters, matrix.nSamples);
    return FittedKMeans.fromRun(bestRun(matrix, this.options), matrix.featureNames);
  }
}

/**
 * As `KMeans.fit`, with one more start, from given centres: where the optimum is expected.
 * Prior validation is assumed.
 */
export function fitFrom(matrix: FeatureMatrix, centers: FeatureMatrix, options: KMeansOptions): FittedKMeans {
  return FittedKMeans.fromRun(
    bestRun(matrix, completeKMeansOptions("KMeans", options), centers.data),
    matrix.featureNames,
  );
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

/** Mean over the features of their population variance: the scale of scikit-learn's tolerance. */
export function meanVariance({ data, nSamples, nFeatures }: FeatureMatrix): number {
  let total = 0;
  for (let column = 0; column < nFeatures; column++) {
    let sum = 0;
    for (let index = column; index < data.length; index += nFeatures) sum += data[index];
    const mean = sum / nSamples;
    for (let index = column; index < data.length; index += nFeatures) total += (data[index] - mean) ** 2;
  }
  return total / (nSamples * nFeatures);
}

/** One start in so many is refined by exchanging rows: the best ones, of different inertia, at least one. */
const startsPerFinalist = 10;

function bestRun(matrix: FeatureMatrix, options: CompleteKMeansOptions, expected?: Float64Array): KMeansRun {
  const { data, nSamples, nFeatures } = matrix;
  const { nClusters, nInit, maxIterations, tolerance, seed, onProgress } = options;
  const maxShift = tolerance * meanVariance(matrix);
  const random = new Random(seed);
  const finalists: KMeansRun[] = [];
  const enter = (run: KMeansRun) => enterFinal(finalists, run, Math.ceil(nInit / startsPerFinalist));
  if (expected !== undefined) enter(elkan(data, nFeatures, expected, maxIterations, maxShift));
  for (let start = 0; start < nInit; start++) {
    const centers = kMeansPlusPlus(data, nSamples, nFeatures, nClusters, random);
    enter(elkan(data, nFeatures, centers, maxIterations, maxShift));
    onProgress?.(start + 1, nInit);
  }
  return finalists
    .map((run) => exchangeRows(data, nFeatures, run, Math.max(1, maxIterations - run.nIterations)))
    .reduce((best, run) => (run.inertia < best.inertia ? run : best));
}

/** Keeps the list ascending by inertia, without equals, and short. */
function enterFinal(finalists: KMeansRun[], run: KMeansRun, most: number): void {
  if (finalists.some(({ inertia }) => inertia === run.inertia)) return;
  finalists.push(run);
  finalists.sort((a, b) => a.inertia - b.inertia);
  finalists.length = Math.min(finalists.length, most);
}
