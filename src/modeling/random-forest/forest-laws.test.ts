import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ChurnlabError, InvalidParameterError, Random, ShapeError } from "../../core";
import { assertClose } from "../../testing/assert-close";
import { FittedRandomForest } from "./fitted-random-forest";
import { RandomForestClassifier } from "./random-forest-classifier";

const oneTree = { nEstimators: 1, bootstrap: false, seed: 5 } as const;

/** Continuous and tied columns, both classes present. */
const someData = fc
  .tuple(fc.integer({ min: 4, max: 60 }), fc.integer({ min: 1, max: 5 }), fc.nat(0xffffffff))
  .map(([nSamples, nFeatures, seed]) => {
    const random = new Random(seed);
    const draw = (feature: number) => (feature % 2 === 0 ? random.normal() : random.integer(4));
    const X = Array.from({ length: nSamples }, () => Array.from({ length: nFeatures }, (_, feature) => draw(feature)));
    const y = Array.from({ length: nSamples }, (_, row) => (row < 2 ? row : random.integer(2)));
    return { X, y, seed, random };
  });

test("a monotone transformation of features leaves the partition of a tree's rows as it is, with either splitter", () => {
  const transforms = [(x: number) => 1e12 * x, (x: number) => 1e-12 * x + 1e-3, (x: number) => Math.atan(x) / 7];
  fc.assert(
    fc.property(
      someData,
      fc.constantFrom("exact", "histogram"),
      fc.boolean(),
      ({ X, y, seed }, splitter, bootstrap) => {
        const recipe = new RandomForestClassifier({ nEstimators: 3, splitter, bootstrap, seed });
        const moved = X.map((row) => row.map((x, feature) => transforms[feature % 3](x)));
        const [plain, other] = [recipe.fit(X, y), recipe.fit(moved, y)];
        assert.deepEqual(other.trees.feature, plain.trees.feature);
        assert.deepEqual(other.trees.right, plain.trees.right);
        assert.deepEqual(other.trees.cover, plain.trees.cover);
        assert.deepEqual(other.featureImportances, plain.featureImportances);
        // A row that a tree has not seen may lie between two that it has, on either side of their middle.
        if (!bootstrap) assert.deepEqual(other.predictProba(moved), plain.predictProba(X));
      },
    ),
    { numRuns: 60 },
  );
});

test("without bootstrap: whole weights equal repeated rows, weight 0 no row, and the order of rows says nothing", () => {
  fc.assert(
    fc.property(someData, ({ X, y, random }) => {
      const sampleWeight = y.map((_, row) => (row < 2 ? 1 : random.integer(4)));
      const repeat = <T>(items: T[]) => items.flatMap((item, row) => new Array<T>(sampleWeight[row]).fill(item));
      for (const options of [{}, { splitter: "histogram", nBins: 5 }, { classWeight: { 0: 1, 1: 2.7 } }] as const) {
        const recipe = new RandomForestClassifier({ ...oneTree, ...options });
        const weighted = recipe.fit(X, y, { sampleWeight });
        assert.deepEqual(recipe.fit(repeat(X), repeat(y)).trees, weighted.trees);
        const order = Array.from(random.permutation(y.length));
        const shuffled = <T>(items: T[]) => order.map((row) => items[row]);
        const again = recipe.fit(shuffled(X), shuffled(y), { sampleWeight: shuffled(sampleWeight) });
        assert.deepEqual(again.trees, weighted.trees);
      }
    }),
    { numRuns: 60 },
  );
});

test("nodes partition the weight of their rows; a bootstrap tree's root holds as many as there are rows", () => {
  fc.assert(
    fc.property(someData, ({ X, y, seed }) => {
      const { trees } = new RandomForestClassifier({ nEstimators: 3, seed }).fit(X, y);
      const { feature, right, cover, roots } = trees;
      for (const root of roots.slice(0, -1)) assert.equal(cover[root], y.length);
      feature.forEach((asked, node) => {
        if (asked >= 0) assert.equal(cover[node], cover[node + 1] + cover[right[node]]);
      });
    }),
    { numRuns: 40 },
  );
});

