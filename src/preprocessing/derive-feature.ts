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

/** Computes one value from others of the same row. */
type Compute = (...values: number[]) => number;

/** The computations that have a name, and so can be saved. */
const namedComputations = {
  /** The first minus the second. */
  difference: (first: number, second: number) => first - second,
  /** The first divided by the second. */
  ratio: (first: number, second: number) => first / second,
  sum: (...values: number[]) => values.reduce((sum, value) => sum + value),
  product: (...values: number[]) => values.reduce((product, value) => product * value),
} satisfies Record<string, Compute>;

/** Name of a computation of {@link deriveFeature}; "difference" and "ratio" take two features, the others any number. */
export type NamedComputation = keyof typeof namedComputations;

const computationNames = Object.keys(namedComputations) as NamedComputation[];

/** Options of {@link deriveFeature}. */
export interface DerivedFeatureOptions {
  /** Name of the new feature; not that of a feature already there. */
  readonly name: string;
  /** Features that it is computed from. */
  readonly from: readonly string[];
  /**
   * The value for one row, from the values of `from` in their order: "difference" (first − second), "ratio" (first /
   * second), "sum", "product", or a pure function. A pipeline with a function of one's own cannot be read from JSON.
   */
  readonly compute: NamedComputation | ((...values: number[]) => number);
}

/**
 * A transformer that appends one feature computed from others of the same row. It learns nothing from the data.
 * @returns a recipe, to be fitted alone or in a pipeline
 * @throws InvalidParameterError at `fit` when a source is missing or the name is taken, at `transform` when a
 * computed value is not finite, naming row and feature
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { deriveFeature } from "churnlab";
 *
 * const ratio = deriveFeature({ name: "ratio", from: ["x0", "x1"], compute: (a, b) => a / b });
 * const X = ratio.fit([[6, 3], [8, 2]]).transform([[6, 3], [8, 2]]);
 * assert.deepEqual(X.featureNames, ["x0", "x1", "ratio"]);
 * assert.deepEqual(Array.from(X.column("ratio")), [2, 4]);
 * ```
 */
export function deriveFeature(options: DerivedFeatureOptions): Transformer {
  checkOptionNames("deriveFeature", options, ["name", "from", "compute"]);
  if (typeof options.name !== "string" || options.name === "") {
    throw new InvalidParameterError(`name must be a non-empty string; got ${show(options.name)}`);
  }
  if (!Array.isArray(options.from) || options.from.length === 0) {
    throw new InvalidParameterError(`from must name at least one feature; got ${show(options.from)}`);
  }
  if (typeof options.compute !== "function" && !computationNames.includes(options.compute)) {
    const names = computationNames.map((name) => show(name)).join(", ");
    throw new InvalidParameterError(`compute must be a function or one of ${names}; got ${show(options.compute)}`);
  }
  checkOperands(options);
  return { fit: (X: MatrixLike) => new FittedDerivedFeature(options, toFeatureMatrix(X)) };
}

function checkOperands({ from, compute }: DerivedFeatureOptions): void {
  if ((compute === "difference" || compute === "ratio") && from.length !== 2) {
    throw new InvalidParameterError(`from must name 2 features for a ${compute}; got ${from.length}`);
  }
}

/** The plain-object form of a {@link FittedDerivedFeature}. */
export interface DerivedFeatureJSON extends ModelHeader {
  readonly model: "DerivedFeature";
  /** Name of the new feature. */
  readonly name: string;
  /** Features that it is computed from, in order. */
  readonly from: readonly string[];
  /** Null for a function, which has no faithful JSON form. */
  readonly compute: NamedComputation | null;
}

/**
 * What {@link deriveFeature} and `frequencyChange` come to: it knows names and places only.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { deriveFeature, FittedDerivedFeature } from "churnlab";
 *
 * const X = [[6, 3], [8, 2]];
 * const fitted = deriveFeature({ name: "ratio", from: ["x0", "x1"], compute: "ratio" }).fit(X);
 * const same = FittedDerivedFeature.fromJSON(JSON.parse(JSON.stringify(fitted)));
 * assert.deepEqual(same.transform(X).toArrays(), [[6, 3, 2], [8, 2, 4]]);
 * ```
 */
export class FittedDerivedFeature implements FittedTransformer {
  readonly featureNames: readonly string[];
  private readonly operands: readonly number[];
  private readonly computation: Compute;

  constructor(
    private readonly options: DerivedFeatureOptions,
    training: FeatureMatrix,
  ) {
    if (training.featureNames.includes(options.name)) {
      throw new InvalidParameterError(`name must not be that of a feature of X; got ${show(options.name)}`);
    }
    this.featureNames = training.featureNames;
    this.operands = options.from.map((source) => training.indexOf(source));
    this.computation = typeof options.compute === "function" ? options.compute : namedComputations[options.compute];
    makeImmutable(this);
  }

  /** X with the new feature as last column. @param X nSamples × nFeatures, the features of training */
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

  toJSON(): DerivedFeatureJSON {
    const { name, from, compute } = this.options;
    return {
      ...modelHeader("DerivedFeature", this.featureNames),
      name,
      from: [...from],
      compute: typeof compute === "string" ? compute : null,
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, one of other features than `options` names, or one
   *   whose computation was a function
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedDerivedFeature {
    const fields = readModelJSON(json, "DerivedFeature", options);
    const name = fields.string("name");
    if (fields.isNull("compute")) {
      throw new InvalidParameterError(
        `the feature ${show(name)} was computed by a function, which a file cannot hold: derive it before the ` +
          `pipeline, or by one of ${computationNames.map((known) => show(known)).join(", ")}`,
      );
    }
    const recipe = { name, from: fields.strings("from"), compute: fields.oneOf("compute", computationNames) };
    if (recipe.from.length === 0) throw new ShapeError("from in the JSON of a DerivedFeature must not be empty");
    checkOperands(recipe);
    return new FittedDerivedFeature(recipe, new FeatureMatrix(new Float64Array(0), 0, fields.featureNames));
  }

  private compute(matrix: FeatureMatrix, row: number): number {
    const value = this.computation(...this.operands.map((column) => matrix.at(row, column)));
    if (!Number.isFinite(value)) {
      throw new InvalidParameterError(`${this.options.name} must be a finite number; got ${show(value)} in row ${row}`);
    }
    return value;
  }
}
