import {
  checkOneOf,
  checkOptionNames,
  FeatureMatrix,
  type FittedTransformer,
  InvalidParameterError,
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  show,
  type Transformer,
  toFeatureMatrix,
  toFeatureNames,
  toMatchingFeatures,
} from "../core";
import type { OutlierDetector } from "./detector";
import {
  type FeatureLimits,
  type FeatureLimitsJSON,
  limitsFromJSON,
  limitsToJSON,
  tidy,
  unchecked,
} from "./feature-limits";
import { FittedOutlierDetector } from "./outlier-detector";
import { type LimitsSummary, summarizeLimits } from "./summarize-limits";

/** What is done about outliers. */
export type Treatment = "keep" | "winsorise" | "clip" | "drop";

const treatments: readonly Treatment[] = ["keep", "winsorise", "clip", "drop"];

/** Options of {@link OutlierTreatment}. */
export interface OutlierTreatmentOptions {
  /**
   * "keep" changes nothing; "winsorise" moves values to the most extreme training values within the limits; "clip" moves
   * them to the limits; "drop" leaves the training rows with an outlier out
   */
  readonly treatment: Treatment;
  /**
   * What finds outliers. "winsorise" and "clip" need limits of single features: `TukeyFences`, `MedianAbsoluteDeviation`
   * or `ZScore`
   */
  readonly detector: OutlierDetector;
}

/**
 * An explicit choice about outliers as a step of a pipeline, learned from training rows alone. "drop" drops rows of
 * training only: a pipeline fits its later steps without them, and in forecasts every row keeps its values.
 * @throws InvalidParameterError for a bad or unknown option
 * @see Tukey (1962), The Future of Data Analysis, on winsorising
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { OutlierTreatment, TukeyFences } from "churnlab";
 *
 * const X = [[1], [2], [3], [4], [90]];
 * const treat = (treatment: "clip" | "winsorise" | "drop") =>
 *   new OutlierTreatment({ treatment, detector: new TukeyFences() }).fit(X);
 * assert.deepEqual(treat("clip").transform([[90]]).toArrays(), [[7]]); // the fence
 * assert.deepEqual(treat("winsorise").transform([[90]]).toArrays(), [[4]]); // the largest value within it
 * assert.deepEqual(Array.from(treat("drop").droppedRows), [4]);
 * ```
 */
export class OutlierTreatment implements Transformer {
  /** What is done about outliers */
  readonly treatment: Treatment;
  private readonly detector: OutlierDetector;

  constructor(options: OutlierTreatmentOptions) {
    checkOptionNames("OutlierTreatment", options, ["treatment", "detector"]);
    this.treatment = checkOneOf("treatment", options.treatment, treatments);
    if (typeof options.detector?.fit !== "function") {
      throw new InvalidParameterError(`detector must be one, such as TukeyFences; got ${show(options.detector)}`);
    }
    this.detector = options.detector;
  }

  /** Any columns will do, and stay. @returns them */
  checkFeatures(featureNames: readonly string[]): readonly string[] {
    return featureNames;
  }

  /**
   * Learns what is an outlier, and what comes in its place.
   * @param X nSamples × nFeatures training rows
   * @throws InvalidParameterError when the detector has no limits to move values to; ShapeError when no row would be left
   */
  fit(X: MatrixLike): FittedOutlierTreatment {
    const matrix = toFeatureMatrix(X);
    const detector = this.detector.fit(matrix);
    const { mask } = detector.detect(matrix);
    const { nSamples, featureNames } = matrix;
    const noRows = new Uint32Array(0);
    const none = featureNames.map((feature) => ({ feature, ...unchecked("") }));
    if (this.treatment === "keep") return new FittedOutlierTreatment("keep", none, noRows, nSamples, featureNames);
    if (this.treatment === "drop") {
      const dropped = Uint32Array.from({ length: mask.length }, (_, row) => row).filter((row) => mask[row] === 1);
      if (dropped.length === mask.length) {
        throw new ShapeError(`OutlierTreatment must leave training rows; all ${mask.length} are outliers`);
      }
      return new FittedOutlierTreatment("drop", none, dropped, nSamples, featureNames);
    }
    if (!(detector instanceof FittedOutlierDetector)) {
      throw new InvalidParameterError(
        `detector must have limits for each feature to ${this.treatment} values to them, as TukeyFences has`,
      );
    }
    const limits = this.treatment === "clip" ? detector.limits : observedLimits(matrix, detector.limits);
    return new FittedOutlierTreatment(this.treatment, limits, noRows, nSamples, featureNames);
  }
}

