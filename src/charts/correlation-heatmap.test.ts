import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFigure, at, deepFreeze } from "../testing/assert-figure";
import { correlationHeatmap } from "./correlation-heatmap";

const correlations = deepFreeze({
  featureNames: ["Age", "Charges", "Flat"],
  values: [
    [1, -0.45, Number.NaN],
    [-0.45, 1, Number.NaN],
    [Number.NaN, Number.NaN, Number.NaN],
  ],
});

test("each pair stands once, below the diagonal; what is not defined is a gap", () => {
  const figure = correlationHeatmap(correlations, { title: "Pairs", labels: { Age: "Age & more" } });
  assertFigure(figure);
  const [trace] = figure.data;
  assert.deepEqual(trace["z"], [
    [null, null, null],
    [-0.45, null, null],
    [null, null, null],
  ]);
  assert.deepEqual(at(trace, "text", 1), ["−.45", "", ""]);
  assert.deepEqual(at(trace, "customdata", 1, 0), ["Charges", "Age &amp; more"]);
  assert.deepEqual([trace["zmin"], trace["zmax"]], [-1, 1]);
  assert.deepEqual(at(figure.layout, "yaxis", "ticktext"), ["Age &amp; more\u00a01", "Charges\u00a02", "Flat\u00a03"]);
  assert.match(figure.layout.meta.alt, /strongest: Age & more and Charges −0\.45\./);
});

test("only coefficients of the stated size are written into their cells", () => {
  const figure = correlationHeatmap(correlations, { title: "Pairs", annotateFrom: 0.5 });
  assert.deepEqual(at(figure.data[0], "text", 1, 0), "");
});

test("a table that does not fit its names is refused", () => {
  const ragged = { featureNames: ["a", "b"], values: [[1, 0], [0]] };
  assert.throws(
    () => correlationHeatmap(ragged, { title: "t" }),
    /correlations\.values\[1\] must have 2 values; got 1/,
  );
});
