import assert from "node:assert/strict";
import { test } from "node:test";
import { ChurnlabError, InvalidParameterError, Random, toFeatureMatrix } from "../core";
import { StandardScaler } from "../preprocessing";
import { hardSet, hardSets } from "../testing/hard-sets";
import { LogisticRegression } from "./logistic-regression";
import { rocAucScore } from "./metrics";
import { MljsLogisticRegression, MljsRandomForestClassifier } from "./mljs";
import { binRows, quantileBinLimits } from "./mljs/quantile-bins";
import { RandomForestClassifier } from "./random-forest";

/** Correlated features of different scales, two of them binary, and labels that follow three of them. */
function draw(nSamples: number, seed: number) {
  const random = new Random(seed);
  const X = Array.from({ length: nSamples }, () => {
    const common = random.normal();
    const visits = common + 0.5 * random.normal();
    return [
      30 + 5 * common,
      1000 * visits,
      Number(random.uniform() < 0.4),
      Number(random.uniform() < 0.1),
      visits ** 2,
    ];
  });
  const y = X.map((row) => {
    const logOdds = -0.8 - 0.2 * (row[0] - 30) - 0.0005 * row[1] + 1.5 * row[2];
    return Number(random.uniform() < 1 / (1 + Math.exp(-logOdds)));
  });
  return { X, y };
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index])), 0);
}

test("an independent engine finds our maximum likelihood: probabilities within 1e-4 on standardised data", () => {
  const { X, y } = draw(400, 1);
  const Z = new StandardScaler().fit(X).transform(X);
  const engine = new MljsLogisticRegression().fit(Z, y);
  assert.ok(engine.converged);
  const ours = new LogisticRegression({ penalty: "none" }).fit(Z, y);
  const difference = largestDifference(engine.predictProba(Z), ours.predictProba(Z));
  assert.ok(difference <= 1e-4, `probabilities differ by ${difference}`);
});

test("the engine finds the maximum likelihood of sets that are hard on an estimator: probabilities within 1e-7", () => {
  for (const name of ["ordinary", "nearly_collinear", "tied", "extreme_scales", "far_from_zero"]) {
    const { X, y } = hardSet(name);
    const engine = new MljsLogisticRegression({ tolerance: 1e-8 }).fit(X, y);
    const ours = new LogisticRegression({ penalty: "none" }).fit(X, y);
    assert.ok(engine.converged && ours.converged, name);
    const difference = largestDifference(engine.predictProba(X), ours.predictProba(X));
    assert.ok(difference <= 1e-7, `${name}: probabilities differ by ${difference}`);
    if (name === "nearly_collinear") continue;
    engine.coefficients.forEach((coefficient, feature) => {
      const other = ours.coefficients[feature];
      assert.ok(
        Math.abs(coefficient - other) <= 1e-5 * Math.abs(other),
        `${name} ${feature}: ${coefficient}, ${other}`,
      );
    });
  }
});

test("sets that are hard on an estimator give probabilities or an error in words, and an answer in time", () => {
  for (const { name, X, y } of hardSets()) {
    if (X.length > 200 || X[0].length > 20) continue;
    const recipes = [
      new MljsLogisticRegression({ maxSteps: 50 }),
      new MljsRandomForestClassifier({ nEstimators: 2, seed: 1 }),
    ];
    for (const recipe of recipes) {
      try {
        const p = recipe.fit(X, y).predictProba(X);
        assert.ok(
          p.every((value) => value >= 0 && value <= 1),
          name,
        );
      } catch (error) {
        assert.ok(error instanceof ChurnlabError, `${name}: ${error}`);
      }
    }
  }
});

test("an independent forest forecasts as ours does", () => {
  const train = draw(400, 8);
  const fresh = draw(400, 9);
  const engine = new MljsRandomForestClassifier({ nEstimators: 12, maxDepth: 4, maxFeatures: 0.6, seed: 1 });
  const ours = new RandomForestClassifier({ nEstimators: 60, maxDepth: 4, minSamplesLeaf: 5, maxFeatures: 3, seed: 1 });
  const theirs = engine.fit(train.X, train.y).predictProba(fresh.X);
  const p = ours.fit(train.X, train.y).predictProba(fresh.X);
  const gap = p.reduce((sum, value, row) => sum + Math.abs(value - theirs[row]), 0) / p.length;
  assert.ok(gap < 0.1, `forecasts differ by ${gap} on average`);
  const difference = rocAucScore(fresh.y, p) - rocAucScore(fresh.y, theirs);
  assert.ok(Math.abs(difference) < 0.03, `ROC AUCs differ by ${difference}`);
});

test("the engine's logistic regression does not mind the units of the features", () => {
  const { X, y } = draw(200, 2);
  const raw = new MljsLogisticRegression().fit(X, y);
  const Z = new StandardScaler().fit(X).transform(X);
  const scaled = new MljsLogisticRegression().fit(Z, y);
  assert.ok(largestDifference(raw.predictProba(X), scaled.predictProba(Z)) < 1e-8);
});

