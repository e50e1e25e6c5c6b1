import {
  CollinearFeaturesError,
  type FeatureMatrix,
  InvalidParameterError,
  innerOf,
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  toMatchingFeatures,
} from "../core";
import { cholesky, inverseOf, squaredDistances } from "./cholesky";
import type { FittedDetector, RowDetection } from "./detector";
import { tidy } from "./feature-limits";
import type { OutlierReason } from "./outlier-reason";

/** A feature that takes no part in the distance. */
export interface UncheckedFeature {
  /** The column's name */
  readonly feature: string;
  /** Why */
  readonly note: string;
}

/** What `RobustMahalanobis` learns. */
export interface RobustScatter {
  /** Features of the distance, in order */
  readonly checked: readonly string[];
  /** The others, with the reason */
  readonly unchecked: readonly UncheckedFeature[];
  /** Robust centre of the checked features, in their units */
  readonly location: Float64Array;
  /** Robust covariance of the checked features, row by row, in their units */
  readonly covariance: Float64Array;
  /** Share of normal rows within the limit */
  readonly quantile: number;
  /** Squared distances above it are outliers: the chi-squared quantile */
  readonly limit: number;
  /** Rows of the subset of smallest determinant */
  readonly nSupport: number;
  /** Training rows that centre and covariance come from after reweighting, ascending */
  readonly support: Int32Array;
}

/** The plain-object form of a {@link FittedRobustMahalanobis}. */
export interface RobustMahalanobisJSON extends ModelHeader {
  readonly model: "RobustMahalanobis";
  /** Length of `checked`. */
  readonly nChecked: number;
  /** Features of the distance, in order. */
  readonly checked: readonly string[];
  /** The other features, with the reason. */
  readonly unchecked: readonly UncheckedFeature[];
  /** Robust centre of the checked features, in their units. */
  readonly location: readonly number[];
  /** Robust covariance of the checked features, row by row, nChecked². */
  readonly covariance: readonly number[];
  /** Share of normal rows within the limit, in (0, 1). */
  readonly quantile: number;
  /** Squared distances above it are outliers. */
  readonly limit: number;
  /** Rows of the subset of smallest determinant. */
  readonly nSupport: number;
  /** Length of `support`. */
  readonly nReweighted: number;
  /** Training rows that centre and covariance come from, ascending from 0. */
  readonly support: readonly number[];
}

/**
 * Robust centre and covariance learned by `RobustMahalanobis`.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedRobustMahalanobis, RobustMahalanobis } from "churnlab";
 *
 * const X = [[1, 5], [2, 3], [3, 8], [4, 1], [5, 6], [6, 2], [7, 7], [8, 4], [60, 5]];
 * const detector = new RobustMahalanobis({ seed: 1 }).fit(X);
 * assert.deepEqual(Array.from(detector.detect(X).mask), [0, 0, 0, 0, 0, 0, 0, 0, 1]);
 * const same = FittedRobustMahalanobis.fromJSON(JSON.parse(JSON.stringify(detector)));
 * assert.deepEqual(same.mahalanobis(X), detector.mahalanobis(X));
 * ```
 */
export class FittedRobustMahalanobis implements FittedDetector {
  private readonly lower: Float64Array;

  /**
   * @param featureNames the features of training, in order
   * @param scatter what was learned
   * @throws CollinearFeaturesError for a covariance that is not positive definite
   */
  constructor(
    readonly featureNames: readonly string[],
    readonly scatter: RobustScatter,
  ) {
    const { covariance, checked } = scatter;
    const { lower, collinear } = cholesky(covariance, checked.length);
    if (collinear >= 0) {
      throw new CollinearFeaturesError(
        `covariance must be positive definite; ${checked[collinear]} is determined by the features before it`,
      );
    }
    this.lower = lower;
    makeImmutable(this);
  }

  /**
   * Flags rows whose squared distance is above the limit. Each comes with one reason: the feature without which the
   * squared distance would fall most, and by how much (`excess`).
   * @param X nSamples × nFeatures, the features of training
   * @returns scores: squared distances
   */
  detect(X: MatrixLike): RowDetection {
    const matrix = toMatchingFeatures(X, this.featureNames);
    const scores = this.distances(matrix);
    const mask = scores.reduce((flags, score, row) => {
      flags[row] = score > this.scatter.limit ? 1 : 0;
      return flags;
    }, new Uint8Array(scores.length));
    const precision = inverseOf(this.lower, this.scatter.checked.length);
    const reasons: OutlierReason[] = [];
    for (let row = 0; row < scores.length; row++) {
      if (mask[row] === 1) reasons.push(this.reason(matrix, row, scores[row], precision));
    }
    return { mask, scores, nOutliers: reasons.length, reasons };
  }

