import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FeatureMatrix } from "../../core";
import { cutFeatures } from "./bin-thresholds";
import { binRows, slotWidth } from "./binned-rows";

const column = (values: readonly number[]) => new FeatureMatrix(Float64Array.from(values), values.length, ["x"]);
const ones = (length: number) => new Float64Array(length).fill(1);

test("few values are cut half-way, many at quantiles", () => {
  assert.deepEqual(Array.from(cutFeatures(column([3, 1, 1, 7]), ones(4), 4)[0]), [2, 5]);
  assert.deepEqual(Array.from(cutFeatures(column([1, 2, 3, 4, 5, 6]), ones(6), 3)[0]), [2.5, 4.5]);
  assert.deepEqual(Array.from(cutFeatures(column([1, 2, 3, 4, 5]), ones(5), 2)[0]), [3]);
  assert.deepEqual(Array.from(cutFeatures(column([5, 5, 5]), ones(3), 4)[0]), []);
  assert.deepEqual(Array.from(cutFeatures(column([1, 2, 9]), Float64Array.of(1, 1, 0), 4)[0]), [1.5]);
});

test("a bin is the number of thresholds below the value, for values of any size", () => {
  const sizes = fc.constantFrom(1, 1e-12, 1e12, 1e300, 1e-300, 5e-324, 1.7e308);
  const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(values, sizes, fc.integer({ min: 2, max: 256 }), (raw, size, nBins) => {
      const matrix = column(raw.map((value) => value * size));
      const thresholds = cutFeatures(matrix, ones(raw.length), nBins);
      const [cuts] = thresholds;
      assert.ok(cuts.length < nBins);
      assert.ok(cuts.every((cut, bin) => Number.isFinite(cut) && (bin === 0 || cut > cuts[bin - 1])));
      const { slots, starts } = binRows(matrix, thresholds);
      assert.deepEqual(Array.from(starts), [0, slotWidth * (cuts.length + 1)]);
      matrix.data.forEach((value, row) => {
        assert.equal(slots[row], slotWidth * cuts.filter((cut) => cut < value).length);
      });
    }),
  );
});

test("weights cut like copies of the rows", () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 3 })), { minLength: 1 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 2, max: 20 }), (pairs, nBins) => {
      const values = pairs.map(([value]) => value);
      const weights = Float64Array.from(pairs, ([, weight]) => weight);
      const copies = pairs.flatMap(([value, weight]) => new Array<number>(weight).fill(value));
      assert.deepEqual(
        cutFeatures(column(values), weights, nBins),
        cutFeatures(column(copies), ones(copies.length), nBins),
      );
    }),
  );
});
