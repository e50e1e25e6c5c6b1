import { type ClientSegmentation, segmentClients, type Vocabulary } from "../clustering";
import type { LabelsLike, MatrixLike, OnProgress } from "../core";
import { toFeatureMatrix } from "../core";

const months = { one: "month", many: "months" } as const;
const visits = { below: "fewer than", one: "visit a week", many: "visits a week" } as const;

/**
 * Plain words for low and high values of the client features, and for bounds on them; gender is left out, as its codes
 * are not known.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { segmentVocabulary } from "churnlab";
 *
 * const { low, high, bound } = segmentVocabulary["Age"] ?? {};
 * assert.deepEqual([low, high, bound?.many], ["younger", "older", "years old"]);
 * assert.equal(segmentVocabulary["gender"], null);
 * ```
 */
export const segmentVocabulary: Vocabulary = {
  gender: null,
  Near_Location: { low: "far from the centre", high: "near the centre" },
  Partner: { low: "no partner company", high: "partner company" },
  Promo_friends: { low: "came on their own", high: "came through a friend" },
  Phone: { low: "no phone on file", high: "phone on file" },
  Contract_period: { low: "short contract", high: "long contract", bound: { before: "contract of", ...months } },
  Group_visits: { low: "no group classes", high: "group classes" },
  Age: { low: "younger", high: "older", bound: { one: "year old", many: "years old" } },
  Avg_additional_charges_total: {
    low: "low extra spending",
    high: "high extra spending",
    bound: { before: "extra spending of", one: "", many: "" },
  },
  // On this kind of data the time left says what the length of the contract says; the length reads better.
  Month_to_end_contract: null,
  Lifetime: {
    low: "new",
    high: "long-standing",
    bound: { before: "first contact", one: "month ago", many: "months ago" },
  },
  Avg_class_frequency_total: { low: "rare visits", high: "frequent visits", bound: visits },
  Avg_class_frequency_current_month: {
    low: "rare visits last month",
    high: "frequent visits last month",
    bound: { ...visits, one: "visit a week last month", many: "visits a week last month" },
  },
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
 * @param y churn labels, or null where they are not known; they order the segments and do not shape them
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
export function clientSegments(
  X: MatrixLike,
  y: LabelsLike | null,
  options: ClientSegmentsOptions = {},
): ClientSegmentation {
  const matrix = toFeatureMatrix(X);
  const known = Object.entries(segmentVocabulary).filter(([feature]) => matrix.featureNames.includes(feature));
  return segmentClients(matrix, y, { nClusters: 5, seed: 1, ...options, vocabulary: Object.fromEntries(known) });
}
