import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError } from "../core";
import { readFixture } from "../testing/read-fixture";
import type { Fold } from "./fold";
import { RepeatedStratifiedKFold } from "./repeated-stratified-k-fold";
import { StratifiedKFold } from "./stratified-k-fold";

interface FoldFixture {
  y: number[];
  stratifiedKFold: { nSplits: number; sizes: number[]; ones: number[] }[];
}

const fixture = readFixture<FoldFixture>("preprocessing", "splits");

const ascending = (values: Iterable<number>) => Array.from(values).sort((a, b) => a - b);

function onesIn(fold: Fold, y: ArrayLike<number>): number {
  return fold.test.reduce((total, row) => total + y[row], 0);
}

const labels = fc
  .tuple(fc.integer({ min: 12, max: 60 }), fc.integer({ min: 12, max: 60 }), fc.nat(1000))
  .map(([zeros, ones, step]) =>
    Uint8Array.from({ length: zeros + ones }, (_, i) => ((i * (2 * step + 1)) % (zeros + ones) < ones ? 1 : 0)),
  )
  .filter((y) => y.filter((label) => label === 1).length >= 12 && y.filter((label) => label === 0).length >= 12);

test("test parts are as large as scikit-learn's, in all and in each class", () => {
  for (const { nSplits, sizes, ones } of fixture.stratifiedKFold) {
    const folds = new StratifiedKFold({ nSplits, seed: 3 }).split(fixture.y);
    assert.deepEqual(ascending(folds.map((fold) => fold.test.length)), sizes);
    assert.deepEqual(ascending(folds.map((fold) => onesIn(fold, fixture.y))), ones);
  }
});

test("every row is tested once, train and test are complements, sizes and classes are within one", () => {
  fc.assert(
    fc.property(labels, fc.integer({ min: 2, max: 12 }), fc.nat(0xffffffff), (y, nSplits, seed) => {
      const all = Array.from(y.keys());
      const folds = new StratifiedKFold({ nSplits, seed }).split(y);
      assert.equal(folds.length, nSplits);
      assert.deepEqual(ascending(folds.flatMap((fold) => Array.from(fold.test))), all);
      for (const fold of folds) {
        assert.deepEqual(ascending([...fold.train, ...fold.test]), all);
        assert.deepEqual(Array.from(fold.test), ascending(fold.test));
        assert.deepEqual(Array.from(fold.train), ascending(fold.train));
      }
      for (const count of [folds.map((fold) => fold.test.length), folds.map((fold) => onesIn(fold, y))]) {
        assert.ok(Math.max(...count) - Math.min(...count) <= 1);
      }
    }),
  );
});

test("repeats are partitions too, and differ", () => {
  const folds = new RepeatedStratifiedKFold({ nSplits: 5, nRepeats: 3, seed: 8 }).split(fixture.y);
  assert.equal(folds.length, 15);
  for (let repeat = 0; repeat < 3; repeat++) {
    const rows = folds.slice(repeat * 5, repeat * 5 + 5).flatMap((fold) => Array.from(fold.test));
    assert.deepEqual(ascending(rows), Array.from(fixture.y.keys()));
  }
  assert.notDeepEqual(folds[0].test, folds[5].test);
  assert.deepEqual(new RepeatedStratifiedKFold({ nSplits: 5, nRepeats: 3, seed: 8 }).split(fixture.y), folds);
});

test("a class with fewer rows than folds is refused, and so are options out of range", () => {
  assert.throws(
    () => new StratifiedKFold({ nSplits: 5, seed: 1 }).split([0, 0, 0, 0, 0, 0, 1, 1]),
    new InvalidParameterError(
      "every fold needs a row of each class: nSplits must be at most 2, the number of rows of class 1; got 5",
    ),
  );
  assert.throws(
    () => new StratifiedKFold({ nSplits: 1, seed: 1 }),
    new InvalidParameterError("nSplits must be an integer in [2, ∞); got 1"),
  );
  assert.throws(
    () => new RepeatedStratifiedKFold({ repeats: 2, seed: 1 } as never),
    new InvalidParameterError(
      'RepeatedStratifiedKFold has no option "repeats"; its options are nSplits, nRepeats, seed',
    ),
  );
});
