import assert from "node:assert/strict";
import { test } from "node:test";
import { ShapeError } from "./errors";
import { FeatureMatrix } from "./feature-matrix";
import { toMatchingFeatures } from "./matching-features";

const named = new FeatureMatrix(Float64Array.of(1, 2, 3, 4), 2, ["Age", "Lifetime"]);

test("the features of training pass as they are", () => {
  assert.equal(toMatchingFeatures(named, ["Age", "Lifetime"]), named);
});

test("a matrix without names, or a model trained without names, is matched by position", () => {
  assert.equal(toMatchingFeatures([[1, 2]], ["Age", "Lifetime"]).nSamples, 1);
  assert.equal(toMatchingFeatures(named, ["x0", "x1"]), named);
});

test("another order or another number of features is refused by name", () => {
  assert.throws(
    () => toMatchingFeatures(named, ["Lifetime", "Age"]),
    new ShapeError('X must have the features of training in their order; column 0 must be "Lifetime"; got "Age"'),
  );
  assert.throws(
    () => toMatchingFeatures(named, ["Age"]),
    new ShapeError("X must have the 1 features of training (Age); got 2"),
  );
});
