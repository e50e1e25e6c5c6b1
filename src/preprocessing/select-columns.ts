import {
  checkOneOf,
  checkOptionNames,
  FeatureMatrix,
  type FittedTransformer,
  InvalidParameterError,
  type MatrixLike,
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

/** Keeps the named features, in the given order. A feature that X does not have is an error at `fit`. */
export class SelectColumns implements Transformer {
  readonly columns: readonly string[];

  constructor(options: ColumnsOptions) {
    this.columns = checkColumns("SelectColumns", options);
  }

  fit(X: MatrixLike): FittedColumns {
    const matrix = toFeatureMatrix(X);
    for (const name of this.columns) matrix.indexOf(name);
    return new FittedColumns(matrix.featureNames, this.columns);
  }
}

/** Leaves the named features out, for an ablation. A feature that X does not have is an error at `fit`. */
export class DropColumns implements Transformer {
  readonly columns: readonly string[];

  constructor(options: ColumnsOptions) {
    this.columns = checkColumns("DropColumns", options);
  }

  fit(X: MatrixLike): FittedColumns {
    const matrix = toFeatureMatrix(X);
    const kept = matrix.dropColumns(this.columns).featureNames;
    if (kept.length === 0) throw new InvalidParameterError("DropColumns must leave at least one feature; got none");
    return new FittedColumns(matrix.featureNames, kept);
  }
}

/** The plain-object form of {@link FittedColumns}. */
export interface ColumnsJSON {
  readonly model: "Columns";
  readonly featureNames: readonly string[];
  readonly kept: readonly string[];
}

/** The choice of columns that {@link SelectColumns} and {@link DropColumns} come to. */
export class FittedColumns implements FittedTransformer {
  /**
   * @param featureNames the features of training, in order
   * @param kept the features that pass, in order
   */
  constructor(
    readonly featureNames: readonly string[],
    readonly kept: readonly string[],
  ) {}

  /** The kept columns of X. @param X nSamples × nFeatures, the features of training */
  transform(X: MatrixLike): FeatureMatrix {
    const matrix = toMatchingFeatures(X, this.featureNames);
    // By place, not by name: a matrix without names is matched by position.
    const places = this.kept.map((name) => matrix.featureNames[this.featureNames.indexOf(name)]);
    const { data, nSamples } = matrix.selectColumns(places);
    return new FeatureMatrix(data, nSamples, this.kept);
  }

  toJSON(): ColumnsJSON {
    return { model: "Columns", featureNames: [...this.featureNames], kept: [...this.kept] };
  }

  /** Reads what `toJSON` wrote. @throws InvalidParameterError for another object */
  static fromJSON(json: object): FittedColumns {
    const { model, featureNames, kept } = json as ColumnsJSON;
    checkOneOf("model", model, ["Columns"]);
    return new FittedColumns([...featureNames], [...kept]);
  }
}

function checkColumns(owner: string, options: ColumnsOptions): readonly string[] {
  checkOptionNames(owner, options, ["columns"]);
  const { columns } = options;
  if (!Array.isArray(columns) || columns.length === 0) {
    throw new InvalidParameterError(`columns must name at least one feature; got ${show(columns)}`);
  }
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new InvalidParameterError(`columns must all be different; got ${show(repeated)} twice`);
  }
  return [...columns];
}
