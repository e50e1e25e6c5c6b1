import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, Random, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { adjustedRandScore } from "./adjusted-rand-score";
import { cutTree } from "./cut-tree";
import { dendrogram } from "./dendrogram";
import { type LinkageMethod, type LinkageRow, linkage } from "./linkage";

interface Case {
  call: string;
  method: LinkageMethod;
  Z: LinkageRow[];
  cuts: { call: string; nClusters: number; labels: number[] }[];
  heightCut: { call: string; height: number; labels: number[] };
  dendrograms: {
    call: string;
    truncateTo: number;
    icoord: number[][];
    dcoord: number[][];
    leaves: number[];
    labels: string[];
  }[];
}
const oracle = readFixture<Record<string, { X: number[][]; cases: Case[] }>>("clustering", "linkage");
const ties = readFixture<{ X: number[][]; cases: { call: string; method: LinkageMethod; heights: number[] }[] }>(
  "clustering",
  "linkage-ties",
);
const methods: LinkageMethod[] = ["ward", "single", "complete", "average"];

for (const name of ["separate", "overlapping"]) {
  const { X, cases } = oracle[name];
  for (const { call, method, Z, cuts, heightCut, dendrograms } of cases) {
    test(`as SciPy: ${name}, ${call}, its cuts and drawings`, () => {
      const own = linkage(X, method);
      assert.deepEqual(
        own.map(([left, right, , size]) => [left, right, size]),
        Z.map(([left, right, , size]) => [left, right, size]),
      );
      assertClose(own.map(heightOf), Z.map(heightOf), { relative: 1e-10 }, "height");
      for (const { nClusters, labels } of cuts) {
        const cut = cutTree(own, { nClusters });
        assert.equal(adjustedRandScore(cut, labels), 1);
        assert.equal(new Set(cut).size, nClusters);
      }
      assert.equal(adjustedRandScore(cutTree(own, { height: heightCut.height }), heightCut.labels), 1);
      for (const expected of dendrograms) {
        const { segments, leaves } = dendrogram(own, { truncateTo: expected.truncateTo });
        assert.deepEqual(
          segments.map(({ x }) => [...x]),
          expected.icoord,
        );
        assertClose(
          segments.flatMap(({ y }) => [...y]),
          expected.dcoord.flat(),
          { relative: 1e-10 },
          "dcoord",
        );
        assert.deepEqual(
          leaves.map(({ node }) => node),
          expected.leaves,
        );
        assert.deepEqual(
          leaves.map(({ label }) => label),
          expected.labels,
        );
      }
    });
  }
}

for (const { call, method, heights } of ties.cases) {
  test(`equal distances and repeated rows: heights as SciPy's, ${call}`, () => {
    assertClose(linkage(ties.X, method).map(heightOf), heights, { absolute: 1e-10 }, "height");
  });
}

test("heights never fall, every cluster is joined once, the last one holds every row", () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.double({ min: -9, max: 9, noNaN: true }));
  const matrix = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 25 });
  fc.assert(
    fc.property(matrix, fc.constantFrom(...methods), (X, method) => {
      const Z = linkage(X, method);
      assert.equal(Z.length, X.length - 1);
      assert.equal(Z[Z.length - 1][3], X.length);
      for (let index = 1; index < Z.length; index++) assert.ok(Z[index][2] >= Z[index - 1][2]);
      const joined = Z.flatMap((row) => row.slice(0, 2)).sort((a, b) => a - b);
      assert.deepEqual(
        joined,
        Array.from({ length: 2 * X.length - 2 }, (_, node) => node),
      );
      const { leaves, segments } = dendrogram(Z);
      assert.equal(leaves.length, X.length);
      assert.equal(segments.length, Z.length);
    }),
    { numRuns: 60 },
  );
});

test("row order does not change the heights", () => {
  const { X } = oracle["overlapping"];
  for (const method of methods) {
    const reference = linkage(X, method).map(heightOf);
    for (const seed of [1, 2]) {
      const order = Array.from(new Random(seed).permutation(X.length));
      const shuffled = linkage(
        order.map((row) => X[row]),
        method,
      );
      assertClose(shuffled.map(heightOf), reference, { relative: 1e-10 }, "height");
    }
  }
});

// 0 and 1 join at distance 1, then 5 joins: at 4 from its nearest, 5 from its farthest, 4.5 on average;
// Ward: √(2 · 2 · 1 / 3) · |5 − 0.5| = √(4/3) · 4.5.
test("three points on a line, by hand", () => {
  const heights = (method: LinkageMethod) => linkage([[0], [1], [5]], method).map(heightOf);
  assert.deepEqual(heights("single"), [1, 4]);
  assert.deepEqual(heights("complete"), [1, 5]);
  assert.deepEqual(heights("average"), [1, 4.5]);
  assertClose(heights("ward"), [1, Math.sqrt(4 / 3) * 4.5], { relative: 1e-15 });
});

test("cut clusters are numbered by size, then by first row", () => {
  const Z = linkage([[0], [10], [11], [12], [1], [30]], "average");
  assert.deepEqual([...cutTree(Z, { nClusters: 3 })], [1, 0, 0, 0, 1, 2]);
  assert.deepEqual([...cutTree(Z, { nClusters: 6 })], [0, 1, 2, 3, 4, 5]);
  assert.deepEqual([...cutTree(Z, { height: 1e9 })], [0, 0, 0, 0, 0, 0]);
});

test("a chain as deep as it has rows is drawn without recursion", () => {
  const n = 3000;
  const Z: LinkageRow[] = Array.from({ length: n - 1 }, (_, index) =>
    index === 0 ? [0, 1, 1, 2] : [index + 1, n + index - 1, index + 1, index + 2],
  );
  assert.equal(dendrogram(Z).leaves.length, n);
});

test("what cannot be clustered, cut or drawn is refused by name", () => {
  assert.throws(() => linkage([[1]]), new ShapeError("X must have at least 2 rows; got 1"));
  assert.throws(() => linkage([[1], [2]], "median" as never), InvalidParameterError);
  const Z = linkage([[0], [1], [5]]);
  assert.throws(() => cutTree(Z, {}), InvalidParameterError);
  assert.throws(() => cutTree(Z, { nClusters: 2, height: 1 }), InvalidParameterError);
  assert.throws(() => cutTree(Z, { nClusters: 4 }), {
    message: "nClusters must be an integer in [1, 3]; got 4",
  });
  assert.throws(() => dendrogram(Z, { truncateTo: 1 }), InvalidParameterError);
  assert.throws(() => dendrogram([]), ShapeError);
  assert.throws(
    () =>
      dendrogram([
        [0, 1, 2, 2],
        [2, 3, 1, 3],
      ]),
    InvalidParameterError,
  );
});

function heightOf(row: LinkageRow): number {
  return row[2];
}
