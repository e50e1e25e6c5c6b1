import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ChurnlabError, FeatureMatrix, InvalidParameterError, Random, ShapeError } from "../core";
import { wilsonInterval } from "../statistics";
import { assertClose } from "../testing/assert-close";
import { damaged, damages } from "../testing/damage";
import { readFixture } from "../testing/read-fixture";
import { chooseNumberOfClusters } from "./choose-number-of-clusters";
import { clusterStability } from "./cluster-stability";
import { describeClusters, portraitIndices } from "./describe-clusters";
import { FittedSegmentation, segmentClients } from "./segment-clients";

const names = ["age", "near", "visits"];
// Two young clients far away, two older ones near, one in between.
const X = new FeatureMatrix(Float64Array.of(20, 0, 1, 22, 0, 1, 40, 1, 3, 42, 1, 3, 31, 1, 2), 5, names);
const labels = [7, 7, 0, 0, 3];
const y = [1, 1, 0, 0, 1];
const vocabulary = {
  age: { low: "young", high: "older" },
  near: { low: "far away", high: "close by" },
  visits: { low: "rare visits", high: "frequent visits" },
};

test("portraits: ordered by churn rate, with shares, interval and profile, by hand", () => {
  const portraits = describeClusters(X, labels, y, { vocabulary });
  assert.deepEqual(
    portraits.map(({ id, cluster, size, nChurned }) => [id, cluster, size, nChurned]),
    [
      [1, 7, 2, 2],
      [2, 3, 1, 1],
      [3, 0, 2, 0],
    ],
  );
  const [young] = portraits;
  assert.equal(young.share, 0.4);
  assert.equal(young.churnRate, 1);
  assertClose(young.shareOfChurn, 2 / 3, { relative: 1e-15 });
  assert.deepEqual(young.churnInterval, wilsonInterval(2, 2));
  // near: mean 0 against 0.6, standard deviation √0.24.
  const near = young.profile.find(({ feature }) => feature === "near");
  assertClose(near?.standardizedDifference ?? Number.NaN, -0.6 / Math.sqrt(0.24), { relative: 1e-12 });
  assert.equal(near?.mean, 0);
  assert.equal(young.profile.length, 3);
  for (let rank = 1; rank < 3; rank++) {
    const [before, after] = [young.profile[rank - 1], young.profile[rank]];
    assert.ok(Math.abs(before.standardizedDifference) >= Math.abs(after.standardizedDifference));
  }
});

test("names come from the words of the strongest differences; features that move together are named once", () => {
  const [young] = describeClusters(X, labels, y, { vocabulary });
  assert.equal(young.name, "far away");
  const unnamed = describeClusters(X, labels, y, { vocabulary: { ...vocabulary, near: null, visits: null } });
  assert.equal(unnamed[0].name, "young");
  const plain = describeClusters(X, labels, y, { vocabulary: { near: null, visits: null } });
  assert.equal(plain[0].name, "low age");
});

test("a yes/no feature is not named where most of the cluster are on the other side", () => {
  // Near: 2 of 3 in cluster 1 against all 5 of cluster 0; fewer than elsewhere, but still most.
  const near = [[1], [1], [1], [1], [1], [1], [1], [0]];
  const portraits = describeClusters(
    new FeatureMatrix(Float64Array.from(near.flat()), 8, ["near"]),
    [0, 0, 0, 0, 0, 1, 1, 1],
    [0, 0, 0, 0, 0, 1, 0, 0],
    { vocabulary: { near: { low: "far away", high: "close by" } } },
  );
  assert.equal(portraits[0].name, "close to the average client");
});

