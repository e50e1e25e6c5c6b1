import assert from "node:assert/strict";
import { test } from "node:test";
import type { Classifier, FeatureMatrix, FitOptions, LabelsLike, MatrixLike, Transformer } from "../core";
import {
  type Fold,
  makePipeline,
  SelectColumns,
  SelectKBest,
  SimpleImputer,
  StandardScaler,
  StratifiedKFold,
} from "../preprocessing";
import {
  brierDecomposition,
  CalibratedClassifier,
  crossValidate,
  crossValidateThreshold,
  crossValPredict,
  DummyClassifier,
  GradientBoostingClassifier,
  GridSearch,
  greaterIsBetter,
  LogisticRegression,
  MljsLogisticRegression,
  nestedCrossValidate,
  permutationImportance,
  RandomForestClassifier,
  RandomSearch,
  RuleClassifier,
  type ScoringName,
  shapValues,
  ThresholdClassifier,
} from ".";

const X = Array.from({ length: 40 }, (_, row) => [row % 7, (row * 5) % 11]);
const y = X.map(([a, b]) => Number(a + b > 8));
const cv = new StratifiedKFold({ nSplits: 4, seed: 1 });
const choose = { by: "cost", costOfContact: 1, valueOfSavedClient: 10, successRate: 0.5 } as const;

/** Passes values through, and counts how often it was fitted. */
function countingStep(): Transformer & { fits: number } {
  const inner = new StandardScaler();
  return {
    fits: 0,
    fit(rows: MatrixLike) {
      this.fits++;
      return inner.fit(rows);
    },
    checkFeatures: (names) => inner.checkFeatures(names),
  };
}

/** A logistic regression that counts how often it was fitted. */
function countingModel(options = {}): Classifier & { fits: number } {
  const inner = new LogisticRegression(options);
  return {
    fits: 0,
    fit(rows: MatrixLike, labels: LabelsLike, given?: FitOptions) {
      this.fits++;
      return inner.fit(rows, labels, given);
    },
    checkFit: (labels, given) => inner.checkFit(labels, given),
  };
}

test("a pipeline checks options, weights, labels and classes before it fits a step", () => {
  const oneClass = y.map(() => 1);
  const wrong: [LabelsLike, object, RegExp][] = [
    [y, { weights: [] }, /fit has no option "weights"/],
    [y, { sampleWeight: [1, 2] }, /sampleWeight must have 40 values; got 2/],
    [y, { sampleWeight: y.map(() => -1) }, /sampleWeight must be ≥ 0; got -1/],
    [y, { sampleWeight: y.map(() => 0) }, /sampleWeight must have a positive sum/],
    [y, { sampleWeight: null }, /sampleWeight of fit must not be null/],
    [y.slice(1), {}, /one label a sample/],
    [oneClass, {}, /needs samples of both classes in y, with positive weight; got only class 1/],
    [y, { sampleWeight: y }, /needs samples of both classes in y, with positive weight; got only class 1/],
  ];
  for (const [labels, options, rule] of wrong) {
    const step = countingStep();
    assert.throws(() => makePipeline(step, new LogisticRegression()).fit(X, labels, options as FitOptions), rule);
    assert.equal(step.fits, 0);
  }
  const step = countingStep();
  const weighted = makePipeline(step, new MljsLogisticRegression());
  assert.throws(() => weighted.fit(X, y, { sampleWeight: y.map(() => 1) }), /takes no sampleWeight/);
  const unknown = makePipeline(step, new RuleClassifier({ conditions: [{ feature: "z", operator: "<", value: 1 }] }));
  assert.throws(() => unknown.fit(X, y), /no feature "z"; the features are x0, x1/);
  const missing = makePipeline(step, new SelectColumns({ columns: ["z"] }), new LogisticRegression());
  assert.throws(() => missing.fit(X, y), /no feature "z"; the features are x0, x1/);
  assert.equal(step.fits, 0);
  assert.doesNotThrow(() => makePipeline(countingStep(), new DummyClassifier()).fit(X, oneClass));
});

