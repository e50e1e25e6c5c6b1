import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FeatureMatrix, InvalidParameterError, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { FittedStandardScaler, StandardScaler } from "./standard-scaler";

interface ScalerFixture {
  featureNames: string[];
  X: number[][];
  mean: number[];
  scale: number[];
  transformed: number[][];
}

const fixture = readFixture<ScalerFixture>("preprocessing", "standard-scaler");
const X = new FeatureMatrix(Float64Array.from(fixture.X.flat()), fixture.X.length, fixture.featureNames);

test("means, deviations and values are scikit-learn's", () => {
  const before = X.data.slice();
  const scaler = new StandardScaler().fit(X);
  assertClose(scaler.mean, fixture.mean, { relative: 1e-12 }, "mean");
  assertClose(scaler.scale, fixture.scale, { relative: 1e-12 }, "scale");
  // In the column "offset" scikit-learn's mean is four units in the last place from the exact one, ours none.
  assertClose(scaler.transform(X).data, fixture.transformed.flat(), { absolute: 1e-9 }, "transformed");
  const others = X.dropColumns(["offset"]);
  const expected = fixture.transformed.flatMap((row) =>
    row.filter((_, column) => fixture.featureNames[column] !== "offset"),
  );
  assertClose(new StandardScaler().fit(others).transform(others).data, expected, { absolute: 1e-12 }, "transformed");
  assert.deepEqual(X.data, before);
});

test("a constant feature is named, keeps scale 1 and becomes 0", () => {
  const scaler = new StandardScaler().fit(X);
  assert.deepEqual(scaler.constantFeatures, ["constant"]);
  assert.equal(scaler.scale[3], 1);
  for (const value of scaler.transform(X).column("constant")) assert.ok(Math.abs(value) < 1e-15);
});

test("huge deviations are scaled; deviations whose square underflows count as constant", () => {
  assert.deepEqual(Array.from(new StandardScaler().fit([[1e200], [-1e200]]).transform([[1e200]]).data), [1]);
  assert.deepEqual(new StandardScaler().fit([[0], [5e-324]]).constantFeatures, ["x0"]);
});

test("standardised columns have mean 0 and deviation 1, and the inverse brings the values back", () => {
  const cell = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 40 }), (rows) => {
      const scaler = new StandardScaler().fit(rows);
      const scaled = scaler.transform(rows);
      for (let column = 0; column < 2; column++) {
        if (scaler.constantFeatures.includes(`x${column}`)) continue;
        // Close to constant, the rounding of the values themselves shows in the scaled ones.
        if (scaler.scale[column] < 1e-6 * Math.abs(scaler.mean[column])) continue;
        const values = scaled.column(column);
        assertClose(values.reduce((sum, value) => sum + value, 0) / rows.length, 0, { absolute: 1e-8 }, "mean");
        assertClose(
          values.reduce((sum, value) => sum + value * value, 0) / rows.length,
          1,
          { absolute: 1e-8 },
          "variance",
        );
      }
      assertClose(scaler.inverseTransform(scaled).data, rows.flat(), { absolute: 1e-9 }, "inverse");
    }),
  );
});

test("JSON brings back the same scaler", () => {
  const scaler = new StandardScaler().fit(X);
  const copy = FittedStandardScaler.fromJSON(JSON.parse(JSON.stringify(scaler)));
  assert.deepEqual(copy, scaler);
  assert.deepEqual(copy.transform(X).data, scaler.transform(X).data);
  assert.throws(
    () => FittedStandardScaler.fromJSON({ model: "PCA" }),
    new InvalidParameterError('model in the JSON of a StandardScaler must be one of "StandardScaler"; got "PCA"'),
  );
});

test("no rows, and other features than those of training, are refused", () => {
  assert.throws(
    () => new StandardScaler().fit(new FeatureMatrix(new Float64Array(), 0, ["age"])),
    new ShapeError("X must have at least one row; got none"),
  );
  assert.throws(() => new StandardScaler().fit(X).transform(X.dropColumns(["age"])), ShapeError);
});
