import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFigure, at, deepFreeze } from "../testing/assert-figure";
import { confusionChart } from "./confusion-chart";
import { scoreComparisonChart } from "./score-comparison-chart";

test("confusionChart puts each outcome in its cell, with its share of the row", () => {
  const counts = deepFreeze({ trueNegatives: 90, falsePositives: 10, falseNegatives: 5, truePositives: 15 });
  const figure = confusionChart(counts, { title: "Forecasts" });
  assertFigure(figure);
  assert.deepEqual(figure.data[0]["z"], [
    [0.9, 0.1],
    [0.25, 0.75],
  ]);
  assert.equal(at(figure.data[0], "text", 0, 1), "<b>10</b><br>10.0%");
  assert.match(figure.layout.meta.alt, /left, forecast stayed: 5 \(25\.0% of those who left\)/);
  assert.throws(
    () => confusionChart({ ...counts, truePositives: -1 }, { title: "t" }),
    /truePositives must be .*; got -1/,
  );
});

test("a class without clients leaves its row empty", () => {
  const counts = { trueNegatives: 3, falsePositives: 1, falseNegatives: 0, truePositives: 0 };
  const figure = confusionChart(counts, { title: "Nobody left" });
  assertFigure(figure);
  assert.deepEqual(at(figure.data[0], "z", 1), [null, null]);
});

test("scoreComparisonChart keeps the given order and writes the scores", () => {
  const scores = deepFreeze([
    { name: "logistic", estimate: 0.976, lower: 0.97, upper: 0.98 },
    { name: "rule", estimate: 0.8, lower: 0.78, upper: 0.82 },
  ]);
  const figure = scoreComparisonChart(scores, { title: "Models", scoreLabel: "ROC AUC" });
  assertFigure(figure);
  assert.deepEqual(figure.data[0]["x"], [0.976, 0.8]);
  assert.deepEqual(figure.data[0]["text"], ["0.976", "0.800"]);
  assert.deepEqual(at(figure.layout, "yaxis", "ticktext"), ["logistic", "rule"]);
  assert.match(figure.layout.meta.alt, /ROC AUC by model: logistic 0\.976 \(interval 0\.970 to 0\.980\)/);
});
