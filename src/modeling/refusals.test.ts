import assert from "node:assert/strict";
import { test } from "node:test";
import { type Classifier, type FittedClassifier, InvalidParameterError } from "../core";
import { StratifiedKFold } from "../preprocessing";
import { bootstrapInterval } from "./bootstrap-interval";
import { crossValPredict } from "./cross-val-predict";
import { crossValidate } from "./cross-validate";
import { GradientBoostingClassifier } from "./gradient-boosting";
import { LogisticRegression } from "./logistic-regression";
import { rocAucScore } from "./metrics";
import { MljsLogisticRegression, MljsRandomForestClassifier } from "./mljs";
import { partialDependence } from "./partial-dependence";
import { permutationImportance } from "./permutation-importance";
import { RandomForestClassifier } from "./random-forest";
import { modelFromJSON } from "./saved-models";

const X = Array.from({ length: 40 }, (_, row) => [row % 7, (row * 5) % 11, Math.sin(row)]);
const y = X.map(([a, b], row) => (a + b + (row % 3) > 8 ? 1 : 0));
const cv = new StratifiedKFold({ nSplits: 4, seed: 1 });
/** Fails the test when it is put to work. */
const untouchable: Classifier = {
  fit() {
    throw new Error("no work before the options are checked");
  },
};
const notA = <T>(value: unknown) => value as T;

test("a callback that is no function is refused before any work", () => {
  const onProgress = notA<() => void>("x");
  const refused = { name: "InvalidParameterError", message: /onProgress of \w+ must be a function; got "x"/ };
  assert.throws(() => crossValidate(untouchable, X, y, { cv, onProgress }), refused);
  assert.throws(() => crossValPredict(untouchable, X, y, { cv, onProgress }), refused);
  assert.throws(() => new GradientBoostingClassifier({ onProgress }), refused);
  const fitted = new LogisticRegression().fit(X, y);
  assert.throws(() => permutationImportance(fitted, X, y, { seed: 1, onProgress }), refused);
});

test("what is no classifier, no model, no metric is refused by its place", () => {
  assert.throws(() => crossValidate(notA<Classifier>({}), X, y, { cv }), /classifier must be a classifier with a fit/);
  assert.throws(() => crossValPredict(notA<Classifier>(null), X, y, { cv }), /classifier must be a classifier/);
  assert.throws(() => permutationImportance(notA<FittedClassifier>(5), X, y, { seed: 1 }), /fitted must be a fitted/);
  assert.throws(() => partialDependence(notA<FittedClassifier>(5), X, 0), /fitted must be a fitted classifier/);
  assert.throws(() => bootstrapInterval(notA<typeof rocAucScore>("rocAuc"), y, y, { seed: 1 }), /metric must be/);
  const stratified = notA<boolean>("false");
  assert.throws(
    () => bootstrapInterval(rocAucScore, y, y, { seed: 1, stratified }),
    /stratified must be true or false/,
  );
});

test("the engines refuse options of fit that they do not know", () => {
  const options = notA<{ sampleWeight?: number[] }>({ sampleWeights: [1] });
  for (const engine of [new MljsLogisticRegression(), new MljsRandomForestClassifier({ nEstimators: 2, seed: 1 })]) {
    assert.throws(() => engine.fit(X, y, options), /has no option "sampleWeights"/);
    assert.throws(() => engine.fit(X, y, notA<object>(null)), InvalidParameterError);
  }
});

test("the engine's forest opens from its own file, whatever its leaves round to", () => {
  for (let seed = 0; seed < 12; seed++) {
    const fitted = new MljsRandomForestClassifier({ nEstimators: 3, seed }).fit(X.slice(0, 30), y.slice(0, 30));
    const opened = modelFromJSON(JSON.parse(JSON.stringify(fitted)));
    assert.deepEqual(opened.predictProba(X), fitted.predictProba(X));
  }
});

test("the features that a reader insists on must be names", () => {
  const json = new LogisticRegression().fit(X, y).toJSON();
  for (const featureNames of [new Set(["a"]), { 0: "x0" }, 5, true, "x0", [1, 2, 3]]) {
    assert.throws(() => modelFromJSON(json, { featureNames: notA<string[]>(featureNames) }), {
      name: "InvalidParameterError",
      message: /featureNames of the options must be an array of names/,
    });
  }
});

test("a file whose covers or counts cannot be is refused", () => {
  const forest = new RandomForestClassifier({ nEstimators: 2, seed: 1 }).fit(X, y);
  const json = JSON.parse(JSON.stringify(forest));
  json.cover[0] *= 1000;
  assert.throws(() => modelFromJSON(json), /cover must be the sum of its children's/);
  const other = JSON.parse(JSON.stringify(forest));
  other.training.nPositives = 1e6;
  assert.throws(() => modelFromJSON(other), /nPositives of training .* must be an integer in \[0, 40\]/);
});

test("a model's own record of its options makes the same recipe again", () => {
  const { training } = new GradientBoostingClassifier({ nEstimators: 3 }).fit(X, y);
  const again = new GradientBoostingClassifier(training.options).fit(X, y);
  assert.deepEqual(again.training, training);
  assert.throws(
    () => new LogisticRegression({ penalty: notA<"l2">(null) }),
    /penalty of LogisticRegression must not be null: leave it out for its default; got null/,
  );
});
