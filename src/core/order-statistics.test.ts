import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { columnsOf } from "./columns";
import { FeatureMatrix } from "./feature-matrix";
import { orderStatistics } from "./order-statistics";
import { Random } from "./random";

test("order statistics equal those of a full sort, however the values are tied, ordered or spread", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.constantFrom(1, 3, 50, 4095, 4096, 9000), (seed, n) => {
      const random = new Random(seed);
      const kinds = [
        () => random.normal(),
        () => random.integer(3),
        () => 1e12 + random.integer(1000),
        () => (random.uniform() < 0.97 ? 0 : 1e-12 * random.normal()),
        () => Math.exp(20 * random.normal()),
      ];
      const draw = kinds[random.integer(kinds.length)];
      const values = Float64Array.from({ length: n }, draw);
      if (random.integer(3) === 0) values.sort();
      const before = values.slice();
      const ranks = [...new Set([0, n >> 2, (n >> 2) + 1, n >> 1, Math.floor(0.9 * n), n - 1])].filter((r) => r < n);
      ranks.sort((a, b) => a - b);
      const sorted = values.slice().sort();
      assert.deepEqual(
        Array.from(orderStatistics(values, ranks)),
        ranks.map((rank) => sorted[rank]),
      );
      assert.deepEqual(values, before);
    }),
    { numRuns: 60 },
  );
});

test("a sample that tells nothing of the rest does no harm", () => {
  const n = 5000;
  const values = new Float64Array(n);
  // Large values only where the sample does not look.
  const seen = new Set<number>();
  for (let index = 0; index < Math.ceil(2 * n ** (2 / 3)); index++) {
    seen.add(Math.floor(((Math.imul(index + 1, 0x9e3779b1) >>> 0) / 4294967296) * n));
  }
  for (let row = 0; row < n; row++) values[row] = seen.has(row) ? row / n : 1000 + row;
  const sorted = values.slice().sort();
  const ranks = [0, 1250, 2500, 3750, 4999];
  assert.deepEqual(
    Array.from(orderStatistics(values, ranks)),
    ranks.map((rank) => sorted[rank]),
  );
});

test("columns are those of the matrix", () => {
  const matrix = new FeatureMatrix(
    Float64Array.from({ length: 3 * 131 }, (_, index) => index),
    131,
    ["a", "b", "c"],
  );
  assert.deepEqual(
    columnsOf(matrix),
    matrix.featureNames.map((name) => matrix.column(name)),
  );
});
