import { open, rename, rm } from "node:fs/promises";
import type { MatrixLike } from "../core";
import { csvHeader, formatRows, schemaColumns } from "./format-clients-csv";

const rowsAtOnce = 20_000;

/**
 * Writes clients as {@link formatClientsCsv} formats them, some rows at a time, into a file beside `path` that takes its
 * place when it is complete: `path` holds the old content or the new one, never half of it.
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