  /**
   * The squared robust distance of each row, as scikit-learn's `mahalanobis`.
   * @param X nSamples × nFeatures, the features of training
   * @returns length nSamples, ≥ 0, without unit
   */
  mahalanobis(X: MatrixLike): Float64Array {
    return this.distances(toMatchingFeatures(X, this.featureNames));
  }

  toJSON(): RobustMahalanobisJSON {
    const { checked, unchecked, location, covariance, quantile, limit, nSupport, support } = this.scatter;
    return {
      ...modelHeader("RobustMahalanobis", this.featureNames),
      nChecked: checked.length,
      checked: [...checked],
      unchecked: unchecked.map(({ feature, note }) => ({ feature, note })),
      location: Array.from(location),
      covariance: Array.from(covariance),
      quantile,
      limit,
      nSupport,
      nReweighted: support.length,
      support: Array.from(support),
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError, ShapeError or CollinearFeaturesError for another object, or one of other features than
   *   `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedRobustMahalanobis {
    const fields = readModelJSON(json, "RobustMahalanobis", options);
    const { featureNames } = fields;
    const checked = fields.strings("checked");
    const unchecked = fields.objects("unchecked").map(({ feature, note }) => {
      if (typeof feature === "string" && typeof note === "string") return { feature, note };
      throw new InvalidParameterError("unchecked in the JSON of a RobustMahalanobis must have features and notes");
    });
    const rest = new Set(unchecked.map(({ feature }) => feature));
    const expected = featureNames.filter((name) => !rest.has(name));
    const isWhole = checked.length + unchecked.length === featureNames.length;
    if (fields.integer("nChecked") !== checked.length || !isWhole || expected.join("\n") !== checked.join("\n")) {
      throw new ShapeError(
        "every feature in the JSON of a RobustMahalanobis must be in checked or unchecked, in order",
      );
    }
    return new FittedRobustMahalanobis(featureNames, {
      checked,
      unchecked,
      location: fields.vector("location", checked.length),
      covariance: fields.vector("covariance", checked.length ** 2),
      quantile: fields.number("quantile"),
      limit: fields.number("limit"),
      nSupport: fields.integer("nSupport"),
      support: fields.integers("support", fields.integer("nReweighted"), { min: 0 }),
    });
  }

  private distances(matrix: FeatureMatrix): Float64Array {
    const places = this.scatter.checked.map((name) => this.featureNames.indexOf(name));
    const { data, nSamples, nFeatures } = matrix;
    const values = new Float64Array(nSamples * places.length);
    for (let row = 0, next = 0; row < nSamples; row++) {
      for (const place of places) values[next++] = data[row * nFeatures + place];
    }
    const distances = new Float64Array(nSamples);
    squaredDistances(values, places.length, this.scatter.location, this.lower, distances);
    return distances;
  }

  private reason(matrix: FeatureMatrix, row: number, score: number, precision: Float64Array): OutlierReason {
    const { checked, location, limit } = innerOf(this.scatter);
    const size = checked.length;
    const values = checked.map((name) => matrix.at(row, this.featureNames.indexOf(name)));
    const pulls = values.map((_, place) => {
      let pull = 0;
      for (let other = 0; other < size; other++) {
        pull += precision[place * size + other] * (values[other] - location[other]);
      }
      return pull;
    });
    // Without a feature the squared distance falls by (Σ⁻¹δ)² / Σ⁻¹: its deviation from what the others let expect.
    const falls = pulls.map((pull, place) => pull ** 2 / precision[place * size + place]);
    const place = falls.indexOf(Math.max(...falls));
    const expected = values[place] - pulls[place] / precision[place * size + place];
    const rule =
      `squared distance ${tidy(score)} above ${tidy(limit)}: ${tidy(expected)} is expected from the other features; ` +
      `without this one ${tidy(Math.max(0, score - falls[place]))}`;
    return { row, feature: checked[place], value: values[place], rule, excess: falls[place] };
  }
}
