import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ChurnlabError, InvalidParameterError, Random, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { damaged, damages } from "../testing/damage";
import { readFixture } from "../testing/read-fixture";
import { FittedKMeans } from "./fitted-k-means";
import { KMeans } from "./k-means";
import { MiniBatchKMeans } from "./mini-batch-k-means";

interface HardCase {
  name: string;
  X: number[][];
  cases: { nClusters: number; least: number }[];
}
interface Weighted {
  X: number[][];
  weights: number[];
  inertia: number;
  centers: number[][];
  distances: number[][];
}
const oracle = readFixture<{ kMeans: HardCase[]; weighted: Weighted }>("clustering", "partitions");

for (const { name, X, cases } of oracle.kMeans) {
  for (const { nClusters, least } of cases) {
    test(`10 starts come to scikit-learn's best of 20 × 10: ${name}, ${nClusters} clusters`, () => {
      const scale = X.flat().reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      for (const seed of [0, 1, 2]) {
        const { inertia } = new KMeans({ nClusters, nInit: 10, seed }).fit(X);
        assert.ok(inertia <= least * (1 + 1e-9) + 1e-25 * scale * scale, `seed ${seed}: ${inertia} > ${least}`);
      }
    });
  }
}

test("weighted rows: inertia, centres and distances as scikit-learn's", () => {
  const { X, weights, inertia, centers, distances } = oracle.weighted;
  const fitted = new KMeans({ nClusters: 3, seed: 2 }).fit(X, { sampleWeight: weights });
  assertClose(fitted.inertia, inertia, { relative: 1e-10 });
  const places = fitted.centers.toArrays();
  const order = centers.map((center) => places.findIndex((place) => Math.abs(place[0] - center[0]) < 1e-6));
  order.forEach((mine, theirs) => {
    assertClose(places[mine], centers[theirs], { relative: 1e-9, absolute: 1e-12 });
  });
  const mine = fitted.transform(X.slice(0, 5)).toArrays();
  assertClose(
    mine.flatMap((row) => order.map((cluster) => row[cluster])),
    distances.flat(),
    { relative: 1e-9 },
  );
});

const rowsOf = (random: Random, nSamples: number, width: number) =>
  Array.from({ length: nSamples }, () => Array.from({ length: width }, () => Math.round(8 * random.normal()) / 4));

test("shuffled rows give the same partition, to the last bit", () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 6 }), (seed, nClusters) => {
      const random = new Random(seed);
      const X = rowsOf(random, 60, 2);
      const order = Array.from(random.permutation(X.length));
      const plain = new KMeans({ nClusters, nInit: 3, seed }).fit(X);
      const shuffled = new KMeans({ nClusters, nInit: 3, seed }).fit(order.map((row) => X[row]));
      assert.equal(shuffled.inertia, plain.inertia);
      assert.deepEqual(shuffled.centers, plain.centers);
      assert.deepEqual(shuffled.sizes, plain.sizes);
      assert.equal(shuffled.nIterations, plain.nIterations);
      // Equal rows may change places; where they do, they are as near to the one centre as to the other.
      order.forEach((row, place) => {
        if (shuffled.labels[place] === plain.labels[row]) return;
        assert.ok(X.some((other, index) => index !== row && other.join() === X[row].join()));
      });
    }),
    { numRuns: 40 },
  );
});

test("whole weights equal repeated rows; rows of weight 0 only get a label", () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 4 }), (seed, nClusters) => {
      const random = new Random(seed);
      const X = rowsOf(random, 25, 2);
      const weights = X.map((_, row) => (row < 6 ? 1 : random.integer(4)));
      const repeated = X.flatMap((row, place) => new Array<number[]>(weights[place]).fill(row));
      const options = { nClusters, nInit: 20, seed };
      const weighted = new KMeans(options).fit(X, { sampleWeight: weights });
      const copied = new KMeans(options).fit(repeated);
      assertClose(weighted.inertia, copied.inertia, { relative: 1e-9, absolute: 1e-12 });
      assert.deepEqual(Array.from(weighted.predict(X)), Array.from(weighted.labels));
    }),
    { numRuns: 25 },
  );
});