test("a search with a candidate that does not suit the data fits none of them", () => {
  const impossible: ((k: number) => Classifier)[] = [
    (k: number) => makePipeline(new StandardScaler(), new SelectKBest({ k }), new LogisticRegression()),
    (k: number) => new RandomForestClassifier({ maxFeatures: k, nEstimators: 1, seed: 1 }),
    (k: number) =>
      new GradientBoostingClassifier({ nEstimators: 1, monotoneConstraints: k > 2 ? { nobody: 1 } : { x0: 1 } }),
  ];
  for (const build of impossible) {
    let done = 0;
    const onProgress = () => {
      done++;
    };
    const grid = new GridSearch({ build: ({ k }) => build(k), grid: { k: [1, 2, 9] }, cv, onProgress });
    const rule = /candidate \{ k: 9 \} failed before any fit: /;
    assert.throws(() => grid.fit(X, y), rule);
    assert.throws(() => nestedCrossValidate(grid, X, y, { cv }), rule);
    const drawn = new RandomSearch({
      build: ({ k }) => build(k),
      distributions: { k: [1, 2, 9] },
      cv,
      nCandidates: 3,
      seed: 1,
      onProgress,
    });
    assert.throws(() => drawn.fit(X, y), rule);
    assert.equal(done, 0);
  }
});

/** Three folds, of which the last tests rows of one class only. */
function foldsWithOneClass(): Fold[] {
  const ones = y.flatMap((label, row) => (label === 1 ? [row] : []));
  const others = y.flatMap((label, row) => (label === 1 ? [] : [row]));
  const parts = [
    [...ones.slice(0, 4), ...others.slice(0, 4)],
    [...ones.slice(4, 8), ...others.slice(4, 8)],
    ones.slice(8),
  ];
  const complement = (part: number[]) => Uint32Array.from(y.keys()).filter((row) => !part.includes(row));
  return parts.map((part) => ({ train: complement(part), test: Uint32Array.from(part) }));
}

test("a test part of one class is refused before anything is fitted, where the score needs both", () => {
  const folds = foldsWithOneClass();
  const model = countingModel();
  const rule = /fold 2 cannot be used: /;
  assert.throws(() => crossValidate(model, X, y, { cv: folds }), { name: "UndefinedMetricError", message: rule });
  const grid = new GridSearch({ build: () => model, grid: { C: [1, 2] }, cv: folds });
  assert.throws(() => grid.fit(X, y), rule);
  assert.equal(model.fits, 0);
  const { scores } = crossValidate(model, X, y, { cv: folds, scoring: ["brier", "accuracy"] });
  assert.equal(scores.brier.length, 3);
});

test("a training part of one class is refused before anything is fitted", () => {
  const ones = Uint32Array.from(y.keys()).filter((row) => y[row] === 1);
  const others = Uint32Array.from(y.keys()).filter((row) => y[row] === 0);
  const last = { train: ones, test: others };
  const folds = [...cv.split(Uint8Array.from(y)), last];
  const model = countingModel();
  const rule = /fold 4 cannot be used: LogisticRegression needs samples of both classes/;
  assert.throws(() => crossValidate(model, X, y, { cv: folds, scoring: ["brier"] }), rule);
  assert.throws(() => crossValPredict(model, X, y, { cv: folds }), rule);
  const outer = { cv: folds, choose, seed: 1 };
  assert.throws(() => crossValidateThreshold(model, X, y, outer), /fold 4 cannot be used: ThresholdClassifier needs/);
  assert.throws(() => new CalibratedClassifier(model, { cv: folds }).fit(X, y), rule);
  assert.throws(() => new ThresholdClassifier(model, { choose, cv: folds }).fit(X, y), rule);
  assert.equal(model.fits, 0);
});

test("a row that stands twice in a part of a fold is refused", () => {
  const [{ train, test: held }] = cv.split(Uint8Array.from(y));
  const twice = (rows: Uint32Array) => Uint32Array.of(...rows, rows[2]);
  const run = (fold: Fold) => () => crossValidate(new LogisticRegression(), X, y, { cv: [fold] });
  assert.throws(
    run({ train, test: twice(held) }),
    new RegExp(`row ${held[2]} stands twice in the test part of fold 0`),
  );
  assert.throws(run({ train: twice(train), test: held }), /stands twice in the training part of fold 0/);
});

