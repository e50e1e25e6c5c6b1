import assert from "node:assert/strict";
import { test } from "node:test";
import { FeatureMatrix, Random } from "../core";
import { assertClose } from "../testing/assert-close";
import { adjustedOddsRatio } from "./adjusted-odds-ratio";

test("one 0/1 feature: the odds ratio of the table, with its Woolf interval", () => {
  // 40 of 100 with the feature left, 20 of 100 without: odds ratio (40/60) / (20/80) = 8/3.
  const x = Array.from({ length: 200 }, (_, row) => [row < 100 ? 1 : 0]);
  const y = Array.from({ length: 200 }, (_, row) => Number(row < 40 || (row >= 100 && row < 120)));
  const { estimate, lower, upper } = adjustedOddsRatio(x, y, "x0");
  const error = Math.sqrt(1 / 40 + 1 / 60 + 1 / 20 + 1 / 80);
  assertClose(estimate, 8 / 3, { relative: 1e-8 });
  assertClose(
    [lower, upper],
    [Math.exp(Math.log(8 / 3) - 1.959963984540054 * error), Math.exp(Math.log(8 / 3) + 1.959963984540054 * error)],
    { relative: 1e-6 },
  );
});

test("a twin of another column is left out, so that the answer is finite and the same", () => {
  const random = new Random(5);
  const rows = Array.from({ length: 400 }, () => [random.normal(), random.normal()]);
  const y = rows.map(([a, b]) => Number(a + 0.5 * b + random.normal() > 0));
  const plain = adjustedOddsRatio(rows, y, "x0");
  const withTwin = adjustedOddsRatio(
    rows.map(([a, b]) => [a, b, a, 3]),
    y,
    "x0",
  );
  assertClose(withTwin.estimate, plain.estimate, { relative: 1e-6 });
  assert.deepEqual(withTwin.adjustedFor, ["x1"]);
});

test("more units at once multiply the log-odds; separated or one-class data have no finite answer", () => {
  const rows = [[0], [1], [2], [3], [4], [5]];
  const y = [0, 0, 1, 0, 1, 1];
  assertClose(adjustedOddsRatio(rows, y, "x0", 2).estimate, adjustedOddsRatio(rows, y, "x0").estimate ** 2, {
    relative: 1e-9,
  });
  assert.ok(Number.isNaN(adjustedOddsRatio(rows, [0, 0, 0, 1, 1, 1], "x0").estimate));
  assert.ok(Number.isNaN(adjustedOddsRatio(rows, [0, 0, 0, 0, 0, 0], "x0").estimate));
  assert.throws(() => adjustedOddsRatio(new FeatureMatrix(new Float64Array(2), 2, ["a"]), [0, 1], "b"), {
    message: 'no feature "b"; the features are a',
  });
});
