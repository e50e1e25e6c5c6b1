import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { featuresAndLabels, simulateClients } from "../data";
import { loadModel } from "../modeling";
import { churnModel } from "../retention";
import { fakeKernel } from "../testing/fake-kernel";
import { writeModel } from "./write-model";

test("the model opens again with forecasts of the same bits, and nothing is left beside it", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "churnlab-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const sent = fakeKernel(t);
  const { X, y } = featuresAndLabels(simulateClients({ nClients: 400, seed: 2 }), "Churn");
  const fitted = churnModel().fit(X, y);
  const out = join(folder, "new", "report");
  await writeModel(fitted, "model.json", { env: { CHURN_OUT: out } });
  assert.deepEqual(readdirSync(out), ["model.json"]);
  const opened = await loadModel(join(out, "model.json"), { featureNames: X.featureNames });
  assert.deepEqual(opened.predictProba(X), fitted.predictProba(X));
  assert.match(String(sent[0].data["text/plain"]), /model\.json \(\d+\.\d kB\)/);
});

test("a name with a folder, or of another kind, is refused", async () => {
  const { X, y } = featuresAndLabels(simulateClients({ nClients: 100, seed: 2 }), "Churn");
  const fitted = churnModel().fit(X, y);
  for (const name of ["../model.json", "model.csv", ".model.json"]) {
    await assert.rejects(writeModel(fitted, name), /fileName must be .* without folders; got/);
  }
});
