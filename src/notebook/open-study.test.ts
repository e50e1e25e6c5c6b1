import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { fakeKernel } from "../testing/fake-kernel";
import { openStudy, sourceBundle } from "./open-study";

const sample = resolve("data/gym_churn_simulated.csv");

test("the study opens with matrix, labels, DataFrame and a banner that says what the data is", async (t) => {
  const sent = fakeKernel(t);
  const study = await openStudy({ env: { CHURN_DATA: sample, CHURN_OUT: "elsewhere" } });
  const printed = sent[0].data["text/plain"];
  const sha256 = createHash("sha256").update(readFileSync(sample)).digest("hex");
  assert.equal(study.source.sha256, sha256);
  assert.match(printed, /^SIMULATED DATA\./);
  assert.match(printed, new RegExp(`Data: gym_churn_simulated\\.csv, 4,000 clients, SHA-256 ${sha256}`));
  assert.equal(study.outDir, resolve("elsewhere"));
  assert.deepEqual(study.X.shape, [4000, 13]);
  assert.equal(study.y.length, 4000);
  const { clients } = study;
  assert.deepEqual(clients.columns, [...study.X.featureNames, "Churn"]);
  assert.deepEqual((clients.values as number[][])[7], [...study.X.row(7), study.y[7]]);
  assert.equal(study.clients, clients);
});

test("a file that is not there is named", async () => {
  await assert.rejects(openStudy({ env: { CHURN_DATA: "no-such.csv" } }), /no-such\.csv/);
});

test("the banner of one's own file does not speak of a simulation, and gives notes", () => {
  const bundle = sourceBundle({ kind: "own", fileName: "gym_churn.csv", sha256: "ab12" }, 2, ["column x is not used"]);
  assert.deepEqual(bundle["application/vnd.churnlab.source+json"], {
    kind: "own",
    path: "gym_churn.csv",
    sha256: "ab12",
    nClients: 2,
  });
  assert.equal(
    bundle["text/markdown"],
    "> **Data:** `gym_churn.csv`, 2 clients, SHA-256 `ab12`\n>\n> Note: column x is not used",
  );
});
