import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { GaussianMixture, KMeans, PCA, segmentClients } from "../../clustering";
import { FeatureMatrix, type MatrixLike, Random, toFeatureMatrix } from "../../core";
import { IsolationForest, OutlierTreatment, RobustMahalanobis, TukeyFences, Winsorizer } from "../../outliers";
import {
  DropColumns,
  deriveFeature,
  KBinsDiscretizer,
  MinMaxScaler,
  makePipeline,
  OneHotEncoder,
  RobustScaler,
  SelectKBest,
  SimpleImputer,
  StandardScaler,
  StratifiedKFold,
} from "../../preprocessing";
import { tamper } from "../../testing/tamper";
import { CalibratedClassifier } from "../calibration";
import { DummyClassifier } from "../dummy-classifier";
import { GradientBoostingClassifier } from "../gradient-boosting";
import { LogisticRegression } from "../logistic-regression";
import { MljsLogisticRegression, MljsRandomForestClassifier } from "../mljs";
import { RandomForestClassifier } from "../random-forest";
import { RuleClassifier } from "../rule-classifier";
import { GridSearch, RandomSearch } from "../search";
import { shapValues } from "../shap";
import { ThresholdClassifier } from "../threshold-classifier";
import { fittedFromJSON, savedModelNames } from ".";

const random = new Random(5);
const rows = Array.from({ length: 60 }, (_, row) => [
  30 + 8 * random.normal(),
  Math.abs(2 * random.normal()),
  row % 2,
  random.integer(12),
]);
const y = rows.map(([age, visits]) => Number(0.1 * (33 - age) - visits + 3 * random.normal() > -1.5));
const cv = new StratifiedKFold({ nSplits: 2, seed: 1 });
const columns = ["x1", "x0", "x3", "x2"];
const withNames = new FeatureMatrix(Float64Array.from(rows.flat()), rows.length, columns);

/** What all fitted objects have in common. */
interface Fitted {
  readonly featureNames?: readonly string[];
  toJSON(): object;
}

/** How each of them is made, by the name under which it is saved. */
const recipes: Readonly<Record<string, (X: MatrixLike) => Fitted>> = {
  CalibratedClassifier: (X) => new CalibratedClassifier(new LogisticRegression(), { method: "isotonic", cv }).fit(X, y),
  Columns: (X) => new DropColumns({ columns: ["x1"] }).fit(X),
  DerivedFeature: (X) => deriveFeature({ name: "new", from: ["x0", "x1"], compute: "sum" }).fit(X) as Fitted,
  DummyClassifier: (X) => new DummyClassifier().fit(X, y),
  FeatureSelection: (X) => new SelectKBest({ k: 2 }).fit(X, y),
  GaussianMixture: (X) => new GaussianMixture({ nComponents: 2, seed: 1 }).fit(X),
  GradientBoostingClassifier: (X) => new GradientBoostingClassifier({ nEstimators: 5, earlyStopping: true }).fit(X, y),
  GridSearch: (X) => new GridSearch({ build: (o) => new LogisticRegression(o), grid: { C: [1, 2] }, cv }).fit(X, y),
  IsolationForest: (X) => new IsolationForest({ nEstimators: 5, seed: 1 }).fit(X),
  KBinsDiscretizer: (X) => new KBinsDiscretizer({ nBins: 3, encode: "oneHot" }).fit(X),
  KMeans: (X) => new KMeans({ nClusters: 2, seed: 1 }).fit(X),
  LogisticRegression: (X) => new LogisticRegression({ penalty: "none" }).fit(X, y),
  MinMaxScaler: (X) => new MinMaxScaler().fit(X),
  MljsLogisticRegression: (X) => new MljsLogisticRegression().fit(X, y),
  MljsRandomForestClassifier: (X) => new MljsRandomForestClassifier({ nEstimators: 2, seed: 1 }).fit(X, y),
  OneHotEncoder: (X) => new OneHotEncoder({ columns: ["x2"] }).fit(X as FeatureMatrix),
  OutlierDetector: (X) => new TukeyFences().fit(X),
  OutlierTreatment: (X) => new OutlierTreatment({ treatment: "drop", detector: new TukeyFences({ k: 1 }) }).fit(X),
  PCA: (X) => new PCA({ nComponents: 2 }).fit(X),
  Pipeline: (X) =>
    makePipeline(
      new SimpleImputer(),
      new StandardScaler(),
      new RandomForestClassifier({ nEstimators: 3, seed: 1 }),
    ).fit(X, y),
  RandomForestClassifier: (X) => new RandomForestClassifier({ nEstimators: 3, seed: 1 }).fit(X, y),
  RandomSearch: (X) =>
    new RandomSearch({ build: (o) => new LogisticRegression(o), distributions: { C: [1, 2] }, cv, seed: 1 }).fit(X, y),
  RobustMahalanobis: (X) => new RobustMahalanobis({ seed: 1 }).fit(X),
  RobustScaler: (X) => new RobustScaler().fit(X),
  RuleClassifier: (X) => new RuleClassifier({ conditions: [{ feature: "x0", operator: "<", value: 30 }] }).fit(X, y),
  Segmentation: (X) => segmentClients(X, y, { nClusters: 2, seed: 1 }).model,
  SimpleImputer: (X) => new SimpleImputer().fit(X),
  StandardScaler: (X) => new StandardScaler().fit(X),
  ThresholdClassifier: (X) =>
    new ThresholdClassifier(new LogisticRegression(), { choose: { by: "capacity", share: 0.2 }, cv }).fit(X, y),
  Winsorizer: (X) => new Winsorizer().fit(X),
};

