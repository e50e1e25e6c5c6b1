import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { FeatureMatrix, InvalidParameterError, Random, ShapeError } from "../../core";
import { assertClose } from "../../testing/assert-close";
import { readFixture } from "../../testing/read-fixture";
import { brierScore, rocAucScore } from "../metrics";
import { FittedRandomForest } from "./fitted-random-forest";
import { RandomForestClassifier } from "./random-forest-classifier";

interface TreeFixture {
  X: number[][];
  y: number[];
  sampleWeight: number[];
  cases: {
    call: string;
    criterion: "gini" | "entropy";
    weighted: boolean;
    proba: number[];
    importances: number[];
    nNodes: number;
  }[];
}

interface SampleFixture {
  sampleSha256: string;
  rocAuc: number[];
  brier: number[];
  oobScore: number[];
  importancesMean: number[];
  importancesSd: number[];
}

const trees = readFixture<TreeFixture>("modeling", "decision-trees");

/** One tree on all rows and all features: a decision tree. */
const singleTree = { nEstimators: 1, bootstrap: false, maxFeatures: "all", seed: 0 } as const;

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

function standardDeviation(values: ArrayLike<number>): number {
  const center = mean(values);
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1));
}

test("one tree on all rows and features is scikit-learn's decision tree", () => {
  for (const { call, criterion, weighted, proba, importances, nNodes } of trees.cases) {
    const recipe = new RandomForestClassifier({ ...singleTree, criterion, maxDepth: 4, minSamplesLeaf: 12 });
    const fitted = recipe.fit(trees.X, trees.y, weighted ? { sampleWeight: trees.sampleWeight } : {});
    assert.equal(fitted.nNodes, nNodes, call);
    assertClose(fitted.predictProba(trees.X), proba, { absolute: 1e-12 }, call);
    assertClose(fitted.featureImportances, importances, { absolute: 1e-12 }, call);
    assert.equal(fitted.oobProba, null);
  }
});

test("on the sample a forest scores like scikit-learn's", () => {
  const expected = readFixture<SampleFixture>("modeling", "forest-on-sample");
  const bytes = readFileSync(join(process.cwd(), "data", "gym_churn_simulated.csv"));
  assert.equal(
    createHash("sha256").update(bytes).digest("hex"),
    expected.sampleSha256,
    "the sample changed: run scripts/oracles/validation.py",
  );
  const [header, ...rows] = bytes.toString("utf8").trim().split("\n");
  const cells = rows.map((row) => row.split(",").map(Number));
  const X = new FeatureMatrix(
    Float64Array.from(cells.flatMap((row) => row.slice(0, 13))),
    cells.length,
    header.split(",").slice(0, 13),
  );
  const y = Uint8Array.from(cells, (row) => row[13]);
  const testRows = Array.from(y.keys()).filter((row) => row % 5 === 0);
  const trainRows = Array.from(y.keys()).filter((row) => row % 5 !== 0);
  const yTrain = Uint8Array.from(trainRows, (row) => y[row]);
  const yTest = Uint8Array.from(testRows, (row) => y[row]);
  const seeds = [1, 2, 3, 4];
  const forests = seeds.map((seed) => new RandomForestClassifier({ seed }).fit(X.selectRows(trainRows), yTrain));
  const probabilities = forests.map((forest) => forest.predictProba(X.selectRows(testRows)));
  const scores = {
    rocAuc: probabilities.map((p) => rocAucScore(yTest, p)),
    brier: probabilities.map((p) => brierScore(yTest, p)),
    oobScore: forests.map((forest) => forest.oobScore ?? Number.NaN),
  };
  for (const name of ["rocAuc", "brier", "oobScore"] as const) {
    const theirs = expected[name];
    const ours = mean(scores[name]);
    const message = `${name}: mean ${ours} of ${scores[name].join(", ")} against ${theirs.join(", ")}`;
    assert.ok(ours >= Math.min(...theirs) && ours <= Math.max(...theirs), message);
    // Two means of 4 and 20 seeds with the same expectation are hardly ever four standard errors apart.
    assert.ok(Math.abs(ours - mean(theirs)) < 4 * standardDeviation(theirs) * Math.sqrt(1 / 4 + 1 / 20), message);
  }
  const importances = expected.importancesMean.map((_, feature) =>
    mean(forests.map((f) => f.featureImportances[feature])),
  );
  importances.forEach((importance, feature) => {
    const error = expected.importancesSd[feature] * Math.sqrt(1 / 4 + 1 / 20);
    const difference = importance - expected.importancesMean[feature];
    // Of 13 features the largest distance in standard errors exceeds 5 once in 100,000 times.
    assert.ok(
      Math.abs(difference) < 5 * error,
      `importance of ${X.featureNames[feature]}: ${difference}, error ${error}`,
    );
  });
});

