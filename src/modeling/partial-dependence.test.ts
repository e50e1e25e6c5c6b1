import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError } from "../core";
import { assertClose } from "../testing/assert-close";
import { type ExplanationFixture, fixedLogistic } from "../testing/fixed-logistic";
import { readFixture } from "../testing/read-fixture";
import { partialDependence } from "./partial-dependence";

const fixture = readFixture<ExplanationFixture>("modeling", "explanation");
const fitted = fixedLogistic(fixture);
const X = fixture.X;

test("grid, average and single curves are scikit-learn's", () => {
  fixture.partialDependence.forEach((expected, feature) => {
    const result = partialDependence(fitted, X, feature, { gridSize: 12, kind: "individual" });
    assertClose(result.grid, expected.grid, { absolute: 1e-12 }, `grid ${feature}`);
    assertClose(result.average, expected.average, { absolute: 1e-12 }, `average ${feature}`);
    assertClose(result.individual?.[0] ?? [], expected.firstRow, { absolute: 1e-12 }, `first row ${feature}`);
    assert.equal(result.individual?.length, X.length);
  });
});

test("a grid of one's own, a feature by name, and no single curves unless asked for", () => {
  const { feature, grid, average, individual } = partialDependence(fitted, X, "x1", { grid: [2, 0.5] });
  assert.deepEqual([feature, Array.from(grid), average.length, individual], ["x1", [2, 0.5], 2, null]);
});

test("a feature that hardly varies is shown over its whole range", () => {
  const rows = X.map((row, index) => [row[0], row[1], row[2], index === 0 ? 9 : 5]);
  const many = rows.map((row, index) => [row[0], row[1], row[2], index < 25 ? index : 100]);
  assert.deepEqual(Array.from(partialDependence(fitted, rows, 3).grid), [5, 9]);
  const { grid } = partialDependence(fitted, many, 3, { percentiles: [0.2, 0.9] });
  assert.deepEqual([grid[0], grid[19]], [0, 100]);
});

test("unknown features and grids out of range are refused", () => {
  assert.throws(
    () => partialDependence(fitted, X, "age"),
    new InvalidParameterError('no feature "age"; the features are x0, x1, x2, x3'),
  );
  assert.throws(
    () => partialDependence(fitted, X, 4),
    new InvalidParameterError("feature must be an integer in [0, 3]; got 4"),
  );
  assert.throws(() => partialDependence(fitted, X, 0, { percentiles: [0.9, 0.1] }), InvalidParameterError);
  assert.throws(() => partialDependence(fitted, X, 0, { gridSize: 1 }), InvalidParameterError);
});