test("a limit of leaves holds, one that is never reached changes no tree, and a tighter one prunes", () => {
  fc.assert(
    fc.property(someData, fc.integer({ min: 2, max: 12 }), fc.boolean(), ({ X, y, seed }, maxLeafNodes, bootstrap) => {
      const options = { nEstimators: 3, maxFeatures: "all", bootstrap, seed } as const;
      const { trees } = new RandomForestClassifier({ ...options, maxLeafNodes }).fit(X, y);
      for (let tree = 0; tree < 3; tree++) {
        const nNodes = trees.roots[tree + 1] - trees.roots[tree];
        assert.ok(nNodes <= 2 * maxLeafNodes - 1, `${nNodes} nodes for ${maxLeafNodes} leaves`);
      }
      // In one column nothing depends on the order of the draws.
      const column = X.map((row) => row.slice(0, 1));
      const full = new RandomForestClassifier(options).fit(column, y);
      const wide = new RandomForestClassifier({ ...options, maxLeafNodes: y.length + 1 }).fit(column, y);
      assert.deepEqual(wide.trees, full.trees);
      const some = new RandomForestClassifier({ ...options, maxLeafNodes }).fit(column, y);
      assert.ok(some.nNodes <= full.nNodes);
      assert.ok(trainingImpurity(some, column, y) >= trainingImpurity(full, column, y) - 1e-9 || bootstrap);
    }),
    { numRuns: 60 },
  );
});

/** Mean of p(1 − p) over the rows, p being what a forest of one tree, or several alike, says of each. */
function trainingImpurity(fitted: FittedRandomForest, X: number[][], y: number[]): number {
  return fitted.predictProba(X).reduce((sum, p) => sum + p * (1 - p), 0) / y.length;
}

test("class weights: balanced equals the weights spelt out, and both classes weigh the same in every balanced tree", () => {
  fc.assert(
    fc.property(someData, ({ X, y, seed }) => {
      const positives = y.reduce((sum, label) => sum + label, 0);
      const spelt = { 0: y.length / (2 * (y.length - positives)), 1: y.length / (2 * positives) };
      for (const bootstrap of [true, false]) {
        const fit = (classWeight: "balanced" | typeof spelt) =>
          new RandomForestClassifier({ nEstimators: 2, bootstrap, classWeight, seed }).fit(X, y).trees;
        assert.deepEqual(fit("balanced"), fit(spelt));
      }
      const stump = new RandomForestClassifier({
        ...oneTree,
        maxDepth: 1,
        minSamplesLeaf: y.length,
        classWeight: "balanced",
      });
      const { trees } = stump.fit(X, y);
      assertClose(trees.threshold, [0.5], { absolute: 1e-12 });
      const subsample = new RandomForestClassifier({
        nEstimators: 5,
        minSamplesLeaf: y.length,
        classWeight: "balancedSubsample",
        seed,
      }).fit(X, y);
      for (const share of subsample.trees.threshold)
        assert.ok(share === 0 || share === 1 || Math.abs(share - 0.5) < 1e-12);
    }),
    { numRuns: 40 },
  );
});

test("a row of weight 0 is never drawn and does not count out of bag; huge and tiny weights do not break a tree", () => {
  const random = new Random(8);
  const X = Array.from({ length: 90 }, () => [random.normal(), random.normal()]);
  const wrong = (row: number) => row % 3 === 0;
  const y = X.map(([a], row) => Number(a > 0 !== wrong(row)));
  const sampleWeight = X.map((_, row) => (wrong(row) ? 0 : 1));
  const fitted = new RandomForestClassifier({ seed: 2 }).fit(X, y, { sampleWeight });
  assert.ok((fitted.oobScore ?? 0) > 0.9, `${fitted.oobScore}`);
  for (const scale of [1e-290, 1e-12, 1e12, 1e290]) {
    const scaled = sampleWeight.map((weight) => weight * scale);
    const trees = [scaled, sampleWeight].map(
      (weights) => new RandomForestClassifier(oneTree).fit(X, y, { sampleWeight: weights }).trees,
    );
    assert.deepEqual(trees[0].threshold, trees[1].threshold, `${scale}`);
    assert.ok(trees[0].cover.every((cover) => cover > 0 && Number.isFinite(cover)));
  }
});

test("values of any size, constant columns and two rows", () => {
  const tiny = new RandomForestClassifier({ nEstimators: 20, seed: 1 });
  for (const scale of [1e-300, 1e-12, 1, 1e12, 1e300]) {
    const X = [
      [0, scale, 7],
      [0, 3 * scale, 7],
    ];
    const p = tiny.fit(X, [0, 1]).predictProba(X);
    assert.ok(p[0] < 0.5 && p[1] > 0.5, `${scale}: ${p.join(", ")}`);
  }
  const constant = new RandomForestClassifier({ nEstimators: 3, seed: 1 }).fit([[1], [1], [1], [1]], [0, 1, 1, 1]);
  assert.deepEqual(Array.from(constant.featureImportances), [0]);
  assert.equal(constant.nNodes, 3);
  const far = [[-Number.MAX_VALUE], [Number.MAX_VALUE]];
  const ends = new RandomForestClassifier(oneTree).fit(far, [0, 1]);
  assert.deepEqual(Array.from(ends.predictProba(far)), [0, 1]);
});

