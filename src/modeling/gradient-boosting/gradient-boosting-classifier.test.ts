import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FeatureMatrix } from "../../core";
import { assertClose } from "../../testing/assert-close";
import { hardSets } from "../../testing/hard-sets";
import { readFixture } from "../../testing/read-fixture";
import { brierScore, rocAucScore } from "../metrics";
import type { GradientBoostingOptions } from "./boosting-options";
import { GradientBoostingClassifier } from "./gradient-boosting-classifier";

interface Fixture {
  generated: {
    X: number[][];
    y: number[];
    sampleWeight: number[];
    cases: {
      call: string;
      options: GradientBoostingOptions;
      weighted: boolean;
      logOdds: number[];
      trainingLoss: number[];
      firstTree: { feature: number[]; threshold: number[]; count: number[] };
    }[];
  };
  hard: {
    set: string;
    call: string;
    options: GradientBoostingOptions;
    lossRises: boolean;
    trainingLoss: number;
    logOdds: number[];
  }[];
  sample: {
    sampleSha256: string;
    scores: {
      call: string;
      options: GradientBoostingOptions;
      rocAuc: number[];
      brier: number[];
      nIterations: number[];
    }[];
  };
}

const fixture = readFixture<Fixture>("modeling", "boosting");

test("forecasts are those of scikit-learn's histogram boosting, tree by tree", () => {
  const { X, y, sampleWeight, cases } = fixture.generated;
  for (const { call, options, weighted, logOdds, trainingLoss, firstTree } of cases) {
    const fitted = new GradientBoostingClassifier(options).fit(X, y, weighted ? { sampleWeight } : {});
    assertClose(fitted.decisionFunction(X), logOdds, { absolute: 1e-9 }, call);
    assertClose(fitted.trainingLoss.slice(1), trainingLoss, { absolute: 1e-12 }, `${call}, loss`);
    const end = fitted.trees.roots[1];
    assert.deepEqual(Array.from(fitted.trees.feature.slice(0, end)), firstTree.feature, call);
    assertClose(fitted.trees.threshold.slice(0, end), firstTree.threshold, { relative: 1e-9 }, call);
    if (!weighted) assert.deepEqual(Array.from(fitted.trees.cover.slice(0, end)), firstTree.count, call);
  }
});

test("on hard data forecasts are scikit-learn's, unless its training loss rises", () => {
  const sets = new Map(hardSets().map((set) => [set.name, set]));
  for (const { set, call, options, lossRises, trainingLoss, logOdds } of fixture.hard) {
    const { X, y, sampleWeight } = sets.get(set) ?? assert.fail(set);
    const fitted = new GradientBoostingClassifier(options).fit(X, y, sampleWeight ? { sampleWeight } : {});
    const losses = fitted.trainingLoss;
    assert.ok(fitted.decisionFunction(X).every(Number.isFinite), `${set}, ${call}`);
    if (lossRises) {
      assert.ok(losses[losses.length - 1] < losses[0], `${set}, ${call}`);
    } else if (sampleWeight !== undefined) {
      // scikit-learn rounds weight times gradient, we round the gradient alone: near ties may be decided otherwise.
      assertClose(losses[losses.length - 1], trainingLoss, { relative: 0.03 }, `${set}, ${call}`);
    } else {
      assertClose(fitted.decisionFunction(X.slice(0, 100)), logOdds, { absolute: 1e-9 }, `${set}, ${call}`);
    }
  }
});

test("on the sample, what is drawn leads to scores within the range of 20 seeds of scikit-learn", () => {
  const { sampleSha256, scores } = fixture.sample;
  const bytes = readFileSync(join(process.cwd(), "data", "gym_churn_simulated.csv"));
  const digest = createHash("sha256").update(bytes).digest("hex");
  assert.equal(digest, sampleSha256, "the sample changed: run scripts/oracles/boosting.py");
  const { X, y } = readTable(bytes.toString("utf8"));
  const testRows = Uint32Array.from(y.keys()).filter((row) => row % 5 === 0);
  const trainRows = Uint32Array.from(y.keys()).filter((row) => row % 5 !== 0);
  const [yTrain, yTest] = [trainRows, testRows].map((rows) => Uint8Array.from(rows, (row) => y[row]));
  const [XTrain, XTest] = [X.selectRows(trainRows), X.selectRows(testRows)];
  for (const { call, options, rocAuc, brier, nIterations } of scores) {
    const fits = [1, 2].map((seed) => new GradientBoostingClassifier({ ...options, seed }).fit(XTrain, yTrain));
    const forecasts = fits.map((fitted) => fitted.predictProba(XTest));
    assertWithin(
      forecasts.map((p) => rocAucScore(yTest, p)),
      rocAuc,
      `${call}, AUC`,
    );
    assertWithin(
      forecasts.map((p) => brierScore(yTest, p)),
      brier,
      `${call}, Brier score`,
    );
    if (options.earlyStopping === undefined) continue;
    for (const { nIterations: trees } of fits) assert.ok(trees <= Math.max(...nIterations), `${trees} trees, ${call}`);
  }
});

const realData = process.env["CHURN_REAL_DATA"];
const skip = realData === undefined ? "set CHURN_REAL_DATA to the path of gym_churn.csv" : false;

test("on the real file the loss falls and unseen clients are ranked well", { skip }, () => {
  const { X, y } = readTable(readFileSync(realData ?? "", "utf8"));
  const testRows = Uint32Array.from(y.keys()).filter((row) => row % 5 === 0);
  const trainRows = Uint32Array.from(y.keys()).filter((row) => row % 5 !== 0);
  const yTrain = Uint8Array.from(trainRows, (row) => y[row]);
  const fitted = new GradientBoostingClassifier().fit(X.selectRows(trainRows), yTrain);
  assert.ok(fitted.trainingLoss.every((loss, tree) => tree === 0 || loss <= fitted.trainingLoss[tree - 1]));
  const yTest = Uint8Array.from(testRows, (row) => y[row]);
  assert.ok(rocAucScore(yTest, fitted.predictProba(X.selectRows(testRows))) > 0.95);
});

function readTable(text: string): { X: FeatureMatrix; y: Uint8Array } {
  const [header, ...lines] = text.trim().split("\n");
  const cells = lines.map((line) => line.split(",").map(Number));
  const names = header.trim().split(",").slice(0, 13);
  const X = new FeatureMatrix(Float64Array.from(cells.flatMap((row) => row.slice(0, 13))), cells.length, names);
  return { X, y: Uint8Array.from(cells, (row) => row[13]) };
}

/** The mean is within the range of the others, and not four standard errors from their mean. */
function assertWithin(ours: readonly number[], theirs: readonly number[], message: string): void {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const center = mean(theirs);
  const variance = theirs.reduce((sum, value) => sum + (value - center) ** 2, 0) / (theirs.length - 1);
  const text = `${message}: mean ${mean(ours)} of ${ours.join(", ")} against ${theirs.join(", ")}`;
  assert.ok(mean(ours) >= Math.min(...theirs) && mean(ours) <= Math.max(...theirs), text);
  assert.ok(Math.abs(mean(ours) - center) < 4 * Math.sqrt(variance * (1 / ours.length + 1 / theirs.length)), text);
}
