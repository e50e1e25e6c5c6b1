import {
  type MatrixLike,
  type ModelHeader,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  toMatchingFeatures,
} from "../core";
import { type FeatureLimits, type FeatureLimitsJSON, limitsFromJSON, limitsToJSON } from "./feature-limits";
import { type LimitsSummary, summarizeLimits } from "./summarize-limits";

/** One value that a rule flags. */
export interface OutlierReason {
  /** Row of X, from 0 */
  readonly row: number;
  /** The column's name */
  readonly feature: string;
  /** The flagged value, in the column's unit */
  readonly value: number;
  /** In words and numbers, such as "above Q3 + 1.5 · IQR = 36.5" */
  readonly rule: string;
}

/** What {@link FittedOutlierDetector.detect} finds. Nothing is removed: what to do is the caller's decision. */
export interface OutlierDetection {
  /** nSamples: 1 for a row with at least one flagged value */
  readonly mask: Uint8Array;
  /** nSamples × nFeatures, row by row: 1 for a flagged value */
  readonly cells: Uint8Array;
  /** Number of ones in the mask */
  readonly nOutliers: number;
  /** One entry a flagged value, in the order of rows and columns */
  readonly reasons: readonly OutlierReason[];
  /** One entry a feature: limits and counts */
  readonly summary: readonly LimitsSummary[];
}

/** The plain-object form of a {@link FittedOutlierDetector}. */
export interface OutlierDetectorJSON extends ModelHeader {
  readonly model: "OutlierDetector";
  /** One entry a feature */
  readonly limits: readonly FeatureLimitsJSON[];
}

/**
 * Limits learned from training rows by `TukeyFences` or `MedianAbsoluteDeviation`.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { TukeyFences } from "churnlab";
 *
 * const detector = new TukeyFences().fit([[1], [2], [3], [4], [5]]);
 * const { lower, upper } = detector.limits[0];
 * assert.deepEqual([lower, upper], [-1, 7]);
 * assert.equal(detector.detect([[7], [8]]).nOutliers, 1); // a value on a limit passes
 * ```
 */
export class FittedOutlierDetector {
  /** Features in the order of training */
  readonly featureNames: readonly string[];

  constructor(readonly limits: readonly FeatureLimits[]) {
    this.featureNames = limits.map(({ feature }) => feature);
  }

  /**
   * Flags values outside the learned limits; a value on a limit passes.
   * @param X nSamples × nFeatures, the features of training
   */
  detect(X: MatrixLike): OutlierDetection {
    const matrix = toMatchingFeatures(X, this.featureNames);
    const { nSamples, nFeatures } = matrix;
    const mask = new Uint8Array(nSamples);
    const cells = new Uint8Array(nSamples * nFeatures);
    const reasons: OutlierReason[] = [];
    for (let row = 0; row < nSamples; row++) {
      for (let column = 0; column < nFeatures; column++) {
        const value = matrix.at(row, column);
        const { feature, lower, upper, lowerRule, upperRule } = this.limits[column];
        if (value >= lower && value <= upper) continue;
        mask[row] = 1;
        cells[row * nFeatures + column] = 1;
        reasons.push({ row, feature, value, rule: value < lower ? `below ${lowerRule}` : `above ${upperRule}` });
      }
    }
    const nOutliers = mask.reduce((sum, flag) => sum + flag, 0);
    return { mask, cells, nOutliers, reasons, summary: summarizeLimits(matrix, this.limits) };
  }

  /** The limits as a plain object, which `fromJSON` reads. */
  toJSON(): OutlierDetectorJSON {
    return { ...modelHeader("OutlierDetector", this.featureNames), limits: limitsToJSON(this.limits) };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedOutlierDetector {
    return new FittedOutlierDetector(
      limitsFromJSON(readModelJSON(json, "OutlierDetector", options), "OutlierDetector"),
    );
  }
}