test("names are all different, and neither order nor names depend on the numbering of the labels", () => {
  const client = fc.record({ a: fc.integer({ min: 0, max: 2 }), b: fc.nat(1), label: fc.nat(5), left: fc.nat(1) });
  fc.assert(
    fc.property(fc.array(client, { minLength: 1, maxLength: 30 }), (clients) => {
      const data = Float64Array.from(clients.flatMap(({ a, b }) => [a, b]));
      const matrix = new FeatureMatrix(data, clients.length, ["a", "b"]);
      const left = clients.map((row) => row.left);
      const given = clients.map(({ label }) => label);
      const portraits = describeClusters(matrix, given, left);
      assert.equal(new Set(portraits.map(({ name }) => name)).size, portraits.length);
      assert.equal(
        portraits.reduce((sum, { size }) => sum + size, 0),
        clients.length,
      );
      const renumbered = describeClusters(
        matrix,
        given.map((label) => 10 - label),
        left,
      );
      const withoutNumbers = (list: typeof portraits) =>
        list.map(({ name, size, churnRate }) => [name, size, churnRate]);
      assert.deepEqual(withoutNumbers(renumbered), withoutNumbers(portraits));
      const indices = portraitIndices(portraits, given);
      given.forEach((label, row) => {
        assert.equal(portraits[indices[row]].cluster, label);
      });
    }),
  );
});

test("a label without a portrait and words for an unknown feature are refused by name", () => {
  assert.throws(
    () => portraitIndices(describeClusters(X, labels, y), [5]),
    new InvalidParameterError("every label must have a portrait; there is none of cluster 5"),
  );
  assert.throws(
    () => describeClusters(X, labels, y, { vocabulary: { height: { low: "short", high: "tall" } } }),
    InvalidParameterError,
  );
});

test("bad words and options are refused by name, before any work", () => {
  const describe = (options: object) => () => describeClusters(X, labels, y, options);
  const low = "young";
  assert.throws(
    describe({ vocabulary: { age: { low } } }),
    new InvalidParameterError('vocabulary["age"].high must be text; got undefined'),
  );
  assert.throws(describe({ vocabulary: { age: "young" } }), InvalidParameterError);
  assert.throws(describe({ vocabulary: [] }), InvalidParameterError);
  assert.throws(
    describe({ vocabulary: { age: { low, high: "older", bound: { one: "year" } } } }),
    InvalidParameterError,
  );
  assert.throws(describe({ vocabulary: { age: { low, high: "older", middle: "grown" } } }), InvalidParameterError);
  assert.throws(describe({ level: 0 }), InvalidParameterError);
  assert.throws(describe({ rules: 1 }), InvalidParameterError);
  assert.throws(describe({ words: {} }), InvalidParameterError);
  assert.throws(() => describeClusters([], [], []), ShapeError);
  assert.throws(() => describeClusters(X, labels, [1, 0]), ShapeError);
  assert.throws(() => describeClusters(X, [0, 0, 1, 1, -1], y), InvalidParameterError);
  let starts = 0;
  const onProgress = () => starts++;
  const segment = (left: number[], options: object) => () =>
    segmentClients(X, left, { nClusters: 2, onProgress, ...options });
  assert.throws(segment([1, 0], {}), ShapeError);
  assert.throws(segment(y, { vocabulary: { height: null } }), InvalidParameterError);
  assert.throws(segment(y, { nClusters: 6 }), InvalidParameterError);
  assert.throws(segment(y, { seed: -1 }), InvalidParameterError);
  assert.equal(starts, 0);
});

test("a segmentation is saved and opened; a damaged file is refused or means the same", () => {
  const rows = [
    [20, 1],
    [21, 1],
    [22, 2],
    [60, 12],
    [61, 12],
    [62, 11],
    [40, 6],
  ];
  const { model } = segmentClients(rows, [1, 1, 0, 0, 0, 0, 1], { nClusters: 3, nInit: 5 });
  const json = JSON.parse(JSON.stringify(model));
  const same = FittedSegmentation.fromJSON(json);
  assert.deepEqual(JSON.stringify(same), JSON.stringify(model));
  assert.deepEqual(same.predict(rows), model.predict(rows));
  assert.throws(() => FittedSegmentation.fromJSON(json, { featureNames: ["a", "b"] }), ShapeError);
  assert.throws(() => FittedSegmentation.fromJSON({ ...json, clusters: [0, 1, 1] }), InvalidParameterError);
  fc.assert(
    fc.property(damages, (damage) => {
      const broken = damaged(json, damage, []);
      if (broken === null) return;
      let read: FittedSegmentation;
      try {
        read = FittedSegmentation.fromJSON(broken);
      } catch (error) {
        assert.ok(error instanceof ChurnlabError, String(error));
        return;
      }
      assert.ok(read.predict(rows).every((segment) => segment < 3));
    }),
  );
});