/** Few distinct values, so that ties and constant features are common. */
const smallData = fc
  .tuple(fc.integer({ min: 6, max: 40 }), fc.integer({ min: 1, max: 4 }), fc.nat(0xffffffff))
  .map(([nSamples, nFeatures, seed]) => {
    const random = new Random(seed);
    const X = Array.from({ length: nSamples }, () => Array.from({ length: nFeatures }, () => random.integer(6) / 3));
    const y = Array.from({ length: nSamples }, (_, row) => (row < 2 ? row : random.integer(2)));
    return { X, y, seed };
  });

test("the same seed gives the same bits, another seed other trees, and inputs stay as they are", () => {
  const recipe = (seed: number) => new RandomForestClassifier({ nEstimators: 5, seed });
  const X = trees.X.map((row) => Object.freeze([...row]));
  const y = Object.freeze([...trees.y]);
  const first = recipe(7).fit(X, y);
  assert.deepEqual(recipe(7).fit(X, y), first);
  assert.notDeepEqual(recipe(8).fit(X, y).predictProba(X), first.predictProba(X));
});

test("recorded forecasts stay the same from version to version and from machine to machine", () => {
  const fitted = new RandomForestClassifier({ nEstimators: 7, minSamplesLeaf: 3, seed: 42 }).fit(trees.X, trees.y);
  // Recorded once from this implementation, after the comparison with scikit-learn above.
  assert.deepEqual(
    Array.from(fitted.predictProba(trees.X.slice(0, 4))),
    [0.4568027210884354, 0.08571428571428572, 0, 0.4081632653061224],
  );
});

test("probabilities are in [0, 1], importances add up to 1, JSON brings back the same bits", () => {
  fc.assert(
    fc.property(smallData, ({ X, y, seed }) => {
      const fitted = new RandomForestClassifier({ nEstimators: 4, seed }).fit(X, y);
      const probabilities = fitted.predictProba(X);
      assert.ok(probabilities.every((p) => p >= 0 && p <= 1));
      const sum = fitted.featureImportances.reduce((total, value) => total + value, 0);
      assert.ok(Math.abs(sum - 1) < 1e-12 || sum === 0);
      const copy = FittedRandomForest.fromJSON(JSON.parse(JSON.stringify(fitted)));
      assert.deepEqual(copy, fitted);
      assert.deepEqual(copy.predictProba(X), probabilities);
    }),
    { numRuns: 60 },
  );
});

test("a full tree tells all training rows rightly that differ in some feature", () => {
  fc.assert(
    fc.property(smallData, ({ X, y }) => {
      const probabilities = new RandomForestClassifier({ ...singleTree, maxFeatures: 1 }).fit(X, y).predictProba(X);
      probabilities.forEach((p, row) => {
        const twins = y.filter((_, other) => X[other].every((value, feature) => value === X[row][feature]));
        assertClose(p, mean(twins), { absolute: 1e-12 });
      });
    }),
    { numRuns: 60 },
  );
});

test("a weight of 2 equals the row twice, a weight of 0 no row", () => {
  fc.assert(
    fc.property(smallData, ({ X, y, seed }) => {
      const random = new Random(seed);
      const sampleWeight = y.map((_, row) => (row < 2 ? 1 : random.integer(3)));
      const repeat = <T>(items: T[]) => items.flatMap((item, row) => new Array<T>(sampleWeight[row]).fill(item));
      const recipe = new RandomForestClassifier({ ...singleTree, maxDepth: 3, seed });
      const weighted = recipe.fit(X, y, { sampleWeight }).predictProba(X);
      assert.deepEqual(weighted, recipe.fit(repeat(X), repeat(y)).predictProba(X));
    }),
    { numRuns: 60 },
  );
});

test("limits hold: depth, rows in a leaf, rows in a split node", () => {
  const { X, y } = trees;
  const stump = new RandomForestClassifier({ ...singleTree, maxDepth: 1 }).fit(X, y);
  assert.equal(stump.nNodes, 3);
  assert.equal(new RandomForestClassifier({ ...singleTree, minSamplesSplit: 241 }).fit(X, y).nNodes, 1);
  const half = new RandomForestClassifier({ ...singleTree, minSamplesLeaf: 120, maxFeatures: 1 }).fit(X, y);
  assert.ok(half.nNodes <= 3);
});

