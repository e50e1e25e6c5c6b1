import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFigure, at, deepFreeze } from "../testing/assert-figure";
import { ecdfByClass } from "./ecdf-by-class";

test("each step stands at a value, with the share of the class up to it", () => {
  const values = deepFreeze([1, 3, 3, 4, 2, 5]);
  const figure = ecdfByClass(values, deepFreeze([0, 0, 0, 0, 1, 1]), {
    title: "Visits",
    label: "Visits",
    unit: "a week",
  });
  assertFigure(figure);
  assert.deepEqual(figure.data[0]["x"], [1, 1, 3, 4]);
  assert.deepEqual(figure.data[0]["y"], [0, 0.25, 0.75, 1]);
  assert.deepEqual(figure.data[1]["y"], [0, 0.5, 1]);
  assert.equal(at(figure.data[0], "line", "shape"), "hv");
  assert.match(figure.layout.meta.alt, /stayed: a quarter at most 2\.50, half at most 3, three quarters at most 3\.25/);
});

test("a long column is thinned and keeps its ends", () => {
  const values = Float64Array.from({ length: 10000 }, (_, index) => index / 100);
  const labels = Uint8Array.from({ length: 10000 }, (_, index) => index % 2);
  const [stayed] = ecdfByClass(values, labels, { title: "t", label: "x" }).data;
  const x = stayed["x"] as number[];
  assert.ok(x.length < 600, `${x.length} points`);
  assert.equal(x[0], 0);
  assert.equal(x[x.length - 1], 99.98);
});
