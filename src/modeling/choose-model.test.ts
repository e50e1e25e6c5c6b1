import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError } from "../core";
import { chooseModel } from "./choose-model";
import type { CrossValidation } from "./cross-validate";

const folds = [0, 1, 2, 3, 4].map((fold) => ({
  train: Uint32Array.from([0, 1, 2, 3, 4].filter((row) => row !== fold)),
  test: Uint32Array.of(fold),
}));

const scored = (rocAuc: number[], brier: number[] = rocAuc): CrossValidation<"rocAuc" | "brier"> => ({
  scores: { rocAuc: Float64Array.from(rocAuc), brier: Float64Array.from(brier) },
  fitSeconds: new Float64Array(folds.length),
  scoreSeconds: new Float64Array(folds.length),
  folds,
});

test("the simplest model that is not clearly worse, also when a later one has the better mean", () => {
  const results = {
    rule: scored([0.7, 0.71, 0.72, 0.7, 0.71]),
    regression: scored([0.95, 0.94, 0.96, 0.93, 0.95]),
    forest: scored([0.94, 0.96, 0.95, 0.95, 0.94]),
  };
  const { chosen, best, behindBest } = chooseModel(results, { scoring: "rocAuc" });
  assert.deepEqual([chosen, best], ["regression", "forest"]);
  assert.ok(behindBest["rule"].lower > 0);
  assert.equal(behindBest["forest"].mean, 0);
});

test("a clearly better model is chosen though it is the least simple one; ties go to the simplest", () => {
  const simple = scored([0.7, 0.71, 0.72, 0.7, 0.71]);
  const good = scored([0.9, 0.91, 0.93, 0.9, 0.91]);
  assert.equal(chooseModel({ simple, good }, { scoring: "rocAuc" }).chosen, "good");
  assert.deepEqual(chooseModel({ a: good, b: good }, { scoring: "rocAuc" }).chosen, "a");
});

test("of a loss the smaller is the better", () => {
  const small = scored([0, 0, 0, 0, 0], [0.05, 0.06, 0.05, 0.06, 0.05]);
  const large = scored([1, 1, 1, 1, 1], [0.15, 0.16, 0.15, 0.16, 0.17]);
  const { chosen, best } = chooseModel({ large, small }, { scoring: "brier" });
  assert.deepEqual([chosen, best], ["small", "small"]);
});

test("no models, or models on other folds, are refused", () => {
  assert.throws(() => chooseModel({}, { scoring: "rocAuc" }), InvalidParameterError);
  const fewer = { ...scored([0.1, 0.2, 0.3, 0.4]), folds: folds.slice(1) };
  assert.throws(() => chooseModel({ a: scored([1, 1, 1, 1, 1]), fewer }, { scoring: "rocAuc" }), InvalidParameterError);
});
