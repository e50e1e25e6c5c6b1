import {
  checkNumber,
  checkOneOf,
  checkOptionNames,
  columnsOf,
  FeatureMatrix,
  type FittedTransformer,
  InvalidParameterError,
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  meanOf,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  show,
  sortedCopy,
  type Transformer,
  toFeatureMatrix,
  toFeatureNames,
  toMatchingFeatures,
} from "../core";
import type { DroppedFeature } from "./feature-selection";
import { quantilesOf } from "./quantiles-of";
import { featureList } from "./read-scales";

/** How a missing value is replaced. */
export type ImputationStrategy = "mean" | "median" | "mostFrequent" | "constant";

const strategies: readonly ImputationStrategy[] = ["mean", "median", "mostFrequent", "constant"];

/** Options of {@link SimpleImputer}; `fillValue` belongs to "constant". */
export interface SimpleImputerOptions {
  /** What replaces a missing value; of equally frequent values the smallest. Default: "mean" */
  readonly strategy?: ImputationStrategy;
  /** The constant. Default: 0 */
  readonly fillValue?: number;
  /** The number that marks a missing value; NaN is missing in any case. Default: NaN */
  readonly missingValue?: number;
  /** Whether to append a column of zeros and ones for each feature that has gaps in training. Default: false */
  readonly addIndicator?: boolean;
  /** Whether a feature without any value in training stays, filled with 0, or is dropped and reported. Default: false */
  readonly keepEmptyFeatures?: boolean;
}

const optionNames = ["strategy", "fillValue", "missingValue", "addIndicator", "keepEmptyFeatures"];

/**
 * Fills gaps with one number a feature, learned from training rows. The only part of the library that takes NaN: a gap
 * is NaN (or `missingValue`); ±∞ is refused. As the first step of a pipeline it lets the pipeline take NaN too.
 *
 * The indicator of a feature with gaps in training is called `<feature> missing`. A feature without any value is
 * dropped, as in scikit-learn, and named in `dropped` with the reason; with "constant" it stays.
 * @see scikit-learn `SimpleImputer`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { SimpleImputer } from "churnlab";
 *
 * const X = [[20, 1], [Number.NaN, 2], [40, 6]];
 * const imputer = new SimpleImputer({ strategy: "median", addIndicator: true }).fit(X);
 * const filled = imputer.transform(X);
 * assert.deepEqual(filled.featureNames, ["x0", "x1", "x0 missing"]);
 * assert.deepEqual(filled.toArrays()[1], [30, 2, 1]);
 * ```
 */
export class SimpleImputer implements Transformer {
  /** Gaps are what it is for. */
  readonly allowsMissing = true;
  private readonly strategy: ImputationStrategy;
  private readonly fillValue: number;
  private readonly missingValue: number;
  private readonly addIndicator: boolean;
  private readonly keepEmptyFeatures: boolean;

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: SimpleImputerOptions = {}) {
    checkOptionNames("SimpleImputer", options, optionNames);
    this.strategy = checkOneOf("strategy", options.strategy ?? "mean", strategies);
    if (this.strategy !== "constant" && options.fillValue !== undefined) {
      throw new InvalidParameterError(
        `fillValue is not an option of strategy ${show(this.strategy)}; got ${show(options.fillValue)}`,
      );
    }
    this.fillValue = checkNumber("fillValue", options.fillValue ?? 0);
    const { missingValue = Number.NaN } = options;
    this.missingValue = Number.isNaN(missingValue) ? missingValue : checkNumber("missingValue", missingValue);
    this.addIndicator = checkBoolean("addIndicator", options.addIndicator ?? false);
    this.keepEmptyFeatures = checkBoolean("keepEmptyFeatures", options.keepEmptyFeatures ?? false);
  }

  /**
   * @param X nSamples × nFeatures, at least one row; NaN is a gap
   * @throws ShapeError without rows, or when no feature has a value; InvalidParameterError for ±∞
   */
  fit(X: MatrixLike): FittedSimpleImputer {
    const matrix = withGaps(toFeatureMatrix(X, "X", false));
    if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
    const { featureNames } = matrix;
    const fills: (number | null)[] = [];
    const indicated: string[] = [];
    columnsOf(matrix).forEach((values, column) => {
      const present = values.filter((value) => !isMissing(value, this.missingValue));
      fills.push(present.length === 0 ? this.fillOfEmpty() : this.fillOf(present));
      if (this.addIndicator && present.length < values.length) indicated.push(featureNames[column]);
    });
    if (fills.every((fill) => fill === null)) {
      throw new ShapeError("X must have at least one feature with a value; all values are missing");
    }
    return new FittedSimpleImputer(featureNames, fills, indicated, this.missingValue);
  }

  private fillOf(present: Float64Array): number {
    if (this.strategy === "mean") return meanOf(present);
    if (this.strategy === "median") return quantilesOf(present, [0.5])[0];
    return (this.strategy === "constant" ? this.fillValue : mostFrequent(present)) + 0;
  }

  private fillOfEmpty(): number | null {
    if (this.strategy === "constant") return this.fillValue + 0;
    return this.keepEmptyFeatures ? 0 : null;
  }
}

function checkBoolean(name: string, value: boolean): boolean {
  if (typeof value === "boolean") return value;
  throw new InvalidParameterError(`${name} must be true or false; got ${show(value)}`);
}

function mostFrequent(values: Float64Array): number {
  const sorted = sortedCopy(values);
  let best = sorted[0];
  let most = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    if (end - start > most) {
      most = end - start;
      best = sorted[start];
    }
    start = end;
  }
  return best;
}