test("separated classes are reported as not converged", async () => {
  const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
  const fitted = new MljsLogisticRegression({ maxSteps: 100 }).fit([[1], [2], [3], [4]], [0, 0, 1, 1]);
  assert.equal(fitted.converged, false);
  assert.equal((await warned).name, "ConvergenceWarning");
});

test("the engine's forest learns, repeats with its seed and moves with another", () => {
  const train = draw(500, 3);
  const fresh = draw(500, 4);
  const options = { nEstimators: 8, seed: 1 };
  const forest = new MljsRandomForestClassifier(options).fit(train.X, train.y);
  const p = forest.predictProba(fresh.X);
  assert.ok(p.every((value) => value >= 0 && value <= 1));
  assert.ok(rocAucScore(fresh.y, p) > 0.75, `ROC AUC ${rocAucScore(fresh.y, p)}`);
  assert.deepEqual(new MljsRandomForestClassifier(options).fit(train.X, train.y).predictProba(fresh.X), p);
  const other = new MljsRandomForestClassifier({ ...options, seed: 2 }).fit(train.X, train.y);
  assert.notDeepEqual(other.predictProba(fresh.X), p);
});

test("one deep tree of all features and bins finds a rule exactly", () => {
  const X = Array.from({ length: 120 }, (_, index) => [index % 10, Math.floor(index / 10)]);
  const y = X.map(([a, b]) => Number(a < 3 !== b >= 7.5));
  const options = {
    nEstimators: 1,
    maxFeatures: 1,
    maxSamples: 1,
    maxDepth: 20,
    maxBins: 64,
    minNumSamples: 1,
    seed: 5,
  };
  const tree = new MljsRandomForestClassifier(options).fit(X, y);
  const right = tree.predict(X).filter((label, row) => label === y[row]).length;
  assert.ok(right >= 110, `${right} of 120`);
});

test("progress is reported after every tree", () => {
  const { X, y } = draw(60, 5);
  const seen: string[] = [];
  const onProgress = (done: number, total: number) => seen.push(`${done}/${total}`);
  new MljsRandomForestClassifier({ nEstimators: 2, seed: 1, onProgress }).fit(X, y);
  assert.deepEqual(seen, ["1/2", "2/2"]);
});

test("JSON keeps both models", () => {
  const { X, y } = draw(120, 6);
  const logistic = new MljsLogisticRegression().fit(X, y);
  assert.deepEqual(MljsLogisticRegression.fromJSON(JSON.parse(JSON.stringify(logistic))), logistic);
  const forest = new MljsRandomForestClassifier({ nEstimators: 2, seed: 1 }).fit(X, y);
  assert.deepEqual(MljsRandomForestClassifier.fromJSON(JSON.parse(JSON.stringify(forest))), forest);
  const loop = {
    model: "MljsRandomForestClassifier",
    featureNames: ["a"],
    trees: [{ feature: [0], threshold: [1], left: [0], right: [0], probability: [0] }],
  };
  assert.throws(() => MljsRandomForestClassifier.fromJSON(loop), InvalidParameterError);
});

test("what the packages cannot do is refused", () => {
  const { X, y } = draw(20, 7);
  const sampleWeight = new Array(20).fill(1);
  assert.throws(
    () => new MljsLogisticRegression().fit(X, y, { sampleWeight }),
    new InvalidParameterError("MljsLogisticRegression takes no sampleWeight: ml-logistic-regression has no such thing"),
  );
  const forest = new MljsRandomForestClassifier({ seed: 1 });
  assert.throws(() => forest.fit(X, y, { sampleWeight }), InvalidParameterError);
  assert.throws(() => forest.fit(X, new Array(20).fill(0)), InvalidParameterError);
  assert.throws(() => new MljsRandomForestClassifier({ seed: 1, maxBins: 1 }), InvalidParameterError);
});

test("quantile bins: one a value when there are few, about equal ones when there are many", () => {
  const few = toFeatureMatrix([[3], [1], [3], [12]]);
  assert.deepEqual(Array.from(quantileBinLimits(few, 8)[0]), [2, 7.5]);
  assert.deepEqual(binRows(few, quantileBinLimits(few, 8)), [[1], [0], [1], [2]]);
  const many = toFeatureMatrix(Array.from({ length: 100 }, (_, index) => [index]));
  assert.deepEqual(Array.from(quantileBinLimits(many, 4)[0]), [24.5, 49.5, 74.5]);
  const mostlyZero = toFeatureMatrix(Array.from({ length: 100 }, (_, index) => [Math.max(0, index - 89)]));
  assert.deepEqual(Array.from(quantileBinLimits(mostlyZero, 4)[0]), [0.5]);
});
