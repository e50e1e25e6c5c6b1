import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError } from "../core";
import { clientSchema, columnSpec } from "./client-schema";
import { describeDataSource } from "./describe-data-source";
import { featuresAndLabels } from "./features-and-labels";
import { formatClientsCsv } from "./format-clients-csv";
import { packageRoot } from "./package-root";
import { parseClients } from "./parse-clients";
import { simulateSample } from "./sample";
import { simulateClients } from "./simulate-clients";
import { writeClientsCsv } from "./write-clients-csv";

const samplePath = join(packageRoot(), "data", "gym_churn_simulated.csv");

test("the sample file is the simulation of the documented seed, byte for byte", async () => {
  assert.equal(await readFile(samplePath, "utf8"), formatClientsCsv(simulateSample()));
});

test("a short simulation is the beginning of a long one", () => {
  fc.assert(
    fc.property(fc.nat(0xffffffff), fc.integer({ min: 1, max: 200 }), (seed, nClients) => {
      const short = simulateClients({ nClients, seed });
      const long = simulateClients({ nClients: nClients + 50, seed });
      assert.deepEqual(short.data, long.data.slice(0, short.data.length));
    }),
    { numRuns: 50 },
  );
});

test("every simulated file passes validation and has the documented digits", () => {
  fc.assert(
    fc.property(fc.nat(0xffffffff), (seed) => {
      const clients = simulateClients({ nClients: 300, seed });
      assert.deepEqual(parseClients(formatClientsCsv(clients), "simulated"), clients);
      clientSchema.forEach(({ name, decimals }) => {
        for (const value of clients.column(name)) assert.equal(Number(value.toFixed(decimals)), value);
      });
      assert.ok(clients.column("Contract_period").every((months) => [1, 6, 12].includes(months)));
      assert.ok(clients.column("Month_to_end_contract").every((months) => months >= 1));
    }),
    { numRuns: 30 },
  );
});

test("writing goes through a draft that leaves nothing behind", async () => {
  const folder = await mkdtemp(join(tmpdir(), "churnlab-data-"));
  const clients = simulateClients({ nClients: 25_000, seed: 3 }); // more rows than are written at once
  const path = join(folder, "clients.csv");
  await writeClientsCsv(clients, path);
  assert.equal(await readFile(path, "utf8"), formatClientsCsv(clients));
  assert.deepEqual(await readdir(folder), ["clients.csv"]);
  await assert.rejects(writeClientsCsv(clients, join(folder, "no", "clients.csv")), { code: "ENOENT" });
  await rm(folder, { recursive: true });
});

test("the sample is known by its content, not by its name", async () => {
  const folder = await mkdtemp(join(tmpdir(), "churnlab-data-"));
  const renamed = join(folder, "mine.csv");
  await writeClientsCsv(simulateSample(), renamed);
  const described = await describeDataSource(renamed);
  assert.equal(described.kind, "simulated");
  assert.equal(described.fileName, "mine.csv");
  assert.match(described.sha256, /^[0-9a-f]{64}$/);
  await writeClientsCsv(simulateClients({ nClients: 4000, seed: 8 }), renamed);
  assert.equal((await describeDataSource(renamed)).kind, "own");
  await rm(folder, { recursive: true });
});

test("features and labels are split without touching the table", () => {
  const clients = simulateClients({ nClients: 100, seed: 2 });
  const before = clients.data.slice();
  const { X, y } = featuresAndLabels(clients);
  assert.deepEqual(X.shape, [100, 13]);
  assert.deepEqual(Array.from(y), Array.from(clients.column("Churn")));
  assert.deepEqual(clients.data, before);
  const frame = { columns: clients.featureNames, shape: [100, 14], values: clients.toArrays() };
  assert.deepEqual(featuresAndLabels(frame, "Churn").X, X);
  assert.throws(() => featuresAndLabels(clients, "Left"), InvalidParameterError);
  assert.throws(() => featuresAndLabels(clients, "Age"), /Age must hold 0 or 1/);
});

test("parameters are refused by value and rule", () => {
  assert.throws(
    () => simulateClients({ nClients: 0, seed: 1 }),
    /nClients must be an integer in \[1, 10000000\]; got 0/,
  );
  assert.throws(() => simulateClients({ nClients: 5, seed: -1 }), /seed must be an integer/);
  assert.throws(() => columnSpec("age"), /no column "age" in the schema/);
});
