import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Random } from "../../core";
import { hardSets } from "../../testing/hard-sets";
import type { GradientBoostingOptions } from "./boosting-options";
import type { FittedGradientBoosting } from "./fitted-gradient-boosting";
import { GradientBoostingClassifier } from "./gradient-boosting-classifier";

interface Data {
  X: number[][];
  y: number[];
  seed: number;
}

/** Few distinct values in some columns and many in others, so that ties and constant features are common. */
const someData = fc
  .tuple(fc.integer({ min: 8, max: 60 }), fc.integer({ min: 1, max: 4 }), fc.nat(0xffffffff))
  .map(([nSamples, nFeatures, seed]): Data => {
    const random = new Random(seed);
    const value = (column: number) => (column % 2 === 0 ? random.integer(5) - 2 : random.integer(1000) / 8);
    const X = Array.from({ length: nSamples }, () => Array.from({ length: nFeatures }, (_, column) => value(column)));
    return { X, y: X.map((row, place) => (place < 2 ? place : +(row[0] + random.normal() > 0))), seed };
  });

const someOptions = fc.record({
  nEstimators: fc.integer({ min: 1, max: 8 }),
  learningRate: fc.constantFrom(0.1, 0.5, 1),
  maxLeafNodes: fc.integer({ min: 2, max: 12 }),
  minSamplesLeaf: fc.integer({ min: 1, max: 6 }),
  l2Regularization: fc.constantFrom(0, 1),
  nBins: fc.constantFrom(4, 255),
});

const drawing = { subsample: 0.6, colsample: 0.7, colsampleByNode: 0.7 };

function fit({ X, y }: Data, options: GradientBoostingOptions, sampleWeight?: ArrayLike<number>) {
  return new GradientBoostingClassifier(options).fit(X, y, sampleWeight === undefined ? {} : { sampleWeight });
}

function assertSameTrees(left: FittedGradientBoosting, right: FittedGradientBoosting): void {
  assert.deepEqual(left.trees, right.trees);
  assert.deepEqual(left.featureImportances, right.featureImportances);
  assert.equal(left.baselineLogOdds, right.baselineLogOdds);
}

test("the order of the rows does not matter, to the last bit", () => {
  fc.assert(
    fc.property(someData, someOptions, (data, options) => {
      const order = Array.from(new Random(data.seed).permutation(data.y.length));
      const shuffled = { ...data, X: order.map((row) => data.X[row]), y: order.map((row) => data.y[row]) };
      assertSameTrees(fit(data, options), fit(shuffled, options));
    }),
    { numRuns: 60 },
  );
});

test("rows given k times equal rows of weight k, and rows of weight 0 are not there, to the last bit", () => {
  fc.assert(
    fc.property(someData, someOptions, (data, options) => {
      const random = new Random(data.seed);
      const counts = data.y.map((_, row) => (row < 2 ? 1 : random.integer(4)));
      const rows = counts.flatMap((count, row) => new Array<number>(count).fill(row));
      const copies = { ...data, X: rows.map((row) => data.X[row]), y: rows.map((row) => data.y[row]) };
      // Leaves are limited by rows, not by weight.
      const free = { ...options, minSamplesLeaf: 1 };
      assertSameTrees(fit(data, free, counts), fit(copies, free));
    }),
    { numRuns: 60 },
  );
});

test("a strictly rising change of a feature leaves the forecasts of the training rows, to the last bit", () => {
  fc.assert(
    fc.property(someData, someOptions, (data, options) => {
      const bent = data.X.map((row) => row.map((value) => value ** 3 + value));
      const straight = fit(data, options).predictProba(data.X);
      assert.deepEqual(fit({ ...data, X: bent }, options).predictProba(bent), straight);
    }),
    { numRuns: 60 },
  );
});

