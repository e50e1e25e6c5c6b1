import {
  checkNumber,
  checkOptionNames,
  type FeatureMatrix,
  type FittedTransformer,
  forEachColumn,
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
import { quantilesOf } from "./quantiles-of";
import { checkScales, featureList } from "./read-scales";
import { changeColumns, type RunChange, restoreRun, standardiseRun } from "./shift-and-scale";

/** Options of {@link RobustScaler}. */
export interface RobustScalerOptions {
  /** The two quantiles whose distance is the scale, in percent, 0 ≤ low < high ≤ 100. Default: [25, 75] */
  readonly quantileRange?: readonly [low: number, high: number];
}

/**
 * Brings every feature to median 0 and interquartile range 1: z = (x − median) / range. A few extreme values move
 * neither of the two.
 *
 * Quantiles interpolate linearly (type 7), as in scikit-learn. A feature whose two quantiles coincide keeps scale 1 and
 * is named in `zeroRangeFeatures`: constant, or nearly so.
 * @see scikit-learn `RobustScaler`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { RobustScaler } from "churnlab";
 *
 * const scaler = new RobustScaler().fit([[1, 7], [2, 7], [3, 7], [4, 7], [900, 7]]);
 * assert.deepEqual([scaler.center[0], scaler.scale[0]], [3, 2]);
 * assert.deepEqual(scaler.transform([[5, 8]]).toArrays(), [[1, 1]]);
 * assert.deepEqual(scaler.zeroRangeFeatures, ["x1"]);
 * ```
 */
export class RobustScaler implements Transformer {
  /** The two quantiles, in percent */
  readonly quantileRange: readonly [low: number, high: number];

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: RobustScalerOptions = {}) {
    checkOptionNames("RobustScaler", options, ["quantileRange"]);
    this.quantileRange = checkQuantileRange(options.quantileRange ?? [25, 75]);
  }

  /** Any columns will do, and stay. @returns them */
  checkFeatures(featureNames: readonly string[]): readonly string[] {
    return featureNames;
  }

  /**
   * @param X nSamples × nFeatures, at least one row
   * @throws ShapeError without rows; InvalidParameterError where a range is beyond the largest number
   */
  fit(X: MatrixLike): FittedRobustScaler {
    const matrix = toFeatureMatrix(X);
    if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
    return learnRanges(matrix, this.quantileRange);
  }
}

function checkQuantileRange(range: readonly [number, number]): readonly [number, number] {
  if (!Array.isArray(range) || range.length !== 2) {
    throw new InvalidParameterError(`quantileRange must be two percentages; got ${show(range)}`);
  }
  const low = checkNumber("quantileRange[0]", range[0], { min: 0, max: 100 });
  const high = checkNumber("quantileRange[1]", range[1], { exclusiveMin: low, max: 100 });
  return [low, high];
}

function learnRanges(matrix: FeatureMatrix, [low, high]: readonly [number, number]): FittedRobustScaler {
  const { featureNames } = matrix;
  const center = new Float64Array(featureNames.length);
  const scale = new Float64Array(featureNames.length);
  const zeroRangeFeatures: string[] = [];
  forEachColumn(matrix, (values, column) => {
    const [median, lower, upper] = quantilesOf(values, [0.5, low / 100, high / 100]);
    const range = upper - lower;
    if (!Number.isFinite(range)) {
      throw new InvalidParameterError(
        `the range of a feature must be a finite number; ${show(featureNames[column])} spans ${lower} to ${upper}`,
      );
    }
    center[column] = median;
    scale[column] = range > 0 ? range : 1;
    if (range === 0) zeroRangeFeatures.push(featureNames[column]);
  });
  return new FittedRobustScaler(featureNames, center, scale, zeroRangeFeatures);
}

/** The plain-object form of a {@link FittedRobustScaler}. */
export interface RobustScalerJSON extends ModelHeader {
  readonly model: "RobustScaler";
  /** Median of each feature, in its unit. */
  readonly center: readonly number[];
  /** What each feature is divided by, > 0. */
  readonly scale: readonly number[];
  /** Names of the features whose quantiles are equal. */
  readonly zeroRangeFeatures: readonly string[];
}

/**
 * Medians and ranges learned by {@link RobustScaler}.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedRobustScaler, RobustScaler } from "churnlab";
 *
 * const scaler = new RobustScaler({ quantileRange: [0, 100] }).fit([[1], [2], [9]]);
 * const same = FittedRobustScaler.fromJSON(JSON.parse(JSON.stringify(scaler)));
 * assert.deepEqual(same.inverseTransform([[0], [1]]).toArrays(), [[2], [10]]);
 * ```
 */
export class FittedRobustScaler implements FittedTransformer {
  /**
   * @param featureNames the features of training, in order
   * @param center one median a feature, in the feature's unit
   * @param scale one distance of the two quantiles a feature (1 where it is 0), in the feature's unit
   * @param zeroRangeFeatures names of the features whose quantiles coincide
   */
  constructor(
    readonly featureNames: readonly string[],
    readonly center: Float64Array,
    readonly scale: Float64Array,
    readonly zeroRangeFeatures: readonly string[],
  ) {
    makeImmutable(this);
  }

  /** Every output column comes from the input column at its place. */
  get sources(): number[] {
    return this.featureNames.map((_, place) => place);
  }

  /** Scaled copy of X. @param X nSamples × nFeatures, the features of training */
  transform(X: MatrixLike): FeatureMatrix {
    return this.map(X, standardiseRun);
  }

  /** Scaled values back in the features' units. @param X nSamples × nFeatures */
  inverseTransform(X: MatrixLike): FeatureMatrix {
    return this.map(X, restoreRun);
  }

  toJSON(): RobustScalerJSON {
    return {
      ...modelHeader("RobustScaler", this.featureNames),
      center: Array.from(this.center),
      scale: Array.from(this.scale),
      zeroRangeFeatures: [...this.zeroRangeFeatures],
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedRobustScaler {
    const fields = readModelJSON(json, "RobustScaler", options);
    const { featureNames } = fields;
    const scale = checkScales("scale", fields.vector("scale", featureNames.length), "RobustScaler");
    const zeroRange = featureList(fields, "zeroRangeFeatures", "RobustScaler");
    return new FittedRobustScaler(featureNames, fields.vector("center", featureNames.length), scale, zeroRange);
  }

  private map(X: MatrixLike, changeRun: RunChange): FeatureMatrix {
    return changeColumns(X, this.featureNames, this.center, this.scale, changeRun);
  }
}
