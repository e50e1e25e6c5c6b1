import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, Random } from "../../core";
import { assertClose } from "../../testing/assert-close";
import { bruteForceShap } from "../../testing/brute-force-shap";
import { readFixture } from "../../testing/read-fixture";
import { joinTrees, leafValue, type TreeEnsemble, type TreeNodes } from "../trees/tree-nodes";
import { gaussLegendre } from "./gauss-legendre";
import { treeShap } from "./tree-shap";

interface EnsembleCase {
  readonly name: string;
  readonly trees: Record<keyof TreeEnsemble, number[]>;
  readonly X: number[][];
  readonly values: number[][];
  readonly baseValue: number;
}

const { ensembles } = readFixture<{ ensembles: EnsembleCase[] }>("modeling", "shap-values");

for (const { name, trees, X, values, baseValue } of ensembles) {
  test(`values of shap's TreeExplainer: ${name}`, () => {
    const actual = explain(toEnsemble(trees), X);
    assertClose(actual.values, values.flat(), { absolute: 1e-10, relative: 1e-10 }, "SHAP value");
    assertClose(actual.baseValue, baseValue, { absolute: 1e-10, relative: 1e-10 }, "base value");
  });
}

test("the definition over all subsets, on drawn trees with repeated features", () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 8 }), (start, nFeatures, depth) => {
      const random = new Random(start);
      const tree = drawTree(random, nFeatures, depth);
      const X = drawRows(random, 3, nFeatures);
      const { values, baseValue } = explain(joinTrees([tree]), X);
      const expected = X.map((row) => bruteForceShap(tree, row));
      assertClose(
        values,
        expected.flatMap((row) => row.slice(0, -1)),
        { absolute: 1e-12, relative: 1e-11 },
      );
      assertClose(baseValue, expected[0][nFeatures], { absolute: 1e-12, relative: 1e-11 });
    }),
    { numRuns: 150 },
  );
});

test("a row's values and the base value add up to its forecast; features without a question have exactly 0", () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 14 }), (start, nFeatures, depth) => {
      const random = new Random(start);
      const trees = joinTrees([0, 1].map(() => drawTree(random, nFeatures, depth, 0.3)));
      const X = drawRows(random, 4, nFeatures);
      const { values, baseValue } = explain(trees, X);
      X.forEach((row, place) => {
        const own = values.subarray(place * nFeatures, (place + 1) * nFeatures);
        assertClose(
          own.reduce((sum, value) => sum + value, baseValue),
          forecast(trees, row),
          { absolute: 1e-11 },
        );
        own.forEach((value, feature) => {
          if (!trees.feature.includes(feature)) assert.equal(value, 0);
        });
      });
    }),
    { numRuns: 100 },
  );
});

test("rows get the same bits alone, in small and in large company", () => {
  const random = new Random(3);
  // Shallow leaves are tabulated for many rows and computed row by row for few; those of 13 features are never tabulated.
  const trees = joinTrees([drawTree(random, 3, 6), drawTree(random, 20, 14, 0.3), chain(12), chain(13)]);
  const X = drawRows(random, 9000, 20);
  const { values } = explain(trees, X);
  for (const [first, last] of [
    [0, 1],
    [8191, 8192],
    [8192, 8193],
    [8100, 8300],
    [100, 1100],
  ]) {
    const some = explain(trees, X.slice(first, last)).values;
    assert.deepEqual(some, values.slice(first * 20, last * 20), `rows ${first} to ${last}`);
  }
});

test("values of a sum of trees are sums of values", () => {
  const random = new Random(5);
  const trees = [0, 1, 2].map(() => drawTree(random, 5, 6));
  const X = drawRows(random, 10, 5);
  const together = explain(joinTrees(trees), X);
  const alone = trees.map((tree) => explain(joinTrees([tree]), X));
  const sums = together.values.map((_, index) => alone.reduce((sum, { values }) => sum + values[index], 0));
  assertClose(together.values, sums, { absolute: 1e-12 });
});

test("features that swap their roles swap their values", () => {
  const random = new Random(6);
  const trees = joinTrees([drawTree(random, 4, 7)]);
  const swap = (feature: number) => (feature === 0 ? 2 : feature === 2 ? 0 : feature);
  const swapped = { ...trees, feature: trees.feature.map(swap) };
  const X = drawRows(random, 20, 4);
  const { values } = explain(trees, X);
  const others = explain(
    swapped,
    X.map(([a, b, c, d]) => [c, b, a, d]),
  ).values;
  values.forEach((value, index) => {
    assertClose(others[index - (index % 4) + swap(index % 4)], value, { absolute: 1e-13 });
  });
});

test("two features that are asked alike have equal values", () => {
  // Both must be high: x0 first, then x1, with the same shares.
  const both: TreeNodes = {
    feature: Int32Array.of(0, -1, 1, -1, -1),
    threshold: Float64Array.of(0, 0, 0, 0, 1),
    right: Int32Array.of(2, 0, 4, 0, 0),
    cover: Float64Array.of(4, 2, 2, 1, 1),
  };
  const { values, baseValue } = explain(joinTrees([both]), [[1, 1]]);
  assert.deepEqual(Array.from(values), [0.375, 0.375]);
  assert.equal(baseValue, 0.25);
});

test("a single leaf explains nothing; a stump gives all to its feature", () => {
  const leaf: TreeNodes = {
    feature: Int32Array.of(-1),
    threshold: Float64Array.of(0.3),
    right: Int32Array.of(0),
    cover: Float64Array.of(7),
  };
  assert.deepEqual(explain(joinTrees([leaf]), [[1, 2]]), { values: new Float64Array(2), baseValue: 0.3 });
  const stump = chain(1);
  const { values, baseValue } = explain(joinTrees([stump]), [[0], [2]]);
  assertClose(values, [leafValue(stump, 0, Float64Array.of(0), 0) - baseValue, 1 - baseValue], { absolute: 1e-15 });
});

