import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Random } from "../core";
import { blockRows, DistanceBlocks } from "./distance-blocks";

test("blocks hold the distances of a plain loop, to the last bit", () => {
  const shape = fc.record({
    nFeatures: fc.integer({ min: 1, max: 33 }),
    nLeft: fc.integer({ min: 1, max: 120 }),
    nRight: fc.integer({ min: 1, max: 120 }),
    scale: fc.constantFrom(1e-12, 1, 1e12),
    seed: fc.nat(1000),
  });
  fc.assert(
    fc.property(shape, ({ nFeatures, nLeft, nRight, scale, seed }) => {
      const random = new Random(seed);
      const draw = (rows: number) => Float64Array.from({ length: rows * nFeatures }, () => scale * random.normal());
      const left = draw(nLeft);
      const right = draw(nRight);
      const blocks = new DistanceBlocks(nFeatures);
      for (let first = 0; first < nLeft; first += blockRows) {
        for (let other = 0; other < nRight; other += blockRows) {
          blocks.compare(left, first, right, other);
          for (let i = first; i < Math.min(first + blockRows, nLeft); i++) {
            for (let j = other; j < Math.min(other + blockRows, nRight); j++) {
              let sum = 0;
              for (let f = 0; f < nFeatures; f++) sum += (left[i * nFeatures + f] - right[j * nFeatures + f]) ** 2;
              assert.equal(blocks.distances[(i - first) * blockRows + j - other], Math.sqrt(sum));
            }
          }
        }
      }
    }),
    { numRuns: 30 },
  );
});
