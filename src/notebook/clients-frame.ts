import type { DataFrame } from "danfojs-node";
import type { FeatureMatrix } from "../core";
import { clientSchema } from "../data";

/**
 * The clients as the DataFrame that `loadClients` makes, built at the first call: danfojs takes about a second to load,
 * which notebooks that work on matrices need not spend.
 * @param clients nSamples × 14, as `readClients` returns them
 */
export function lazyClientsFrame(clients: FeatureMatrix): () => DataFrame {
  let frame: DataFrame | null = null;
  return () => {
    frame ??= build(clients);
    return frame;
  };
}

function build(clients: FeatureMatrix): DataFrame {
  // Loaded in one go, not awaited: a property cannot be asynchronous.
  const danfo: typeof import("danfojs-node") = require("danfojs-node");
  return new danfo.DataFrame(clients.toArrays(), {
    columns: [...clients.featureNames],
    dtypes: clientSchema.map(({ kind }) => (kind === "number" ? "float32" : "int32")),
  });
}
