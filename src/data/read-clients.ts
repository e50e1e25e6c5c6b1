import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { checkOptionNames, DataValidationError, type FeatureMatrix } from "../core";
import { decodeText } from "./decode-text";
import { parseClients } from "./parse-clients";

/** Options of {@link readClients} and loadClients. */
export interface ReadClientsOptions {
  /** Told of things that are no error, such as columns that are not used. Default: nobody is told. */
  readonly onNote?: (note: string) => void;
}

/**
 * Reads and checks a client file: comma-separated UTF-8 with a header. Columns may come in any order and their names in
 * any case; columns that the schema does not know are left out and told to `onNote`.
 * @param path of the file, absolute or from the current folder
 * @returns nSamples × 14, columns named and ordered as in the schema
 * @throws DataValidationError with every problem of the file: missing columns, missing values, text in number columns,
 *   values out of range, rows of a wrong length, more months to the end than the contract has; and when there is no
 *   such file or it is not a CSV text
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readClients } from "churnlab";
 *
 * const clients = await readClients("data/gym_churn_simulated.csv");
 * assert.deepEqual([clients.nSamples, clients.nFeatures], [4000, 14]);
 * ```
 */
export async function readClients(path: string, options: ReadClientsOptions = {}): Promise<FeatureMatrix> {
  checkOptionNames("readClients", options, ["onNote"]);
  const source = basename(path);
  const decoded = decodeText(await readBytes(path));
  if ("rule" in decoded) throw fileError(source, decoded.rule);
  return parseClients(decoded.text, source, options.onNote);
}

/** The bytes of a data file. @throws DataValidationError naming the path when it cannot be read */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw fileError(path, reasons[code] ?? `the file cannot be read (${code})`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "this is a folder, not a file",
  EACCES: "the file may not be read: permission denied",
};

function fileError(source: string, rule: string): DataValidationError {
  return new DataValidationError(source, [{ column: null, row: null, line: null, value: null, rule }]);
}
