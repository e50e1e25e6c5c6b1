import {
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
  toMatchingFeatures,
} from "../core";

/** Options of {@link SelectColumns} and {@link DropColumns}. */
export interface ColumnsOptions {
  /** Feature names, each once, at least one. */
  readonly columns: readonly string[];
}

/**
 * Keeps the named features, in the given order. A feature that X does not have is an error at `fit`.
 * @throws InvalidParameterError for no columns, a repeated one or an unknown option
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { SelectColumns } from "churnlab";
 *
 * const fitted = new SelectColumns({ columns: ["x2", "x0"] }).fit([[1, 2, 3]]);
 * assert.deepEqual(fitted.transform([[1, 2, 3]]).toArrays(), [[3, 1]]);
 * ```
 */
export class SelectColumns implements Transformer {
  /** Names of the features to keep, in order */
  readonly columns: readonly string[];

  constructor(options: ColumnsOptions) {
    checkOptionNames("SelectColumns", options, ["columns"]);
    this.columns = checkColumns("columns", options.columns);
  }

  fit(X: MatrixLike): FittedColumns {
    const { featureNames } = toFeatureMatrix(X);
    return new FittedColumns(featureNames, this.checkFeatures(featureNames));
  }

  /** Refuses a column that is not there. @returns the columns that stay */
  checkFeatures(featureNames: readonly string[]): readonly string[] {
    checkAreFeatures(this.columns, featureNames);
    return this.columns;
  }
}

/**
 * Leaves the named features out, for an ablation. A feature that X does not have is an error at `fit`.
 * @throws InvalidParameterError for no columns, a repeated one or an unknown option
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { DropColumns } from "churnlab";
 *
 * const fitted = new DropColumns({ columns: ["x1"] }).fit([[1, 2, 3]]);
 * assert.deepEqual(fitted.transform([[1, 2, 3]]).toArrays(), [[1, 3]]);
 * ```
 */
export class DropColumns implements Transformer {
  /** Names of the features to leave out */
  readonly columns: readonly string[];

  constructor(options: ColumnsOptions) {
    checkOptionNames("DropColumns", options, ["columns"]);
    this.columns = checkColumns("columns", options.columns);
  }

  fit(X: MatrixLike): FittedColumns {
    const { featureNames } = toFeatureMatrix(X);
    return new FittedColumns(featureNames, this.checkFeatures(featureNames));
  }

  /** Refuses a column that is not there, and to leave none. @returns the columns that stay */
  checkFeatures(featureNames: readonly string[]): readonly string[] {
    checkAreFeatures(this.columns, featureNames);
    const kept = featureNames.filter((name) => !this.columns.includes(name));
    if (kept.length === 0) throw new InvalidParameterError("DropColumns must leave at least one feature; got none");
    return kept;
  }
}

/** The plain-object form of {@link FittedColumns}. */
export interface ColumnsJSON extends ModelHeader {
  readonly model: "Columns";
  /** Length of `kept`. */
  readonly nKept: number;
  /** The features that pass, in order */
  readonly kept: readonly string[];
}

/**
 * The choice of columns that {@link SelectColumns} and {@link DropColumns} come to.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedColumns } from "churnlab";
 *
 * const fitted = new FittedColumns(["Age", "Lifetime"], ["Lifetime"]);
 * const same = FittedColumns.fromJSON(JSON.parse(JSON.stringify(fitted)));
 * assert.deepEqual(same.transform([[30, 6]]).toArrays(), [[6]]);
 * ```
 */
export class FittedColumns implements FittedTransformer {
  /**
   * @param featureNames the features of training, in order
   * @param kept the features that pass, in order
   */
  constructor(
    readonly featureNames: readonly string[],
    readonly kept: readonly string[],
  ) {
    makeImmutable(this);
  }

  /** Place of each kept feature among the features of training. */
  get sources(): number[] {
    return this.kept.map((name) => this.featureNames.indexOf(name));
  }

  /** The kept columns of X. @param X nSamples × nFeatures, the features of training */
  transform(X: MatrixLike): FeatureMatrix {
    const matrix = toMatchingFeatures(X, this.featureNames);
    // By place, not by name: a matrix without names is matched by position.
    const places = this.sources.map((place) => matrix.featureNames[place]);
    const { data, nSamples } = matrix.selectColumns(places);
    return new FeatureMatrix(data, nSamples, this.kept);
  }

  toJSON(): ColumnsJSON {
    return { ...modelHeader("Columns", this.featureNames), nKept: this.kept.length, kept: [...this.kept] };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedColumns {
    const fields = readModelJSON(json, "Columns", options);
    const kept = checkColumns("kept in the JSON of Columns", fields.strings("kept"));
    const unknown = kept.find((name) => !fields.featureNames.includes(name));
    if (unknown !== undefined) {
      throw new InvalidParameterError(`kept in the JSON of Columns must be features of training; got ${show(unknown)}`);
    }
    if (fields.integer("nKept") !== kept.length) {
      throw new ShapeError(`kept in the JSON of Columns must have nKept names; got ${kept.length}`);
    }
    return new FittedColumns(fields.featureNames, kept);
  }
}

function checkAreFeatures(columns: readonly string[], featureNames: readonly string[]): void {
  const unknown = columns.find((name) => !featureNames.includes(name));
  if (unknown === undefined) return;
  throw new InvalidParameterError(`no feature ${show(unknown)}; the features are ${featureNames.join(", ")}`);
}

function checkColumns(argument: string, columns: readonly string[]): readonly string[] {
  if (!Array.isArray(columns) || columns.length === 0) {
    throw new InvalidParameterError(`${argument} must name at least one feature; got ${show(columns)}`);
  }
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new InvalidParameterError(`${argument} must all be different; got ${show(repeated)} twice`);
  }
  return [...columns];
}
