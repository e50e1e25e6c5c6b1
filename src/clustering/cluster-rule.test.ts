import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FeatureMatrix, InvalidParameterError, Random, ShapeError, toFeatureMatrix } from "../core";
import { wilsonInterval } from "../statistics";
import { assertClose } from "../testing/assert-close";
import { hardSets } from "../testing/hard-sets";
import { readFixture } from "../testing/read-fixture";
import { type ClusterRule, clusterRule, matchesRule } from "./cluster-rule";
import { codesOf, roundestBetween, sayableCuts } from "./sayable-cuts";
import { growTree, type TreeNode } from "./shallow-tree";

interface OracleNode {
  readonly size: number;
  readonly members: number;
  readonly gini: number;
  readonly feature?: number;
  readonly threshold?: number;
  readonly left?: OracleNode;
  readonly right?: OracleNode;
}

interface TreeCase {
  readonly X: number[][];
  readonly member: number[];
  readonly maxDepth: number;
  readonly root: OracleNode;
}

const { trees } = readFixture<{ trees: TreeCase[] }>("clustering", "portraits");

test("the tree is that of scikit-learn where no divisions tie", () => {
  for (const { X, member, maxDepth, root } of trees) {
    const columns = X[0].map((_, column) => Float64Array.from(X, (row) => row[column]));
    const cuts = columns.map((values) => sayableCuts(values.slice().sort()));
    const features = { codes: columns.map((v, place) => codesOf(v, cuts[place])), nCuts: cuts.map((c) => c.length) };
    const rows = Uint32Array.from(X.keys());
    const compare = (node: TreeNode, oracle: OracleNode): void => {
      const { size, members, split } = node;
      assert.deepEqual([size, members], [oracle.size, oracle.members]);
      const share = members / size;
      assertClose(2 * share * (1 - share), oracle.gini, { absolute: 1e-15, relative: 1e-12 });
      assert.equal(split?.feature, oracle.feature);
      if (split === null) return;
      const { below, above } = cuts[split.feature][split.cut];
      assert.equal((below.value + above.value) / 2, oracle.threshold);
      compare(split.left, oracle.left as OracleNode);
      compare(split.right, oracle.right as OracleNode);
    };
    compare(growTree(features, Uint8Array.from(member), rows, maxDepth), root);
  }
});

test("numbers between two others are the roundest there are", () => {
  assert.equal(roundestBetween(1.37, 1.62), 1.5);
  assert.equal(roundestBetween(1.2, 2.9), 2);
  assert.equal(roundestBetween(0.21, 0.34), 0.3);
  assert.equal(roundestBetween(-3, 8), 0);
  assert.equal(roundestBetween(-7.4, -6.6), -7);
  assert.equal(roundestBetween(118.3, 124.9), 120);
  assert.equal(roundestBetween(2.6e-12, 3.4e-12), 3e-12);
  assert.equal(roundestBetween(2.61e12, 2.74e12), 2.7e12);
  assert.equal(roundestBetween(1.000001, 1.000002), null);
});

test("a roundest number is in between, short to write, and none rounder is", () => {
  const ends = fc.tuple(
    fc.integer({ min: -9999, max: 9999 }),
    fc.integer({ min: 1, max: 3000 }),
    fc.integer({ min: -9, max: 9 }),
  );
  fc.assert(
    fc.property(ends, ([start, width, exponent]) => {
      const low = Number(`${start}e${exponent}`);
      const high = Number(`${start + width}e${exponent}`);
      const round = roundestBetween(low, high);
      assert.ok(round !== null && round > low && round <= high, `${low} < ${round} ≤ ${high}`);
      const digits = round.toExponential().replace(/e.*|[.-]/g, "");
      assert.ok(digits.length <= 5, digits);
    }),
  );
});

const vocabulary = {
  contract: {
    low: "short contract",
    high: "long contract",
    bound: { before: "contract of", one: "month", many: "months" },
  },
  visits: { low: "rare", high: "frequent", bound: { below: "fewer than", one: "visit a week", many: "visits a week" } },
  near: { low: "far away", high: "close by" },
};

/** Clients of whom those on a monthly contract who come rarely are cluster 0. */
function gym(nClients: number, seed: number): { X: FeatureMatrix; labels: number[] } {
  const random = new Random(seed);
  const labels: number[] = [];
  const data = Float64Array.from(
    Array.from({ length: nClients }).flatMap(() => {
      const contract = [1, 6, 12][random.integer(3)];
      const visits = Math.round(4000 * random.uniform()) / 1000;
      labels.push(contract === 1 && visits < 1.5 ? 0 : 1);
      return [contract, visits, random.integer(2)];
    }),
  );
  return { X: new FeatureMatrix(data, nClients, ["contract", "visits", "near"]), labels };
}

