import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError } from "../core";
import type { Fold } from "./fold";
import { KFold } from "./k-fold";
import { RepeatedStratifiedKFold } from "./repeated-stratified-k-fold";
import { StratifiedKFold } from "./stratified-k-fold";
import { StratifiedShuffleSplit } from "./stratified-shuffle-split";

const seeds = fc.integer({ min: 0, max: 0xffffffff });
/** Labels with at least six rows of each class, in any order. */
const labels = fc
  .tuple(fc.integer({ min: 6, max: 40 }), fc.integer({ min: 6, max: 40 }))
  .chain(([zeros, ones]) =>
    fc.shuffledSubarray([...new Array(zeros).fill(0), ...new Array(ones).fill(1)], { minLength: zeros + ones }),
  );

function assertDivides({ train, test: held }: Fold, nSamples: number): void {
  const rows = [...train, ...held].sort((a, b) => a - b);
  assert.deepEqual(
    rows,
    rows.map((_, row) => row),
  );
  assert.equal(rows.length, nSamples);
  for (const part of [train, held])
    assert.deepEqual(
      Array.from(part),
      Array.from(part).sort((a, b) => a - b),
    );
}

test("every fold divides the rows, and the test parts of k-fold divide them once over", () => {
  fc.assert(
    fc.property(labels, seeds, fc.integer({ min: 2, max: 6 }), (y, seed, nSplits) => {
      for (const splitter of [new KFold({ nSplits, seed }), new StratifiedKFold({ nSplits, seed })]) {
        const folds = splitter.split(y);
        for (const fold of folds) assertDivides(fold, y.length);
        const tested = folds.flatMap((fold) => Array.from(fold.test)).sort((a, b) => a - b);
        assert.deepEqual(
          tested,
          y.map((_, row) => row),
        );
        const sizes = folds.map((fold) => fold.test.length);
        assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
        assert.deepEqual(splitter.split(y), folds);
      }
      const repeated = new RepeatedStratifiedKFold({ nSplits, nRepeats: 2, seed }).split(y);
      for (const fold of repeated) assertDivides(fold, y.length);
      const times = new Uint32Array(y.length);
      for (const fold of repeated) for (const row of fold.test) times[row]++;
      assert.ok(times.every((count) => count === 2));
    }),
    { numRuns: 40 },
  );
});

test("stratified shuffles divide the rows, each class within one row of its share, and differ", () => {
  fc.assert(
    fc.property(labels, seeds, fc.double({ min: 0.2, max: 0.8, noNaN: true }), (y, seed, testSize) => {
      const folds = new StratifiedShuffleSplit({ nSplits: 3, testSize, seed }).split(y);
      const churners = y.reduce((sum, label) => sum + label, 0);
      for (const fold of folds) {
        assertDivides(fold, y.length);
        const drawn = fold.test.filter((row) => y[row] === 1).length;
        assert.ok(Math.abs(drawn - (churners * fold.test.length) / y.length) < 1);
      }
    }),
    { numRuns: 40 },
  );
  const folds = new StratifiedShuffleSplit({ nSplits: 2, testSize: 10, seed: 1 }).split(
    Array.from({ length: 40 }, (_, row) => row % 2),
  );
  assert.equal(folds[0].test.length, 10);
  assert.notDeepEqual(folds[0].test, folds[1].test);
});

test("plain k-fold does not look at the labels; too few rows and bad options are refused", () => {
  const folds = new KFold({ nSplits: 2, seed: 3 }).split([0, 0, 0, 0]);
  assert.deepEqual(new KFold({ nSplits: 2, seed: 3 }).split([0, 1, 1, 0]), folds);
  assert.throws(
    () => new KFold({ nSplits: 3, seed: 1 }).split([0, 1]),
    new InvalidParameterError("nSplits must be at most the number of rows, 2; got 3"),
  );
  assert.throws(() => new KFold({ seed: 0.5 }), InvalidParameterError);
  assert.throws(() => new StratifiedShuffleSplit({ seed: 1, testSize: 0 }).split([0, 1]), InvalidParameterError);
  assert.throws(() => new StratifiedShuffleSplit({ seed: 1, nSplits: 0 }), InvalidParameterError);
});
