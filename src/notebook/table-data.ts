import { type DataFrameLike, FeatureMatrix, InvalidParameterError, show } from "../core";

/** What can be shown as a table: a danfojs DataFrame, a FeatureMatrix, or records with columns for keys. */
export type TableLike = FeatureMatrix | DataFrameLike | readonly object[];

/** A table read cell by cell. */
export interface TableData {
  readonly columns: readonly string[];
  readonly nRows: number;
  cell(row: number, column: number): unknown;
}

/**
 * Reads a table, or answers null for a value that is none.
 * @param columns which columns, in which order; default: all
 * @throws InvalidParameterError for a column that the table does not have
 */
export function readTable(value: unknown, columns?: readonly string[]): TableData | null {
  const table = convert(value);
  return table === null || columns === undefined ? table : selectColumns(table, columns);
}

function convert(value: unknown): TableData | null {
  if (value instanceof FeatureMatrix) {
    return {
      columns: value.featureNames,
      nRows: value.nSamples,
      cell: (row, column) => value.at(row, column),
    };
  }
  if (isDataFrame(value)) {
    const rows = value.values as readonly (readonly unknown[])[];
    return { columns: value.columns, nRows: rows.length, cell: (row, column) => rows[row][column] };
  }
  return isRecords(value) ? fromRecords(value) : null;
}

function isDataFrame(value: unknown): value is DataFrameLike {
  const candidate = value as Partial<DataFrameLike> | null;
  return (
    typeof value === "object" &&
    candidate !== null &&
    Array.isArray(candidate.columns) &&
    Array.isArray(candidate.values) &&
    candidate.values.every(Array.isArray)
  );
}

function isRecords(value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  return (
    Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null && !Array.isArray(item))
  );
}

function fromRecords(records: readonly Readonly<Record<string, unknown>>[]): TableData {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return { columns, nRows: records.length, cell: (row, column) => records[row][columns[column]] };
}

function selectColumns(table: TableData, columns: readonly string[]): TableData {
  const sources = columns.map((name) => {
    const source = table.columns.indexOf(name);
    if (source < 0) {
      throw new InvalidParameterError(`no column ${show(name)}; the columns are ${table.columns.join(", ")}`);
    }
    return source;
  });
  return { columns, nRows: table.nRows, cell: (row, column) => table.cell(row, sources[column]) };
}
