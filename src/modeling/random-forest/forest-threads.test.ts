import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { Random } from "../../core";
import { RandomForestClassifier } from "./random-forest-classifier";

const random = new Random(11);
const X = Array.from({ length: 300 }, () => [random.normal(), random.integer(5), random.normal()]);
const y = X.map(([a, b]) => (a + b / 3 + random.normal() > 1 ? 1 : 0));

test("any number of threads grows the same forest, to the last bit", () => {
  for (const options of [
    { classWeight: "balancedSubsample" },
    { splitter: "histogram", nBins: 20 },
    { bootstrap: false },
  ] as const) {
    const fit = (nJobs: number) =>
      new RandomForestClassifier({ nEstimators: 30, seed: 4, nJobs, ...options }).fit(X, y);
    const alone = JSON.stringify(fit(1));
    // Several times, as who grows which tree is a matter of luck.
    for (const nJobs of [2, 3, 2, 8]) assert.equal(JSON.stringify(fit(nJobs)), alone);
  }
});

test("progress never falls back and ends with all trees; an error in it stops the fit, and the next one works", () => {
  const told: number[] = [];
  const recipe = (onProgress: (done: number) => void) =>
    new RandomForestClassifier({ nEstimators: 25, nJobs: 2, seed: 1, onProgress });
  recipe((done) => told.push(done)).fit(X, y);
  assert.equal(told[told.length - 1], 25);
  for (let step = 1; step < told.length; step++) assert.ok(told[step] > told[step - 1]);
  assert.throws(
    () =>
      recipe(() => {
        throw new Error("enough");
      }).fit(X, y),
    /enough/,
  );
  recipe((done) => told.push(done)).fit(X, y);
  assert.equal(told[told.length - 1], 25);
});

test("a forest grown while another is, does not disturb it", () => {
  const plain = new RandomForestClassifier({ nEstimators: 4, seed: 1 }).fit(X, y);
  const other = X.map(([a, b, c]) => [c, a, b]);
  const nested = new RandomForestClassifier({
    nEstimators: 4,
    seed: 1,
    onProgress: () => new RandomForestClassifier({ nEstimators: 2, seed: 2 }).fit(other, y),
  });
  assert.deepEqual(nested.fit(X, y), plain);
});

test("two processes give the same bits, and a process with workers ends by itself", () => {
  const script = `
    const { Random } = require(${JSON.stringify(join(__dirname, "..", "..", "core"))});
    const { RandomForestClassifier } = require(${JSON.stringify(__dirname)});
    const random = new Random(7);
    const X = Array.from({ length: 200 }, () => [random.normal(), random.normal()]);
    const y = X.map(([a]) => (a + random.normal() > 0 ? 1 : 0));
    const nJobs = Number(process.argv[1]);
    const fitted = new RandomForestClassifier({ nEstimators: 20, seed: 9, nJobs }).fit(X, y);
    console.log(require("node:crypto").createHash("sha256").update(JSON.stringify(fitted)).digest("hex"));`;
  const [first, second] = ["1", "3"].map((nJobs) =>
    execFileSync(process.execPath, ["-e", script, nJobs], { encoding: "utf8", timeout: 60_000 }),
  );
  assert.match(first, /^[0-9a-f]{64}\n$/);
  assert.equal(second, first);
});
