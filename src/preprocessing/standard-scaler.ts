import {
  type FeatureMatrix,
  type FittedTransformer,
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  type Transformer,
  toFeatureMatrix,
} from "../core";
import { columnMoments } from "./column-moments";
import { checkScales, featureList } from "./read-scales";
import { changeColumns, type RunChange, restoreRun, standardiseRun } from "./shift-and-scale";

/**
 * Brings every feature to mean 0 and standard deviation 1: z = (x − mean) / scale.
 *
 * The standard deviation is the population's (divided by n), as in scikit-learn. A constant feature keeps scale 1,
 * so that it becomes 0 everywhere, and is named in `constantFeatures`.
 * @see scikit-learn `StandardScaler`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { StandardScaler } from "churnlab";
 *
 * const scaler = new StandardScaler().fit([[1], [3]]);
 * assert.deepEqual([scaler.mean[0], scaler.scale[0]], [2, 1]);
 * assert.deepEqual(scaler.transform([[1], [3], [4]]).toArrays(), [[-1], [1], [2]]);
 * ```
 */
export class StandardScaler implements Transformer {
  /** Any columns will do, and stay. @returns them */
  checkFeatures(featureNames: readonly string[]): readonly string[] {
    return featureNames;
  }

  /**
   * @param X nSamples × nFeatures, at least one row
   * @throws ShapeError without rows
   */
  fit(X: MatrixLike): FittedStandardScaler {
    const matrix = toFeatureMatrix(X, "X", false);
    if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
    const { means, norms } = columnMoments(matrix);
    // A value that is not finite makes the deviation of its column NaN: only then are all values looked at.
    if (!norms.every(Number.isFinite)) toFeatureMatrix(X);
    return scalerFrom(matrix, means, norms);
  }
}

/** The plain-object form of a {@link FittedStandardScaler}. */
export interface StandardScalerJSON extends ModelHeader {
  readonly model: "StandardScaler";
  /** Mean of each feature, in its unit. */
  readonly mean: readonly number[];
  /** What each feature is divided by, > 0. */
  readonly scale: readonly number[];
  /** Names of the features with one value. */
  readonly constantFeatures: readonly string[];
}

/**
 * Means and standard deviations learned by {@link StandardScaler}.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedStandardScaler, StandardScaler } from "churnlab";
 *
 * const scaler = new StandardScaler().fit([[1, 7], [3, 7]]);
 * assert.deepEqual(scaler.constantFeatures, ["x1"]);
 * const same = FittedStandardScaler.fromJSON(JSON.parse(JSON.stringify(scaler)));
 * assert.deepEqual(same.inverseTransform([[1, 0]]).toArrays(), [[3, 7]]);
 * ```
 */
export class FittedStandardScaler implements FittedTransformer {
  /**
   * @param featureNames the features of training, in order
   * @param mean one mean a feature, in the feature's unit
   * @param scale one population standard deviation a feature (1 for a constant one), in the feature's unit
   * @param constantFeatures names of the features without variance
   */
  constructor(
    readonly featureNames: readonly string[],
    readonly mean: Float64Array,
    readonly scale: Float64Array,
    readonly constantFeatures: readonly string[],
  ) {
    makeImmutable(this);
  }

  /** Every output column comes from the input column at its place. */
  get sources(): number[] {
    return this.featureNames.map((_, place) => place);
  }

  /** Standardised copy of X. @param X nSamples × nFeatures, the features of training */
  transform(X: MatrixLike): FeatureMatrix {
    return this.map(X, standardiseRun);
  }

  /** Standardised values back in the features' units, for example cluster centres. @param X nSamples × nFeatures */
  inverseTransform(X: MatrixLike): FeatureMatrix {
    return this.map(X, restoreRun);
  }

  toJSON(): StandardScalerJSON {
    return {
      ...modelHeader("StandardScaler", this.featureNames),
      mean: Array.from(this.mean),
      scale: Array.from(this.scale),
      constantFeatures: [...this.constantFeatures],
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedStandardScaler {
    const fields = readModelJSON(json, "StandardScaler", options);
    const { featureNames } = fields;
    const scale = checkScales("scale", fields.vector("scale", featureNames.length), "StandardScaler");
    const constantFeatures = featureList(fields, "constantFeatures", "StandardScaler");
    return new FittedStandardScaler(featureNames, fields.vector("mean", featureNames.length), scale, constantFeatures);
  }

  private map(X: MatrixLike, changeRun: RunChange): FeatureMatrix {
    return changeColumns(X, this.featureNames, this.mean, this.scale, changeRun);
  }
}

function scalerFrom(
  { nSamples, featureNames }: FeatureMatrix,
  means: Float64Array,
  norms: Float64Array,
): FittedStandardScaler {
  const constantFeatures: string[] = [];
  const scale = norms.map((norm, column) => {
    const deviation = norm / Math.sqrt(nSamples);
    if (!isConstant(means[column], deviation, nSamples)) return deviation;
    constantFeatures.push(featureNames[column]);
    return 1;
  });
  return new FittedStandardScaler(featureNames, means, scale, constantFeatures);
}

/**
 * Whether the deviation is within the rounding error of its computation: the rule of scikit-learn,
 * after the error bound of Chan, Golub & LeVeque (1983), variance ≤ n·ε·variance + (n·mean·ε)².
 */
function isConstant(mean: number, deviation: number, nSamples: number): boolean {
  const bound = nSamples * Math.abs(mean) * Number.EPSILON;
  // A variance that underflows to 0 counts as none; roots elsewhere, because a huge deviation has an infinite square.
  return deviation ** 2 === 0 || deviation * Math.sqrt(1 - nSamples * Number.EPSILON) <= bound;
}
