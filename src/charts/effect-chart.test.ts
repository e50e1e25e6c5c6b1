import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFigure, at, deepFreeze } from "../testing/assert-figure";
import { effectChart } from "./effect-chart";
import { classColors, neutralColor } from "./theme";

const effects = deepFreeze([
  { feature: "Lifetime", estimate: 0.5, lower: 0.4, upper: 0.6 },
  { feature: "Phone", estimate: 1.1, lower: 0.9, upper: 1.3 },
  { feature: "Month", estimate: 2, lower: 1.5, upper: 2.5 },
]);
const options = { title: "Effects", effectLabel: "Odds ratio", logScale: true };

test("effects are sorted, the largest at the top, and coloured by the side of the reference", () => {
  const figure = effectChart(effects, options);
  assertFigure(figure);
  assert.deepEqual(at(figure.layout, "yaxis", "ticktext"), ["Month", "Phone", "Lifetime"]);
  assert.deepEqual(
    figure.data.map((trace) => [at(trace, "marker", "color"), trace["x"], trace["y"]]),
    [
      [classColors.left, [2], [0]],
      [classColors.stayed, [0.5], [2]],
      [neutralColor, [1.1], [1]],
    ],
  );
  assert.deepEqual(at(figure.data[0], "error_x", "array"), [0.5]);
  assert.equal(at(figure.layout, "xaxis", "type"), "log");
  assert.equal(at(figure.layout, "shapes", 0, "x0"), 1);
  assert.match(figure.layout.meta.alt, /no effect at 1: Month 2 \(interval 1\.50 to 2\.50\)/);
});

test("differences are read against zero, in the given order when asked", () => {
  const figure = effectChart(effects, { title: "t", effectLabel: "Difference", order: "given" });
  assert.equal(at(figure.layout, "shapes", 0, "x0"), 0);
  assert.deepEqual(at(figure.layout, "yaxis", "ticktext"), ["Lifetime", "Phone", "Month"]);
});

test("a ratio of zero has no place on a logarithmic axis", () => {
  assert.throws(
    () => effectChart([{ ...effects[0], lower: 0 }], options),
    /lower \(logarithmic axis\) must be .*; got 0/,
  );
});
