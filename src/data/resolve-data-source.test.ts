import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { resolveDataSource } from "./resolve-data-source";

let root = "";
before(async () => {
  root = await mkdtemp(join(tmpdir(), "churnlab-root-"));
  await mkdir(join(root, "data"));
  await writeFile(join(root, "data", "gym_churn_simulated.csv"), "");
  await writeFile(join(root, "named.csv"), "");
});
after(() => rm(root, { recursive: true }));

test("the option goes before CHURN_DATA, that before the own file, that before the sample", async () => {
  const named = join(root, "named.csv");
  const own = join(root, "data", "gym_churn.csv");
  const sample = join(root, "data", "gym_churn_simulated.csv");
  assert.deepEqual(resolveDataSource({ root, env: {} }), { path: sample, chosenBy: "sample" });
  assert.deepEqual(resolveDataSource({ root, data: "", env: { CHURN_DATA: "" } }), {
    path: sample,
    chosenBy: "sample",
  });
  await writeFile(own, "");
  assert.deepEqual(resolveDataSource({ root, env: {} }), { path: own, chosenBy: "own" });
  assert.deepEqual(resolveDataSource({ root, env: { CHURN_DATA: named } }), { path: named, chosenBy: "environment" });
  assert.deepEqual(resolveDataSource({ root, data: sample, env: { CHURN_DATA: named } }), {
    path: sample,
    chosenBy: "option",
  });
});

test("a relative path may start at the root", () => {
  assert.equal(resolveDataSource({ root, env: { CHURN_DATA: "named.csv" } }).path, join(root, "named.csv"));
});

test("a named file that does not exist is an error and never replaced by another", () => {
  assert.throws(() => resolveDataSource({ root, data: "none.csv", env: {} }), {
    name: "DataValidationError",
    message: "none.csv: there is no such file",
  });
  assert.throws(() => resolveDataSource({ root, env: { CHURN_DATA: "none.csv" } }), /named by CHURN_DATA/);
});

test("without options the root is the package's own folder", () => {
  assert.match(resolveDataSource({ env: {} }).path, /[\\/]data[\\/]gym_churn/);
});
