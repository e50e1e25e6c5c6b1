import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Random } from "../../core";
import { EnsembleScorer, sumOfLeaves } from "./ensemble-scorer";
import { joinTrees, leafValue, type TreeNodes } from "./tree-nodes";

/** A tree with random questions, whose thresholds often equal values of the rows. */
function randomTree(random: Random, nFeatures: number, depth: number, stops = 0.3): TreeNodes {
  const nodes: { feature: number; threshold: number; right: number }[] = [];
  const add = (left: number): number => {
    const node = nodes.push({ feature: -1, threshold: random.normal(), right: 0 }) - 1;
    if (left === 0 || random.uniform() < stops) return node;
    nodes[node].feature = random.integer(nFeatures);
    nodes[node].threshold = random.integer(9) / 4 - 1;
    add(left - 1);
    nodes[node].right = add(left - 1);
    return node;
  };
  add(depth);
  return {
    feature: Int32Array.from(nodes, ({ feature }) => feature),
    threshold: Float64Array.from(nodes, ({ threshold }) => threshold),
    right: Int32Array.from(nodes, ({ right }) => right),
    cover: new Float64Array(nodes.length).fill(1),
  };
}

test("the packed form gives the bits of a plain walk, for any number of rows", () => {
  fc.assert(
    fc.property(fc.nat(0xffffffff), fc.integer({ min: 0, max: 70 }), (seed, nSamples) => {
      const random = new Random(seed);
      const nFeatures = 1 + random.integer(4);
      const trees = joinTrees(
        Array.from({ length: 1 + random.integer(5) }, () => randomTree(random, nFeatures, random.integer(7))),
      );
      const data = Float64Array.from({ length: nSamples * nFeatures }, () => random.integer(13) / 4 - 1.5);
      const expected = Float64Array.from({ length: nSamples }, (_, row) => {
        let sum = 0;
        for (const root of trees.roots.slice(0, -1)) sum += leafValue(trees, root, data, row * nFeatures);
        return sum;
      });
      assert.deepEqual(sumOfLeaves(trees, data, nSamples, nFeatures), expected);
      const scorer = EnsembleScorer.of(trees, nFeatures);
      const packed = new Float64Array(nSamples);
      scorer?.addSums(data, 0, nSamples, packed);
      assert.deepEqual(packed, expected);
    }),
    { numRuns: 200 },
  );
});

test("more rows than a block holds, and rows left out", () => {
  const random = new Random(5);
  const trees = joinTrees(Array.from({ length: 3 }, () => randomTree(random, 2, 8)));
  const nSamples = 40_000;
  const data = Float64Array.from({ length: 2 * nSamples }, () => 3 * random.uniform() - 1.5);
  const scorer = EnsembleScorer.of(trees, 2);
  assert.ok(scorer !== null);
  const sums = new Float64Array(nSamples);
  const isAsked = (tree: number, row: number) => (row * 7 + tree) % 3 !== 0;
  scorer.addSums(data, 0, nSamples, sums, {
    list: (tree, start, end, out) => {
      let count = 0;
      for (let row = start; row < end; row++) if (isAsked(tree, row)) out[count++] = row - start;
      return count;
    },
  });
  for (let row = 0; row < nSamples; row += 997) {
    let expected = 0;
    for (let tree = 0; tree < 3; tree++) {
      if (isAsked(tree, row)) expected += leafValue(trees, trees.roots[tree], data, 2 * row);
    }
    assert.equal(sums[row], expected);
  }
});

test("large trees and wide rows fill the work space without running over it", () => {
  const random = new Random(9);
  for (const [nFeatures, depth, nSamples] of [
    [13, 17, 21_000],
    [60_000, 3, 9],
  ]) {
    const trees = joinTrees([randomTree(random, nFeatures, depth, 0)]);
    const data = Float64Array.from({ length: nSamples * nFeatures }, () => random.integer(13) / 4 - 1.5);
    const scorer = EnsembleScorer.of(trees, nFeatures);
    assert.ok(scorer !== null);
    const sums = new Float64Array(nSamples);
    scorer.addSums(data, 0, nSamples, sums);
    const expected = sums.map((_, row) => leafValue(trees, 0, data, row * nFeatures));
    assert.deepEqual(sums, expected);
  }
});
