import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { clientSchema } from "./client-schema";
import { featuresAndLabels } from "./features-and-labels";
import { loadClients } from "./load-clients";
import { packageRoot } from "./package-root";
import { readClients } from "./read-clients";

const sample = join(packageRoot(), "data", "gym_churn_simulated.csv");

test("danfojs is loaded only when a DataFrame is asked for, and holds what readClients reads", async () => {
  const isLoaded = () => Object.keys(require.cache).some((file) => file.includes("danfojs-node"));
  const clients = await readClients(sample);
  assert.equal(isLoaded(), false);
  const frame = await loadClients(sample);
  assert.equal(isLoaded(), true);
  assert.deepEqual(frame.shape, [4000, 14]);
  assert.deepEqual(
    frame.columns,
    clientSchema.map(({ name }) => name),
  );
  assert.deepEqual(frame.values, clients.toArrays());
  assert.deepEqual(featuresAndLabels(frame), featuresAndLabels(clients));
});
