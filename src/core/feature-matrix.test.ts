import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, ShapeError } from "./errors";
import { FeatureMatrix, toFeatureMatrix } from "./feature-matrix";

const rows = Object.freeze([Object.freeze([1, 2, 3]), Object.freeze([4, 5, 6])]) as readonly (readonly number[])[];

test("reads number[][], a DataFrame by its shape and a Matrix by its shape", () => {
  const frame = { columns: ["a", "b", "c"], shape: [2, 3], values: rows };
  const matrix = { rows: 2, columns: 3, get: (row: number, column: number) => rows[row][column] };
  for (const X of [rows, frame, matrix]) {
    assert.deepEqual(toFeatureMatrix(X).toArrays(), [
      [1, 2, 3],
      [4, 5, 6],
    ]);
  }
  assert.deepEqual(toFeatureMatrix(frame).featureNames, ["a", "b", "c"]);
  assert.deepEqual(toFeatureMatrix(rows).featureNames, ["x0", "x1", "x2"]);
});

test("selects rows and columns by copying", () => {
  const X = new FeatureMatrix(Float64Array.of(1, 2, 3, 4, 5, 6), 2, ["a", "b", "c"]);
  assert.deepEqual(X.selectRows([1, 1, 0]).toArrays(), [
    [4, 5, 6],
    [4, 5, 6],
    [1, 2, 3],
  ]);
  assert.deepEqual(X.selectColumns(["c", "a"]).toArrays(), [
    [3, 1],
    [6, 4],
  ]);
  assert.deepEqual(X.dropColumns(["b"]).featureNames, ["a", "c"]);
  assert.deepEqual(Array.from(X.column("b")), [2, 5]);
  X.selectColumns(["a"]).data[0] = 99;
  assert.equal(X.at(0, 0), 1);
});

test("rows come back as they went in", () => {
  const matrices = fc.integer({ min: 1, max: 6 }).chain((width) =>
    fc.array(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 8,
    }),
  );
  fc.assert(fc.property(matrices, (X) => assert.deepEqual(toFeatureMatrix(X).toArrays(), X)));
});

test("bad input is refused by value, place and rule", () => {
  assert.throws(() => toFeatureMatrix([[1, 2], [3]]), new ShapeError("every row of X must have 2 values; row 1 has 1"));
  assert.throws(
    () => toFeatureMatrix([[1, Number.NaN]]),
    new InvalidParameterError("X must hold finite numbers; got NaN in row 0, column x1"),
  );
  assert.throws(
    () => toFeatureMatrix({ columns: ["a"], shape: [1, 1], values: [["text"]] }),
    new InvalidParameterError('X must hold numbers; got "text" in row 0, column a'),
  );
  assert.throws(() => toFeatureMatrix([]), new ShapeError("X must have at least one column; got none"));
  assert.throws(() => toFeatureMatrix(null as never), InvalidParameterError);
  assert.throws(() => new FeatureMatrix(new Float64Array(2), 1, ["a", "a"]), InvalidParameterError);
  assert.throws(() => new FeatureMatrix(new Float64Array(3), 1, ["a", "b"]), ShapeError);
  assert.throws(
    () => toFeatureMatrix(rows).column("z"),
    new InvalidParameterError('no feature "z"; the features are x0, x1, x2'),
  );
});
