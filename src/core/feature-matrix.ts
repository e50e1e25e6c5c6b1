import { show } from "./checks";
import { InvalidParameterError, ShapeError } from "./errors";
import { areNamesGiven, positionalNames, toFeatureNames } from "./feature-names";

/** A danfojs DataFrame, seen by its shape alone: the numeric library never loads danfojs. */
export interface DataFrameLike {
  /** Names of the columns */
  readonly columns: readonly string[];
  /** [nSamples, nFeatures] */
  readonly shape: readonly number[];
  /** The rows, nSamples arrays of nFeatures numbers */
  readonly values: unknown;
}

/** An ml-matrix Matrix, seen by its shape alone. */
export interface MatrixShaped {
  /** Number of rows */
  readonly rows: number;
  /** Number of columns */
  readonly columns: number;
  /** One value; row and column count from 0. */
  get(row: number, column: number): number;
}

/** What every function that takes a matrix accepts: nSamples × nFeatures numbers. */
export type MatrixLike = FeatureMatrix | DataFrameLike | MatrixShaped | readonly (readonly number[])[];

/**
 * An immutable-by-convention nSamples × nFeatures matrix of finite numbers with named columns,
 * stored row-major in one typed array. Every estimator works on this form.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FeatureMatrix } from "churnlab";
 *
 * const X = new FeatureMatrix(Float64Array.of(25, 3, 40, 12), 2, ["Age", "Lifetime"]);
 * assert.equal(X.at(1, 0), 40);
 * assert.deepEqual(Array.from(X.column("Lifetime")), [3, 12]);
 * assert.deepEqual(X.selectColumns(["Lifetime"]).toArrays(), [[3], [12]]);
 * ```
 */
export class FeatureMatrix {
  /** One name a column, all different, frozen; x0, x1, … where {@link named} is false. */
  readonly featureNames: readonly string[];

  /**
   * @param data row-major values, length nSamples · nFeatures; not copied
   * @param nSamples number of rows
   * @param featureNames one name a column, all different; those of another matrix without names stay without
   */
  constructor(
    readonly data: Float64Array,
    readonly nSamples: number,
    featureNames: readonly string[],
  ) {
    if (data.length !== nSamples * featureNames.length) {
      throw new ShapeError(
        `data must have nSamples × nFeatures = ${nSamples} × ${featureNames.length} values; got ${data.length}`,
      );
    }
    this.featureNames = toFeatureNames(featureNames);
  }

  /** Whether the columns were given names. False: they are called x0, x1, … and matched by position. */
  get named(): boolean {
    return areNamesGiven(this.featureNames);
  }

  /** Number of columns */
  get nFeatures(): number {
    return this.featureNames.length;
  }

  /** [nSamples, nFeatures] */
  get shape(): [number, number] {
    return [this.nSamples, this.nFeatures];
  }

  /** The value at a row and a column, both counted from 0. */
  at(row: number, column: number): number {
    return this.data[row * this.nFeatures + column];
  }

  /** A copy of one row, length nFeatures. */
  row(index: number): Float64Array {
    return this.data.slice(index * this.nFeatures, (index + 1) * this.nFeatures);
  }

  /** A copy of one column, length nSamples, by name or by number from 0. */
  column(which: string | number): Float64Array {
    const index = typeof which === "string" ? this.indexOf(which) : which;
    const { data, nSamples } = this;
    const width = this.nFeatures;
    const values = new Float64Array(nSamples);
    for (let row = 0, place = index; row < nSamples; row++, place += width) values[row] = data[place];
    return values;
  }

  /** Position of a feature. @throws InvalidParameterError when there is none of that name */
  indexOf(name: string): number {
    const index = this.featureNames.indexOf(name);
    if (index < 0) {
      throw new InvalidParameterError(`no feature ${show(name)}; the features are ${this.featureNames.join(", ")}`);
    }
    return index;
  }

  /** A new matrix of the given rows, in the given order. @throws InvalidParameterError for a row that there is not */
  selectRows(rows: ArrayLike<number>): FeatureMatrix {
    const { data, nSamples, featureNames } = this;
    const width = featureNames.length;
    const selected = new Float64Array(rows.length * width);
    for (let place = 0, target = 0; place < rows.length; place++) {
      const row = rows[place];
      if (!(row >= 0 && row < nSamples)) {
        throw new InvalidParameterError(`rows must be in [0, ${nSamples - 1}]; got ${show(row)} at position ${place}`);
      }
      const end = row * width + width;
      for (let source = row * width; source < end; source++) selected[target++] = data[source];
    }
    return new FeatureMatrix(selected, rows.length, featureNames);
  }

  /** A new matrix of the named columns, in the given order. */
  selectColumns(names: readonly string[]): FeatureMatrix {
    const sources = names.map((name) => this.indexOf(name));
    const data = new Float64Array(this.nSamples * names.length);
    for (let row = 0; row < this.nSamples; row++) {
      for (let target = 0; target < sources.length; target++) {
        data[row * names.length + target] = this.at(row, sources[target]);
      }
    }
    return new FeatureMatrix(data, this.nSamples, names);
  }