test("weights of extreme ratios lose no digits", () => {
  for (const [weight, least] of [
    [1, 1e-150],
    [1, 1e-199],
    [1, 1e-201],
    [1, 1e-320],
    [1e300, 5e-324],
  ]) {
    const tree = { ...chain(1), cover: Float64Array.of(weight, weight, least) };
    assertClose(explain(joinTrees([tree]), [[0], [2]]).values, [0, 1], { absolute: 1e-15 });
  }
});

test("thresholds decide as in the forecast: equal values go left, whatever zero's sign", () => {
  const { values, baseValue } = explain(joinTrees([{ ...chain(1), threshold: Float64Array.of(-0, 0, 1) }]), [[0]]);
  assertClose(values[0] + baseValue, 0, { absolute: 1e-15 });
});

test("a tree of thousands of levels is walked without recursion", () => {
  const deep = joinTrees([chain(5000, 3)]);
  const X = [
    [0, 0, 0],
    [0, 2, 0],
  ];
  const { values, baseValue } = explain(deep, X);
  X.forEach((row, place) => {
    const sum = values.subarray(3 * place, 3 * place + 3).reduce((total, value) => total + value, baseValue);
    assertClose(sum, forecast(deep, row), { absolute: 1e-9 });
  });
});

test("progress counts trees of blocks up to the total", () => {
  const calls: number[][] = [];
  const data = new Float64Array(8193);
  treeShap(joinTrees([chain(1), chain(1)]), data, 8193, 1, (done, total) => calls.push([done, total]));
  assert.deepEqual(
    calls,
    [1, 2, 3, 4].map((done) => [done, 4]),
  );
});

test("a node without cover is refused", () => {
  for (const cover of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    const tree = { ...chain(1), cover: Float64Array.of(1, cover, 1) };
    assert.throws(
      () => explain(joinTrees([tree]), [[1]]),
      new InvalidParameterError(
        "every node must have been reached by training rows of positive weight, as SHAP values weigh branches by it; " +
          `got cover ${cover} in node 1`,
      ),
    );
  }
});

test("Gauss–Legendre sums integrate polynomials up to degree 2·size − 1", () => {
  for (let size = 1; size <= 60; size++) {
    const { nodes, complements, weights } = gaussLegendre(size);
    for (let degree = 0; degree < 2 * size; degree++) {
      const sum = (places: Float64Array) => places.reduce((total, t, q) => total + weights[q] * t ** degree, 0);
      assertClose(sum(nodes), 1 / (degree + 1), { absolute: 1e-14 }, `size ${size} degree ${degree}`);
      assertClose(sum(complements), 1 / (degree + 1), { absolute: 1e-14 });
    }
  }
});

const seed = fc.integer({ min: 0, max: 0xffffffff });

function explain(trees: TreeEnsemble, X: readonly (readonly number[])[]) {
  return treeShap(trees, Float64Array.from(X.flat()), X.length, X[0].length);
}

function forecast(trees: TreeEnsemble, row: readonly number[]): number {
  const data = Float64Array.from(row);
  return trees.roots.slice(0, -1).reduce((sum, root) => sum + leafValue(trees, root, data, 0), 0);
}

function toEnsemble({ feature, threshold, right, cover, roots }: EnsembleCase["trees"]): TreeEnsemble {
  return {
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    right: Int32Array.from(right),
    cover: Float64Array.from(cover),
    roots: Int32Array.from(roots),
  };
}

function drawRows(random: Random, nRows: number, nFeatures: number): number[][] {
  return Array.from({ length: nRows }, () => Array.from({ length: nFeatures }, () => random.normal()));
}

/** A tree of drawn questions, leaf values and shares. @param stop chance that a branch ends early */
function drawTree(random: Random, nFeatures: number, depth: number, stop = 0.15): TreeNodes {
  const feature: number[] = [];
  const threshold: number[] = [];
  const right: number[] = [];
  const cover: number[] = [];
  const visit = (level: number, weight: number) => {
    const node = feature.length;
    const isLeaf = level === depth || random.uniform() < stop;
    feature.push(isLeaf ? -1 : random.integer(nFeatures));
    threshold.push(random.normal());
    right.push(0);
    cover.push(weight);
    if (isLeaf) return;
    const share = 0.02 + 0.96 * random.uniform();
    visit(level + 1, weight * share);
    right[node] = feature.length;
    visit(level + 1, weight * (1 - share));
  };
  visit(0, 50);
  return {
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    right: Int32Array.from(right),
    cover: Float64Array.from(cover),
  };
}

/** Goes on to the left only, one question a level: leaf 0 at the end, 1 on the right of every question. */
function chain(depth: number, nFeatures = depth): TreeNodes {
  const nNodes = 2 * depth + 1;
  const cover = new Float64Array(nNodes);
  const right = new Int32Array(nNodes);
  for (let level = 0; level < depth; level++) {
    right[level] = nNodes - 1 - level;
    cover[level] = nNodes - level;
    cover[right[level]] = 1;
  }
  cover[depth] = nNodes - depth;
  return {
    feature: Int32Array.from({ length: nNodes }, (_, node) => (node < depth ? node % nFeatures : -1)),
    threshold: Float64Array.from({ length: nNodes }, (_, node) => (node <= depth ? (node < depth ? 1 : 0) : 1)),
    right,
    cover,
  };
}
