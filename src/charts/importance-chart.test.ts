import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFigure, at, deepFreeze } from "../testing/assert-figure";
import { importanceChart } from "./importance-chart";

const options = { title: "What matters", importanceLabel: "Loss of ROC AUC" };

test("the most important feature is at the top, with ± one standard deviation", () => {
  const summary = deepFreeze({ featureNames: ["Age", "Lifetime"], mean: [0.05, 0.2], standardDeviation: [0.01, 0.02] });
  const figure = importanceChart(summary, options);
  assertFigure(figure);
  const [trace] = figure.data;
  assert.deepEqual(trace["x"], [0.2, 0.05]);
  assert.deepEqual(at(trace, "error_x", "array"), [0.02, 0.01]);
  assert.deepEqual(at(figure.layout, "yaxis", "ticktext"), ["Lifetime", "Age"]);
  assert.match(figure.layout.meta.alt, /Loss of ROC AUC: Lifetime 0\.200, Age 0\.0500\./);
});

test("records may have intervals or nothing; only the first features are shown when asked", () => {
  const records = deepFreeze([
    { feature: "a", importance: 1, lower: 0.5, upper: 1.75 },
    { feature: "b", importance: 3 },
    { feature: "c", importance: 0 },
  ]);
  const [trace] = importanceChart(records, { ...options, maxFeatures: 2 }).data;
  assert.deepEqual(trace["x"], [3, 1]);
  assert.deepEqual(at(trace, "error_x", "array"), [0, 0.75]);
  assert.deepEqual(at(trace, "error_x", "arrayminus"), [0, 0.5]);
});

test("half an interval is refused", () => {
  assert.throws(
    () => importanceChart([{ feature: "a", importance: 1, lower: 0 }], options),
    /importances\[0\] must have both lower and upper, or neither/,
  );
});
