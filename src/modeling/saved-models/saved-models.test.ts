import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { FittedKMeans, KMeans, PCA } from "../../clustering";
import {
  ChurnlabError,
  FeatureMatrix,
  type FittedClassifier,
  type FittedTransformer,
  InvalidParameterError,
  Random,
  ShapeError,
} from "../../core";
import {
  FittedIsolationForest,
  FittedOutlierDetector,
  FittedRobustMahalanobis,
  IsolationForest,
  OutlierTreatment,
  RobustMahalanobis,
  TukeyFences,
  Winsorizer,
} from "../../outliers";
import {
  DropColumns,
  deriveFeature,
  KBinsDiscretizer,
  MinMaxScaler,
  makePipeline,
  OneHotEncoder,
  RobustScaler,
  SelectFeatures,
  SelectKBest,
  SimpleImputer,
  StandardScaler,
  StratifiedKFold,
} from "../../preprocessing";
import { damaged, damages } from "../../testing/damage";
import { CalibratedClassifier } from "../calibration";
import { DummyClassifier } from "../dummy-classifier";
import { GradientBoostingClassifier } from "../gradient-boosting";
import { LogisticRegression } from "../logistic-regression";
import { MljsLogisticRegression, MljsRandomForestClassifier } from "../mljs";
import { RandomForestClassifier } from "../random-forest";
import { RuleClassifier } from "../rule-classifier";
import { GridSearch, RandomSearch } from "../search";
import { loadModel, modelFromJSON, savedModelNames, saveModel, transformerFromJSON } from ".";

const featureNames = ["age", "visits", "group", "weeks"];
const random = new Random(11);
const rows = Array.from({ length: 60 }, (_, row) => [
  30 + 8 * random.normal(),
  Math.abs(2 * random.normal()),
  row % 2,
  random.integer(12),
]);
const X = new FeatureMatrix(Float64Array.from(rows.flat()), rows.length, featureNames);
const y = rows.map(([age, visits]) => Number(0.1 * (33 - age) - visits + 3 * random.normal() > -1.5));
const cv = new StratifiedKFold({ nSplits: 2, seed: 1 });

/** One fitted model of each kind that can be opened by name. */
const classifiers: Readonly<Record<string, FittedClassifier>> = {
  dummy: new DummyClassifier().fit(X, y),
  rule: new RuleClassifier({
    conditions: [
      { feature: "age", operator: "<", value: 30 },
      { feature: "weeks", operator: ">=", value: 4 },
    ],
  }).fit(X, y),
  logistic: new LogisticRegression({ penalty: "none" }).fit(X, y),
  forest: new RandomForestClassifier({ nEstimators: 3, maxDepth: 3, seed: 1 }).fit(X, y),
  boosting: new GradientBoostingClassifier({ nEstimators: 3, maxLeafNodes: 5, seed: 1 }).fit(X, y),
  calibrated: new CalibratedClassifier(new RandomForestClassifier({ nEstimators: 2, maxDepth: 2, seed: 1 }), {
    method: "isotonic",
    cv,
  }).fit(X, y),
  engineLogistic: new MljsLogisticRegression().fit(X, y),
  engineForest: new MljsRandomForestClassifier({ nEstimators: 2, maxDepth: 3, seed: 1 }).fit(X, y),
  pipeline: makePipeline(
    new Winsorizer({ method: "quantile" }),
    deriveFeature({ name: "per week", from: ["visits", "weeks"], compute: "difference" }),
    new DropColumns({ columns: ["group"] }),
    new SelectKBest({ k: 3 }),
    new StandardScaler(),
    new PCA({ nComponents: 2 }),
    new LogisticRegression(),
  ).fit(X, y),
  gridSearch: new GridSearch({
    build: ({ maxDepth }) => {
      const limits = Number.isFinite(maxDepth) ? { maxDepth } : {};
      return makePipeline(new StandardScaler(), new RandomForestClassifier({ nEstimators: 2, seed: 1, ...limits }));
    },
    grid: { maxDepth: [2, Number.POSITIVE_INFINITY] },
    scoring: ["rocAuc", "brier"],
    cv,
  }).fit(X, y),
  randomSearch: new RandomSearch({
    build: (options) => new LogisticRegression(options),
    distributions: { C: { logUniform: [0.1, 10] } },
    nCandidates: 2,
    cv,
    seed: 1,
  }).fit(X, y),
};

