import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { largestRemainder } from "./largest-remainder";

test("by hand: quotas 5.32, 2.66, 2.02 of 10 become 5, 3, 2", () => {
  assert.deepEqual(largestRemainder(10, [532, 266, 202]), [5, 3, 2]);
});

test("shares add up and are within one of their quota", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(500), { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (sizes, share) => {
        const sum = sizes.reduce((subtotal, size) => subtotal + size, 0);
        const total = Math.floor(share * sum);
        const shares = largestRemainder(total, sizes);
        assert.equal(
          shares.reduce((subtotal, part) => subtotal + part, 0),
          total,
        );
        shares.forEach((part, index) => {
          if (sum > 0) assert.ok(Math.abs(part - (total * sizes[index]) / sum) < 1);
        });
      },
    ),
  );
});