/** The most extreme values of each column within its limits. */
function observedLimits(matrix: FeatureMatrix, limits: readonly FeatureLimits[]): FeatureLimits[] {
  return limits.map((own, column) => {
    const { feature, lower, upper, note } = own;
    if (lower === Number.NEGATIVE_INFINITY && upper === Number.POSITIVE_INFINITY) return own;
    const within = matrix.column(column).filter((value) => value >= lower && value <= upper);
    // No value within the limits: they stand for themselves.
    if (within.length === 0) return own;
    const smallest = within.reduce((best, value) => Math.min(best, value)) + 0;
    const largest = within.reduce((best, value) => Math.max(best, value)) + 0;
    return {
      feature,
      lower: smallest,
      upper: largest,
      lowerRule: `smallest value from ${own.lowerRule} on: ${tidy(smallest)}`,
      upperRule: `largest value up to ${own.upperRule}: ${tidy(largest)}`,
      note,
    };
  });
}

/** The plain-object form of a {@link FittedOutlierTreatment}. */
export interface OutlierTreatmentJSON extends ModelHeader {
  readonly model: "OutlierTreatment";
  /** What happens to outliers. */
  readonly treatment: Treatment;
  /** One entry a feature */
  readonly limits: readonly FeatureLimitsJSON[];
  /** Number of training rows. */
  readonly nTraining: number;
  /** Length of `droppedRows`. */
  readonly nDropped: number;
  /** Training rows that were dropped, ascending */
  readonly droppedRows: readonly number[];
}

/**
 * What {@link OutlierTreatment} learned.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedOutlierTreatment, OutlierTreatment, TukeyFences } from "churnlab";
 *
 * const X = [[1], [2], [3], [4], [90]];
 * const fitted = new OutlierTreatment({ treatment: "drop", detector: new TukeyFences() }).fit(X);
 * const same = FittedOutlierTreatment.fromJSON(JSON.parse(JSON.stringify(fitted)));
 * assert.deepEqual(same.droppedRows, fitted.droppedRows);
 * assert.deepEqual(same.transform(X).toArrays(), X); // rows are dropped from training, never from a forecast
 * ```
 */
export class FittedOutlierTreatment implements FittedTransformer {
  /** Features in the order of training */
  readonly featureNames: readonly string[];

  /**
   * @param treatment what is done about outliers
   * @param limits where values are moved to, one entry a feature; ±Infinity where they stay
   * @param droppedRows training rows to leave out, ascending from 0; none but for "drop"
   * @param nTraining number of training rows
   */
  constructor(
    readonly treatment: Treatment,
    readonly limits: readonly FeatureLimits[],
    readonly droppedRows: Uint32Array,
    readonly nTraining: number,
    featureNames: readonly string[] = limits.map(({ feature }) => feature),
  ) {
    this.featureNames = toFeatureNames(featureNames);
    makeImmutable(this);
  }

  /** Every output column comes from the input column at its place. */
  get sources(): number[] {
    return this.limits.map((_, place) => place);
  }

  /** A copy of X with values moved to the limits; every row stays. @param X nSamples × nFeatures */
  transform(X: MatrixLike): FeatureMatrix {
    const { data, nSamples, nFeatures } = toMatchingFeatures(X, this.featureNames);
    const moved = data.slice();
    this.limits.forEach(({ lower, upper }, column) => {
      for (let place = column; place < moved.length; place += nFeatures) {
        if (moved[place] < lower) moved[place] = lower;
        else if (moved[place] > upper) moved[place] = upper;
      }
    });
    return new FeatureMatrix(moved, nSamples, this.featureNames);
  }

  /** How many values of X `transform` moves, one record a feature. */
  report(X: MatrixLike): LimitsSummary[] {
    return summarizeLimits(toMatchingFeatures(X, this.featureNames), this.limits);
  }

  toJSON(): OutlierTreatmentJSON {
    return {
      ...modelHeader("OutlierTreatment", this.featureNames),
      treatment: this.treatment,
      limits: limitsToJSON(this.limits),
      nTraining: this.nTraining,
      nDropped: this.droppedRows.length,
      droppedRows: Array.from(this.droppedRows),
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedOutlierTreatment {
    const fields = readModelJSON(json, "OutlierTreatment", options);
    const nTraining = fields.integer("nTraining");
    const dropped = fields.integers("droppedRows", fields.integer("nDropped"), { min: 0, max: nTraining - 1 });
    const place = dropped.findIndex((row, index) => index > 0 && row <= dropped[index - 1]);
    if (place >= 0) {
      throw new InvalidParameterError(
        `droppedRows in the JSON of an OutlierTreatment must ascend; got ${dropped[place]} after ${dropped[place - 1]}`,
      );
    }
    const limits = limitsFromJSON(fields, "OutlierTreatment");
    return new FittedOutlierTreatment(
      fields.oneOf("treatment", treatments),
      limits,
      Uint32Array.from(dropped),
      nTraining,
      fields.featureNames,
    );
  }
}
