import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError, ShapeError } from "../core";
import { type Fold, makePipeline, RepeatedStratifiedKFold, StandardScaler, StratifiedKFold } from "../preprocessing";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { compareModels } from "./compare-models";
import { crossValPredict } from "./cross-val-predict";
import { crossValidate } from "./cross-validate";
import { LogisticRegression } from "./logistic-regression";
import { RandomForestClassifier } from "./random-forest";
import { type ScoringName, scoringNames } from "./scoring";
import { summarizeScores } from "./summarize-scores";

interface ValidationFixture {
  X: number[][];
  y: number[];
  foldOfRow: number[];
  scores: Record<ScoringName, number[]>;
  outOfFold: number[];
  interval: [number, number];
  differencePValue: number;
}

const fixture = readFixture<ValidationFixture>("modeling", "cross-validation");
const { X, y } = fixture;
const model = makePipeline(new StandardScaler(), new LogisticRegression({ C: 1 }));

const rowsWhere = (rule: (fold: number) => boolean) =>
  Uint32Array.from(fixture.foldOfRow.flatMap((fold, row) => (rule(fold) ? [row] : [])));

const folds: Fold[] = Array.from({ length: 6 }, (_, fold) => ({
  train: rowsWhere((other) => other !== fold),
  test: rowsWhere((other) => other === fold),
}));

test("all scores on given folds are scikit-learn's", () => {
  const result = crossValidate(model, X, y, { cv: folds, scoring: scoringNames });
  for (const name of scoringNames) assertClose(result.scores[name], fixture.scores[name], { absolute: 1e-7 }, name);
  assert.ok(result.fitSeconds.every((seconds) => seconds >= 0));
  assert.equal(result.scoreSeconds.length, 6);
});

test("out-of-fold probabilities are scikit-learn's", () => {
  assertClose(crossValPredict(model, X, y, { cv: folds }), fixture.outOfFold, { absolute: 1e-7 });
});

test("with repeats a row's forecast is the mean of its forecasts", () => {
  const once = [1, 2].map((part) => crossValPredict(model, X, y, { cv: twice.slice(part * 5 - 5, part * 5) }));
  const both = crossValPredict(model, X, y, { cv: twice });
  assertClose(
    both,
    once[0].map((p, row) => (p + once[1][row]) / 2),
    { absolute: 1e-15 },
  );
});

const twice = new RepeatedStratifiedKFold({ nSplits: 5, nRepeats: 2, seed: 3 }).split(y);

test("the interval is the corrected resampled t interval", () => {
  const result = crossValidate(model, X, y, { cv: folds, scoring: ["rocAuc"] });
  const { rocAuc } = summarizeScores(result, { level: 0.9 });
  assertClose([rocAuc.lower, rocAuc.upper], fixture.interval, { absolute: 1e-7 });
  assert.equal(rocAuc.degreesOfFreedom, 5);
});

test("the comparison of models is paired, with the p-value of SciPy", () => {
  const scores = crossValidate(model, X, y, { cv: folds, scoring: ["rocAuc", "averagePrecision"] });
  const other = {
    ...scores,
    scores: { rocAuc: scores.scores.averagePrecision, averagePrecision: scores.scores.rocAuc },
  };
  const comparison = compareModels(scores, other, { scoring: "rocAuc" });
  assertClose(comparison.pValue, fixture.differencePValue, { relative: 1e-5 });
  const reverse = compareModels(other, scores, { scoring: "rocAuc" });
  assertClose(reverse.mean, -comparison.mean, {});
  assertClose([reverse.lower, reverse.upper], [-comparison.upper, -comparison.lower], { absolute: 1e-15 });
  const itself = compareModels(scores, scores, { scoring: "rocAuc" });
  assert.deepEqual([itself.mean, itself.lower, itself.upper, itself.pValue, itself.nEqual], [0, 0, 0, 1, 6]);
});

test("the same folds serve two kinds of model", () => {
  const cv = new StratifiedKFold({ nSplits: 3, seed: 1 });
  const logistic = crossValidate(model, X, y, { cv });
  const forest = crossValidate(new RandomForestClassifier({ nEstimators: 10, seed: 1 }), X, y, { cv: logistic.folds });
  const { differences, nLarger } = compareModels(logistic, forest, { scoring: "rocAuc" });
  assert.equal(differences.length, 3);
  assert.ok(nLarger <= 3);
});

test("progress is told after each fold", () => {
  const told: number[][] = [];
  crossValidate(model, X, y, { cv: folds, onProgress: (...step) => told.push(step) });
  assert.deepEqual(told.at(-1), [6, 6]);
  assert.equal(told.length, 6);
});

test("unknown scores, folds that leak or leave rows out, and other folds are refused", () => {
  assert.throws(
    () => crossValidate(model, X, y, { cv: folds, scoring: ["auc" as "rocAuc"] }),
    new InvalidParameterError(
      'scoring[0] must be one of "accuracy", "precision", "recall", "f1", "rocAuc", "averagePrecision", "brier", "logLoss"; got "auc"',
    ),
  );
  const leak = [{ train: Uint32Array.of(0, 1, 2), test: Uint32Array.of(2, 3) }];
  assert.throws(
    () => crossValidate(model, X, y, { cv: leak }),
    new InvalidParameterError("a row must not be in both parts of a fold; row 2 is in fold 0"),
  );
  assert.throws(
    () => crossValPredict(model, X, y, { cv: folds.slice(1) }),
    new InvalidParameterError(`cv must put every row into a test part; row ${folds[0].test[0]} is in none`),
  );
  assert.throws(() => crossValidate(model, X, y, { cv: [] }), ShapeError);
  assert.throws(() => crossValidate(model, X, y, { cv: 5 as never }), InvalidParameterError);
  const first = crossValidate(model, X, y, { cv: folds.slice(0, 2) });
  const second = crossValidate(model, X, y, { cv: folds.slice(1, 3) });
  assert.throws(
    () => compareModels(first, second, { scoring: "rocAuc" }),
    new InvalidParameterError("both models must be validated on the same folds; theirs differ"),
  );
  assert.throws(
    () => summarizeScores(crossValidate(model, X, y, { cv: folds.slice(0, 1) })),
    new ShapeError("an interval needs at least 2 folds; got 1"),
  );
});