function isMissing(value: number, missingValue: number): boolean {
  return Number.isNaN(value) || value === missingValue;
}

/** Finite numbers and NaN pass. */
function withGaps(matrix: FeatureMatrix): FeatureMatrix {
  const { data, nFeatures, featureNames } = matrix;
  for (let index = 0; index < data.length; index++) {
    const value = data[index];
    if (value !== Number.POSITIVE_INFINITY && value !== Number.NEGATIVE_INFINITY) continue;
    throw new InvalidParameterError(
      `X must hold finite numbers or NaN; got ${value} in row ${Math.floor(index / nFeatures)}, column ${featureNames[index % nFeatures]}`,
    );
  }
  return matrix;
}

/** The plain-object form of a {@link FittedSimpleImputer}. */
export interface SimpleImputerJSON extends ModelHeader {
  readonly model: "SimpleImputer";
  /** One number a feature, null for a dropped one */
  readonly fills: readonly (number | null)[];
  /** Features with an indicator */
  readonly indicated: readonly string[];
  /** Length of `indicated` */
  readonly nIndicated: number;
  /** Null for NaN alone */
  readonly missingValue: number | null;
}

/**
 * Replacements learned by {@link SimpleImputer}.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedSimpleImputer, SimpleImputer } from "churnlab";
 *
 * const imputer = new SimpleImputer().fit([[1, Number.NaN], [3, Number.NaN]]);
 * assert.deepEqual(imputer.dropped, [{ feature: "x1", reason: "no value in the training rows" }]);
 * const same = FittedSimpleImputer.fromJSON(JSON.parse(JSON.stringify(imputer)));
 * assert.deepEqual(same.transform([[Number.NaN, 5]]).toArrays(), [[2]]);
 * ```
 */
export class FittedSimpleImputer implements FittedTransformer {
  /** Gaps are what it is for. */
  readonly allowsMissing = true;
  /** Features that had no value in training, with the reason */
  readonly dropped: readonly DroppedFeature[];
  /** Names of the columns that `transform` gives */
  readonly outputNames: readonly string[];

  /**
   * @param featureNames the features of training, in order
   * @param fills what replaces a missing value of each feature, in its unit; null for a dropped feature
   * @param indicated features with an indicator, in order
   * @param missingValue the number that marks a missing value beside NaN; NaN for none
   */
  constructor(
    readonly featureNames: readonly string[],
    readonly fills: readonly (number | null)[],
    readonly indicated: readonly string[],
    readonly missingValue: number,
  ) {
    this.dropped = featureNames
      .filter((_, place) => fills[place] === null)
      .map((feature) => ({ feature, reason: "no value in the training rows" }));
    const kept = featureNames.filter((_, place) => fills[place] !== null);
    const isWhole = kept.length === featureNames.length && indicated.length === 0;
    this.outputNames = isWhole
      ? featureNames
      : toFeatureNames([...kept, ...indicated.map((name) => `${name} missing`)]);
    makeImmutable(this);
  }

  /** Place of the input column of every output column, indicators included. */
  get sources(): number[] {
    return [...this.keptPlaces(), ...this.indicated.map((name) => this.featureNames.indexOf(name))];
  }

  /** X without gaps, then the indicators. @param X nSamples × nFeatures, the features of training; NaN is a gap */
  transform(X: MatrixLike): FeatureMatrix {
    const { data, nSamples, nFeatures } = withGaps(toMatchingFeatures(X, this.featureNames, "X", false));
    const { missingValue, outputNames, sources } = this;
    const nKept = outputNames.length - this.indicated.length;
    const width = outputNames.length;
    const filled = new Float64Array(nSamples * width);
    for (let target = 0; target < width; target++) {
      const fill = this.fills[sources[target]] ?? 0;
      const isIndicator = target >= nKept;
      for (let row = 0, from = sources[target], to = target; row < nSamples; row++, from += nFeatures, to += width) {
        const value = data[from];
        const missing = isMissing(value, missingValue);
        if (isIndicator) filled[to] = missing ? 1 : 0;
        else filled[to] = missing ? fill : value;
      }
    }
    return new FeatureMatrix(filled, nSamples, outputNames);
  }

  toJSON(): SimpleImputerJSON {
    return {
      ...modelHeader("SimpleImputer", this.featureNames),
      fills: [...this.fills],
      nIndicated: this.indicated.length,
      indicated: [...this.indicated],
      missingValue: Number.isNaN(this.missingValue) ? null : this.missingValue,
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedSimpleImputer {
    const fields = readModelJSON(json, "SimpleImputer", options);
    const { featureNames } = fields;
    const gaps = fields.vectorWithGaps("fills", featureNames.length);
    const fills = Array.from(gaps, (fill) => (Number.isNaN(fill) ? null : fill));
    if (fills.every((fill) => fill === null)) {
      throw new ShapeError("fills in the JSON of a SimpleImputer must keep at least one feature; got none");
    }
    const indicated = featureList(fields, "indicated", "SimpleImputer");
    if (fields.integer("nIndicated") !== indicated.length) {
      throw new ShapeError(
        `indicated in the JSON of a SimpleImputer must have nIndicated names; got ${indicated.length}`,
      );
    }
    const missingValue = fields.isNull("missingValue") ? Number.NaN : fields.number("missingValue");
    return new FittedSimpleImputer(featureNames, fills, indicated, missingValue);
  }

  private keptPlaces(): number[] {
    return this.featureNames.map((_, place) => place).filter((place) => this.fills[place] !== null);
  }
}
