import type { MatrixLike } from "../core";
import type { OutlierReason } from "./outlier-reason";

/** What every detector finds in rows. Nothing is removed: what to do is the caller's decision. */
export interface RowDetection {
  /** nSamples: 1 for an outlier */
  readonly mask: Uint8Array;
  /** nSamples: the larger, the more out of the way; each detector says where its limit is */
  readonly scores: Float64Array;
  /** Number of ones in the mask */
  readonly nOutliers: number;
  /** Why, in the order of rows: which feature, and by how much */
  readonly reasons: readonly OutlierReason[];
}

/** A recipe for finding outliers: hyperparameters only. */
export interface OutlierDetector {
  /** Learns from training rows. @param X nSamples × nFeatures */
  fit(X: MatrixLike): FittedDetector;
}

/** A fitted detector. */
export interface FittedDetector {
  /** Features in the order of training */
  readonly featureNames: readonly string[];
  /** Looks for outliers. @param X nSamples × nFeatures, the features of training */
  detect(X: MatrixLike): RowDetection;
  /** The detector as a plain object, which `JSON.stringify` writes and `fromJSON` reads. */
  toJSON(): object;
}
