import type { DataFrame } from "danfojs-node";
import { clientSchema } from "./client-schema";
import { type ReadClientsOptions, readClients } from "./read-clients";

/**
 * Reads and checks a client file as {@link readClients} does, into a danfojs DataFrame. danfojs is loaded at the first
 * call (about a second).
 * @returns nSamples × 14, columns named and ordered as in the schema
 * @throws DataValidationError with every problem of the file
 */
export async function loadClients(path: string, options: ReadClientsOptions = {}): Promise<DataFrame> {
  const clients = await readClients(path, options);
  const danfo = await import("danfojs-node");
  return new danfo.DataFrame(clients.toArrays(), {
    columns: [...clients.featureNames],
    // Stated, because danfojs otherwise guesses a type from the first few values.
    dtypes: clientSchema.map(({ kind }) => (kind === "number" ? "float32" : "int32")),
  });
}