test("null is no way to ask for a default, but where it has a meaning", () => {
  const seed = 1;
  assert.throws(
    () => new RandomForestClassifier({ nEstimators: null as never, seed }),
    /nEstimators .* must not be null/,
  );
  assert.throws(
    () => new GradientBoostingClassifier({ learningRate: null as never }),
    /learningRate .* must not be null/,
  );
  assert.throws(() => new LogisticRegression({ C: null as never }), /C of LogisticRegression must not be null/);
  assert.throws(() => crossValidate(new LogisticRegression(), X, y, { cv, scoring: null as never }), /scoring .* null/);
  assert.throws(
    () => new GridSearch({ build: () => new DummyClassifier(), grid: {}, cv, refit: null as never }),
    /refit/,
  );
  assert.doesNotThrow(() => new RandomForestClassifier({ maxDepth: null, classWeight: null, seed }));
  assert.doesNotThrow(() => new LogisticRegression({ classWeight: null, C: undefined }));
});

test("arguments that would have no effect, or make no sense, are refused", () => {
  const p = y.map((label) => 0.25 + 0.5 * label);
  assert.throws(
    () => brierDecomposition(y, p, { strategy: "distinct", nBins: -5 }),
    /nBins is not for strategy "distinct"/,
  );
  assert.throws(() => brierDecomposition(y, p, { strategy: "distinct", nBins: 5 }), /leave it out; got 5/);
  assert.throws(() => greaterIsBetter("x" as ScoringName), /scoring must be one of .*; got "x"/);
  const fitted = new LogisticRegression().fit(X, y);
  const importance = (groups: Record<string, string[]>) => () =>
    permutationImportance(fitted, X, y, { groups, seed: 1 });
  assert.throws(importance({}), /groups must name at least one group/);
  assert.throws(importance({ both: ["x0", "x0"] }), /groups.both must name different features; got "x0" twice/);
});

test("rows with gaps reach the imputer in a pipeline, whatever judges it", () => {
  const gaps = X.map((row, place) => (place % 9 === 4 ? [Number.NaN, row[1]] : row));
  const recipe = () => makePipeline(new SimpleImputer(), new StandardScaler(), new LogisticRegression());
  const build = ({ C }: { C: number }) => makePipeline(new SimpleImputer(), new LogisticRegression({ C }));
  const grid = new GridSearch({ build, grid: { C: [0.1, 1] }, cv });
  const filled = new SimpleImputer().fit(gaps).transform(gaps);
  assert.equal(grid.allowsMissing, true);
  assert.equal(grid.fit(gaps, y).predictProba(gaps).length, 40);
  assert.equal(nestedCrossValidate(grid, gaps, y, { cv }).scores.rocAuc.length, 4);
  assert.equal(crossValidate(recipe(), gaps, y, { cv }).scores.rocAuc.length, 4);
  assert.equal(crossValPredict(recipe(), gaps, y, { cv }).length, 40);
  assert.equal(crossValidateThreshold(recipe(), gaps, y, { cv, choose, seed: 1 }).achieved.nClients, 40);
  const calibrated = new CalibratedClassifier(recipe(), { cv, ensemble: false }).fit(gaps, y);
  assert.deepEqual(calibrated.predictProba(gaps.slice(0, 5)), calibrated.predictProba(filled).slice(0, 5));
  const threshold = new ThresholdClassifier(recipe(), { choose, cv }).fit(gaps, y);
  assert.equal(threshold.predict(gaps).length, 40);
  const plain = new GridSearch({ build: (o) => new LogisticRegression(o), grid: { C: [1] }, cv });
  for (const work of [() => plain.fit(gaps, y), () => nestedCrossValidate(plain, gaps, y, { cv })]) {
    assert.throws(work, /X must hold finite numbers; got NaN in row 4, column x0/);
  }
});

test("SHAP values of single rows are those of all rows together, and prepare the trees once", () => {
  const forest = new RandomForestClassifier({ nEstimators: 10, seed: 1 }).fit(X, y);
  const together = shapValues(forest, X);
  const rows = (matrix: FeatureMatrix) => Array.from({ length: matrix.nSamples }, (_, row) => matrix.row(row));
  const alone = X.map((row) => shapValues(forest, [row]));
  assert.deepEqual(
    alone.map(({ values }) => values.row(0)),
    rows(together.values),
  );
  assert.ok(alone.every(({ baseValue }) => baseValue === together.baseValue));
});
