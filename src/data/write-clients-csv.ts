import { open, rename, rm } from "node:fs/promises";
import type { MatrixLike } from "../core";
import { csvHeader, formatRows, schemaColumns } from "./format-clients-csv";

const rowsAtOnce = 20_000;

/**
 * Writes clients as {@link formatClientsCsv} formats them, some rows at a time, into a file beside `path` that takes its
 * place when it is complete: `path` holds the old content or the new one, never half of it.
 * @param clients the 14 columns of the schema, in any order
 * @param path of the file to write; its folder exists
 * @returns when the file is in its place
 * @throws InvalidParameterError when a column of the schema is missing, before anything is written
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { readClients, simulateClients, writeClientsCsv } from "churnlab";
 *
 * const folder = await mkdtemp(join(tmpdir(), "churnlab-"));
 * await writeClientsCsv(simulateClients({ nClients: 3, seed: 1 }), join(folder, "clients.csv"));
 * assert.equal((await readClients(join(folder, "clients.csv"))).nSamples, 3);
 * await rm(folder, { recursive: true });
 * ```
 */
export async function writeClientsCsv(clients: MatrixLike, path: string): Promise<void> {
  const table = schemaColumns(clients);
  const draft = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(draft, "w");
    try {
      await file.write(csvHeader);
      for (let from = 0; from < table.nSamples; from += rowsAtOnce) {
        await file.write(formatRows(table, from, Math.min(from + rowsAtOnce, table.nSamples)));
      }
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
