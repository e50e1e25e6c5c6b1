import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFigure, at, deepFreeze } from "../testing/assert-figure";
import { distributionByClass } from "./distribution-by-class";
import { classColors } from "./theme";

const y = deepFreeze([0, 0, 0, 0, 1, 1]);

test("whole numbers become bars: the share of each value within its class", () => {
  const values = deepFreeze([1, 1, 6, 12, 1, 6]);
  const figure = distributionByClass(values, y, { title: "Contracts", label: "Contract <length>", unit: "months" });
  assertFigure(figure);
  const [stayed, left] = figure.data;
  assert.equal(stayed.type, "bar");
  assert.deepEqual(stayed["x"], [1, 6, 12]);
  assert.deepEqual(stayed["y"], [0.5, 0.25, 0.25]);
  assert.deepEqual(left["y"], [0.5, 0.5, 0]);
  assert.equal(at(stayed, "marker", "color"), classColors.stayed);
  assert.equal(at(left, "marker", "color"), classColors.left);
  assert.equal(at(figure.layout, "xaxis", "title", "text"), "Contract &lt;length&gt; (months)");
  assert.match(figure.layout.meta.alt, /stayed \(4 clients, 66\.7%\): mean 5, median 3\.50, middle half 1 to 7\.50/);
  assert.match(figure.layout.meta.alt, /left \(2 clients, 33\.3%\)/);
});

test("codes carry their meaning", () => {
  const figure = distributionByClass([0, 1, 0, 1, 1, 1], y, {
    title: "Groups",
    label: "Group classes",
    valueNames: { 0: "no", 1: "yes" },
  });
  assert.deepEqual(at(figure.layout, "xaxis", "ticktext"), ["no", "yes"]);
  assert.deepEqual(at(figure.data[1], "customdata"), [
    ["no", 0],
    ["yes", 2],
  ]);
});

test("other numbers become densities that do not reach below zero", () => {
  const values = deepFreeze([0.1, 0.5, 1.2, 2.2, 0.05, 0.3]);
  const figure = distributionByClass(values, y, { title: "Visits", label: "Visits", classNames: ["stays", "leaves"] });
  assertFigure(figure);
  assert.deepEqual(
    figure.data.map(({ type, name }) => [type, name]),
    [
      ["scatter", "stays"],
      ["scatter", "leaves"],
    ],
  );
  const x = figure.data[1]["x"] as number[];
  const density = figure.data[1]["y"] as number[];
  assert.equal(x[0], 0);
  const area = density.slice(1).reduce((sum, height, index) => {
    return sum + ((height + density[index]) / 2) * (x[index + 1] - x[index]);
  }, 0);
  assert.ok(Math.abs(area - 1) < 0.005, `area ${area}`);
});

test("a constant column is drawn, and `kind` decides when asked", () => {
  const constant = distributionByClass([2.5, 2.5, 2.5, 2.5, 2.5, 2.5], y, { title: "Constant", label: "x" });
  assertFigure(constant);
  const bars = distributionByClass([2.5, 2.5, 1, 1, 2.5, 1], y, { title: "Halves", label: "x", kind: "bars" });
  assert.deepEqual(bars.data[0]["x"], [1, 2.5]);
});

test("bad input is refused by name", () => {
  const options = { title: "t", label: "x" };
  assert.throws(() => distributionByClass([1, 2], [0, 0], options), /y must hold both classes/);
  assert.throws(
    () => distributionByClass([1, Number.NaN], [0, 1], options),
    /values must hold finite numbers; got NaN/,
  );
  assert.throws(() => distributionByClass([1, 2], [0, 1], { ...options, title: " " }), /title must be text/);
  assert.throws(
    () => distributionByClass([1, 2], [0, 1], { ...options, tilte: "x" } as typeof options),
    /distributionByClass has no option "tilte"/,
  );
  assert.throws(() => distributionByClass([1, 2], [0, 1], { ...options, bandwidth: 0 }), /bandwidth must be .*; got 0/);
});