test("shifting and scaling all features changes nothing but the units", () => {
  const X = rowsOf(new Random(8), 80, 3);
  const plain = new KMeans({ nClusters: 4, nInit: 10, seed: 1 }).fit(X);
  const moved = new KMeans({ nClusters: 4, nInit: 10, seed: 1 }).fit(
    X.map((row) => row.map((value) => 4 * value + 64)),
  );
  assert.deepEqual(moved.labels, plain.labels);
  assertClose(moved.inertia, 16 * plain.inertia, { relative: 1e-12 });
});

test("weights and transform refuse what does not fit", () => {
  const X = [[1], [2], [3]];
  const fit = (sampleWeight: number[]) => () => new KMeans({ nClusters: 2 }).fit(X, { sampleWeight });
  assert.throws(fit([1, 1]), ShapeError);
  assert.throws(fit([1, -1, 1]), new InvalidParameterError("sampleWeight must be ≥ 0; got -1 at position 1"));
  assert.throws(fit([0, 0, 0]), /sampleWeight must have a number above 0/);
  assert.throws(fit([1, Number.NaN, 1]), InvalidParameterError);
  assert.throws(() => new KMeans({ nClusters: 2 }).fit(X).transform([[1, 2]]), ShapeError);
  assert.throws(
    () => new KMeans({ nClusters: 2 }).fit(X, { weights: [1] } as never),
    /KMeans.fit has no option "weights"/,
  );
});

test("mini-batches: near the inertia of k-means, labels nearest, same bits for a seed", () => {
  const random = new Random(4);
  const X = Array.from({ length: 3000 }, (_, row) => [6 * (row % 4) + random.normal(), random.normal()]);
  const full = new KMeans({ nClusters: 4, nInit: 5 }).fit(X);
  for (const seed of [0, 1, 2]) {
    const options = { nClusters: 4, batchSize: 200, seed };
    const fitted = new MiniBatchKMeans(options).fit(X);
    assert.ok(fitted.inertia >= full.inertia * (1 - 1e-12) && fitted.inertia < full.inertia * 1.02);
    assert.deepEqual(Array.from(fitted.predict(X)), Array.from(fitted.labels));
    assert.deepEqual(new MiniBatchKMeans(options).fit(X), fitted);
    assert.deepEqual(MiniBatchKMeans.fromJSON(JSON.parse(JSON.stringify(fitted))), fitted);
  }
});

test("mini-batches: few rows, equal rows, one cluster, as many clusters as rows", () => {
  assert.equal(new MiniBatchKMeans({ nClusters: 1 }).fit([[1], [3]]).sizes[0], 2);
  assert.equal(new MiniBatchKMeans({ nClusters: 3 }).fit([[2], [2], [2], [2]]).inertia, 0);
  const each = new MiniBatchKMeans({ nClusters: 4, batchSize: 2 }).fit([[0], [1], [5], [9]]);
  assert.ok(Number.isFinite(each.inertia));
  for (const wrong of [{ batchSize: 0 }, { reassignmentRatio: 1 }, { initSize: 2 }, { seed: 0.5 }, { nope: 1 }]) {
    assert.throws(() => new MiniBatchKMeans({ nClusters: 3, ...wrong }), InvalidParameterError);
  }
  assert.throws(
    () => new MiniBatchKMeans({ nClusters: 3 }).fit([[1], [2]]),
    /nClusters must be an integer in \[1, 2\]/,
  );
});

test("a damaged file is refused, or is the same partition", () => {
  const fitted = new KMeans({ nClusters: 3, seed: 1 }).fit(rowsOf(new Random(1), 12, 2));
  fc.assert(
    fc.property(damages, (damage) => {
      const json = damaged(fitted.toJSON(), damage, []);
      if (json === null) return;
      try {
        assert.deepEqual(FittedKMeans.fromJSON(json), fitted);
      } catch (error) {
        assert.ok(error instanceof ChurnlabError, String(error));
      }
    }),
    { numRuns: 200 },
  );
});
