import {
  checkNumber,
  checkOptionNames,
  type FeatureMatrix,
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
} from "../core";
import { columnExtremes } from "./column-extremes";
import { featureList } from "./read-scales";
import { changeColumns, restoreRun, standardiseRun } from "./shift-and-scale";

/** Options of {@link MinMaxScaler}. */
export interface MinMaxScalerOptions {
  /** Where the smallest and the largest training value go, low < high. Default: [0, 1] */
  readonly featureRange?: readonly [low: number, high: number];
  /** Whether to keep values beyond those of training within `featureRange`. Default: false */
  readonly clip?: boolean;
}

/**
 * Brings every feature linearly from [min, max] of the training rows to `featureRange`.
 *
 * A constant feature becomes the lower end, as in scikit-learn, and is named in `constantFeatures`.
 * @see scikit-learn `MinMaxScaler`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { MinMaxScaler } from "churnlab";
 *
 * const scaler = new MinMaxScaler({ clip: true }).fit([[10, 7], [30, 7]]);
 * assert.deepEqual(scaler.transform([[20, 7], [50, 7]]).toArrays(), [[0.5, 0], [1, 0]]);
 * assert.deepEqual(scaler.constantFeatures, ["x1"]);
 * ```
 */
export class MinMaxScaler implements Transformer {
  /** Where the smallest and the largest training value go */
  readonly featureRange: readonly [low: number, high: number];
  /** Whether values beyond those of training are kept within `featureRange` */
  readonly clip: boolean;

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: MinMaxScalerOptions = {}) {
    checkOptionNames("MinMaxScaler", options, ["featureRange", "clip"]);
    const { featureRange = [0, 1], clip = false } = options;
    this.featureRange = checkFeatureRange("featureRange", featureRange);
    if (typeof clip !== "boolean") throw new InvalidParameterError(`clip must be true or false; got ${show(clip)}`);
    this.clip = clip;
  }

  /** Any columns will do, and stay. @returns them */
  checkFeatures(featureNames: readonly string[]): readonly string[] {
    return featureNames;
  }

  /**
   * @param X nSamples × nFeatures, at least one row
   * @throws ShapeError without rows; InvalidParameterError where a range is beyond the largest number
   */
  fit(X: MatrixLike): FittedMinMaxScaler {
    const matrix = toFeatureMatrix(X, "X", false);
    if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
    const { dataMin, dataMax } = learnRange(matrix);
    return new FittedMinMaxScaler(matrix.featureNames, dataMin, dataMax, this.featureRange, this.clip);
  }
}

function checkFeatureRange(name: string, range: readonly number[]): readonly [number, number] {
  if (!Array.isArray(range) || range.length !== 2) {
    throw new InvalidParameterError(`${name} must be two numbers; got ${show(range)}`);
  }
  const low = checkNumber(`${name}[0]`, range[0]);
  const high = checkNumber(`${name}[1]`, range[1], { exclusiveMin: low });
  return [low, high];
}

function learnRange(matrix: FeatureMatrix): { dataMin: Float64Array; dataMax: Float64Array } {
  const { dataMin, dataMax, allFinite } = columnExtremes(matrix);
  if (!allFinite) toFeatureMatrix(matrix);
  const place = dataMin.findIndex((smallest, column) => !Number.isFinite(dataMax[column] - smallest));
  if (place >= 0) {
    throw new InvalidParameterError(
      `the range of a feature must be a finite number; ${show(matrix.featureNames[place])} spans ${dataMin[place]} to ${dataMax[place]}`,
    );
  }
  return { dataMin, dataMax };
}

/** The plain-object form of a {@link FittedMinMaxScaler}. */
export interface MinMaxScalerJSON extends ModelHeader {
  readonly model: "MinMaxScaler";
  /** Smallest training value of each feature. */
  readonly dataMin: readonly number[];
  /** Largest training value of each feature. */
  readonly dataMax: readonly number[];
  /** Where the smallest and the largest training value go. */
  readonly featureRange: readonly number[];
  /** Whether `transform` cuts values to the range. */
  readonly clip: boolean;
  /** Names of the features without range. */
  readonly constantFeatures: readonly string[];
}

