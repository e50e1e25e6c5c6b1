import {
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

/** Options of {@link deriveFeature}. */
export interface DerivedFeatureOptions {
  /** Name of the new feature; not that of a feature already there. */
  readonly name: string;
  /** Features that it is computed from. */
  readonly from: readonly string[];
  /** The value for one row, from the values of `from` in their order. Must be pure and finite. */
  readonly compute: (...values: number[]) => number;
}

/**
 * A transformer that appends one feature computed from others of the same row. It learns nothing from the data.
 * @throws InvalidParameterError at `fit` when a source is missing or the name is taken, at `transform` when a
 * computed value is not finite, naming row and feature
 */
export function deriveFeature(options: DerivedFeatureOptions): Transformer {
  checkOptionNames("deriveFeature", options, ["name", "from", "compute"]);
  if (typeof options.name !== "string" || options.name === "") {
    throw new InvalidParameterError(`name must be a non-empty string; got ${show(options.name)}`);
  }
  if (!Array.isArray(options.from) || options.from.length === 0) {
    throw new InvalidParameterError(`from must name at least one feature; got ${show(options.from)}`);
  }
  if (typeof options.compute !== "function") {
    throw new InvalidParameterError(`compute must be a function; got ${show(options.compute)}`);
  }
  return { fit: (X: MatrixLike) => new FittedDerivedFeature(options, toFeatureMatrix(X)) };
}

class FittedDerivedFeature implements FittedTransformer {
  readonly featureNames: readonly string[];
  private readonly sources: readonly number[];

  constructor(
    private readonly options: DerivedFeatureOptions,
    training: FeatureMatrix,
  ) {
    if (training.featureNames.includes(options.name)) {
      throw new InvalidParameterError(`name must not be that of a feature of X; got ${show(options.name)}`);
    }
    this.featureNames = [...training.featureNames];
    this.sources = options.from.map((source) => training.indexOf(source));
  }

  transform(X: MatrixLike): FeatureMatrix {
    const matrix = toMatchingFeatures(X, this.featureNames);
    const { nSamples, nFeatures } = matrix;
    const data = new Float64Array(nSamples * (nFeatures + 1));
    for (let row = 0; row < nSamples; row++) {
      data.set(matrix.data.subarray(row * nFeatures, (row + 1) * nFeatures), row * (nFeatures + 1));
      data[row * (nFeatures + 1) + nFeatures] = this.compute(matrix, row);
    }
    return new FeatureMatrix(data, nSamples, [...this.featureNames, this.options.name]);
  }

  /** Names only: a function has no faithful JSON form. */
  toJSON(): object {
    const { name, from } = this.options;
    return { model: "DerivedFeature", featureNames: [...this.featureNames], name, from: [...from] };
  }

  private compute(matrix: FeatureMatrix, row: number): number {
    const value = this.options.compute(...this.sources.map((column) => matrix.at(row, column)));
    if (!Number.isFinite(value)) {
      throw new InvalidParameterError(`${this.options.name} must be a finite number; got ${show(value)} in row ${row}`);
    }
    return value;
  }
}