test("few bins lose little, and a feature of few values loses nothing", () => {
  const random = new Random(3);
  const X = Array.from({ length: 2000 }, () => [random.normal(), random.integer(8)]);
  const y = X.map(([a, b]) => (a + b / 4 + random.normal() > 1 ? 1 : 0));
  const fit = (nBins: number) =>
    new RandomForestClassifier({ nEstimators: 20, minSamplesLeaf: 20, nBins, seed: 1 }).fit(X, y);
  const [coarse, fine] = [fit(16), fit(256)].map((forest) => rocAucScore(y, forest.oobProba ?? []));
  assert.ok(Math.abs(coarse - fine) < 0.01, `${coarse} against ${fine}`);
  const only = X.map((row) => [row[1]]);
  const few = (nBins: number) =>
    new RandomForestClassifier({ nEstimators: 5, nBins, seed: 1 }).fit(only, y).predictProba(only);
  assert.deepEqual(few(8), few(256));
});

test("out-of-bag forecasts come only from trees that did not see the row", () => {
  // Labels are pure noise: in the bag the forest knows them by heart, out of bag it can know nothing.
  const random = new Random(4);
  const X = Array.from({ length: 400 }, () => [random.normal(), random.normal()]);
  const y = X.map(() => random.integer(2));
  const fitted = new RandomForestClassifier({ seed: 5 }).fit(X, y);
  assert.ok(rocAucScore(y, fitted.predictProba(X)) > 0.99);
  const oob = rocAucScore(y, fitted.oobProba ?? []);
  assert.ok(oob > 0.35 && oob < 0.6, `ROC AUC out of bag ${oob}`);
  const one = new RandomForestClassifier({ nEstimators: 1, seed: 5 }).fit(X, y);
  const share = Array.from(one.oobProba ?? []).filter((p) => !Number.isNaN(p)).length / 400;
  assert.ok(Math.abs(share - Math.exp(-1)) < 0.1, `share of rows out of one bag ${share}`);
});

test("progress is told after each tree", () => {
  const told: number[][] = [];
  new RandomForestClassifier({ nEstimators: 3, seed: 1, onProgress: (...step) => told.push(step) }).fit(
    trees.X,
    trees.y,
  );
  assert.deepEqual(told, [
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test("bad options and bad data are refused by name, rule and value", () => {
  const refused = (options: object, message: string) => {
    assert.throws(
      () => new RandomForestClassifier({ seed: 1, ...options } as never).fit(trees.X, trees.y),
      new InvalidParameterError(message),
    );
  };
  refused({ nEstimators: 0 }, "nEstimators must be an integer in [1, ∞); got 0");
  refused({ maxFeatures: 5 }, "maxFeatures must be an integer in [1, 4]; got 5");
  refused({ maxFeatures: "log2" }, 'maxFeatures must be one of "sqrt", "all"; got "log2"');
  refused({ nBins: 257 }, "nBins must be an integer in [2, 256]; got 257");
  refused({ bootstrap: 1 }, "bootstrap must be true or false; got 1");
  refused({ seed: undefined }, "seed must be an integer in [0, 4294967295]; got undefined");
  assert.throws(() => new RandomForestClassifier({ trees: 5, seed: 1 } as never), InvalidParameterError);
  const recipe = new RandomForestClassifier({ nEstimators: 2, seed: 1 });
  assert.throws(() => recipe.fit([[1], [2]], [1, 1]), InvalidParameterError);
  assert.throws(() => recipe.fit([[1], [2]], [1]), ShapeError);
  assert.throws(() => recipe.fit([[1], [2]], [0, 1]).predictProba([[1, 2]]), ShapeError);
});

test("JSON of another model, or of trees that lack a child, is refused", () => {
  const json = JSON.parse(
    JSON.stringify(new RandomForestClassifier({ nEstimators: 2, seed: 1 }).fit(trees.X, trees.y)),
  );
  assert.throws(() => FittedRandomForest.fromJSON({ ...json, model: "LogisticRegression" }), InvalidParameterError);
  const right = json.right.map((child: number, node: number) => (node === 0 ? 1e6 : child));
  assert.throws(
    () => FittedRandomForest.fromJSON({ ...json, right }),
    new InvalidParameterError(
      `right in the JSON of a RandomForestClassifier must hold whole numbers in [0, ${json.feature.length - 1}]; got 1000000 at position 0`,
    ),
  );
});
