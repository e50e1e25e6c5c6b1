import assert from "node:assert/strict";
import { test } from "node:test";
import { FeatureMatrix, InvalidParameterError } from "../core";
import { deriveFeature } from "./derive-feature";
import { frequencyChange } from "./frequency-change";
import { DropColumns, FittedColumns, SelectColumns } from "./select-columns";

const X = new FeatureMatrix(Float64Array.of(1, 2, 3, 4, 5, 6), 2, ["a", "b", "c"]);

test("select keeps the named columns in the given order, drop keeps the others", () => {
  const selected = new SelectColumns({ columns: ["c", "a"] }).fit(X).transform(X);
  assert.deepEqual(
    [selected.featureNames, Array.from(selected.data)],
    [
      ["c", "a"],
      [3, 1, 6, 4],
    ],
  );
  const rest = new DropColumns({ columns: ["b"] }).fit(X).transform(X);
  assert.deepEqual(
    [rest.featureNames, Array.from(rest.data)],
    [
      ["a", "c"],
      [1, 3, 4, 6],
    ],
  );
});

test("a matrix without names is matched by position, and JSON brings back the same choice", () => {
  const fitted = new SelectColumns({ columns: ["c", "a"] }).fit(X);
  const copy = FittedColumns.fromJSON(JSON.parse(JSON.stringify(fitted)));
  const kept = copy.transform([[7, 8, 9]]);
  assert.deepEqual(
    [kept.featureNames, Array.from(kept.data)],
    [
      ["c", "a"],
      [9, 7],
    ],
  );
});

test("unknown, repeated and no columns are refused", () => {
  assert.throws(
    () => new DropColumns({ columns: ["d"] }).fit(X),
    new InvalidParameterError('no feature "d"; the features are a, b, c'),
  );
  assert.throws(
    () => new SelectColumns({ columns: ["a", "a"] }),
    new InvalidParameterError('columns must all be different; got "a" twice'),
  );
  assert.throws(
    () => new DropColumns({ columns: ["a", "b", "c"] }).fit(X),
    new InvalidParameterError("DropColumns must leave at least one feature; got none"),
  );
});

test("a derived feature is appended and computed row by row", () => {
  const ratio = deriveFeature({ name: "a/c", from: ["a", "c"], compute: (a, c) => a / c })
    .fit(X)
    .transform(X);
  assert.deepEqual(
    [ratio.featureNames, Array.from(ratio.data)],
    [
      ["a", "b", "c", "a/c"],
      [1, 2, 3, 1 / 3, 4, 5, 6, 4 / 6],
    ],
  );
});

test("a taken name, a missing source and a value that is not finite are refused", () => {
  const compute = (a: number) => 1 / (a - 4);
  assert.throws(
    () => deriveFeature({ name: "b", from: ["a"], compute }).fit(X),
    new InvalidParameterError('name must not be that of a feature of X; got "b"'),
  );
  assert.throws(() => deriveFeature({ name: "d", from: ["z"], compute }).fit(X), InvalidParameterError);
  assert.throws(
    () =>
      deriveFeature({ name: "d", from: ["a"], compute })
        .fit(X)
        .transform(X),
    new InvalidParameterError("d must be a finite number; got Infinity in row 1"),
  );
});

test("the change of frequency is negative for a drop", () => {
  const clients = new FeatureMatrix(Float64Array.of(2, 0.5), 1, [
    "Avg_class_frequency_total",
    "Avg_class_frequency_current_month",
  ]);
  assert.equal(frequencyChange().fit(clients).transform(clients).column("Frequency_change")[0], -1.5);
});
