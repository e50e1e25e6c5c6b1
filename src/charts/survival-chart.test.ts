import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFigure, at, deepFreeze } from "../testing/assert-figure";
import { survivalChart } from "./survival-chart";

test("a curve starts at 100 % and time 0; where nobody is left the band closes on the curve", () => {
  const curve = { time: [1, 2], survival: [0.5, 0], lower: [0.4, Number.NaN], upper: [0.6, Number.NaN] };
  const figure = survivalChart(deepFreeze([{ name: "all", curve }]), { title: "Survival" });
  assertFigure(figure);
  const [lower, upper, line] = figure.data;
  assert.deepEqual(line["x"], [0, 1, 2]);
  assert.deepEqual(line["y"], [1, 0.5, 0]);
  assert.deepEqual(lower["y"], [1, 0.4, 0]);
  assert.deepEqual(upper["y"], [1, 0.6, 0]);
  assert.equal(upper["fill"], "tonexty");
  assert.equal(at(line, "line", "shape"), "hv");
  assert.match(figure.layout.meta.alt, /all: half are gone after 1 months, 0\.0% are still there after 2 months/);
});

test("a curve without intervals has no band, and the input is left as it was", () => {
  const curve = deepFreeze({ time: [0, 3], survival: [1, 0.9] });
  const figure = survivalChart([{ name: "loyal", curve }], { title: "Survival", timeUnit: "weeks" });
  assert.equal(figure.data.length, 1);
  assert.deepEqual(figure.data[0]["x"], [0, 3]);
  assert.match(figure.layout.meta.alt, /loyal: more than half stay, 90\.0% are still there after 3 weeks/);
});
