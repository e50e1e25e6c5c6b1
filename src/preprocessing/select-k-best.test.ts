import assert from "node:assert/strict";
import { test } from "node:test";
import { readFixture } from "../testing/read-fixture";
import { SelectKBest } from "./select-k-best";

interface Oracle {
  readonly X: number[][];
  readonly y: number[];
  readonly choices: readonly { readonly k: number; readonly kept: number[] }[];
}

test("it keeps the features that scikit-learn keeps, for every k", () => {
  const { X, y, choices } = readFixture<Oracle>("preprocessing", "select-k-best");
  for (const { k, kept } of choices) {
    const fitted = new SelectKBest({ k }).fit(X, y);
    assert.deepEqual(
      fitted.kept,
      kept.map((column) => `x${column}`),
    );
  }
});

test("a constant goes last, of equal features the first column wins, and the order of columns stays", () => {
  const X = [
    [7, 1, 0, 0],
    [7, 0, 1, 1],
    [7, 1, 0, 0],
    [7, 1, 1, 1],
  ];
  const y = [0, 1, 0, 1];
  assert.deepEqual(new SelectKBest({ k: 1 }).fit(X, y).kept, ["x2"]);
  assert.deepEqual(new SelectKBest({ k: 3 }).fit(X, y).kept, ["x1", "x2", "x3"]);
  assert.equal(new SelectKBest({ k: 2 }).fit(X, y).transform(X).nFeatures, 2);
});

test("labels and a k within the columns are needed", () => {
  assert.throws(() => new SelectKBest({ k: 0 }), { message: "k must be an integer in [1, ∞); got 0" });
  assert.throws(() => new SelectKBest({ k: 1 }).fit([[1], [2]]), { message: /needs labels/ });
  assert.throws(() => new SelectKBest({ k: 2 }).fit([[1], [2]], [0, 1]), {
    message: "k must be an integer in [1, 1]; got 2",
  });
});