test("as many segments as clients, more than distinct clients, one segment, constant features, nobody known to have left", () => {
  const rows = [
    [1, 5],
    [2, 5],
    [2, 5],
    [9, 5],
  ];
  const each = segmentClients(rows, [1, 0, 0, 0], { nClusters: 4 });
  assert.equal(each.portraits.length, 3);
  assert.equal(new Set(each.portraits.map(({ name }) => name)).size, 3);
  assert.deepEqual(Array.from(each.segments), Array.from(each.model.predict(rows)));
  const one = segmentClients(rows, [0, 0, 0, 0], { nClusters: 1 });
  assert.equal(one.portraits[0].rule?.text, "any client");
  const constant = segmentClients([[3], [3], [3]], [0, 1, 1], { nClusters: 1 });
  assert.equal(constant.portraits[0].shareOfChurn, 1);
  const unknown = segmentClients(rows, null, { nClusters: 2, rules: false });
  assert.deepEqual(
    unknown.portraits.map(({ size, rule }) => [size, rule]),
    [
      [3, null],
      [1, null],
    ],
  );
});

test("clients are segmented the same way for every seed when the groups are clear, and new ones join them", () => {
  const random = new Random(5);
  const rows: number[][] = [];
  const left: number[] = [];
  for (let row = 0; row < 120; row++) {
    const group = row % 3;
    rows.push([group * 1000 + 30 * random.normal(), group === 1 ? 1 : 0, random.normal()]);
    left.push(group === 2 && row % 2 === 0 ? 1 : 0);
  }
  const segmentation = segmentClients(rows, left, { nClusters: 3, nInit: 10, seed: 1 });
  assert.equal(segmentation.portraits[0].churnRate, 0.5);
  assert.equal(segmentation.segments[2], 0);
  assert.deepEqual(segmentation.model.predict(rows), segmentation.segments);
  const again = segmentClients(rows, left, { nClusters: 3, nInit: 10, seed: 2 });
  assert.deepEqual(again.segments, segmentation.segments);
  assert.deepEqual(again.portraits, segmentation.portraits);
});

const blobs = readFixture<{ separate: { X: number[][] } }>("clustering", "k-means").separate.X;

test("separate blobs are stable, and the indices find their number", () => {
  const options = { nResamples: 4, nInit: 10, nInitOfResamples: 4, seed: 3 };
  const stability = clusterStability(blobs, { nClusters: 4, ...options });
  assert.equal(stability.mean, 1);
  assert.deepEqual([...stability.values], [1, 1, 1, 1]);
  const { table, preferred } = chooseNumberOfClusters(blobs, { candidates: [5, 2, 3, 4], ...options });
  assert.deepEqual(
    table.map(({ nClusters }) => nClusters),
    [2, 3, 4, 5],
  );
  assert.equal(preferred.calinskiHarabasz, 4);
  assert.equal(preferred.silhouette, 4);
  for (let row = 1; row < table.length; row++) assert.ok(table[row].inertia < table[row - 1].inertia);
});

test("noise is less stable than blobs", () => {
  const random = new Random(8);
  const noise = Array.from({ length: 100 }, () => [random.uniform(), random.uniform()]);
  const { mean } = clusterStability(noise, { nClusters: 5, nResamples: 4, nInit: 10, seed: 3 });
  assert.ok(mean < 0.9, `${mean}`);
});

test("candidates that cannot be tried are refused", () => {
  assert.throws(() => chooseNumberOfClusters(blobs, { candidates: [] }), InvalidParameterError);
  assert.throws(() => chooseNumberOfClusters(blobs, { candidates: [2, 2] }), InvalidParameterError);
  assert.throws(() => chooseNumberOfClusters(blobs, { candidates: [1] }), InvalidParameterError);
});
