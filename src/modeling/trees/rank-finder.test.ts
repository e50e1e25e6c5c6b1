import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { RankFinder } from "./rank-finder";

function ranksOf(values: readonly number[], numbers: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  const ranks = new Uint16Array(numbers.length);
  new RankFinder(sorted).writeRanks(Float64Array.from(numbers), 0, 1, 0, numbers.length, ranks, 0, 1);
  return Array.from(ranks);
}

test("the rank is the number of values below, whatever their spacing", () => {
  const number = fc.oneof(
    fc.integer({ min: -4, max: 4 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: 1e9, max: 1e9 + 1, noNaN: true }),
    fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, -0, 0, 1e12, 1e-12),
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 40 }), fc.array(number, { maxLength: 20 }), (values, others) => {
      const numbers = [...others, ...values];
      const expected = numbers.map((x) => values.filter((value) => value < x).length);
      assert.deepEqual(ranksOf(values, numbers), expected);
    }),
    { numRuns: 300 },
  );
});

test("rows and columns of a block go where they belong", () => {
  const data = Float64Array.of(9, 1, 9, 2, 9, 3, 9, 4);
  const out = new Uint16Array(4);
  new RankFinder(Float64Array.of(1, 2, 3)).writeRanks(data, 1, 2, 1, 3, out, 1, 2);
  assert.deepEqual(Array.from(out), [0, 1, 0, 2]);
});
