import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError } from "./errors";
import { Random } from "./random";

test("the same seed gives the same bits, on every machine", () => {
  const random = new Random(42);
  // Recorded once from this implementation: a change of these numbers changes every published result.
  assert.deepEqual([random.uint32(), random.uint32(), random.uint32()], [2837322924, 544945897, 479756282]);
});

test("integers stay below their bound and are not biased", () => {
  const random = new Random(1);
  const counts = new Array(5).fill(0);
  for (let draw = 0; draw < 50000; draw++) counts[random.integer(5)]++;
  // Chi-squared with 4 degrees of freedom exceeds 23.5 with probability 1e-4.
  const chiSquared = counts.reduce((sum, count) => sum + (count - 10000) ** 2 / 10000, 0);
  assert.ok(chiSquared < 23.5, `chi-squared ${chiSquared}`);
});

test("normal numbers have mean 0 and variance 1", () => {
  const random = new Random(7);
  const draws = Array.from({ length: 100000 }, () => random.normal());
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
  assert.ok(Math.abs(mean) < 4 / Math.sqrt(100000));
  assert.ok(Math.abs(variance - 1) < 4 * Math.sqrt(2 / 100000));
});

test("a permutation holds every number once", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), fc.nat(0xffffffff), (length, seed) => {
      const sorted = Array.from(new Random(seed).permutation(length)).sort((a, b) => a - b);
      assert.deepEqual(
        sorted,
        Array.from({ length }, (_, index) => index),
      );
    }),
  );
});

test("a seed that is not an unsigned 32-bit integer is refused by value and rule", () => {
  assert.throws(
    () => new Random(1.5),
    new InvalidParameterError("seed must be an integer in [0, 4294967295]; got 1.5"),
  );
});