test("there is one of each kind", () => {
  assert.deepEqual(Object.keys(recipes).sort(), savedModelNames);
});

type Method = (X: MatrixLike, ...more: unknown[]) => unknown;

/** All that the object says about rows. */
function answersOf(fitted: Fitted, X: MatrixLike): Record<string, unknown> {
  const names = ["predictProba", "predict", "transform", "decisionFunction", "detect", "scoreSamples", "contributions"];
  const methods = fitted as unknown as Readonly<Record<string, Method | undefined>>;
  const answers = names.filter((name) => typeof methods[name] === "function").map((name) => [name, methods[name]?.(X)]);
  return { ...Object.fromEntries(answers), json: JSON.parse(JSON.stringify(fitted)) as unknown };
}

for (const [name, fit] of Object.entries(recipes)) {
  test(`nothing that a fitted ${name} hands out changes it`, () => {
    for (const X of [rows, withNames]) {
      const fitted = fit(X);
      const before = answersOf(fitted, X);
      assert.ok(Object.keys(before).length > 1, "it must answer something about rows");
      assert.ok(tamper(fitted) > 0, "it must hand out some array");
      tamper(fitted.toJSON());
      assert.deepEqual(answersOf(fitted, X), before);
      const opened = fittedFromJSON(JSON.parse(JSON.stringify(fitted)));
      tamper(opened);
      assert.deepEqual(answersOf(opened, X), before);
    }
  });

  test(`a fitted ${name} remembers whether its features had names, in a file too`, () => {
    const unnamed = fit(rows);
    const named = fit(withNames);
    assert.equal((unnamed.toJSON() as { namedFeatures?: unknown }).namedFeatures, false);
    assert.equal((named.toJSON() as { namedFeatures?: unknown }).namedFeatures, true);
    const ask = (fitted: Fitted, X: MatrixLike) => answersOf(fitted, X);
    const inOrder = new FeatureMatrix(withNames.data, rows.length, ["x0", "x1", "x2", "x3"]);
    for (const fitted of [named, fittedFromJSON(JSON.parse(JSON.stringify(named)))]) {
      assert.throws(() => ask(fitted, inOrder), /must have the features of training in their order/);
      ask(fitted, rows);
    }
    for (const fitted of [unnamed, fittedFromJSON(JSON.parse(JSON.stringify(unnamed)))]) {
      assert.deepEqual(ask(fitted, inOrder), ask(fitted, rows));
    }
  });
}

test("what is handed out stays true after the caller wrote over it, and is shown with its values", () => {
  const forest = new RandomForestClassifier({ nEstimators: 3, seed: 1 }).fit(rows, y);
  const first = forest.featureImportances.slice();
  forest.featureImportances.fill(9);
  forest.trees.threshold.fill(9);
  assert.deepEqual(forest.featureImportances, first);
  assert.ok(forest.trees.threshold.every((value) => value !== 9));
  assert.match(inspect(forest), /^FittedRandomForest \{[\s\S]*featureImportances: Float64Array/);
  assert.doesNotMatch(inspect(forest), /\[Getter\]/);
});

test("arrays so long that they are copied once are safe too", () => {
  const noise = new Random(6);
  const many = new FeatureMatrix(
    Float64Array.from({ length: 5000 * 2 }, () => noise.normal()),
    5000,
    ["a", "b"],
  );
  const labels = Uint8Array.from({ length: 5000 }, () => noise.integer(2));
  const fitted: readonly Fitted[] = [
    new KMeans({ nClusters: 2, nInit: 1, seed: 1 }).fit(many),
    new GaussianMixture({ nComponents: 2, nInit: 1, seed: 1 }).fit(many),
    new RandomForestClassifier({ nEstimators: 5, seed: 1 }).fit(many, labels),
    new GradientBoostingClassifier({ nEstimators: 200, maxLeafNodes: 31 }).fit(many, labels),
    new IsolationForest({ nEstimators: 40, seed: 1 }).fit(many),
    segmentClients(many, labels, { nClusters: 2, seed: 1 }).model,
    new MljsRandomForestClassifier({ nEstimators: 1, seed: 1 }).fit(many, labels),
  ];
  for (const one of fitted) {
    const before = answersOf(one, many);
    tamper(one);
    assert.deepEqual(answersOf(one, many), before, one.constructor.name);
  }
  const { labels: clusters } = fitted[0] as unknown as { readonly labels: Uint32Array };
  assert.equal(clusters, (fitted[0] as unknown as { readonly labels: Uint32Array }).labels);
});

test("SHAP values after tampering, of one row and of many, are what they were", () => {
  const forest = new RandomForestClassifier({ nEstimators: 5, seed: 1 }).fit(rows, y);
  const before = shapValues(forest, rows);
  tamper(forest);
  assert.deepEqual(shapValues(forest, rows), before);
  assert.deepEqual(shapValues(forest, [rows[7]]).values.row(0), before.values.row(7));
});

test("a file whose namedFeatures and names contradict each other is refused", () => {
  const json = JSON.parse(JSON.stringify(recipes["LogisticRegression"](withNames)));
  assert.throws(
    () => fittedFromJSON({ ...json, namedFeatures: false }),
    /must be x0, x1, … where namedFeatures is false; got "x1"/,
  );
  assert.throws(() => fittedFromJSON({ ...json, namedFeatures: 1 }), /namedFeatures .* must be true or false; got 1/);
  assert.equal(toFeatureMatrix(rows).named, false);
});
