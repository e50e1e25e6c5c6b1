import assert from "node:assert/strict";
import { test } from "node:test";
import { assertClose } from "../testing/assert-close";
import { assertFigure } from "../testing/assert-figure";
import { importanceViewsChart } from "./importance-views-chart";

const features = ["Age", "Lifetime", "Phone"];
const views = [
  { name: "SHAP", values: [1, 4, 0] },
  { name: "Shuffled", values: [0.3, 0.1, -0.02] },
];

test("each view is a share of its own largest value, the largest feature on average at the top", () => {
  const figure = importanceViewsChart(features, views, { title: "Side by side", labels: { Lifetime: "Months" } });
  assertFigure(figure);
  const { data, layout } = figure;
  // Age: 0.25 and 1; Months: 1 and 1/3; Phone: nothing. What is below 0 counts as 0.
  assert.deepEqual(data[0]["x"], [1, 0.25, 0]);
  assertClose(data[1]["x"] as number[], [1 / 3, 1, 0], { absolute: 1e-3 });
  assert.match(layout.meta.alt, /Months: SHAP 100%, Shuffled 33%; Age: SHAP 25%, Shuffled 100%; Phone: SHAP 0%/);
});

test("a view without any weight draws zeros", () => {
  const { data } = importanceViewsChart(["Age"], [{ name: "Odds ratio", values: [0] }], { title: "None" });
  assert.deepEqual(data[0]["x"], [0]);
});

test("marks of one row do not hide each other, and each view has a symbol of its own", () => {
  const { data } = importanceViewsChart(features, views, { title: "Side by side" });
  assert.notDeepEqual(data[0]["y"], data[1]["y"]);
  const symbols = data.map((trace) => (trace["marker"] as { symbol: string }).symbol);
  assert.equal(new Set(symbols).size, views.length);
});

test("views of another length are refused", () => {
  assert.throws(() => importanceViewsChart(features, [{ name: "SHAP", values: [1] }], { title: "x" }), {
    message: /views\[0\].values must have one value a feature: 3; got 1/,
  });
});
