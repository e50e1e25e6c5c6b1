import assert from "node:assert/strict";
import { test } from "node:test";
import { FeatureMatrix, InvalidParameterError, Random, ShapeError } from "../core";
import { correlatedGroups } from "./correlated-groups";

const random = new Random(1);
const named = (rows: number[][], names: string[]) =>
  new FeatureMatrix(Float64Array.from(rows.flat()), rows.length, names);

test("pairs, in either direction, and chains of features; loners and constants are in no group", () => {
  const rows = Array.from({ length: 300 }, () => {
    const [a, b, c] = [random.normal(), random.normal(), random.normal()];
    return [a, b, 7, -a + 0.1 * random.normal(), c, b + 0.3 * random.normal(), a + 0.1 * random.normal()];
  });
  const X = named(rows, ["a", "b", "constant", "opposite", "c", "b twin", "a twin"]);
  assert.deepEqual(correlatedGroups(X), [
    ["a", "opposite", "a twin"],
    ["b", "b twin"],
  ]);
  assert.deepEqual(correlatedGroups(X, { threshold: 0.98 }), [["a", "opposite", "a twin"]]);
  assert.deepEqual(correlatedGroups(X, { threshold: 1 }), []);
});

test("a chain is one group though its ends are not linked", () => {
  const rows = Array.from({ length: 500 }, () => {
    const middle = random.normal();
    return [middle + 0.6 * random.normal(), middle + 0.6 * random.normal(), middle];
  });
  assert.deepEqual(correlatedGroups(rows, { threshold: 0.8 }), [["x0", "x1", "x2"]]);
});

test("one row, or a threshold out of range, is refused", () => {
  assert.throws(() => correlatedGroups([[1, 2]]), ShapeError);
  assert.throws(() => correlatedGroups([[1], [2]], { threshold: 0 }), InvalidParameterError);
});