/**
 * Ranges learned by {@link MinMaxScaler}.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedMinMaxScaler, MinMaxScaler } from "churnlab";
 *
 * const scaler = new MinMaxScaler({ featureRange: [-1, 1] }).fit([[1], [5]]);
 * const same = FittedMinMaxScaler.fromJSON(JSON.parse(JSON.stringify(scaler)));
 * assert.deepEqual(same.inverseTransform([[0]]).toArrays(), [[3]]);
 * ```
 */
export class FittedMinMaxScaler implements FittedTransformer {
  /** Factor of each feature: x · scale + min is the scaled value */
  readonly scale: Float64Array;
  /** Summand of each feature */
  readonly min: Float64Array;
  /** Names of the features without range */
  readonly constantFeatures: readonly string[];

  /**
   * @param featureNames the features of training, in order
   * @param dataMin smallest training value of each feature, in its unit
   * @param dataMax largest training value of each feature, in its unit
   * @param featureRange where they go
   * @param clip whether values beyond are kept within `featureRange`
   */
  constructor(
    readonly featureNames: readonly string[],
    readonly dataMin: Float64Array,
    readonly dataMax: Float64Array,
    readonly featureRange: readonly [low: number, high: number],
    readonly clip: boolean,
  ) {
    const [low, high] = featureRange;
    const factors = dataMin.map((smallest, place) => (high - low) / (dataMax[place] - smallest));
    // A range of 0, or of a denormal number whose reciprocal overflows.
    this.scale = factors.map((factor) => (Number.isFinite(factor) ? factor : high - low));
    this.min = dataMin.map((smallest, place) => low - smallest * this.scale[place]);
    this.constantFeatures = featureNames.filter((_, place) => !Number.isFinite(factors[place]));
    makeImmutable(this);
  }

  /** Every output column comes from the input column at its place. */
  get sources(): number[] {
    return this.featureNames.map((_, place) => place);
  }

  /** Scaled copy of X. @param X nSamples × nFeatures, the features of training */
  transform(X: MatrixLike): FeatureMatrix {
    const scaled = changeColumns(X, this.featureNames, this.min, this.scale, restoreRun);
    return this.clip ? clipped(scaled, this.featureRange) : scaled;
  }

  /** Scaled values back in the features' units. @param X nSamples × nFeatures */
  inverseTransform(X: MatrixLike): FeatureMatrix {
    return changeColumns(X, this.featureNames, this.min, this.scale, standardiseRun);
  }

  toJSON(): MinMaxScalerJSON {
    return {
      ...modelHeader("MinMaxScaler", this.featureNames),
      dataMin: Array.from(this.dataMin),
      dataMax: Array.from(this.dataMax),
      featureRange: [...this.featureRange],
      clip: this.clip,
      constantFeatures: [...this.constantFeatures],
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedMinMaxScaler {
    const fields = readModelJSON(json, "MinMaxScaler", options);
    const { featureNames } = fields;
    const dataMin = fields.vector("dataMin", featureNames.length);
    const dataMax = fields.vector("dataMax", featureNames.length);
    const place = dataMin.findIndex((value, column) => !(value <= dataMax[column]));
    if (place >= 0) {
      throw new InvalidParameterError(
        `dataMin in the JSON of a MinMaxScaler must be ≤ dataMax; got ${dataMin[place]} and ${dataMax[place]}`,
      );
    }
    const range = checkFeatureRange(
      "featureRange in the JSON of a MinMaxScaler",
      Array.from(fields.vector("featureRange")),
    );
    const fitted = new FittedMinMaxScaler(featureNames, dataMin, dataMax, range, fields.boolean("clip"));
    const listed = featureList(fields, "constantFeatures", "MinMaxScaler");
    if (listed.join("\n") !== fitted.constantFeatures.join("\n")) {
      throw new InvalidParameterError(
        `constantFeatures in the JSON of a MinMaxScaler must be those without range; got ${listed.join(", ")}`,
      );
    }
    return fitted;
  }
}

function clipped(matrix: FeatureMatrix, [low, high]: readonly [number, number]): FeatureMatrix {
  const { data } = matrix;
  for (let place = 0; place < data.length; place++) {
    const value = data[place];
    if (value < low) data[place] = low;
    else if (value > high) data[place] = high;
  }
  return matrix;
}
