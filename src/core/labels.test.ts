import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError, ShapeError } from "./errors";
import { toLabels, toVector } from "./labels";

test("labels come from arrays, typed arrays and a Series by its values", () => {
  for (const y of [[0, 1, 1], Uint8Array.of(0, 1, 1), { values: [0, 1, 1] }]) {
    assert.deepEqual(Array.from(toLabels(y, 3)), [0, 1, 1]);
  }
});

test("labels other than 0 and 1, other lengths and other types are refused", () => {
  assert.throws(() => toLabels([0, 2]), new InvalidParameterError("y must hold 0 or 1; got 2 at position 1"));
  assert.throws(() => toLabels([0, 1], 3), new ShapeError("y must have one label a sample: 3; got 2"));
  assert.throws(
    () => toLabels("01" as never),
    new InvalidParameterError('y must be an array, a typed array or a danfojs Series; got "01"'),
  );
});

test("a vector holds finite numbers", () => {
  assert.deepEqual(Array.from(toVector([1, 2.5])), [1, 2.5]);
  assert.throws(
    () => toVector([1, Number.POSITIVE_INFINITY], 2, "weights"),
    new InvalidParameterError("weights must hold finite numbers; got Infinity at position 1"),
  );
});
