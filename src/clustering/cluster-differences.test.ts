import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Random } from "../core";
import { assertClose } from "../testing/assert-close";
import { hardSets } from "../testing/hard-sets";
import { readFixture } from "../testing/read-fixture";
import { betweenClusterVariance } from "./between-cluster-variance";
import { type ClusterPortrait, describeClusters } from "./describe-clusters";

interface OracleCluster {
  readonly cluster: number;
  readonly churn: readonly [lower: number, upper: number];
  readonly features: readonly { readonly own: readonly number[]; readonly standardized: readonly number[] }[];
}

interface DifferenceCase {
  readonly name: string;
  readonly X: number[][];
  readonly labels: number[];
  readonly y: number[];
  readonly clusters: readonly OracleCluster[];
}

const { level, differences } = readFixture<{ level: number; differences: DifferenceCase[] }>("clustering", "portraits");

test("differences and churn have the intervals of SciPy and statsmodels", () => {
  for (const { name, X, labels, y, clusters } of differences) {
    const portraits = describeClusters(X, labels, y, { level, rules: false });
    for (const oracle of clusters) {
      const portrait = portraits.find(({ cluster }) => cluster === oracle.cluster) as ClusterPortrait;
      const { lower, upper } = portrait.churnInterval;
      assertClose([lower, upper], oracle.churn, { relative: 1e-12, absolute: 1e-15 }, name);
      oracle.features.forEach(({ own, standardized }, column) => {
        const entry = portrait.differences.find(({ feature }) => feature === `x${column}`);
        assert.ok(entry !== undefined);
        const { mean, restMean, difference } = entry;
        // Limits near 0 lose digits to the subtraction, here as there: measured by the deviation of the feature.
        const deviation = (own[0] - own[1]) / standardized[0];
        const place = `${name}, cluster ${oracle.cluster}, x${column}`;
        const allowed = { relative: 1e-10, absolute: 1e-10 * Math.abs(deviation) };
        assertClose([mean, restMean, difference.lower, difference.upper], own, allowed, place);
        const { standardized: ours } = entry;
        assertClose([ours.estimate, ours.lower, ours.upper], standardized, { relative: 1e-9, absolute: 1e-10 }, place);
        assert.equal(ours.level, level);
      });
    }
  }
});

test("one client tells nothing of a spread: the interval holds all that is possible", () => {
  const [older, young] = describeClusters([[20], [50], [51], [55]], [0, 1, 1, 1], [0, 1, 1, 1]);
  for (const { differences: entries } of [older, young]) {
    const { standardized } = entries[0];
    assertClose([standardized.lower, standardized.upper], [-4 / Math.sqrt(3), 4 / Math.sqrt(3)], { relative: 1e-15 });
    assert.ok(standardized.lower <= standardized.estimate && standardized.estimate <= standardized.upper);
  }
});

test("a constant does not differ, a yes/no answer that all give has an interval, and one cluster has no rest", () => {
  const X = [
    [7, 1],
    [7, 1],
    [7, 0],
    [7, 0],
    [7, 0],
  ];
  const [{ differences: entries }] = describeClusters(X, [0, 0, 1, 1, 1], [1, 1, 0, 0, 0]);
  const [answer, constant] = entries;
  assert.equal(answer.feature, "x1");
  assert.equal(answer.difference.estimate, 1);
  assert.ok(answer.difference.lower < 0.6 && answer.difference.upper === 1);
  assert.deepEqual(constant.standardized, { estimate: 0, lower: 0, upper: 0, level: 0.95 });
  const [all] = describeClusters(X, [3, 3, 3, 3, 3], [1, 0, 0, 0, 0]);
  assert.deepEqual(all.differences, []);
  assert.equal(all.share, 1);
  assert.equal(all.name, "close to the average client");
});

test("on hard data all figures are finite and ranked, the estimate within its interval", () => {
  for (const { name, X, y } of hardSets()) {
    for (const { differences: entries, profile, share } of describeClusters(X, y, y)) {
      let before = Number.POSITIVE_INFINITY;
      for (const { standardized, mean, restMean, difference } of entries) {
        const figures = [standardized.estimate, standardized.lower, standardized.upper, mean, restMean];
        assert.ok([...figures, difference.lower, difference.upper].every(Number.isFinite), name);
        assert.ok(standardized.lower <= standardized.estimate && standardized.estimate <= standardized.upper, name);
        assert.ok(Math.abs(standardized.estimate) <= before, name);
        before = Math.abs(standardized.estimate);
      }
      // Against the rest and against all clients a cluster differs in the same features, by one factor.
      const ofRest = new Map(entries.map(({ feature, standardized }) => [feature, standardized.estimate]));
      for (const { feature, standardizedDifference } of entries.length === 0 ? [] : profile) {
        assertClose(standardizedDifference, (ofRest.get(feature) as number) * (1 - share), { absolute: 1e-9 }, name);
      }
    }
  }
});

