import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Random } from "../core";
import { assertClose } from "../testing/assert-close";
import { hardSets } from "../testing/hard-sets";
import { readFixture } from "../testing/read-fixture";
import { type LinkageMethod, type LinkageRow, linkage } from "./linkage";

const hard = new Map(hardSets().map(({ name, X }) => [name, X]));

/** The rows of a hard set; the file that holds them is read once. */
function rowsOf(name: string): number[][] {
  const X = hard.get(name);
  assert.ok(X !== undefined, `no hard set is called ${name}`);
  return X;
}

interface Case {
  call: string;
  method: LinkageMethod;
  heights: number[];
  cophenetSum: number;
}
const oracle = readFixture<{ hard: Record<string, Case[]>; own: Record<string, { X: number[][]; cases: Case[] }> }>(
  "clustering",
  "hierarchy-hard",
);
const methods: LinkageMethod[] = ["ward", "single", "complete", "average"];

function assertHierarchy(X: number[][], { method, heights, cophenetSum }: Case): void {
  const Z = linkage(X, method);
  const tallest = heights[heights.length - 1];
  const own = Z.map((row) => row[2]);
  assertClose(own, heights, { relative: 1e-8, absolute: 1e-12 * tallest }, `height, ${method}`);
  assertClose(cophenetSumOf(Z), cophenetSum, { relative: 1e-8 }, `cophenetic distances, ${method}`);
}

/** The sum of the heights at which pairs of rows meet. */
function cophenetSumOf(Z: readonly LinkageRow[]): number {
  const size = (node: number) => (node <= Z.length ? 1 : Z[node - Z.length - 1][3]);
  return Z.reduce((sum, [left, right, height]) => sum + height * size(left) * size(right), 0);
}

for (const [name, cases] of Object.entries(oracle.hard)) {
  test(`heights and cophenetic distances as SciPy's: ${name}`, () => {
    for (const expected of cases) assertHierarchy(rowsOf(name).slice(0, 60), expected);
  });
}

for (const [name, { X, cases }] of Object.entries(oracle.own)) {
  test(`heights and cophenetic distances as SciPy's: ${name}`, () => {
    for (const expected of cases) assertHierarchy(X, expected);
  });
}

/** The distance of two clusters by its definition, from their rows. */
function clusterDistance(X: number[][], left: number[], right: number[], method: LinkageMethod): number {
  if (method === "ward") {
    const center = (rows: number[]) =>
      X[0].map((_, column) => rows.reduce((sum, row) => sum + X[row][column], 0) / rows.length);
    const [a, b] = [center(left), center(right)];
    const squared = a.reduce((sum, value, column) => sum + (value - b[column]) ** 2, 0);
    return Math.sqrt(((2 * left.length * right.length) / (left.length + right.length)) * squared);
  }
  const distances = left.flatMap((i) =>
    right.map((j) => Math.hypot(...X[i].map((value, column) => value - X[j][column]))),
  );
  if (method === "single") return Math.min(...distances);
  if (method === "complete") return Math.max(...distances);
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}

// Lists of neighbours hold a dozen: sets of more rows than that, with ties, try what they promise.
test("every merge joins two clusters that are nearest to each other, at their distance", () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ min: 0, max: 4, noNaN: true }));
  const matrix = fc.array(fc.tuple(value, value, fc.integer({ min: 0, max: 2 })), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(matrix, fc.constantFrom(...methods), (X, method) => {
      const members: number[][] = X.map((_, row) => [row]);
      const living = new Set(members.keys());
      for (const [left, right, height] of linkage(X, method)) {
        assertClose(clusterDistance(X, members[left], members[right], method), height, {
          relative: 1e-9,
          absolute: 1e-9,
        });
        for (const part of [left, right]) {
          for (const other of living) {
            if (other === part) continue;
            assert.ok(clusterDistance(X, members[part], members[other], method) > height - 1e-9);
          }
        }
        living.delete(left);
        living.delete(right);
        living.add(members.length);
        members.push([...members[left], ...members[right]]);
      }
    }),
    { numRuns: 25 },
  );
});

test("moving and stretching the data moves nothing and stretches the heights", () => {
  const random = new Random(5);
  const X = Array.from({ length: 150 }, () => Array.from({ length: 3 }, () => random.normal()));
  for (const method of methods) {
    const plain = linkage(X, method);
    for (const [scale, shift] of [
      [2 ** 40, 0],
      [2 ** -40, 0],
      [1, 1e6],
    ]) {
      const other = linkage(
        X.map((row) => row.map((value) => value * scale + shift)),
        method,
      );
      assertClose(
        other.map((row) => row[2] / scale),
        plain.map((row) => row[2]),
        { relative: 1e-8 },
        method,
      );
      assert.deepEqual(
        other.map(([left, right]) => [left, right]),
        plain.map(([left, right]) => [left, right]),
      );
    }
  }
});

test("rows that are all alike merge at height 0", () => {
  for (const method of methods) {
    const Z = linkage(
      Array.from({ length: 40 }, () => [0.1, 0.7, 1e9 + 0.3]),
      method,
    );
    assert.ok(Z.every(([, , height]) => height === 0));
  }
});
