import type { DataFrame } from "danfojs-node";
import { ChurnlabError } from "../core";
import { clientSchema } from "./client-schema";
import { type ReadClientsOptions, readClients } from "./read-clients";

/**
 * Reads and checks a client file as {@link readClients} does, into a danfojs DataFrame. danfojs is loaded at the first
 * call (about a second).
 * @param path of the file, absolute or from the current folder
 * @returns nSamples × 14, columns named and ordered as in the schema
 * @throws DataValidationError with every problem of the file; ChurnlabError when danfojs-node is not installed
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { loadClients } from "churnlab";
 *
 * const clients = await loadClients("data/gym_churn_simulated.csv");
 * assert.deepEqual(clients.shape, [4000, 14]);
 * ```
 */
export async function loadClients(path: string, options: ReadClientsOptions = {}): Promise<DataFrame> {
  const clients = await readClients(path, options);
  const danfo = await loadDanfo();
  return new danfo.DataFrame(clients.toArrays(), {
    columns: [...clients.featureNames],
    // Stated, because danfojs otherwise guesses a type from the first few values.
    dtypes: clientSchema.map(({ kind }) => (kind === "number" ? "float32" : "int32")),
  });
}

async function loadDanfo(): Promise<typeof import("danfojs-node")> {
  try {
    return await import("danfojs-node");
  } catch (error) {
    const cause = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new ChurnlabError(
      `loadClients needs the package danfojs-node, which does not load (${cause}); readClients does without it`,
    );
  }
}