test("a rule that is in the data is found and said", () => {
  const { X, labels } = gym(600, 3);
  const rule = clusterRule(X, labels, 0, { vocabulary });
  const said = rule.alternatives[0].map(({ feature, operator, value }) => `${feature} ${operator} ${value}`);
  assert.match(said.join("; "), /^(contract <= 1; visits < 1\.[45]\d?|visits < 1\.[45]\d?; contract <= 1)$/);
  assert.match(rule.text, /contract of at most 1 month/);
  assert.match(rule.text, /fewer than 1\.[45]\d? visits a week/);
  assert.ok(rule.precision.estimate > 0.9 && rule.coverage.estimate > 0.9);
});

test("a cluster in several places gets alternatives, bounds on both sides one phrase, and answers their words", () => {
  const rows = Array.from({ length: 240 }, (_, row) => [(row * 7) % 24, row % 2]);
  const X = new FeatureMatrix(Float64Array.from(rows.flat()), rows.length, ["contract", "near"]);
  const words = { contract: vocabulary.contract, near: vocabulary.near };
  const middle = rows.map(([contract]) => (contract >= 6 && contract <= 11 ? 1 : 0));
  assert.equal(clusterRule(X, middle, 1, { vocabulary: words }).text, "contract of at least 6 and at most 11 months");
  const ends = rows.map(([contract, near]) => ((contract <= 3 && near === 1) || contract >= 20 ? 1 : 0));
  assert.equal(
    clusterRule(X, ends, 1, { vocabulary: words }).text,
    "contract of at least 20 months; or contract of at most 3 months and close by",
  );
  const one = rows.map(([contract]) => (contract === 1 ? 1 : 0));
  assert.equal(clusterRule(X, one, 1, { vocabulary: words }).text, "contract of exactly 1 month");
  const unsaid = clusterRule(X, ends, 1).text;
  assert.equal(unsaid, "contract at least 20; or contract at most 3 and near is 1");
  assert.equal(clusterRule(X, middle, 1, { vocabulary: { contract: null } }).text.includes("contract"), false);
});

test("precision and coverage are honest: on noise they are no better than chance", () => {
  const random = new Random(4);
  const X = Array.from({ length: 600 }, () => Array.from({ length: 8 }, () => random.normal()));
  const labels = X.map(() => random.integer(2));
  const { precision, coverage, nFolds } = clusterRule(X, labels, 1);
  const share = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  assert.equal(nFolds, 5);
  assert.ok(precision.lower < share && share < precision.upper, `${precision.estimate} for ${share}`);
  assert.ok(coverage.estimate > 0);
});

test("held-out figures are those of rules learned without the fold, and their intervals Wilson's", () => {
  // Two far groups: whatever is held out, the rule is the same.
  const X = [[1], [2], [2], [2], [1], [9], [8], [9], [10], [8]];
  const labels = [4, 4, 4, 4, 4, 2, 2, 2, 2, 2];
  const rule = clusterRule(X, labels, 4, { level: 0.8, nFolds: 3 });
  assert.deepEqual(rule.precision, wilsonInterval(5, 5, 0.8));
  assert.deepEqual(rule.coverage, wilsonInterval(5, 5, 0.8));
  assert.equal(rule.nFolds, 3);
});

test("degenerate clusters have rules too", () => {
  const X = [[1], [5], [5], [9]];
  const everybody = clusterRule(X, [0, 0, 0, 0], 0);
  assert.equal(everybody.text, "any client");
  assert.deepEqual(everybody.precision, wilsonInterval(4, 4));
  assert.deepEqual(everybody.coverage, wilsonInterval(4, 4));
  const alone = clusterRule(X, [1, 0, 0, 0], 1);
  assert.equal(alone.text, "x0 at most 1");
  assert.equal(alone.nFolds, 0);
  assert.deepEqual([alone.precision.estimate, alone.precision.lower, alone.precision.upper], [Number.NaN, 0, 1]);
  const same = clusterRule([[3], [3], [3], [3]], [0, 0, 1, 1], 0);
  assert.equal(same.text, "any client");
  assert.deepEqual(same.precision, wilsonInterval(2, 4));
  assert.deepEqual(same.coverage, wilsonInterval(2, 2));
  const each = [0, 1, 2, 3].map((cluster) => clusterRule(X, [0, 1, 2, 3], cluster));
  assert.deepEqual(
    each.map(({ text }) => text),
    ["x0 at most 1", "x0 exactly 5", "x0 exactly 5", "x0 at least 9"],
  );
});

