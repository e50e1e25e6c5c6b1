import { FeatureMatrix, InvalidParameterError, type MatrixLike, toFeatureMatrix, toMatchingFeatures } from "../core";
import { canonicalOrder, clusterSizes } from "./canonical-order";
import { type KMeansRun, nearestCenters } from "./lloyd";

/** What {@link FittedKMeans.toJSON} writes: plain numbers and arrays. */
export interface KMeansJSON {
  readonly type: "KMeans";
  readonly featureNames: readonly string[];
  /** nClusters × nFeatures */
  readonly centers: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly inertia: number;
  readonly nIterations: number;
  readonly converged: boolean;
}

/**
 * A fitted partition into clusters around their means.
 * Clusters are numbered from 0 by size, largest first (equal sizes: by their centres, feature by feature), so that the
 * numbers belong to the partition and not to the seed.
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
  ) {}

  /** Numbers a run's clusters canonically; for estimators of this library. Prior validation is assumed. */
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

  /** Reads what {@link toJSON} wrote; the round trip is exact. */
  static fromJSON(json: KMeansJSON): FittedKMeans {
    if (json?.type !== "KMeans") {
      throw new InvalidParameterError(`json must be what FittedKMeans.toJSON wrote, of type "KMeans"`);
    }
    const centers = toFeatureMatrix(json.centers, "centers");
    const named = new FeatureMatrix(centers.data, centers.nSamples, [...json.featureNames]);
    const labels = Uint32Array.from(json.labels);
    const sizes = clusterSizes(labels, named.nSamples);
    return new FittedKMeans(labels, named, sizes, json.inertia, json.nIterations, json.converged);
  }

  get nClusters(): number {
    return this.centers.nSamples;
  }

  /** Features in the order of training; prediction needs the same. */
  get featureNames(): readonly string[] {
    return this.centers.featureNames;
  }

  /**
   * Index of the nearest centre of each row, length nSamples; the first one on a tie.
   * @throws ShapeError or InvalidParameterError when X does not have the features of training
   */
  predict(X: MatrixLike): Uint32Array {
    const matrix = toMatchingFeatures(X, this.featureNames);
    return nearestCenters(matrix.data, matrix.nFeatures, this.centers.data);
  }

  toJSON(): KMeansJSON {
    return {
      type: "KMeans",
      featureNames: [...this.featureNames],
      centers: this.centers.toArrays(),
      labels: Array.from(this.labels),
      inertia: this.inertia,
      nIterations: this.nIterations,
      converged: this.converged,
    };
  }
}
