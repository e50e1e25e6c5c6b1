import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { checkOptionNames, InvalidParameterError, show } from "../core";
import { plural } from "./format";
import { publish } from "./kernel-output";
import { type Environment, outDirOf } from "./out-dir";
import { parquetBytes } from "./parquet-bytes";
import { readTable, type TableData, type TableLike } from "./table-data";

/** Options of {@link writeTable}. */
export interface WriteTableOptions {
  /** Which columns, in which order. Default: all. */
  readonly columns?: readonly string[];
  /** Where CHURN_OUT is looked up. Default: process.env. */
  readonly env?: Environment;
}

/**
 * Writes a table as a CSV or Parquet file into the study's folder and says so in the cell. The file is written aside and
 * then renamed: nobody reads half of it. Numbers keep their full precision; null and NaN are empty in CSV and null in
 * Parquet. CSV: UTF-8, comma, quotes as in RFC 4180, a line feed after each row. Parquet: columns of INT32, DOUBLE,
 * BOOLEAN or text; the same table gives the same bytes.
 * @param table records, a FeatureMatrix or a danfojs DataFrame
 * @param fileName a plain name ending in .csv or .parquet, without folders
 * @throws InvalidParameterError for another name, or a column that the table does not have
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mkdtempSync, readFileSync, rmSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { writeTable } from "churnlab/notebook";
 *
 * const folder = mkdtempSync(join(tmpdir(), "churnlab-")); // in a notebook: the study's own folder
 * writeTable([{ group: "new", rate: 0.52 }], "rates.csv", { env: { CHURN_OUT: folder } }); // shows rates.csv
 * assert.equal(readFileSync(join(folder, "rates.csv"), "utf8"), "group,rate\nnew,0.52\n");
 * rmSync(folder, { recursive: true });
 * ```
 */
export function writeTable(table: TableLike, fileName: string, options: WriteTableOptions = {}): void {
  checkOptionNames("writeTable", options, ["columns", "env"]);
  if (
    typeof fileName !== "string" ||
    !/^[\w-][\w.-]*\.(csv|parquet)$/i.test(fileName) ||
    basename(fileName) !== fileName
  ) {
    throw new InvalidParameterError(
      `fileName must be letters, digits, hyphens and .csv or .parquet at the end, without folders; got ${show(fileName)}`,
    );
  }
  const data = readTable(table, options.columns);
  if (data === null) {
    throw new InvalidParameterError(
      `writeTable takes a danfojs DataFrame, a FeatureMatrix or an array of records; got ${show(table)}`,
    );
  }
  const content = /\.parquet$/i.test(fileName) ? parquetBytes(data) : csvText(data);
  writeAside(outDirOf(options.env), fileName, content);
  const size = `${plural(data.nRows, "row")}, ${plural(data.columns.length, "column")}`;
  publish({
    "text/markdown": `Written to the report's folder: \`${fileName}\` (${size}).`,
    "text/plain": `Written to the report's folder: ${fileName} (${size}).`,
  });
}

function writeAside(folder: string, fileName: string, content: string | Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const aside = join(folder, `.${fileName}.${process.pid}.tmp`);
  try {
    writeFileSync(aside, content);
    renameSync(aside, join(folder, fileName));
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/** The table as CSV text. */
export function csvText(table: TableData): string {
  const lines = [table.columns.map(csvField).join(",")];
  for (let row = 0; row < table.nRows; row++) {
    lines.push(table.columns.map((_, column) => csvField(table.cell(row, column))).join(","));
  }
  return `${lines.join("\n")}\n`;
}

function csvField(value: unknown): string {
  if (value === null || value === undefined || (typeof value === "number" && Number.isNaN(value))) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
