import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { adjustedRandScore } from "./adjusted-rand-score";
import { calinskiHarabaszScore } from "./calinski-harabasz-score";
import { daviesBouldinScore } from "./davies-bouldin-score";
import { silhouetteSamples, silhouetteScore, silhouetteScores } from "./silhouette";

interface Case {
  labels: number[];
  silhouetteSamples: number[];
  silhouetteScore: number;
  calinskiHarabaszScore: number;
  daviesBouldinScore: number;
}
const quality = readFixture<{ X: number[][]; cases: Case[] }>("clustering", "quality");
const rand = readFixture<{ cases: { left: number[]; right: number[]; score: number }[] }>(
  "clustering",
  "adjusted-rand",
);

quality.cases.forEach((expected, index) => {
  test(`separation as scikit-learn measures it, labelling ${index}`, () => {
    const { X } = quality;
    const { labels } = expected;
    assertClose(silhouetteSamples(X, labels), expected.silhouetteSamples, { relative: 1e-9, absolute: 1e-12 });
    assertClose(silhouetteScore(X, labels), expected.silhouetteScore, { relative: 1e-9 });
    assertClose(calinskiHarabaszScore(X, labels), expected.calinskiHarabaszScore, { relative: 1e-9 });
    assertClose(daviesBouldinScore(X, labels), expected.daviesBouldinScore, { relative: 1e-9 });
  });
});

test("silhouettes of several partitions at once are those of each alone", () => {
  const partitions = quality.cases.map(({ labels }) => labels);
  assert.deepEqual(
    silhouetteScores(quality.X, partitions),
    partitions.map((labels) => silhouetteScore(quality.X, labels)),
  );
});

rand.cases.forEach(({ left, right, score }, index) => {
  test(`adjusted Rand index as scikit-learn's, pair ${index}`, () => {
    assertClose(adjustedRandScore(left, right), score, { relative: 1e-12, absolute: 1e-15 });
  });
});

test("adjusted Rand index: symmetric, at most 1, blind to numbering, 1 against itself", () => {
  const label = fc.nat(4);
  const two = fc.array(fc.tuple(label, label), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(two, (rows) => {
      const left = rows.map((row) => row[0]);
      const right = rows.map((row) => row[1]);
      const score = adjustedRandScore(left, right);
      assert.ok(score <= 1 && score >= -0.5 - 1e-12);
      assert.equal(adjustedRandScore(right, left), score);
      assertClose(
        adjustedRandScore(
          left.map((value) => 9 - value),
          right,
        ),
        score,
        { absolute: 1e-12 },
      );
      assert.equal(adjustedRandScore(left, left), 1);
    }),
  );
});

// Rows 0, 1 | 10: for row 0, a = 1, b = 10, (10 − 1) / 10; for row 1, a = 1, b = 9, 8 / 9; the third is alone: 0.
test("silhouette of three points, by hand; repeated rows give 0, not NaN", () => {
  assertClose(silhouetteSamples([[0], [1], [10]], [4, 4, 2]), [0.9, 8 / 9, 0], { relative: 1e-15 });
  assert.deepEqual([...silhouetteSamples([[3], [3], [3], [3]], [0, 0, 1, 1])], [0, 0, 0, 0]);
});

test("clusters without variance: the conventions of scikit-learn", () => {
  const X = [[0], [0], [5], [5]];
  assert.equal(calinskiHarabaszScore(X, [0, 0, 1, 1]), 1);
  assert.equal(daviesBouldinScore(X, [0, 0, 1, 1]), 0);
  assert.equal(daviesBouldinScore([[0], [2], [0], [2]], [0, 0, 1, 1]), 0);
});

test("labels that cannot be judged are refused by name", () => {
  const X = [[0], [1], [2]];
  for (const score of [silhouetteScore, calinskiHarabaszScore, daviesBouldinScore]) {
    assert.throws(
      () => score(X, [0, 0, 0]),
      new ShapeError("labels must name at least 2 clusters and fewer than nSamples=3; got 1"),
    );
    assert.throws(() => score(X, [0, 1, 2]), ShapeError);
    assert.throws(() => score(X, [0, 1]), ShapeError);
    assert.throws(() => score(X, [0, 0.5, 1]), InvalidParameterError);
  }
  assert.throws(() => adjustedRandScore([0, 1], [0]), ShapeError);
});