test("distinct values beyond 8 and 16 bits are told apart, in more rows than a compact block holds", () => {
  const random = new Random(6);
  const X = Array.from({ length: 34_000 }, (_, row) => [row, random.integer(3)]);
  const y = X.map(() => random.integer(2));
  const fitted = new RandomForestClassifier({ ...oneTree, splitter: "exact", maxFeatures: "all" }).fit(X, y);
  assert.deepEqual(Array.from(fitted.predictProba(X)), y);
});

function damaged(json: unknown, random: Random): unknown {
  const copy = JSON.parse(JSON.stringify(json)) as Record<string, unknown>;
  const fields = Object.keys(copy);
  const field = fields[random.integer(fields.length)];
  const value = copy[field];
  const others = [null, "1", -1, 1.5, {}, [], true, [null], [1e9]];
  switch (random.integer(4)) {
    case 0:
      delete copy[field];
      break;
    case 1:
      copy[field] = others[random.integer(others.length)];
      break;
    case 2:
      if (Array.isArray(value)) copy[field] = value.slice(0, random.integer(value.length + 1));
      break;
    default:
      if (Array.isArray(value) && value.length > 0)
        value[random.integer(value.length)] = others[random.integer(others.length)];
  }
  return copy;
}

test("a damaged file is refused by name, or reads as the same kind of forest; it never crashes or gives NaN", () => {
  fc.assert(
    fc.property(someData, fc.boolean(), ({ X, y, seed, random }, bootstrap) => {
      const fitted = new RandomForestClassifier({ nEstimators: 3, bootstrap, seed }).fit(X, y);
      for (let time = 0; time < 20; time++) {
        let read: FittedRandomForest;
        try {
          read = FittedRandomForest.fromJSON(damaged(fitted, random) as object);
        } catch (error) {
          assert.ok(error instanceof ChurnlabError, String(error));
          continue;
        }
        assert.ok(read.predictProba(X).every((p) => p >= 0 && p <= 1));
      }
    }),
    { numRuns: 60 },
  );
});

test("a saved forest insists on its features where told to, and keeps what it was trained on", () => {
  const X = {
    columns: ["a", "b"],
    shape: [3, 2],
    values: [
      [1, 2],
      [2, 1],
      [3, 5],
    ],
  };
  const fitted = new RandomForestClassifier({ nEstimators: 2, nJobs: 1, maxDepth: 4, seed: 1 }).fit(X, [0, 1, 1], {
    sampleWeight: [1, 2, 1],
  });
  assert.equal(fitted.training.nSamples, 3);
  assert.equal(fitted.training.nPositives, 2);
  assert.equal(fitted.training.totalWeight, 4);
  assert.equal(fitted.training.options["maxDepth"], 4);
  assert.equal("nJobs" in fitted.training.options, false, "the forest does not depend on the number of threads");
  const json = JSON.parse(JSON.stringify(fitted));
  assert.deepEqual(RandomForestClassifier.fromJSON(json, { featureNames: ["a", "b"] }), fitted);
  assert.throws(() => RandomForestClassifier.fromJSON(json, { featureNames: ["b", "a"] }), ShapeError);
  assert.throws(() => RandomForestClassifier.fromJSON({ ...json, schemaVersion: 99 }), InvalidParameterError);
});

test("class weights and splitters that cannot be are refused by name, rule and value", () => {
  const refused = (options: object, message: RegExp) =>
    assert.throws(
      () => new RandomForestClassifier({ seed: 1, ...options } as never),
      (error: Error) => {
        assert.ok(error instanceof InvalidParameterError);
        assert.match(error.message, message);
        return true;
      },
    );
  refused({ classWeight: "equal" }, /classWeight must be one of "balanced", "balancedSubsample"; got "equal"/);
  refused({ classWeight: { 0: 1 } }, /classWeight\[1\] must be a finite number/);
  refused({ classWeight: { 0: 1, 1: 0 } }, /classWeight\[1\] .*got 0/);
  refused({ classWeight: { 0: 1, 1: 2, 2: 3 } }, /classWeight has no option "2"/);
  refused({ splitter: "best" }, /splitter must be one of "auto", "exact", "histogram"; got "best"/);
  refused({ nJobs: 0 }, /nJobs must be an integer in \[1, ∞\); got 0/);
  refused({ minImpurityDecrease: -1 }, /minImpurityDecrease must be a finite number in \[0, ∞\); got -1/);
  refused({ maxDepth: 0 }, /maxDepth must be an integer in \[1, ∞\); got 0/);
  refused({ maxLeafNodes: 1 }, /maxLeafNodes must be an integer in \[2, ∞\); got 1/);
  refused({ maxLeafNodes: 2.5 }, /maxLeafNodes must be an integer in \[2, ∞\); got 2.5/);
  refused({ onProgress: 3 }, /onProgress of RandomForestClassifier must be a function; got 3/);
});
