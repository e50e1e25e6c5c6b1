import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FeatureMatrix } from "../../core";
import { assertClose } from "../../testing/assert-close";
import { hardSets } from "../../testing/hard-sets";
import { readFixture } from "../../testing/read-fixture";
import { brierScore, rocAucScore } from "../metrics";
import { RandomForestClassifier } from "./random-forest-classifier";
import type { RandomForestOptions } from "./random-forest-options";

type SklearnOptions = Record<string, number | string | boolean | Record<string, number>>;

interface Ranges {
  rocAuc: number[];
  brier: number[];
}

interface ForestFixture {
  sampleSha256: string;
  trees: {
    X: number[][];
    y: number[];
    w: number[];
    XTest: number[][];
    cases: {
      call: string;
      options: SklearnOptions;
      weighted: boolean;
      nNodes: number;
      proba: number[];
      importances: number[];
      cover: number[];
    }[];
  };
  hard: Record<string, Ranges>;
  sample: ({ call: string; options: SklearnOptions; weighted: boolean } & Ranges)[];
}

const { trees, hard, sample, sampleSha256 } = readFixture<ForestFixture>("modeling", "forest-hard");

const ourNames: Record<string, string> = {
  min_samples_leaf: "minSamplesLeaf",
  min_samples_split: "minSamplesSplit",
  min_impurity_decrease: "minImpurityDecrease",
  max_depth: "maxDepth",
  max_leaf_nodes: "maxLeafNodes",
  max_features: "maxFeatures",
  class_weight: "classWeight",
  criterion: "criterion",
  bootstrap: "bootstrap",
};

function ours(options: SklearnOptions): Partial<RandomForestOptions> {
  const entries = Object.entries(options).map(([name, value]) => [
    ourNames[name],
    value === "balanced_subsample" ? "balancedSubsample" : value,
  ]);
  return Object.fromEntries(entries) as Partial<RandomForestOptions>;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function standardDeviation(values: readonly number[]): number {
  const center = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1));
}

/** The mean of some seeds lies within the range of 20 of scikit-learn's, and near their mean. */
function assertInRange(values: readonly number[], theirs: readonly number[], what: string): void {
  const average = mean(values);
  const message = `${what}: mean ${average} of ${values.join(", ")} against ${theirs.join(", ")}`;
  const slack = 1e-12;
  assert.ok(average >= Math.min(...theirs) - slack && average <= Math.max(...theirs) + slack, message);
  const error = standardDeviation(theirs) * Math.sqrt(1 / values.length + 1 / theirs.length);
  assert.ok(Math.abs(average - mean(theirs)) <= 4.5 * error + slack, message);
}

test("a single exact tree is scikit-learn's: nodes, forecasts of other rows, importances, covers", () => {
  for (const { call, options, weighted, nNodes, proba, importances, cover } of trees.cases) {
    const recipe = new RandomForestClassifier({
      nEstimators: 1,
      bootstrap: false,
      maxFeatures: "all",
      splitter: "exact",
      seed: 3,
      ...ours(options),
    });
    const fitted = recipe.fit(trees.X, trees.y, weighted ? { sampleWeight: trees.w } : {});
    assert.equal(fitted.nNodes, nNodes, call);
    assertClose(fitted.predictProba(trees.XTest), proba, { absolute: 1e-12 }, call);
    assertClose(fitted.featureImportances, importances, { absolute: 1e-12 }, call);
    // Both in depth-first order.
    assertClose(fitted.trees.cover, cover, { relative: 1e-12 }, call);
  }
});

for (const { name, X, y, sampleWeight } of hardSets()) {
  test(`hard set ${name}: out of bag in the range of scikit-learn's seeds, with either splitter`, () => {
    for (const splitter of ["exact", "histogram"] as const) {
      const scores: Ranges = { rocAuc: [], brier: [] };
      for (const seed of [1, 2, 3, 4]) {
        const fitted = new RandomForestClassifier({ splitter, seed }).fit(X, y, sampleWeight ? { sampleWeight } : {});
        assert.ok(fitted.predictProba(X).every((p) => p >= 0 && p <= 1));
        const oob = fitted.oobProba ?? new Float64Array(0);
        const rows = Array.from(y.keys()).filter((row) => !Number.isNaN(oob[row]) && (sampleWeight?.[row] ?? 1) > 0);
        const labels = rows.map((row) => y[row]);
        const forecasts = rows.map((row) => oob[row]);
        if (name === "tiny") continue;
        scores.rocAuc.push(rocAucScore(labels, forecasts));
        scores.brier.push(brierScore(labels, forecasts));
      }
      if (name === "tiny") continue;
      assertInRange(scores.rocAuc, hard[name].rocAuc, `${splitter} ROC AUC`);
      assertInRange(scores.brier, hard[name].brier, `${splitter} Brier score`);
    }
  });
}

function readClients(path: string): { X: FeatureMatrix; y: Uint8Array; bytes: Buffer } {
  const bytes = readFileSync(path);
  const [header, ...lines] = bytes.toString("utf8").trim().split(/\r?\n/);
  const cells = lines.map((line) => line.split(",").map(Number));
  const X = new FeatureMatrix(
    Float64Array.from(cells.flatMap((row) => row.slice(0, 13))),
    cells.length,
    header.split(",").slice(0, 13),
  );
  return { X, y: Uint8Array.from(cells, (row) => row[13]), bytes };
}

test("on the sample, weighted forests score like scikit-learn's", () => {
  const { X, y, bytes } = readClients(join(process.cwd(), "data", "gym_churn_simulated.csv"));
  const message = "the sample changed: run scripts/oracles/forest_hard.py";
  assert.equal(createHash("sha256").update(bytes).digest("hex"), sampleSha256, message);
  const trainRows = Array.from(y.keys()).filter((row) => row % 5 !== 0);
  const testRows = Array.from(y.keys()).filter((row) => row % 5 === 0);
  const [XTrain, XTest] = [X.selectRows(trainRows), X.selectRows(testRows)];
  const [yTrain, yTest] = [trainRows, testRows].map((rows) => rows.map((row) => y[row]));
  const sampleWeight = trainRows.map((row) => 1 + (row % 3));
  for (const { call, options, weighted, rocAuc, brier } of sample) {
    const forecasts = [1, 2, 3].map((seed) =>
      new RandomForestClassifier({ nEstimators: 50, ...ours(options), seed })
        .fit(XTrain, yTrain, weighted ? { sampleWeight } : {})
        .predictProba(XTest),
    );
    assertInRange(
      forecasts.map((p) => rocAucScore(yTest, p)),
      rocAuc,
      `${call} ROC AUC`,
    );
    assertInRange(
      forecasts.map((p) => brierScore(yTest, p)),
      brier,
      `${call} Brier score`,
    );
  }
});

const realData = process.env["CHURN_REAL_DATA"];
test("on the real file both splitters score alike", {
  skip: realData === undefined || !existsSync(realData) ? "set CHURN_REAL_DATA to the file to run this" : false,
}, () => {
  const { X, y } = readClients(realData ?? "");
  const auc = (["exact", "histogram"] as const).map((splitter) =>
    mean(
      [1, 2].map((seed) =>
        rocAucScore(y, new RandomForestClassifier({ splitter, seed }).fit(X, y).oobProba ?? new Float64Array(0)),
      ),
    ),
  );
  assert.ok(auc[0] > 0.95 && Math.abs(auc[0] - auc[1]) < 0.005, auc.join(" and "));
});