test("forecasts never fall with a rising feature constrained to 1, nor rise with one constrained to -1", () => {
  fc.assert(
    fc.property(someData, someOptions, fc.boolean(), (data, options, isDrawn) => {
      const random = new Random(data.seed);
      const directions = data.X[0].map(() => (random.integer(3) - 1) as -1 | 0 | 1);
      const monotoneConstraints = Object.fromEntries(directions.map((direction, column) => [`x${column}`, direction]));
      const fitted = fit(data, { ...options, ...(isDrawn ? drawing : {}), monotoneConstraints });
      directions.forEach((direction, column) => {
        if (direction === 0) return;
        const values = [...new Set(data.X.map((row) => row[column]))].sort((a, b) => a - b);
        for (const row of data.X.slice(0, 10)) {
          const path = [-1e9, ...values, 1e9].map((value) => row.map((kept, at) => (at === column ? value : kept)));
          for (const forecasts of [fitted.decisionFunction(path), fitted.predictProba(path)]) {
            for (let place = 1; place < path.length; place++) {
              assert.ok(
                direction * (forecasts[place] - forecasts[place - 1]) >= 0,
                `x${column} at ${values[place - 1]}`,
              );
            }
          }
        }
      });
    }),
    { numRuns: 80 },
  );
});

test("a constraint holds on real effects that break it", () => {
  const random = new Random(5);
  const X = Array.from({ length: 400 }, () => [random.uniform() * 6, random.uniform()]);
  const y = X.map(([x]) => +(Math.sin(2 * x) + 0.5 * random.normal() > 0));
  const path = Array.from({ length: 200 }, (_, step) => [step * 0.03, 0.5]);
  const rises = (forecasts: Float64Array) => forecasts.slice(1).filter((p, place) => p > forecasts[place]).length;
  assert.ok(rises(new GradientBoostingClassifier().fit(X, y).predictProba(path)) > 0);
  const fitted = new GradientBoostingClassifier({ monotoneConstraints: { x0: -1 } }).fit(X, y);
  assert.equal(rises(fitted.predictProba(path)), 0);
});

test("the training loss never rises, whatever the data", () => {
  const assertFalling = ({ trainingLoss }: FittedGradientBoosting, message: string) => {
    for (let tree = 1; tree < trainingLoss.length; tree++) {
      assert.ok(trainingLoss[tree] <= trainingLoss[tree - 1] * (1 + 1e-11), `${message}, tree ${tree}`);
    }
  };
  fc.assert(
    fc.property(someData, someOptions, (data, options) => assertFalling(fit(data, options), "generated")),
    { numRuns: 60 },
  );
  for (const { name, X, y, sampleWeight } of hardSets()) {
    assertFalling(fit({ X, y, seed: 0 }, { nEstimators: 10, minSamplesLeaf: 1, learningRate: 1 }, sampleWeight), name);
  }
});

test("the same seed draws the same trees, another seed others", () => {
  const random = new Random(1);
  const X = Array.from({ length: 300 }, () => [random.normal(), random.normal(), random.normal(), random.normal()]);
  const data = { X, y: X.map(([a, b]) => +(a * b + random.normal() > 0)), seed: 0 };
  for (const share of [{ subsample: 0.5 }, { colsample: 0.5 }, { colsampleByNode: 0.5 }, { earlyStopping: true }]) {
    const options = { ...share, nEstimators: 10, seed: 4 };
    assertSameTrees(fit(data, options), fit(data, options));
    assert.notDeepEqual(fit(data, { ...options, seed: 5 }).trees, fit(data, options).trees, JSON.stringify(share));
  }
});

test("covers are sums of weights, leaves add up to the log-odds, and limits are kept", () => {
  fc.assert(
    fc.property(someData, someOptions, fc.integer({ min: 1, max: 4 }), (data, options, maxDepth) => {
      const fitted = fit(data, { ...options, maxDepth });
      const { roots, feature, right, cover } = fitted.trees;
      assert.equal(roots.length, options.nEstimators + 1);
      for (let tree = 0; tree + 1 < roots.length; tree++) {
        assert.equal(cover[roots[tree]], data.y.length);
        let leaves = 0;
        const walk = (node: number, depth: number): void => {
          assert.ok(depth <= maxDepth);
          if (feature[node] < 0) {
            leaves++;
            assert.ok(cover[node] >= Math.min(options.minSamplesLeaf, data.y.length));
            return;
          }
          assert.equal(cover[node], cover[node + 1] + cover[right[node]]);
          walk(node + 1, depth + 1);
          walk(right[node], depth + 1);
        };
        walk(roots[tree], 0);
        assert.ok(leaves <= options.maxLeafNodes);
      }
      const staged = Array.from(fitted.stagedPredictProba(data.X));
      assert.equal(staged.length, fitted.nIterations);
      assert.deepEqual(staged[staged.length - 1], fitted.predictProba(data.X));
    }),
    { numRuns: 60 },
  );
});
