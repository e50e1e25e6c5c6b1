import {
  checkNumber,
  FeatureMatrix,
  innerOf,
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  toFeatureMatrix,
  toMatchingFeatures,
} from "../core";
import { canonicalOrder, clusterSizes } from "./canonical-order";
import type { KMeansRun } from "./k-means-run";
import { nearestCenters } from "./nearest-centers";
import { squaredDistance } from "./squared-distance";

/** What {@link FittedKMeans.toJSON} writes: plain numbers and arrays. */
export interface KMeansJSON extends ModelHeader {
  readonly model: "KMeans";
  /** nClusters × nFeatures */
  readonly centers: readonly (readonly number[])[];
  /** Cluster of each training row */
  readonly labels: readonly number[];
  /** Number of labels of each cluster. */
  readonly sizes: readonly number[];
  /** Within-cluster sum of squares */
  readonly inertia: number;
  /** Of the start that won */
  readonly nIterations: number;
  /** Whether that start stopped by itself */
  readonly converged: boolean;
}

/**
 * A fitted partition into clusters around their means.
 * Clusters are numbered from 0 by size, largest first (equal sizes: by their centres, feature by feature), so that the
 * numbers belong to the partition and not to the seed.
 * @see {@link KMeans}, which makes it
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedKMeans, KMeans } from "churnlab";
 *
 * const fitted = new KMeans({ nClusters: 2 }).fit([[1], [2], [3], [9], [10]]);
 * assert.deepEqual(Array.from(fitted.labels), [0, 0, 0, 1, 1]);
 * assert.deepEqual(Array.from(fitted.predict([[0], [11]])), [0, 1]);
 * assert.deepEqual(fitted.transform([[0]]).toArrays(), [[2, 9.5]]); // distances to the centres
 * const same = FittedKMeans.fromJSON(JSON.parse(JSON.stringify(fitted)));
 * assert.equal(same.inertia, fitted.inertia);
 * ```
 */
export class FittedKMeans {
  private constructor(
    /** Cluster of each training row, length nSamples, each in [0, nClusters). */
    readonly labels: Uint32Array,
    /** Cluster means, nClusters × nFeatures, in the units of the training matrix. */
    readonly centers: FeatureMatrix,
    /** Number of training rows in each cluster, length nClusters, descending. */
    readonly sizes: Uint32Array,
    /** Σ ‖row − its centre‖² over the training rows. */
    readonly inertia: number,
    /** Iterations of the start that won, its refinement included. */
    readonly nIterations: number,
    /** Whether it came to rest before maxIterations. */
    readonly converged: boolean,
  ) {
    makeImmutable(this);
  }

  /**
   * Numbers a run's clusters canonically; for estimators of this library. Prior validation is assumed.
   * @internal
   */
  static fromRun(run: KMeansRun, featureNames: readonly string[]): FittedKMeans {
    const nFeatures = featureNames.length;
    const nClusters = run.centers.length / nFeatures;
    const sizes = clusterSizes(run.labels, nClusters);
    const order = canonicalOrder(sizes, run.centers, nFeatures);
    const renumbered = new Uint32Array(nClusters);
    for (let cluster = 0; cluster < nClusters; cluster++) renumbered[order[cluster]] = cluster;
    return new FittedKMeans(
      run.labels.map((label) => renumbered[label]),
      new FeatureMatrix(run.centers, nClusters, featureNames).selectRows(order),
      Uint32Array.from(order, (cluster) => sizes[cluster]),
      run.inertia,
      run.nIterations,
      run.converged,
    );
  }

  /**
   * Reads what {@link toJSON} wrote; the round trip is exact.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedKMeans {
    const fields = readModelJSON(json, "KMeans", options);
    const { data, nSamples } = toFeatureMatrix((json as KMeansJSON).centers, "centers in the JSON of a KMeans");
    const centers = new FeatureMatrix(data, nSamples, fields.featureNames);
    const labels = Uint32Array.from(fields.integers("labels", undefined, { min: 0, max: nSamples - 1 }));
    const sizes = clusterSizes(labels, nSamples);
    if (!fields.integers("sizes", nSamples).every((size, cluster) => size === sizes[cluster])) {
      throw new ShapeError("sizes in the JSON of a KMeans must count its labels; they do not");
    }
    const inertia = checkNumber("inertia in the JSON of a KMeans", fields.number("inertia"), { min: 0 });
    return new FittedKMeans(
      labels,
      centers,
      sizes,
      inertia,
      fields.integer("nIterations"),
      fields.boolean("converged"),
    );
  }

  /** Number of clusters */
  get nClusters(): number {
    return innerOf(this).centers.nSamples;
  }

  /** Features in the order of training; prediction needs the same. */
  get featureNames(): readonly string[] {
    return innerOf(this).centers.featureNames;
  }

  /**
   * Index of the nearest centre of each row, length nSamples; the first one on a tie.
   * @throws ShapeError or InvalidParameterError when X does not have the features of training
   */
  predict(X: MatrixLike): Uint32Array {
    const matrix = toMatchingFeatures(X, this.featureNames);
    return nearestCenters(matrix.data, matrix.nFeatures, innerOf(this).centers.data);
  }

  /**
   * Distances of each row to every centre, nSamples × nClusters, in the units of the features; columns are called
   * cluster0, cluster1, ….
   * @throws ShapeError or InvalidParameterError when X does not have the features of training
   */
  transform(X: MatrixLike): FeatureMatrix {
    const { data, nSamples, nFeatures } = toMatchingFeatures(X, this.featureNames);
    const { nClusters, centers } = innerOf(this);
    const distances = new Float64Array(nSamples * nClusters);
    for (let row = 0, place = 0; row < nSamples; row++) {
      for (let cluster = 0; cluster < nClusters; cluster++, place++) {
        distances[place] = Math.sqrt(squaredDistance(data, row, centers.data, cluster, nFeatures));
      }
    }
    const names = Array.from({ length: nClusters }, (_, cluster) => `cluster${cluster}`);
    return new FeatureMatrix(distances, nSamples, names);
  }

  /** The partition as a plain object, which {@link FittedKMeans.fromJSON} reads. */
  toJSON(): KMeansJSON {
    const { centers, labels, sizes } = innerOf(this);
    return {
      ...modelHeader("KMeans", this.featureNames),
      centers: centers.toArrays(),
      labels: Array.from(labels),
      sizes: Array.from(sizes),
      inertia: this.inertia,
      nIterations: this.nIterations,
      converged: this.converged,
    };
  }
}
