import {
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  type OnProgress,
  type ReadModelOptions,
  readModelJSON,
  toFeatureMatrix,
  toLabels,
} from "../core";
import { FittedStandardScaler, StandardScaler } from "../preprocessing";
import {
  type ClusterPortrait,
  completeOptions,
  type DescribeClustersOptions,
  describeClusters,
  portraitIndices,
} from "./describe-clusters";
import { FittedKMeans } from "./fitted-k-means";
import { KMeans } from "./k-means";

/** Options of {@link segmentClients}. */
export interface SegmentClientsOptions extends DescribeClustersOptions {
  /** Number of segments, an integer in [1, nSamples]. Default 5. */
  readonly nClusters?: number;
  /** Starts of k-means, an integer ≥ 1. Default 100. */
  readonly nInit?: number;
  /** An integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
  /** Called after each start of k-means. */
  readonly onProgress?: OnProgress;
}

/** Clients in segments, with their portraits. */
export interface ClientSegmentation {
  /** For each client the position of its segment in `portraits`, length nSamples. */
  readonly segments: Uint32Array;
  /** One a segment, highest churn rate first. */
  readonly portraits: readonly ClusterPortrait[];
  /** Assigns further clients */
  readonly model: FittedSegmentation;
}

/**
 * The one way from clients to segments: standardises the features, fits k-means, orders the clusters by churn rate and
 * names them.
 * @param X nSamples × nFeatures, in the features' own units, without the label
 * @param y 1 where the client left, length nSamples, or null where that is not known; it orders the segments and does
 *   not shape them
 * @returns the segment of each client, the portraits, and the model for further clients
 * @throws ShapeError for other lengths; InvalidParameterError for a bad or unknown option
 * @see {@link KMeans}, {@link describeClusters}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { segmentClients } from "churnlab";
 *
 * const X = [[20, 1], [21, 1], [22, 2], [60, 12], [61, 12], [62, 11]];
 * const { segments, portraits } = segmentClients(X, [1, 1, 0, 0, 0, 0], { nClusters: 2, seed: 1 });
 * assert.deepEqual(Array.from(segments), [0, 0, 0, 1, 1, 1]); // the segment with most churn comes first
 * assert.equal(portraits[0].nChurned, 2);
 * ```
 */
export function segmentClients(
  X: MatrixLike,
  y: LabelsLike | null,
  options: SegmentClientsOptions = {},
): ClientSegmentation {
  const matrix = toFeatureMatrix(X);
  const left = y === null ? null : toLabels(y, matrix.nSamples);
  const ofKMeans = ["nClusters", "nInit", "seed", "onProgress"];
  const ofPortraits = completeOptions("segmentClients", options, matrix, ofKMeans);
  const { nClusters = 5, nInit, seed, onProgress } = options;
  const recipe = new KMeans({ nClusters, nInit, seed, onProgress });
  const scaler = new StandardScaler().fit(matrix);
  const kMeans = recipe.fit(scaler.transform(matrix));
  const portraits = describeClusters(matrix, kMeans.labels, left, ofPortraits);
  const segments = portraitIndices(portraits, kMeans.labels);
  return { segments, portraits, model: new FittedSegmentation(scaler, kMeans, portraits) };
}

/** What {@link FittedSegmentation.toJSON} writes: plain numbers and arrays. */
export interface SegmentationJSON extends ModelHeader {
  readonly model: "Segmentation";
  /** What the scaler writes. */
  readonly scaler: object;
  /** What k-means writes. */
  readonly kMeans: object;
  /** The cluster of k-means that each segment is, the segment with most churn first. */
  readonly clusters: readonly number[];
}

/**
 * A fitted segmentation that assigns further clients.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedSegmentation, segmentClients } from "churnlab";
 *
 * const X = [[20, 1], [21, 1], [22, 2], [60, 12], [61, 12], [62, 11]];
 * const { model } = segmentClients(X, [1, 1, 0, 0, 0, 0], { nClusters: 2, seed: 1 });
 * assert.equal(model instanceof FittedSegmentation, true);
 * assert.deepEqual(Array.from(model.predict([[25, 3], [55, 10]])), [0, 1]);
 * const same = FittedSegmentation.fromJSON(JSON.parse(JSON.stringify(model)));
 * assert.deepEqual(Array.from(same.predict([[25, 3], [55, 10]])), [0, 1]);
 * ```
 */
export class FittedSegmentation {
  constructor(
    /** The standardisation that clients go through first. */
    readonly scaler: FittedStandardScaler,
    /** The clusters, in standardised units. */
    readonly kMeans: FittedKMeans,
    private readonly portraits: readonly Pick<ClusterPortrait, "cluster">[],
  ) {
    makeImmutable(this);
  }

  /**
   * Reads what {@link toJSON} wrote; the round trip is exact.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedSegmentation {
    const fields = readModelJSON(json, "Segmentation", options);
    const { featureNames } = fields;
    const scaler = FittedStandardScaler.fromJSON(fields.object("scaler"), { featureNames });
    const kMeans = FittedKMeans.fromJSON(fields.object("kMeans"), { featureNames });
    const clusters = Array.from(fields.integers("clusters"));
    const inUse = Array.from(kMeans.sizes.keys()).filter((cluster) => kMeans.sizes[cluster] > 0);
    const ascending = [...clusters].sort((a, b) => a - b);
    if (ascending.length !== inUse.length || !ascending.every((cluster, place) => cluster === inUse[place])) {
      throw new InvalidParameterError(
        `clusters in the JSON of a Segmentation must name each of ${inUse.join(", ")} once; got ${clusters.join(", ")}`,
      );
    }
    return new FittedSegmentation(
      scaler,
      kMeans,
      clusters.map((cluster) => ({ cluster })),
    );
  }

  /** Position of each client's segment in the portraits. @param X nSamples × nFeatures, in the features' own units */
  predict(X: MatrixLike): Uint32Array {
    return portraitIndices(this.portraits, this.kMeans.predict(this.scaler.transform(X)));
  }

  /** The segmentation as a plain object, which {@link FittedSegmentation.fromJSON} reads. */
  toJSON(): SegmentationJSON {
    return {
      ...modelHeader("Segmentation", this.scaler.featureNames),
      scaler: this.scaler.toJSON(),
      kMeans: this.kMeans.toJSON(),
      clusters: this.portraits.map(({ cluster }) => cluster),
    };
  }
}