const transformers: Readonly<Record<string, FittedTransformer>> = {
  scaler: new StandardScaler().fit(X),
  columns: new DropColumns({ columns: ["age"] }).fit(X),
  winsorizer: new Winsorizer().fit(X),
  pca: new PCA().fit(X),
  winsorised: new OutlierTreatment({ treatment: "winsorise", detector: new TukeyFences({ k: 1 }) }).fit(X),
  dropped: new OutlierTreatment({ treatment: "drop", detector: new TukeyFences({ k: 0.5 }) }).fit(X),
  robustScaler: new RobustScaler({ quantileRange: [10, 90] }).fit(X),
  minMaxScaler: new MinMaxScaler({ featureRange: [-1, 2], clip: true }).fit(X),
  bins: new KBinsDiscretizer({ nBins: 4, encode: "oneHot" }).fit(X),
  oneHot: new OneHotEncoder({ columns: ["group", "weeks"], maxCategories: 5, handleUnknown: "infrequent" }).fit(X),
  imputer: new SimpleImputer({ strategy: "constant", fillValue: -1, missingValue: 0, addIndicator: true }).fit(X),
  selection: new SelectFeatures({ by: "correlation", threshold: 0.05 }).fit(X),
  derived: deriveFeature({ name: "ratio", from: ["visits", "age"], compute: "ratio" }).fit(X),
};

const throughJSON = (fitted: object): object => JSON.parse(JSON.stringify(fitted)) as object;

for (const [kind, fitted] of Object.entries(classifiers)) {
  test(`a saved ${kind} opens by its name, equal in every field and forecast`, () => {
    const opened = modelFromJSON(throughJSON(fitted), { featureNames });
    assert.deepEqual(opened, fitted);
    assert.deepEqual(opened.predictProba(X), fitted.predictProba(X));
    assert.equal(JSON.stringify(opened), JSON.stringify(fitted));
    assert.throws(
      () => modelFromJSON(throughJSON(fitted), { featureNames: ["age", "visits", "weeks", "group"] }),
      (error) =>
        error instanceof ShapeError && /its feature 2 is "group" where "weeks" is expected/.test(error.message),
    );
  });
}

for (const [kind, fitted] of Object.entries(transformers)) {
  test(`a saved ${kind} opens by its name and transforms the same`, () => {
    const opened = transformerFromJSON(throughJSON(fitted), { featureNames });
    assert.deepEqual(opened, fitted);
    assert.deepEqual(opened.transform(X), fitted.transform(X));
  });
}

/** Another type at a random place, a missing field or a cut array is refused; what is not refused is the same model. */
function assertHardened(fitted: { toJSON(): object }, read: (json: object) => object, numRuns: number): void {
  const whole = throughJSON(fitted);
  // Options and limits in words are free to say anything.
  const free = ["options"];
  fc.assert(
    fc.property(damages, (damage) => {
      const broken = damaged(whole, damage, free);
      if (broken === null) return;
      let opened: object;
      try {
        opened = read(broken);
      } catch (error) {
        assert.ok(error instanceof ChurnlabError, `${error}\n${error instanceof Error ? error.stack : ""}`);
        return;
      }
      assert.deepEqual(opened, fitted);
    }),
    { numRuns },
  );
}

for (const [kind, fitted] of Object.entries(classifiers)) {
  test(`a damaged ${kind} is refused in words`, () => {
    assertHardened(fitted, (json) => modelFromJSON(json), 100);
  });
}

for (const [kind, fitted] of Object.entries(transformers)) {
  test(`a damaged ${kind} is refused in words`, () => {
    assertHardened(fitted, (json) => transformerFromJSON(json), 100);
  });
}

test("damaged clusters and detectors are refused in words", () => {
  assertHardened(new KMeans({ nClusters: 3, seed: 1 }).fit(X), FittedKMeans.fromJSON, 100);
  assertHardened(new TukeyFences().fit(X), FittedOutlierDetector.fromJSON, 100);
  assertHardened(new IsolationForest({ nEstimators: 2, seed: 1 }).fit(X), FittedIsolationForest.fromJSON, 200);
  assertHardened(new RobustMahalanobis({ seed: 1 }).fit(X), FittedRobustMahalanobis.fromJSON, 200);
});

test("names that are no models, on any level, are refused; nothing is looked up in a prototype", () => {
  for (const model of ["__proto__", "constructor", "toString", "Nonsense", 3, null, undefined]) {
    const json = { ...throughJSON(classifiers["dummy"]), model };
    assert.throws(
      () => modelFromJSON(json),
      (error) => error instanceof InvalidParameterError && /^model in the JSON of a saved model/.test(error.message),
    );
    const pipeline = { ...throughJSON(classifiers["pipeline"]), classifier: json };
    assert.throws(() => modelFromJSON(pipeline), InvalidParameterError);
  }
  const own = JSON.parse('{"__proto__": {"model": "DummyClassifier"}}') as object;
  assert.throws(() => modelFromJSON(own), /got undefined/);
  for (const json of [null, [], 3, "x", undefined]) {
    assert.throws(() => modelFromJSON(json as never), InvalidParameterError);
  }
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
});

