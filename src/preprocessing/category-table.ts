import {
  type DataFrameLike,
  FeatureMatrix,
  InvalidParameterError,
  type MatrixLike,
  positionalNames,
  ShapeError,
  show,
  toFeatureNames,
} from "../core";

/** One cell of a table with categories. */
export type Category = string | number;

/**
 * A table whose columns may hold texts: a danfojs DataFrame, columns by name, or rows of cells. Every {@link MatrixLike}
 * is one too.
 */
export type CategoryTableLike =
  | MatrixLike
  | DataFrameLike
  | Readonly<Record<string, ArrayLike<Category>>>
  | readonly (readonly Category[])[];

/** A table by columns, all of one length. */
export interface CategoryTable {
  readonly featureNames: readonly string[];
  readonly nSamples: number;
  readonly columns: readonly ArrayLike<Category>[];
}

/**
 * Reads a table with categories. Columns without names are called x0, x1, ….
 * @throws ShapeError for ragged rows or no columns; InvalidParameterError for a cell that is neither a text nor a finite
 *   number, naming row and column
 */
export function toCategoryTable(X: CategoryTableLike): CategoryTable {
  const table = read(X);
  if (table.columns.length === 0) throw new ShapeError("X must have at least one column; got none");
  const repeated = table.featureNames.find((name, place) => table.featureNames.indexOf(name) !== place);
  if (repeated !== undefined) {
    throw new InvalidParameterError(`feature names must all be different; got ${show(repeated)} twice`);
  }
  table.columns.forEach((cells, column) => {
    checkCells(cells, table.featureNames[column], table.nSamples);
  });
  return table;
}

function read(X: CategoryTableLike): CategoryTable {
  if (X instanceof FeatureMatrix) {
    const { featureNames, nSamples } = X;
    return { featureNames, nSamples, columns: featureNames.map((_, column) => X.column(column)) };
  }
  if (Array.isArray(X)) return fromRows(X as readonly (readonly Category[])[]);
  if (typeof X !== "object" || X === null) {
    throw new InvalidParameterError(`X must be a DataFrame, a matrix, rows, or columns by name; got ${show(X)}`);
  }
  const { columns, values, rows, get } = X as { columns?: unknown; values?: unknown; rows?: unknown; get?: unknown };
  if (Array.isArray(columns) && Array.isArray(values)) {
    return fromRows(values as readonly (readonly Category[])[], columns as string[]);
  }
  if (typeof get === "function" && typeof rows === "number") return fromMatrix(X as never);
  return fromColumns(X as Readonly<Record<string, ArrayLike<Category>>>);
}

function fromRows(rows: readonly (readonly Category[])[], names?: readonly string[]): CategoryTable {
  const width = names?.length ?? rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, () => new Array<Category>(rows.length));
  rows.forEach((row, index) => {
    if (!Array.isArray(row) && !ArrayBuffer.isView(row)) {
      throw new ShapeError(`X must be an array of rows; row ${index} is ${show(row)}`);
    }
    if (row.length !== width) {
      throw new ShapeError(`every row of X must have ${width} values; row ${index} has ${row.length}`);
    }
    for (let column = 0; column < width; column++) columns[column][index] = row[column];
  });
  return {
    featureNames: names ? toFeatureNames(names) : positionalNames(width),
    nSamples: rows.length,
    columns,
  };
}

function fromMatrix(X: { rows: number; columns: number; get(row: number, column: number): number }): CategoryTable {
  const columns = Array.from({ length: X.columns }, (_, column) =>
    Array.from({ length: X.rows }, (_cell, row) => X.get(row, column)),
  );
  return { featureNames: positionalNames(X.columns), nSamples: X.rows, columns };
}

function fromColumns(table: Readonly<Record<string, ArrayLike<Category>>>): CategoryTable {
  const featureNames = Object.keys(table);
  const columns = featureNames.map((name) => {
    const cells: unknown = table[name];
    if (Array.isArray(cells) || ArrayBuffer.isView(cells)) return cells as unknown as ArrayLike<Category>;
    throw new InvalidParameterError(`column ${show(name)} of X must be an array; got ${show(cells)}`);
  });
  return { featureNames, nSamples: columns[0]?.length ?? 0, columns };
}

function checkCells(cells: ArrayLike<Category>, name: string, nSamples: number): void {
  if (cells.length !== nSamples) {
    throw new ShapeError(`every column of X must have ${nSamples} values; ${show(name)} has ${cells.length}`);
  }
  for (let row = 0; row < nSamples; row++) {
    const cell = cells[row];
    if (typeof cell === "string" || Number.isFinite(cell)) continue;
    throw new InvalidParameterError(
      `X must hold texts or finite numbers; got ${show(cell)} in row ${row}, column ${name}`,
    );
  }
}
