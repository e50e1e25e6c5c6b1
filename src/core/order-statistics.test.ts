import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { columnsOf, forEachColumn } from "./columns";
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

test("values of which a sample tells nothing, far apart or nearly all equal, are found too", () => {
  const n = 6000;
  const sets = [
    Float64Array.from({ length: n }, (_, row) => (row % 7 === 0 ? 1e300 : row / n)),
    Float64Array.from({ length: n }, (_, row) => (row === 17 ? -1e308 : row === 18 ? 1e308 : (row * 31) % 101)),
    Float64Array.from({ length: n }, (_, row) => (row < 20 ? row / 8 : 0.5)),
    Float64Array.from({ length: n }, (_, row) => 2 ** (((row * 7919) % n) / 3 - 1000)),
    new Float64Array(n).fill(0.1),
  ];
  for (const values of sets) {
    const sorted = values.slice().sort();
    const ranks = [0, 1, 1500, 3000, 4500, n - 2, n - 1];
    assert.deepEqual(
      Array.from(orderStatistics(values, ranks)),
      ranks.map((rank) => sorted[rank]),
    );
  }
});

test("columns are those of the matrix", () => {
  const matrix = new FeatureMatrix(
    Float64Array.from({ length: 7 * 131 }, (_, index) => index),
    131,
    ["a", "b", "c", "d", "e", "f", "g"],
  );
  const columns = matrix.featureNames.map((name) => matrix.column(name));
  assert.deepEqual(columnsOf(matrix), columns);
  const visited: Float64Array[] = [];
  forEachColumn(matrix, (values, column) => {
    visited[column] = values.slice();
  });
  assert.deepEqual(visited, columns);
});