test("another version, a part nested without end and the wrong reader are refused", () => {
  const dummy = throughJSON(classifiers["dummy"]);
  assert.throws(
    () => modelFromJSON({ ...dummy, schemaVersion: 3 }),
    new InvalidParameterError(
      "schemaVersion in the JSON of a DummyClassifier must be 2; got 3: it was saved by a newer churnlab",
    ),
  );
  const bare = {
    schemaVersion: 2,
    model: "Pipeline",
    nFeatures: 4,
    featureNames,
    namedFeatures: true,
    nSteps: 0,
    steps: [],
  };
  let deep: object = { ...bare, classifier: dummy };
  for (let level = 0; level < 20_000; level++) deep = { ...bare, classifier: deep };
  assert.throws(
    () => modelFromJSON(deep),
    new InvalidParameterError("a saved model must not be nested deeper than 16 parts"),
  );
  const scaler = throughJSON(transformers["scaler"]);
  assert.throws(
    () => modelFromJSON(scaler),
    /a saved StandardScaler gives no forecast: read it with transformerFromJSON/,
  );
  assert.throws(
    () => transformerFromJSON(dummy),
    /a saved DummyClassifier is no transformer: read it with modelFromJSON/,
  );
  assert.throws(
    () => modelFromJSON({ ...bare, classifier: scaler }),
    /classifier in the JSON of a Pipeline must be one/,
  );
  assert.throws(() => modelFromJSON(dummy, { features: [] } as never), /modelFromJSON has no option "features"/);
  assert.ok(savedModelNames.includes("Pipeline"));
});

test("the parts of a pipeline must fit together", () => {
  const scaler = new StandardScaler().fit(X.selectColumns(["age", "visits"]));
  const classifier = new DummyClassifier().fit(X, y);
  const json = {
    schemaVersion: 2,
    namedFeatures: true,
    model: "Pipeline",
    nFeatures: 4,
    featureNames,
    nSteps: 1,
    steps: [scaler],
    classifier,
  };
  assert.throws(() => modelFromJSON(throughJSON(json)), ShapeError);
});

test("a file keeps the model, replaces an old one in one step, and leaves no draft behind", async () => {
  const directory = await mkdtemp(join(tmpdir(), "churnlab-"));
  try {
    const file = join(directory, "model.json");
    for (const fitted of Object.values(classifiers)) {
      await saveModel(fitted, file);
      assert.deepEqual(await loadModel(file, { featureNames }), fitted);
    }
    const clusters = new KMeans({ nClusters: 2, seed: 1 }).fit(X);
    await saveModel(clusters, file);
    assert.deepEqual(await loadModel(file, { read: FittedKMeans.fromJSON }), clusters);
    assert.deepEqual(await readdir(directory), ["model.json"]);
  } finally {
    await rm(directory, { recursive: true });
  }
});

test("a file that cannot be opened is named, with what is wrong with it", async () => {
  const directory = await mkdtemp(join(tmpdir(), "churnlab-"));
  const file = join(directory, "model.json");
  const refused = async (rule: string, options = {}) =>
    assert.rejects(loadModel(file, options), (error) => {
      assert.ok(error instanceof ChurnlabError);
      assert.ok(error.message.startsWith(file), error.message);
      assert.ok(error.message.includes(rule), error.message);
      return true;
    });
  try {
    await refused("cannot be read: ENOENT");
    await saveModel(classifiers["logistic"], file);
    await refused("must have the features age, visits", { featureNames: ["age", "visits"] });
    const text = await readFile(file, "utf8");
    for (const length of [0, 1, 40, text.length - 3]) {
      await writeFile(file, text.slice(0, length));
      await refused("not a saved model, or one cut short");
    }
    await writeFile(file, "3");
    await refused("a saved model must be a JSON object; got 3");
    await writeFile(file, text.replace('"schemaVersion":2', '"schemaVersion":0'));
    await refused("schemaVersion in the JSON of a LogisticRegression must be 2; got 0");
  } finally {
    await rm(directory, { recursive: true });
  }
});

test("what could not be opened again is not saved, and a failed writing leaves the old file", async () => {
  const directory = await mkdtemp(join(tmpdir(), "churnlab-"));
  try {
    const file = join(directory, "model.json");
    await saveModel(classifiers["dummy"], file);
    const twice = deriveFeature({ name: "twice", from: ["age"], compute: (age) => 2 * age });
    const pipeline = makePipeline(twice, new DummyClassifier()).fit(X, y);
    await assert.rejects(saveModel(pipeline, file), /the feature "twice" was computed by a function/);
    assert.deepEqual(await loadModel(file), classifiers["dummy"]);
    await assert.rejects(
      saveModel(classifiers["dummy"], join(directory, "no", "model.json")),
      /cannot be written: ENOENT/,
    );
    await assert.rejects(saveModel({} as never, file), /a fitted model must be given/);
    await assert.rejects(saveModel(classifiers["dummy"], ""), /file must be a path; got ""/);
    assert.deepEqual(await readdir(directory), ["model.json"]);
  } finally {
    await rm(directory, { recursive: true });
  }
});
