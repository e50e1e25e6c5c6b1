import {
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  toFeatureNames,
  toMatchingFeatures,
} from "../core";
import type { FittedDetector, RowDetection } from "./detector";
import { type FeatureLimits, type FeatureLimitsJSON, limitsFromJSON, limitsToJSON } from "./feature-limits";
import type { OutlierReason } from "./outlier-reason";
import { type LimitsSummary, summarizeLimits } from "./summarize-limits";

/** What {@link FittedOutlierDetector.detect} finds. Nothing is removed: what to do is the caller's decision. */
export interface OutlierDetection extends RowDetection {
  /** nSamples: 1 for a row with at least one flagged value */
  readonly mask: Uint8Array;
  /**
   * nSamples: the largest distance of a row's values from the middle of their limits, in half widths of the limits: 0 in
   * the middle, 1 on a limit, above 1 beyond. For `ZScore` and `MedianAbsoluteDeviation` it is |z| / threshold
   */
  readonly scores: Float64Array;
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
 * Limits learned from training rows by `TukeyFences`, `MedianAbsoluteDeviation` or `ZScore`.
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
export class FittedOutlierDetector implements FittedDetector {
  /** Features in the order of training */
  readonly featureNames: readonly string[];

  /**
   * @param limits one entry a feature, in the order of training
   * @param featureNames the features of training; default: those of the limits, as given names
   */
  constructor(
    readonly limits: readonly FeatureLimits[],
    featureNames: readonly string[] = limits.map(({ feature }) => feature),
  ) {
    this.featureNames = toFeatureNames(featureNames);
    makeImmutable(this);
  }

  /**
   * Flags values outside the learned limits; a value on a limit passes.
   * @param X nSamples × nFeatures, the features of training
   */
  detect(X: MatrixLike): OutlierDetection {
    const matrix = toMatchingFeatures(X, this.featureNames);
    const { nSamples, nFeatures } = matrix;
    const mask = new Uint8Array(nSamples);
    const scores = new Float64Array(nSamples);
    const cells = new Uint8Array(nSamples * nFeatures);
    const reasons: OutlierReason[] = [];
    const { data } = matrix;
    const lowest = Float64Array.from(this.limits, ({ lower }) => lower);
    const highest = Float64Array.from(this.limits, ({ upper }) => upper);
    for (let row = 0, place = 0; row < nSamples; row++) {
      let score = 0;
      for (let column = 0; column < nFeatures; column++, place++) {
        const value = data[place];
        const lower = lowest[column];
        const upper = highest[column];
        const own = distanceInLimits(value, lower, upper);
        if (own > score) score = own;
        if (value >= lower && value <= upper) continue;
        mask[row] = 1;
        cells[place] = 1;
        reasons.push(reasonFor(row, value, this.limits[column]));
      }
      scores[row] = score;
    }
    const nOutliers = mask.reduce((sum, flag) => sum + flag, 0);
    return { mask, scores, cells, nOutliers, reasons, summary: summarizeLimits(matrix, this.limits) };
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
    const fields = readModelJSON(json, "OutlierDetector", options);
    return new FittedOutlierDetector(limitsFromJSON(fields, "OutlierDetector"), fields.featureNames);
  }
}

/** Distance from the middle of the limits in half widths; 0 without limits. */
function distanceInLimits(value: number, lower: number, upper: number): number {
  const width = upper - lower;
  if (width === Number.POSITIVE_INFINITY)
    return value < lower ? Number.POSITIVE_INFINITY : value > upper ? Number.POSITIVE_INFINITY : 0;
  if (width === 0) return value === lower ? 0 : Number.POSITIVE_INFINITY;
  return Math.abs((value - lower - (upper - value)) / width);
}

function reasonFor(row: number, value: number, limits: FeatureLimits): OutlierReason {
  const { feature, lower, upper } = limits;
  if (value < lower) return { row, feature, value, rule: `below ${limits.lowerRule}`, excess: lower - value };
  return { row, feature, value, rule: `above ${limits.upperRule}`, excess: value - upper };
}
