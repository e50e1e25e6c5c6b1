import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError } from "../core";
import {
  calinskiHarabaszScore,
  chooseNumberOfClusters,
  clusterRule,
  clusterStability,
  cutTree,
  daviesBouldinScore,
  dendrogram,
  GaussianMixture,
  gapStatistic,
  KMeans,
  type LinkageRow,
  largestGap,
  linkage,
  localOptima,
  MiniBatchKMeans,
  MljsKMeans,
  matchesRule,
  portraitIndices,
  silhouetteScore,
} from "./index";

const X = [[1], [2], [3], [9], [10], [11]];
const labels = [0, 0, 0, 1, 1, 1];
const noValues: readonly unknown[] = [Number.NaN, 3, "three", {}, true];

test("values whose squares are not finite are refused by everything that adds squared distances", () => {
  const huge = X.map(([value]) => [value * 1e300]);
  const methods: Record<string, () => unknown> = {
    KMeans: () => new KMeans({ nClusters: 2 }).fit(huge),
    MiniBatchKMeans: () => new MiniBatchKMeans({ nClusters: 2 }).fit(huge),
    MljsKMeans: () => new MljsKMeans({ nClusters: 2 }).fit(huge),
    GaussianMixture: () => new GaussianMixture({ nComponents: 2 }).fit(huge),
    linkage: () => linkage(huge),
    silhouetteScore: () => silhouetteScore(huge, labels),
    calinskiHarabaszScore: () => calinskiHarabaszScore(huge, labels),
    daviesBouldinScore: () => daviesBouldinScore(huge, labels),
    gapStatistic: () => gapStatistic(huge),
    chooseNumberOfClusters: () => chooseNumberOfClusters(huge),
    clusterStability: () => clusterStability(huge, { nClusters: 2 }),
    localOptima: () => localOptima(huge, { nClusters: 2 }),
  };
  for (const [name, run] of Object.entries(methods)) {
    assert.throws(run, /X must hold numbers in \[-1e150, 1e150\].*got 1e\+300 in row 0, column x0/, name);
  }
});

test("a table that is no linkage is refused wherever it is read", () => {
  const readers = [
    (Z: LinkageRow[]) => cutTree(Z, { nClusters: 2 }),
    (Z: LinkageRow[]) => dendrogram(Z),
    (Z: LinkageRow[]) => largestGap(Z, { maxClusters: 2 }),
  ];
  const tables: [unknown, RegExp][] = [
    [[null, null], /row 0 of Z must be \[left, right, height, size\]; got null/],
    [[1, 2, 3], /row 0 of Z must be/],
    [[[0, 1, 1]], /row 0 of Z must be/],
    [[["a", 1, 1, 2]], /row 0 of Z must join two different clusters.*got "a" and 1/],
    [
      [
        [0, 1, 1, 2],
        [0, 2, 2, 3],
      ],
      /join every cluster once; row 1 joins 0 again/,
    ],
    [
      [
        [0, 1, 1, 2],
        [3, 2, 2, 9],
      ],
      /row 1 of Z must have the size 3 of its two clusters; got 9/,
    ],
    [
      [
        [0, 1, 1, 2],
        [3, 2, Number.POSITIVE_INFINITY, 3],
      ],
      /heights in Z must be finite and never fall; got Infinity/,
    ],
  ];
  for (const [table, rule] of tables) {
    for (const read of readers) assert.throws(() => read(table as LinkageRow[]), rule);
  }
});

test("with few rows the numbers of clusters tried by default are those that there can be", () => {
  const { table } = chooseNumberOfClusters(X, { nInit: 2, nResamples: 2, nReferences: 2 });
  assert.deepEqual(
    table.map(({ nClusters }) => nClusters),
    [2, 3, 4, 5],
  );
});

test("arguments of another kind are named, not stumbled over", () => {
  for (const value of noValues) {
    const candidates = value as number[];
    assert.throws(() => gapStatistic(X, { candidates }), /candidates must be an array of numbers of clusters; got/);
    assert.throws(() => chooseNumberOfClusters(X, { candidates }), /candidates must be an array/);
    const partition = value as never;
    assert.throws(() => clusterStability(X, { nClusters: 2, partition }), /partition must be a fitted k-means; got/);
    assert.throws(() => matchesRule(value as never, X), /rule must have alternatives/);
    assert.throws(() => portraitIndices(value as never, labels), /portraits must be an array of portraits; got/);
  }
  assert.throws(() => matchesRule({ alternatives: [[null]] } as never, X), /a condition of rule must be an object/);
  assert.throws(() => portraitIndices([null] as never, labels), /got the cluster undefined at position 0/);
  const rule = clusterRule(X, labels, 0);
  assert.deepEqual(Array.from(matchesRule(rule, X)), [1, 1, 1, 0, 0, 0]);
});

test("a gap statistic of rows that are all alike is refused", () => {
  const alike = Array.from({ length: 8 }, () => [0.1, 7]);
  assert.throws(
    () => gapStatistic(alike),
    new InvalidParameterError("X must have rows that differ for a gap statistic; all are alike"),
  );
  assert.throws(
    () => chooseNumberOfClusters(alike, { candidates: [2], nInit: 1, nResamples: 1, nReferences: 2 }),
    /X must have rows that differ/,
  );
});

test("of clusters without spread the scores are those of scikit-learn, whatever their values and sizes", () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const points = fc.uniqueArray(value, { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(points, fc.integer({ min: 2, max: 40 }), (values, times) => {
      const rows = values.flatMap((x) => Array.from({ length: times }, () => [x, x / 3]));
      const groups = values.flatMap((_, group) => new Array<number>(times).fill(group));
      assert.equal(calinskiHarabaszScore(rows, groups), 1);
      assert.equal(daviesBouldinScore(rows, groups), 0);
      const alike = rows.map(() => rows[0]);
      assert.equal(calinskiHarabaszScore(alike, groups), 1);
      assert.equal(daviesBouldinScore(alike, groups), 0);
    }),
  );
});
