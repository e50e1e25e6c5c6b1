import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, Random } from "../core";
import { assertClose } from "../testing/assert-close";
import { betweenClusterVariance } from "./between-cluster-variance";
import { chooseNumberOfClusters } from "./choose-number-of-clusters";
import { toLabelGroups } from "./cluster-labels";
import { clusterStability } from "./cluster-stability";
import { joinNearestClusters } from "./join-nearest-clusters";
import { KMeans } from "./k-means";
import { largestGap } from "./largest-gap";
import { linkage } from "./linkage";
import { localOptima } from "./local-optima";

test("between-cluster variance by feature, by hand", () => {
  // Means 1 and 3 around 2 in the first column, 10 and 10 in the second: all of the split is the first column.
  const rows = betweenClusterVariance(
    [
      [0, 10],
      [2, 10],
      [2, 11],
      [4, 9],
    ],
    [5, 5, 0, 0],
  );
  assert.deepEqual(
    rows.map(({ feature, between, share }) => [feature, between, share]),
    [
      ["x0", 4, 1],
      ["x1", 0, 0],
    ],
  );
  assertClose(
    rows.map(({ etaSquared }) => etaSquared),
    [0.5, 0],
    { absolute: 1e-15 },
  );
});

test("variance between and inertia within clusters make the total; a constant column adds nothing", () => {
  const value = fc.double({ min: -9, max: 9, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 6, maxLength: 30 }), (points) => {
      const X = points.map(([a, b]) => [a, b, 0.1]);
      const { labels, inertia } = new KMeans({ nClusters: 3, nInit: 2 }).fit(X);
      const rows = betweenClusterVariance(X, labels);
      const mean = (column: number) => X.reduce((sum, row) => sum + row[column], 0) / X.length;
      const total = [0, 1].reduce(
        (sum, column) => sum + X.reduce((squares, row) => squares + (row[column] - mean(column)) ** 2, 0),
        0,
      );
      const between = rows.reduce((sum, row) => sum + row.between, 0);
      assertClose(between + inertia, total, { relative: 1e-9, absolute: 1e-9 });
      assert.ok(rows.every(({ etaSquared }) => etaSquared >= 0 && etaSquared <= 1));
    }),
    { numRuns: 50 },
  );
});

test("labels may be of any size: large ones make the same groups as small ones", () => {
  const small = toLabelGroups([3, 0, 3, 7]);
  assert.deepEqual(small, { groups: Uint32Array.of(1, 0, 1, 2), values: [0, 3, 7], sizes: Uint32Array.of(1, 2, 1) });
  const large = toLabelGroups([3e9, 0, 3e9, 7e12]);
  assert.deepEqual(large, { ...small, values: [0, 3e9, 7e12] });
});

/** Three blobs on a line at 0, 10 and 30, 20 rows each. */
const random = new Random(3);
const blobs = [0, 10, 30].flatMap((at) => Array.from({ length: 20 }, () => [at + random.normal(), random.normal()]));

test("the widest step of a tree is between the blobs", () => {
  const Z = linkage(blobs, "ward");
  const gap = largestGap(Z);
  assert.equal(gap.nClusters, 2);
  assert.equal(largestGap(linkage([[0], [1], [10], [11], [20], [21]], "single")).nClusters, 3);
  assert.ok(gap.from < gap.height && gap.height < gap.to);
  assert.equal(gap.to, Z[Z.length - 1][2]);
  assert.throws(() => largestGap(Z, { maxClusters: 60 }), /maxClusters must be an integer in \[2, 59\]; got 60/);
});

test("local optima: all starts are counted, the best first, and one partition is one optimum", () => {
  const optima = localOptima(blobs, { nClusters: 3, nStarts: 12, seed: 2 });
  assert.equal(
    optima.reduce((sum, { nStarts }) => sum + nStarts, 0),
    12,
  );
  assert.equal(optima[0].agreementWithBest, 1);
  assert.ok(optima.every(({ inertia }) => inertia >= optima[0].inertia));
  assertClose(optima[0].inertia, new KMeans({ nClusters: 3 }).fit(blobs).inertia, { relative: 1e-12 });
  assert.ok(optima.slice(1).every(({ agreementWithBest }) => agreementWithBest < 0.95));
  assert.deepEqual(localOptima(blobs, { nClusters: 3, nStarts: 12, seed: 2 }), optima);
  assert.throws(() => localOptima(blobs, { nClusters: 3, sameAt: 0 }), InvalidParameterError);
});

test("the two clusters whose union costs least become one", () => {
  const joined = joinNearestClusters(new KMeans({ nClusters: 3 }).fit(blobs));
  assert.equal(joined.nSamples, 2);
  const places = Array.from(joined.column(0)).sort((a, b) => a - b);
  assertClose(places, [5, 30], { absolute: 0.5 });
});

test("each number of clusters may begin from one more, and is never worse for it", () => {
  const single = { candidates: [4], nInit: 1, nResamples: 1, nInitOfResamples: 1 };
  const alone = chooseNumberOfClusters(blobs, single).table[0];
  const { table } = chooseNumberOfClusters(blobs, { ...single, candidates: [2, 3, 4, 5] });
  assert.deepEqual(
    table.map(({ nClusters }) => nClusters),
    [2, 3, 4, 5],
  );
  assert.ok(table[2].inertia <= alone.inertia);
});

test("stability of a partition that is given is that of the same partition fitted here", () => {
  const partition = new KMeans({ nClusters: 3, nInit: 5, seed: 4 }).fit(blobs);
  const options = { nClusters: 3, nInit: 5, seed: 4, nResamples: 3, nInitOfResamples: 1 };
  assert.deepEqual(clusterStability(blobs, { ...options, partition }), clusterStability(blobs, options));
  assert.throws(
    () => clusterStability(blobs, { ...options, nClusters: 2, partition }),
    /partition must have 2 clusters of 60 rows; got 3 clusters of 60 rows/,
  );
});

test("of a sample of rows the silhouettes have intervals around those of all rows", () => {
  const options = { candidates: [2, 3, 4], nInit: 3, nResamples: 1, nInitOfResamples: 1, nReferences: 2 };
  const exact = chooseNumberOfClusters(blobs, options);
  const sampled = chooseNumberOfClusters(blobs, { ...options, silhouetteSampleSize: 40 });
  sampled.table.forEach(({ silhouetteLower, silhouette, silhouetteUpper }, index) => {
    const { silhouette: score, silhouetteLower: lower, silhouetteUpper: upper } = exact.table[index];
    assert.deepEqual([lower, upper], [score, score]);
    assert.ok(silhouetteLower < silhouette && silhouette < silhouetteUpper);
    assert.ok(silhouetteLower <= score && score <= silhouetteUpper);
  });
  assert.equal(sampled.preferred.silhouette, exact.preferred.silhouette);
  assert.ok(sampled.verdict.some((sentence) => /silhouettes are estimates from a sample of rows/.test(sentence)));
  assert.ok(!exact.verdict.some((sentence) => /sample of rows/.test(sentence)));
  assert.throws(() => chooseNumberOfClusters(blobs, { ...options, silhouetteSampleSize: 1 }), InvalidParameterError);
});