test("on hard data every rule matches rows and its shares are shares", () => {
  for (const { name, X, y } of hardSets()) {
    const rule = clusterRule(X, y, y[0]);
    const matched = matchesRule(rule, X);
    assert.ok(matched.includes(1), name);
    assert.ok(rule.alternatives.length >= 1 && rule.alternatives.length <= 4, name);
    for (const { lower, upper } of [rule.precision, rule.coverage])
      assert.ok(0 <= lower && lower <= upper && upper <= 1);
  }
});

const clients = fc.array(
  fc.record({
    a: fc.integer({ min: -2, max: 4 }),
    b: fc.double({ min: -9, max: 9, noNaN: true }),
    c: fc.nat(1),
    label: fc.nat(2),
  }),
  { minLength: 1, maxLength: 60 },
);

test("shuffled rows, other label numbers, multiplied features: the same rule", () => {
  fc.assert(
    fc.property(clients, fc.integer({ min: 0, max: 1000 }), (rows, seed) => {
      const X = rows.map(({ a, b, c }) => [a, Math.round(b * 100) / 100, c]);
      const labels = rows.map(({ label }) => label);
      const own = labels[0];
      const rule = clusterRule(X, labels, own);
      const order = Array.from(new Random(seed).permutation(rows.length));
      const shuffled = clusterRule(
        order.map((row) => X[row]),
        order.map((row) => labels[row]),
        own,
      );
      assert.deepEqual(shuffled, rule);
      assert.deepEqual(
        clusterRule(
          X,
          labels.map((label) => 100 - label),
          100 - own,
        ),
        rule,
      );
      assert.deepEqual(
        shapeOf(
          clusterRule(
            X.map(([a, b, c]) => [a, b * 1024, c]),
            labels,
            own,
          ),
        ).length,
        shapeOf(rule).length,
      );
      assert.deepEqual(
        matchesRule(rule, X),
        Uint8Array.from(X, (row) => (matchesByHand(rule, row) ? 1 : 0)),
      );
    }),
  );
});

function shapeOf({ alternatives }: ClusterRule): string[] {
  return alternatives.map((conditions) => conditions.map(({ feature }) => feature).join());
}

function matchesByHand({ alternatives }: ClusterRule, row: readonly number[]): boolean {
  return alternatives.some((conditions) =>
    conditions.every(({ feature, operator, value }) => {
      const own = row[Number(feature.slice(1))];
      return operator === "<" ? own < value : operator === "<=" ? own <= value : own >= value;
    }),
  );
}

test("the seed deals other folds and leaves the rule as it is; inputs stay as they are", () => {
  const { X, labels } = gym(300, 8);
  const before = X.data.slice();
  const first = clusterRule(X, Object.freeze([...labels]), 0, { seed: 1 });
  const second = clusterRule(X, labels, 0, { seed: 2 });
  assert.deepEqual(first.alternatives, second.alternatives);
  assert.deepEqual(X.data, before);
});

test("wrong input is refused by name", () => {
  const X = toFeatureMatrix([[1], [2]]);
  assert.throws(
    () => clusterRule(X, [0, 1], 7),
    new InvalidParameterError("cluster must be one of the labels 0, 1; got 7"),
  );
  assert.throws(() => clusterRule(X, [0, 1, 1], 0), ShapeError);
  assert.throws(() => clusterRule([], [], 0), ShapeError);
  assert.throws(() => clusterRule(X, [0, 1], 0, { maxDepth: 4 }), InvalidParameterError);
  assert.throws(() => clusterRule(X, [0, 1], 0, { nFolds: 1 }), InvalidParameterError);
  assert.throws(() => clusterRule(X, [0, 1], 0, { level: 1 }), InvalidParameterError);
  assert.throws(() => clusterRule(X, [0, 1], 0, { seed: 0.5 }), InvalidParameterError);
  assert.throws(() => clusterRule(X, [0, 1], 0, { depth: 2 } as object), InvalidParameterError);
  const rule = clusterRule(X, [0, 1], 0);
  assert.throws(() => matchesRule(rule, new FeatureMatrix(Float64Array.of(1), 1, ["age"])), InvalidParameterError);
  const broken = { alternatives: [[{ feature: "x0", operator: "!", value: 1 }]] } as unknown as ClusterRule;
  assert.throws(() => matchesRule(broken, X), InvalidParameterError);
});
