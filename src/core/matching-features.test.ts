import assert from "node:assert/strict";
import { test } from "node:test";
import { ShapeError } from "./errors";
import { FeatureMatrix, toFeatureMatrix } from "./feature-matrix";
import { positionalNames } from "./feature-names";
import { toMatchingFeatures } from "./matching-features";

const named = new FeatureMatrix(Float64Array.of(1, 2, 3, 4), 2, ["Age", "Lifetime"]);

test("the features of training pass as they are", () => {
  assert.equal(toMatchingFeatures(named, ["Age", "Lifetime"]), named);
});

test("a matrix without names, or a model trained without names, is matched by position", () => {
  assert.equal(toMatchingFeatures([[1, 2]], ["Age", "Lifetime"]).nSamples, 1);
  assert.equal(toMatchingFeatures(named, positionalNames(2)), named);
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

test("columns that are really called x0, x1, … are matched by name", () => {
  const frame = (columns: string[]) => ({ columns, shape: [1, 2], values: [[1, 2]] });
  const literal = toFeatureMatrix(frame(["x0", "x1"]));
  assert.equal(literal.named, true);
  assert.equal(toFeatureMatrix([[1, 2]]).named, false);
  assert.equal(toFeatureMatrix({ rows: 1, columns: 2, get: () => 1 }).named, false);
  assert.throws(() => toMatchingFeatures(literal, ["Age", "Lifetime"]), /column 0 must be "Age"; got "x0"/);
  assert.throws(() => toMatchingFeatures(frame(["x1", "x0"]), literal.featureNames), /column 0 must be "x0"; got "x1"/);
  assert.throws(() => toMatchingFeatures(named, ["x0", "x1"]), /column 0 must be "x0"; got "Age"/);
});

test("rows of a matrix without names stay without, and its columns, once chosen by name, have names", () => {
  const X = toFeatureMatrix([[1, 2, 3]]);
  assert.equal(X.selectRows([0, 0]).named, false);
  assert.equal(new FeatureMatrix(Float64Array.of(1, 2, 3), 1, X.featureNames).named, false);
  assert.equal(X.selectColumns(["x2", "x0"]).named, true);
});

test("names cannot be changed in a matrix, nor behind its back", () => {
  const names = ["Age", "Lifetime"];
  const X = new FeatureMatrix(Float64Array.of(1, 2), 1, names);
  names[0] = "changed";
  assert.deepEqual(X.featureNames, ["Age", "Lifetime"]);
  assert.throws(() => (X.featureNames as string[]).push("more"), TypeError);
});
