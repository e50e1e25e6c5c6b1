import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { TableData } from "./table-data";

/** The same file for the same table: no clock, no machine and no version of a library in it. */
const createdBy = "churnlab";

/**
 * A table as a Parquet file: numbers in full precision (INT32 where all of a column are such integers, else DOUBLE),
 * BOOLEAN, or UTF-8 text; null, undefined and NaN are nulls. A column of mixed kinds is text.
 */
export function parquetBytes(table: TableData): Uint8Array {
  const columnData = table.columns.map((name, column) => {
    const cells = Array.from({ length: table.nRows }, (_, row) => present(table.cell(row, column)));
    return readColumn(name, cells);
  });
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy }));
}

function readColumn(name: string, cells: readonly unknown[]): ColumnSource {
  const values = cells.filter((cell) => cell !== null);
  if (values.length > 0 && values.every((value) => typeof value === "number")) {
    const type = values.every((value) => Object.is(value | 0, value)) ? "INT32" : "DOUBLE";
    return { name, data: [...cells], type };
  }
  if (values.length > 0 && values.every((value) => typeof value === "boolean")) {
    return { name, data: [...cells], type: "BOOLEAN" };
  }
  return { name, data: cells.map((cell) => (cell === null ? null : textOf(cell))), type: "STRING" };
}

function present(cell: unknown): unknown {
  return cell === undefined || (typeof cell === "number" && Number.isNaN(cell)) ? null : cell;
}

function textOf(cell: unknown): string {
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}