const clients = fc.array(
  fc.record({
    a: fc.integer({ min: 0, max: 3 }),
    b: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    label: fc.nat(3),
    left: fc.nat(1),
  }),
  { minLength: 1, maxLength: 40 },
);

test("shuffled rows and renumbered clusters give the same portraits, to the last bit", () => {
  fc.assert(
    fc.property(clients, fc.nat(1000), (rows, seed) => {
      const portraitsOf = (list: typeof rows, number: (label: number) => number) =>
        describeClusters(
          list.map(({ a, b }) => [a, b]),
          list.map(({ label }) => number(label)),
          list.map(({ left }) => left),
        ).map((portrait) => ({ ...portrait, cluster: number(portrait.cluster) }));
      const same = (label: number) => label;
      const portraits = portraitsOf(rows, same);
      const order = Array.from(new Random(seed).permutation(rows.length));
      assert.deepEqual(
        portraitsOf(
          order.map((row) => rows[row]),
          same,
        ),
        portraits,
      );
      const renumbered = portraitsOf(rows, (label) => 9 - label);
      assert.deepEqual(
        renumbered.map((portrait) => ({ ...portrait, cluster: null })),
        portraits.map((portrait) => ({ ...portrait, cluster: null })),
      );
    }),
  );
});

test("shuffled rows give the same split of the variance, to the last bit", () => {
  const random = new Random(2);
  const X = Array.from({ length: 300 }, () => [random.normal() * 1e6, random.uniform(), 4]);
  const labels = X.map(() => random.integer(4));
  const order = Array.from(random.permutation(X.length));
  assert.deepEqual(
    betweenClusterVariance(
      order.map((row) => X[row]),
      order.map((row) => labels[row]),
    ),
    betweenClusterVariance(X, labels),
  );
});

test("means of values near the largest number do not overflow", () => {
  const [first] = describeClusters([[1.5e308], [1.5e308], [1e308], [1e308]], [0, 0, 1, 1], [1, 1, 0, 0], {
    rules: false,
  });
  assert.equal(first.profile[0].mean, 1.5e308);
  assert.equal(first.profile[0].overallMean, 1.25e308);
  assert.equal(first.profile[0].standardizedDifference, 1);
});

test("without a churn column portraits are drawn all the same, larger clusters first", () => {
  const X = [[1], [2], [30], [31], [32]];
  const portraits = describeClusters(X, [0, 0, 1, 1, 1], null);
  assert.deepEqual(
    portraits.map(({ size }) => size),
    [3, 2],
  );
  assert.deepEqual(
    portraits.map(({ nChurned, churnRate, shareOfChurn }) => [nChurned, churnRate, shareOfChurn]),
    [
      [Number.NaN, Number.NaN, Number.NaN],
      [Number.NaN, Number.NaN, Number.NaN],
    ],
  );
  assert.deepEqual([portraits[0].churnInterval.lower, portraits[0].churnInterval.upper], [0, 1]);
  assert.equal(portraits[0].rule?.text, "x0 at least 30");
});

test("nobody left, everybody is a cluster of one, and clusters that tie", () => {
  const X = [[1], [2], [3], [4]];
  const nobody = describeClusters(X, [0, 0, 1, 1], [0, 0, 0, 0]);
  assert.deepEqual(
    nobody.map(({ churnRate, shareOfChurn }) => [churnRate, shareOfChurn]),
    [
      [0, 0],
      [0, 0],
    ],
  );
  const each = describeClusters(X, [5, 6, 7, 8], [0, 1, 0, 0]);
  assert.deepEqual(
    each.map(({ cluster }) => cluster),
    [6, 5, 7, 8],
  );
  assert.equal(new Set(each.map(({ name }) => name)).size, 4);
  // Same size, rate and mean: the rows decide, whatever the labels.
  const tied = [[1], [5], [2], [4]];
  const inOrder = (labels: number[]) =>
    describeClusters(tied, labels, [1, 1, 1, 1]).map(({ differences: [d], cluster }) => [
      cluster,
      d.standardized.lower.toFixed(3),
    ]);
  assert.deepEqual(
    inOrder([0, 0, 1, 1]).map(([cluster]) => cluster),
    [0, 1],
  );
  assert.deepEqual(
    inOrder([1, 1, 0, 0]).map(([cluster]) => cluster),
    [1, 0],
  );
});
