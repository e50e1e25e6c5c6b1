import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FeatureMatrix } from "../../core";
import { binFeatures } from "./quantile-bins";

const column = (values: readonly number[]) => new FeatureMatrix(Float64Array.from(values), values.length, ["x"]);

test("few distinct values get a bin each", () => {
  const bins = binFeatures(column([3, 1, 1, 7, 3]), 4);
  assert.deepEqual(Array.from(bins.codes), [1, 0, 0, 2, 1]);
  assert.deepEqual(Array.from(bins.lowest[0]), [1, 3, 7]);
  assert.deepEqual(bins.highest[0], bins.lowest[0]);
});

test("bins are at most nBins, ascending, and hold the values between their ends", () => {
  const values = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -5, max: 5, noNaN: true })), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(
    fc.property(values, fc.integer({ min: 2, max: 256 }), (x, nBins) => {
      const { codes, lowest, highest } = binFeatures(column(x), nBins);
      assert.ok(lowest[0].length <= nBins);
      for (let bin = 1; bin < lowest[0].length; bin++) assert.ok(highest[0][bin - 1] < lowest[0][bin]);
      x.forEach((value, row) => {
        assert.ok(lowest[0][codes[row]] <= value && value <= highest[0][codes[row]]);
      });
      const distinct = new Set(x.map((value) => value + 0)).size;
      if (distinct <= nBins) assert.equal(lowest[0].length, distinct);
    }),
  );
});

test("continuous values are shared out evenly", () => {
  const { codes } = binFeatures(column(Array.from({ length: 1000 }, (_, row) => (row * 617) % 1000)), 10);
  const counts = new Array(10).fill(0);
  for (const code of codes) counts[code]++;
  assert.deepEqual(counts, new Array(10).fill(100));
});
