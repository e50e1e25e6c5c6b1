import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFigure, at, deepFreeze } from "../testing/assert-figure";
import { rateByGroupChart } from "./rate-by-group-chart";

const groups = deepFreeze([
  { group: "1", n: 2000, rate: 0.4, lower: 0.38, upper: 0.43 },
  { group: "empty", n: 0, rate: Number.NaN, lower: 0, upper: 1 },
  { group: "<12>", n: 5, rate: 0, lower: 0, upper: 0.43 },
]);

test("a point with its interval a group, the first at the top, empty groups left out", () => {
  const figure = rateByGroupChart(groups, { title: "Rates", labels: { 1: "1 month" }, overall: 0.25 });
  assertFigure(figure);
  const [trace] = figure.data;
  assert.deepEqual(trace["x"], [0.4, 0]);
  assert.deepEqual(trace["y"], [0, 1]);
  assert.deepEqual(at(trace, "error_x", "array"), [0.03, 0.43]);
  assert.deepEqual(at(trace, "error_x", "arrayminus"), [0.02, 0]);
  assert.deepEqual(at(figure.layout, "yaxis", "ticktext"), ["1 month (2,000)", "&lt;12&gt; (5)"]);
  assert.deepEqual(at(figure.layout, "yaxis", "range"), [1.5, -0.5]);
  assert.equal(at(figure.layout, "shapes", 0, "x0"), 0.25);
  assert.match(
    figure.layout.meta.alt,
    /1 month 40\.0% \(interval 38\.0% to 43\.0%, 2,000 clients\).*all clients: 25\.0%/,
  );
});

test("an alt text of one's own stands in place of the composed one", () => {
  assert.equal(rateByGroupChart(groups, { title: "t", alt: "mine" }).layout.meta.alt, "mine");
});

test("bad records are refused with their place", () => {
  const bad = (change: object) => () => rateByGroupChart([{ ...groups[0], ...change }], { title: "t" });
  assert.throws(bad({ rate: 1.2 }), /groups\[0\]\.rate must be a finite number in \[0, 1\]; got 1\.2/);
  assert.throws(bad({ lower: 0.5 }), /groups\[0\]\.upper must be .* \[0\.5, ∞\); got 0\.43/);
  assert.throws(() => rateByGroupChart([], { title: "t" }), /groups must not be empty/);
});
