import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { expOfMinus } from "./exp-of-minus";

test("agrees with Math.exp to the last bits, over the whole range", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 700, noNaN: true }), (a) => {
      const expected = Math.exp(-a);
      assert.ok(Math.abs(expOfMinus(a) - expected) <= 4.5e-16 * expected, `${a}`);
    }),
    { numRuns: 2000 },
  );
});

test("ends in 0 and 1, and says NaN of NaN", () => {
  assert.equal(expOfMinus(0), 1);
  assert.equal(expOfMinus(5e-324), 1);
  assert.equal(expOfMinus(745), 5e-324);
  assert.equal(expOfMinus(747), 0);
  assert.equal(expOfMinus(Number.POSITIVE_INFINITY), 0);
  assert.ok(Number.isNaN(expOfMinus(Number.NaN)));
});
