import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError, ShapeError } from "../core";
import { DummyClassifier } from "./dummy-classifier";
import { RuleClassifier } from "./rule-classifier";

const clients = {
  columns: ["Contract_period", "Lifetime"],
  shape: [5, 2],
  values: [
    [1, 0],
    [1, 1],
    [1, 5],
    [12, 0],
    [6, 9],
  ],
};
const left = [1, 0, 1, 0, 0];

test("the prior baseline gives everyone the churn rate, weights counted", () => {
  const fitted = new DummyClassifier().fit(clients, left);
  assert.deepEqual(Array.from(fitted.predictProba(clients)), new Array(5).fill(0.4));
  assert.deepEqual(Array.from(fitted.predict(clients)), new Array(5).fill(0));
  const weighted = new DummyClassifier().fit(clients, left, { sampleWeight: [3, 1, 3, 1, 1] });
  assert.equal(weighted.probability, 6 / 9);
  assert.deepEqual(DummyClassifier.fromJSON(JSON.parse(JSON.stringify(fitted))), fitted);
});

test("the majority baseline gives 0 or 1, and 0 when the classes tie", () => {
  const majority = new DummyClassifier({ strategy: "mostFrequent" });
  assert.equal(majority.fit(clients, left).probability, 0);
  assert.equal(majority.fit(clients, [1, 1, 1, 0, 0]).probability, 1);
  assert.equal(majority.fit([[1], [2]], [0, 1]).probability, 0);
});

const newOnShortContract = new RuleClassifier({
  conditions: [
    { feature: "Contract_period", operator: "=", value: 1 },
    { feature: "Lifetime", operator: "<=", value: 1 },
  ],
});

test("a rule says itself in words and gives the churn rates of its two sides", () => {
  const fitted = newOnShortContract.fit(clients, left);
  assert.equal(fitted.describe(), "Contract_period = 1 and Lifetime ≤ 1");
  assert.deepEqual(Array.from(fitted.matches(clients)), [1, 1, 0, 0, 0]);
  // Inside: 1 of 2 left; outside: 1 of 3.
  assert.deepEqual(Array.from(fitted.predictProba(clients)), [0.5, 0.5, 1 / 3, 1 / 3, 1 / 3]);
  assert.deepEqual(Array.from(fitted.predict(clients)), [1, 1, 0, 0, 0]);
  assert.deepEqual(Array.from(fitted.matches([[1, 0]])), [1], "columns without names go by position");
  assert.deepEqual(RuleClassifier.fromJSON(JSON.parse(JSON.stringify(fitted))), fitted);
});

test("every operator compares as it says", () => {
  const operators = ["<", "<=", "=", "!=", ">=", ">"] as const;
  const met = operators.map((operator) => {
    const rule = new RuleClassifier({ conditions: [{ feature: "x0", operator, value: 2 }] });
    return Array.from(rule.fit([[1], [2], [3]], [0, 1, 0]).matches([[1], [2], [3]])).join("");
  });
  assert.deepEqual(met, ["100", "110", "010", "101", "011", "001"]);
});

test("conditions can be alternatives; a side without rows gets the overall rate", () => {
  const either = new RuleClassifier({ conditions: newOnShortContract.conditions, match: "any" }).fit(clients, left);
  assert.equal(either.describe(), "Contract_period = 1 or Lifetime ≤ 1");
  assert.deepEqual(Array.from(either.matches(clients)), [1, 1, 1, 1, 0]);
  const nobody = new RuleClassifier({ conditions: [{ feature: "Lifetime", operator: "<", value: 0 }] });
  assert.equal(nobody.fit(clients, left).rateInside, 0.4);
});

test("a rule that cannot be is refused", () => {
  assert.throws(() => new RuleClassifier({ conditions: [] }), InvalidParameterError);
  const unknown = { feature: "Lifetime", operator: "≤" as "<=", value: 1 };
  assert.throws(
    () => new RuleClassifier({ conditions: [unknown] }),
    new InvalidParameterError('conditions[0].operator must be one of "<", "<=", "=", "!=", ">=", ">"; got "≤"'),
  );
  const absent = new RuleClassifier({ conditions: [{ feature: "Height", operator: ">", value: 2 }] });
  assert.throws(
    () => absent.fit(clients, left),
    new InvalidParameterError('no feature "Height"; the features are Contract_period, Lifetime'),
  );
});

test("training data that does not fit is refused before any work", () => {
  assert.throws(() => new DummyClassifier().fit([], []), ShapeError);
  assert.throws(() => new DummyClassifier().fit(clients, [1, 0]), ShapeError);
  assert.throws(
    () => new DummyClassifier().fit(clients, left, { sampleWeight: [1, 1, -1, 1, 1] }),
    new InvalidParameterError("sampleWeight must be ≥ 0; got -1 at position 2"),
  );
  assert.throws(
    () => new DummyClassifier().fit(clients, left, { sampleWeight: [0, 0, 0, 0, 0] }),
    InvalidParameterError,
  );
});
