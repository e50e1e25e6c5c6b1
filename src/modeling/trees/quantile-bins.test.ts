import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cutBins } from "./quantile-bins";

test("few distinct values get a bin each", () => {
  const { lowest, highest } = cutBins(Float64Array.of(1, 1, 3, 3, 7), 4);
  assert.deepEqual(Array.from(lowest), [1, 3, 7]);
  assert.deepEqual(highest, lowest);
  assert.equal(
    cutBins(
      Float64Array.from({ length: 999 }, (_, row) => row),
      Number.POSITIVE_INFINITY,
    ).lowest.length,
    999,
  );
});

const someValues = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -5, max: 5, noNaN: true })), {
  minLength: 1,
  maxLength: 200,
});

test("bins are at most nBins, ascending, and leave out no value", () => {
  fc.assert(
    fc.property(someValues, fc.integer({ min: 2, max: 256 }), (x, nBins) => {
      const sorted = Float64Array.from(x).sort();
      const { lowest, highest } = cutBins(sorted, nBins);
      assert.ok(lowest.length <= nBins);
      for (let bin = 1; bin < lowest.length; bin++) assert.ok(highest[bin - 1] < lowest[bin]);
      for (const value of sorted) {
        assert.ok(lowest.some((low, bin) => low <= value && value <= highest[bin]));
      }
      const distinct = new Set(x.map((value) => value + 0)).size;
      if (distinct <= nBins) assert.equal(lowest.length, distinct);
    }),
  );
});

test("continuous values are shared out evenly, and a whole weight equals repeated values", () => {
  const even = cutBins(
    Float64Array.from({ length: 1000 }, (_, row) => row),
    10,
  );
  assert.deepEqual(
    Array.from(even.lowest),
    Array.from({ length: 10 }, (_, bin) => 100 * bin),
  );
  fc.assert(
    fc.property(
      someValues,
      fc.integer({ min: 2, max: 20 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 4 })),
      (x, nBins, draws) => {
        const sorted = Float64Array.from(x).sort();
        const weights = Float64Array.from(sorted, () => draws.next().value);
        const repeated = Float64Array.from(
          Array.from(sorted).flatMap((value, place) => new Array(weights[place]).fill(value)),
        );
        assert.deepEqual(cutBins(sorted, nBins, weights), cutBins(repeated, nBins));
      },
    ),
  );
});
