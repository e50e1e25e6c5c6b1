import { type ClientSegmentation, segmentClients, type Vocabulary } from "../clustering";
import type { LabelsLike, MatrixLike, OnProgress } from "../core";
import { toFeatureMatrix } from "../core";

/**
 * Plain words for low and high values of the client features; gender is left out, as its codes are not known.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { segmentVocabulary } from "churnlab";
 *
 * assert.deepEqual(segmentVocabulary["Age"], { low: "younger", high: "older" });
 * assert.equal(segmentVocabulary["gender"], null);
 * ```
 */
export const segmentVocabulary: Vocabulary = {
  gender: null,
  Near_Location: { low: "far from the centre", high: "near the centre" },
  Partner: { low: "no partner company", high: "partner company" },
  Promo_friends: { low: "came on their own", high: "came through a friend" },
  Phone: { low: "no phone on file", high: "phone on file" },
  Contract_period: { low: "short contract", high: "long contract" },
  Group_visits: { low: "no group classes", high: "group classes" },
  Age: { low: "younger", high: "older" },
  Avg_additional_charges_total: { low: "low extra spending", high: "high extra spending" },
  // On this kind of data the time left says what the length of the contract says; the length reads better.
  Month_to_end_contract: null,
  Lifetime: { low: "new", high: "long-standing" },
  Avg_class_frequency_total: { low: "rare visits", high: "frequent visits" },
  Avg_class_frequency_current_month: { low: "rare visits last month", high: "frequent visits last month" },
};

/** Options of {@link clientSegments}. */
export interface ClientSegmentsOptions {
  /** Number of segments, an integer in [1, nSamples]. Default 5. */
  readonly nClusters?: number;
  /** Seed of k-means. Default 1. */
  readonly seed?: number;
  /** Called after each start of k-means */
  readonly onProgress?: OnProgress;
}

/**
 * The study's segments: k-means on standardised features, best of many starts, named in plain words and ordered by
 * churn, so that every notebook speaks of the same ones.
 * @param X client features, nSamples × nFeatures, in their own units
 * @param y churn labels; they order the segments and do not shape them
 * @returns the segment of each client, the portraits, and the model for further clients
 * @throws ShapeError for other lengths; InvalidParameterError for a bad or unknown option
 * @see {@link segmentClients}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clientSegments, featuresAndLabels, simulateClients } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 100, seed: 1 }), "Churn");
 * const { segments, portraits } = clientSegments(X, y, { nClusters: 3 });
 * assert.equal(segments.length, 100);
 * assert.ok(portraits[0].churnRate > portraits[2].churnRate);
 * ```
 */
export function clientSegments(X: MatrixLike, y: LabelsLike, options: ClientSegmentsOptions = {}): ClientSegmentation {
  const matrix = toFeatureMatrix(X);
  const known = Object.entries(segmentVocabulary).filter(([feature]) => matrix.featureNames.includes(feature));
  return segmentClients(matrix, y, { nClusters: 5, seed: 1, ...options, vocabulary: Object.fromEntries(known) });
}
