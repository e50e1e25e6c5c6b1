import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, Random, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { adjustedRandScore } from "./adjusted-rand-score";
import { KMeans } from "./k-means";
import { MljsKMeans } from "./mljs";

interface Case {
  call: string;
  nClusters: number;
  inertia: number;
  labels: number[];
  sizes: number[];
}
const oracle = readFixture<Record<string, { X: number[][]; cases: Case[] }>>("clustering", "k-means");

for (const name of ["separate", "overlapping"]) {
  const { X, cases } = oracle[name];
  for (const { call, nClusters, inertia, labels, sizes } of cases) {
    test(`inertia is not above scikit-learn's best of 100 starts: ${name}, ${call}`, () => {
      const fitted = new KMeans({ nClusters, seed: 1 }).fit(X);
      assert.ok(fitted.inertia <= inertia * (1 + 1e-12), `${fitted.inertia} > ${inertia}`);
      assert.ok(fitted.converged);
      if (name === "separate") {
        assertClose(fitted.inertia, inertia, { relative: 1e-10 }, "inertia");
        assert.equal(adjustedRandScore(fitted.labels, labels), 1);
        assert.deepEqual([...fitted.sizes], sizes);
      }
    });
  }
}

test("ml-kmeans finds the separate blobs too, with an inertia of its final centres", () => {
  const { X, cases } = oracle["separate"];
  const { inertia, labels } = cases[cases.length - 1];
  const fitted = new MljsKMeans({ nClusters: 4, seed: 3 }).fit(X);
  assertClose(fitted.inertia, inertia, { relative: 1e-8 }, "inertia");
  assert.equal(adjustedRandScore(fitted.labels, labels), 1);
  assert.deepEqual([...fitted.predict(X)], [...fitted.labels]);
});

test("ml-kmeans: fewer distinct rows than clusters are refused by name", () => {
  assert.throws(
    () => new MljsKMeans({ nClusters: 2 }).fit([[1], [1], [1]]),
    new InvalidParameterError("nClusters must be at most the number of distinct rows, 1; got 2"),
  );
});

// Six points on a line in pairs: centres 0.5, 10.5, 20.5; every point is 0.5 from its centre: 6 · 0.25 = 1.5.
const pairs = [[0], [1], [10], [11], [20], [21]];

test("three pairs on a line, by hand", () => {
  const { labels, centers, inertia, sizes } = new KMeans({ nClusters: 3 }).fit(pairs);
  assert.equal(inertia, 1.5);
  // Equal sizes: numbered by centre, ascending.
  assert.deepEqual(centers.toArrays(), [[0.5], [10.5], [20.5]]);
  assert.deepEqual([...labels], [0, 0, 1, 1, 2, 2]);
  assert.deepEqual([...sizes], [2, 2, 2]);
});

test("one cluster is the mean; as many clusters as rows leave no inertia", () => {
  const one = new KMeans({ nClusters: 1, nInit: 3 }).fit(pairs);
  assert.deepEqual(one.centers.toArrays(), [[10.5]]);
  assert.deepEqual([...one.labels], [0, 0, 0, 0, 0, 0]);
  const all = new KMeans({ nClusters: 6, nInit: 3 }).fit(pairs);
  assert.equal(all.inertia, 0);
  assert.deepEqual([...all.sizes], [1, 1, 1, 1, 1, 1]);
});

test("fewer distinct rows than clusters: the surplus clusters are empty and come last", () => {
  const same = new KMeans({ nClusters: 3, nInit: 2 }).fit([
    [2, 2],
    [2, 2],
    [2, 2],
  ]);
  assert.deepEqual([...same.sizes], [3, 0, 0]);
  assert.equal(same.inertia, 0);
  const two = new KMeans({ nClusters: 4, nInit: 2 }).fit([[0], [0], [0], [5], [5]]);
  assert.deepEqual([...two.sizes], [3, 2, 0, 0]);
  assert.deepEqual([...two.labels], [0, 0, 0, 1, 1]);
});

test("the same seed gives the same bits; the numbering does not depend on the seed", () => {
  const { X } = oracle["overlapping"];
  const fit = (seed: number) => new KMeans({ nClusters: 4, nInit: 5, seed }).fit(X);
  assert.deepEqual(fit(9).toJSON(), fit(9).toJSON());
  const separate = (seed: number) => new KMeans({ nClusters: 4, nInit: 20, seed }).fit(oracle["separate"].X);
  const { nIterations: _, ...first } = separate(1).toJSON();
  for (const seed of [2, 3, 4]) {
    const { nIterations: __, ...other } = separate(seed).toJSON();
    assert.deepEqual(other, first);
  }
});