  /** A new matrix without the named columns. @throws InvalidParameterError for an unknown name */
  dropColumns(names: readonly string[]): FeatureMatrix {
    for (const name of names) this.indexOf(name);
    return this.selectColumns(this.featureNames.filter((name) => !names.includes(name)));
  }

  /** Rows as plain arrays, for packages that want `number[][]`. */
  toArrays(): number[][] {
    return Array.from({ length: this.nSamples }, (_, row) => Array.from(this.row(row)));
  }
}

/**
 * Reads any accepted matrix form into a {@link FeatureMatrix}; a FeatureMatrix passes as it is.
 * Columns without names are called x0, x1, ….
 * @param X nSamples × nFeatures
 * @param argument what an error calls X; default "X"
 * @param checkValues whether to refuse values that are not finite, the default; false for a caller who does it later
 * @returns the matrix, a copy unless X is a FeatureMatrix
 * @throws ShapeError for ragged rows or no columns; InvalidParameterError for a value that is not a finite number
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { toFeatureMatrix } from "churnlab";
 *
 * const X = toFeatureMatrix([[1, 2], [3, 4], [5, 6]]);
 * assert.deepEqual([X.nSamples, X.nFeatures], [3, 2]);
 * assert.deepEqual(X.featureNames, ["x0", "x1"]);
 * ```
 */
export function toFeatureMatrix(X: MatrixLike, argument = "X", checkValues = true): FeatureMatrix {
  const matrix = convert(X, argument);
  if (matrix.nFeatures === 0) throw new ShapeError(`${argument} must have at least one column; got none`);
  if (checkValues) checkFinite(matrix, argument);
  return matrix;
}

function convert(X: MatrixLike, argument: string): FeatureMatrix {
  if (X instanceof FeatureMatrix) return X;
  if (Array.isArray(X)) return fromRows(X, argument);
  if (isDataFrameLike(X)) return fromRows(X.values as readonly unknown[][], argument, X.columns);
  if (isMatrixShaped(X)) return fromMatrixShaped(X);
  throw new InvalidParameterError(
    `${argument} must be a danfojs DataFrame, an ml-matrix Matrix, a FeatureMatrix or number[][]; got ${show(X)}`,
  );
}

function isDataFrameLike(X: unknown): X is DataFrameLike {
  const candidate = X as Partial<DataFrameLike> | null;
  return (
    typeof X === "object" && candidate !== null && Array.isArray(candidate.columns) && Array.isArray(candidate.values)
  );
}

function isMatrixShaped(X: unknown): X is MatrixShaped {
  const candidate = X as Partial<MatrixShaped> | null;
  return (
    typeof X === "object" &&
    candidate !== null &&
    typeof candidate.get === "function" &&
    typeof candidate.rows === "number"
  );
}

function fromRows(rows: readonly (readonly unknown[])[], argument: string, names?: readonly string[]): FeatureMatrix {
  const width = names?.length ?? rows[0]?.length ?? 0;
  const data = new Float64Array(rows.length * width);
  for (let row = 0; row < rows.length; row++) {
    const values = rows[row];
    if (!Array.isArray(values) && !ArrayBuffer.isView(values)) {
      throw new ShapeError(`${argument} must be an array of rows; row ${row} is ${show(values)}`);
    }
    if (values.length !== width) {
      throw new ShapeError(`every row of ${argument} must have ${width} values; row ${row} has ${values.length}`);
    }
    for (let column = 0; column < width; column++) {
      const value = values[column];
      if (typeof value !== "number") {
        const name = names?.[column] ?? `x${column}`;
        throw new InvalidParameterError(
          `${argument} must hold numbers; got ${show(value)} in row ${row}, column ${name}`,
        );
      }
      data[row * width + column] = value;
    }
  }
  return new FeatureMatrix(data, rows.length, names ?? positionalNames(width));
}

function fromMatrixShaped(X: MatrixShaped): FeatureMatrix {
  const data = new Float64Array(X.rows * X.columns);
  for (let row = 0; row < X.rows; row++) {
    for (let column = 0; column < X.columns; column++) data[row * X.columns + column] = X.get(row, column);
  }
  return new FeatureMatrix(data, X.rows, positionalNames(X.columns));
}

function checkFinite(matrix: FeatureMatrix, argument: string): void {
  const { data, nFeatures, featureNames } = matrix;
  if (areAllFinite(data)) return;
  const index = data.findIndex((value) => !Number.isFinite(value));
  const row = Math.floor(index / nFeatures);
  throw new InvalidParameterError(
    `${argument} must hold finite numbers; got ${data[index]} in row ${row}, column ${featureNames[index % nFeatures]}`,
  );
}

/** x − x is 0 for a finite number and NaN for any other: sums of it, side by side, are checked once at the end. */
function areAllFinite(data: Float64Array): boolean {
  const length = data.length;
  const whole = length - (length % 4);
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let index = 0; index < whole; index += 4) {
    const a = data[index];
    const b = data[index + 1];
    const c = data[index + 2];
    const d = data[index + 3];
    sum0 += a - a;
    sum1 += b - b;
    sum2 += c - c;
    sum3 += d - d;
  }
  for (let index = whole; index < length; index++) sum0 += data[index] - data[index];
  return sum0 + sum1 + (sum2 + sum3) === 0;
}
