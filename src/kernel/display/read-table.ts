import { cutTable, type Table } from "./table";

/** Reads what is a table: a danfojs DataFrame or Series, an ml-matrix Matrix, an array of records. Null for others. */
export function readTable(value: unknown): Table | null {
  if (typeof value !== "object" || value === null) return null;
  try {
    return readRecords(value) ?? readMatrix(value) ?? readFrame(value) ?? readSeries(value);
  } catch {
    // It looked like a table and was none.
    return null;
  }
}

interface Frame {
  readonly columns: readonly unknown[];
  readonly shape: readonly number[];
  readonly values: readonly unknown[];
  readonly index: readonly unknown[];
}

function readFrame(value: object): Table | null {
  if (!isFrame(value) || value.shape.length !== 2) return null;
  const { columns, values, index } = value;
  if (values.length !== value.shape[0] || !values.every(Array.isArray)) return null;
  return cutTable({
    columns: columns.map(String),
    nRows: values.length,
    label: (row) => index[row] ?? row,
    value: (row, column) => (values[row] as unknown[])[column],
  });
}

function readSeries(value: object): Table | null {
  if (!isFrame(value)) return null;
  const { columns, shape, values, index } = value;
  if (shape[0] !== values.length || (shape[1] ?? 1) !== 1) return null;
  return cutTable({
    columns: [String(columns[0] ?? "0")],
    nRows: values.length,
    label: (row) => index[row] ?? row,
    value: (row) => values[row],
  });
}

/** danfojs is recognised by what it offers, so that any copy of it will do. */
function isFrame(value: object): value is Frame {
  const { columns, shape, values, index } = value as Partial<Frame>;
  return (
    Array.isArray(columns) &&
    Array.isArray(shape) &&
    shape.every((n) => typeof n === "number") &&
    Array.isArray(values) &&
    Array.isArray(index) &&
    "$data" in value
  );
}

interface Matrix {
  readonly rows: number;
  readonly columns: number;
  get(row: number, column: number): number;
}

function readMatrix(value: object): Table | null {
  const { rows, columns, get, klass } = value as Partial<Matrix> & { klass?: unknown };
  if (typeof rows !== "number" || typeof columns !== "number" || typeof get !== "function") return null;
  if (klass !== "Matrix") return null;
  return cutTable({
    columns: Array.from({ length: columns }, (_, column) => String(column)),
    nRows: rows,
    label: (row) => row,
    value: (row, column) => (value as Matrix).get(row, column),
  });
}

function readRecords(value: object): Table | null {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isRecord)) return null;
  const names = new Set<string>();
  for (const record of value) for (const name of Object.keys(record)) names.add(name);
  if (names.size === 0) return null;
  const columns = [...names];
  return cutTable({
    columns,
    nRows: value.length,
    label: (row) => row,
    value: (row, column) => value[row][columns[column]],
  });
}

/** An object literal; what has a class of its own is shown as what it is. */
function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