test("toJSON and fromJSON round-trip exactly, predictions too", () => {
  const { X } = oracle["overlapping"];
  const fitted = new KMeans({ nClusters: 3, nInit: 3 }).fit(X);
  const read = KMeans.fromJSON(JSON.parse(JSON.stringify(fitted)));
  assert.deepEqual(read, fitted);
  assert.deepEqual(read.predict(X), fitted.predict(X));
});

test("labels are the nearest centres, centres the means, inertia their sum of squares", () => {
  const cell = fc.double({ min: -50, max: 50, noNaN: true });
  const matrix = fc.integer({ min: 1, max: 3 }).chain((width) =>
    fc.array(fc.array(fc.oneof(cell, fc.constantFrom(0, 1)), { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 30,
    }),
  );
  fc.assert(
    fc.property(matrix, fc.nat(1000), fc.nat(5), (X, seed, extra) => {
      const nClusters = 1 + (extra % X.length);
      const { labels, centers, inertia, sizes, predict } = boundFit(X, nClusters, seed);
      const squared = (row: number, cluster: number) =>
        X[row].reduce((sum, value, column) => sum + (value - centers.at(cluster, column)) ** 2, 0);
      let total = 0;
      for (let row = 0; row < X.length; row++) {
        const own = squared(row, labels[row]);
        total += own;
        for (let cluster = 0; cluster < nClusters; cluster++) assert.ok(own <= squared(row, cluster) + 1e-9);
      }
      assertClose(inertia, total, { relative: 1e-9, absolute: 1e-9 }, "inertia");
      for (let cluster = 0; cluster < nClusters; cluster++) {
        const rows = X.filter((_, row) => labels[row] === cluster);
        assert.equal(sizes[cluster], rows.length);
        if (cluster > 0) assert.ok(sizes[cluster] <= sizes[cluster - 1]);
        if (rows.length === 0) continue;
        rows[0].forEach((_, column) => {
          const mean = rows.reduce((sum, row) => sum + row[column], 0) / rows.length;
          assertClose(centers.at(cluster, column), mean, { relative: 1e-9, absolute: 1e-9 }, "centre");
        });
      }
      assert.equal(predict(X).length, X.length);
    }),
    { numRuns: 60 },
  );
});

test("row order does not matter when the blobs are separate", () => {
  const { X } = oracle["separate"];
  const reference = new KMeans({ nClusters: 4, nInit: 10 }).fit(X);
  fc.assert(
    fc.property(fc.nat(10000), (seed) => {
      const order = Array.from(new Random(seed).permutation(X.length));
      const fitted = new KMeans({ nClusters: 4, nInit: 10, seed }).fit(order.map((row) => X[row]));
      assert.deepEqual(
        [...fitted.labels],
        order.map((row) => reference.labels[row]),
      );
      assertClose(fitted.inertia, reference.inertia, { relative: 1e-12 }, "inertia");
    }),
    { numRuns: 15 },
  );
});

test("progress counts the starts", () => {
  const calls: number[][] = [];
  new KMeans({ nClusters: 2, nInit: 3, onProgress: (done, total) => calls.push([done, total]) }).fit(pairs);
  assert.deepEqual(calls, [
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test("inputs are not touched and bad ones are named", () => {
  const frozen = pairs.map((row) => Object.freeze([...row]) as number[]);
  new KMeans({ nClusters: 2, nInit: 2 }).fit(Object.freeze(frozen));
  assert.throws(() => new KMeans({ nClusters: 0 }), {
    name: "InvalidParameterError",
    message: "nClusters must be an integer in [1, ∞); got 0",
  });
  assert.throws(() => new KMeans({ nClusters: 7 }).fit(pairs), {
    message: "nClusters must be an integer in [1, 6]; got 7",
  });
  assert.throws(() => new KMeans({ nClusters: 2, ninit: 3 } as never), InvalidParameterError);
  assert.throws(() => new KMeans({ nClusters: 2, tolerance: -1 }), InvalidParameterError);
  assert.throws(() => new KMeans({ nClusters: 2 }).fit([]), ShapeError);
  assert.throws(() => new KMeans({ nClusters: 2 }).fit(pairs).predict([[1, 2]]), ShapeError);
});

function boundFit(X: number[][], nClusters: number, seed: number) {
  const fitted = new KMeans({ nClusters, nInit: 2, seed, tolerance: 0 }).fit(X);
  const { labels, centers, inertia, sizes } = fitted;
  return { labels, centers, inertia, sizes, predict: (rows: number[][]) => fitted.predict(rows) };
}
