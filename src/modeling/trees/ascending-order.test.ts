import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Random } from "../../core";
import { ascendingOrder } from "./ascending-order";

/** By comparison, equal values in the order in which they stand. */
function expected(values: Float64Array): number[] {
  const rank = (value: number) => (Object.is(value, -0) ? 0 : 1);
  return Array.from(values.keys()).sort((a, b) => values[a] - values[b] || rank(values[a]) - rank(values[b]));
}

test("any finite values are put in the order of a stable comparison, −0 before 0", () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0, -0, 1, -1, 5e-324, -5e-324, Number.MAX_VALUE, -Number.MAX_VALUE),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 40 }), fc.integer({ min: 1, max: 40 }), (some, repeats) => {
      const values = Float64Array.from(new Array<number[]>(repeats).fill(some).flat());
      assert.deepEqual(Array.from(ascendingOrder(values)), expected(values));
    }),
    { numRuns: 100 },
  );
});

test("many values: reals of both signs, whole numbers with ties, and one value only", () => {
  const random = new Random(4);
  const makers = [() => random.normal() * 10 ** random.integer(20), () => random.integer(50) - 25, () => 7];
  for (const make of makers) {
    const values = Float64Array.from({ length: 5000 }, make);
    assert.deepEqual(Array.from(ascendingOrder(values)), expected(values));
  }
});
