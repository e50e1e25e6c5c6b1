import { checkOptionNames, type LabelsLike, type MatrixLike, type OnProgress, toFeatureMatrix } from "../core";
import { type FittedStandardScaler, StandardScaler } from "../preprocessing";
import { type ClusterPortrait, describeClusters, portraitIndices } from "./describe-clusters";
import type { FittedKMeans } from "./fitted-k-means";
import { KMeans } from "./k-means";
import type { Vocabulary } from "./name-clusters";

/** Options of {@link segmentClients}. */
export interface SegmentClientsOptions {
  /** Number of segments, an integer in [1, nSamples]. Default 5. */
  readonly nClusters?: number;
  /** Starts of k-means, an integer ≥ 1. Default 100. */
  readonly nInit?: number;
  /** An integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
  /** Words for low and high values, by feature name; see {@link describeClusters}. */
  readonly vocabulary?: Vocabulary;
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
 * @param y 1 where the client left, length nSamples; it orders the segments and does not shape them
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
export function segmentClients(X: MatrixLike, y: LabelsLike, options: SegmentClientsOptions = {}): ClientSegmentation {
  checkOptionNames("segmentClients", options, ["nClusters", "nInit", "seed", "vocabulary", "onProgress"]);
  const { nClusters = 5, vocabulary = {}, ...rest } = options;
  const matrix = toFeatureMatrix(X);
  const scaler = new StandardScaler().fit(matrix);
  const kMeans = new KMeans({ nClusters, ...rest }).fit(scaler.transform(matrix));
  const portraits = describeClusters(matrix, kMeans.labels, y, { vocabulary });
  const segments = portraitIndices(portraits, kMeans.labels);
  return { segments, portraits, model: new FittedSegmentation(scaler, kMeans, portraits) };
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
 * ```
 */
export class FittedSegmentation {
  constructor(
    readonly scaler: FittedStandardScaler,
    readonly kMeans: FittedKMeans,
    private readonly portraits: readonly ClusterPortrait[],
  ) {}

  /** Position of each client's segment in the portraits. @param X nSamples × nFeatures, in the features' own units */
  predict(X: MatrixLike): Uint32Array {
    return portraitIndices(this.portraits, this.kMeans.predict(this.scaler.transform(X)));
  }
}
