import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FeatureMatrix, InvalidParameterError } from "../core";
import { readFixture } from "../testing/read-fixture";
import { trainTestSplit } from "./train-test-split";

interface SplitFixture {
  y: number[];
  trainTestSplit: { testSize: number; nTest: number; testOnes: number; trainOnes: number }[];
}

const fixture = readFixture<SplitFixture>("preprocessing", "splits");

function numbered(n: number): FeatureMatrix {
  return new FeatureMatrix(
    Float64Array.from({ length: n }, (_, row) => row),
    n,
    ["row"],
  );
}

const sum = (labels: Uint8Array) => labels.reduce((total, label) => total + label, 0);

test("the parts are as large as scikit-learn's, in each class", () => {
  for (const { testSize, nTest, testOnes, trainOnes } of fixture.trainTestSplit) {
    const parts = trainTestSplit(numbered(fixture.y.length), fixture.y, { testSize, seed: 1 });
    assert.deepEqual(
      [parts.yTest.length, sum(parts.yTest), sum(parts.yTrain)],
      [nTest, testOnes, trainOnes],
      `testSize ${testSize}`,
    );
  }
});

test("rows are in one part each, with their features and label, and every class within one row of its share", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 4, max: 60 }),
      fc.integer({ min: 4, max: 60 }),
      fc.double({ min: 0.3, max: 0.7, noNaN: true }),
      fc.nat(0xffffffff),
      (zeros, ones, testSize, seed) => {
        const n = zeros + ones;
        const y = Uint8Array.from({ length: n }, (_, row) => (row % n < ones ? 1 : 0));
        const { XTrain, XTest, yTrain, yTest, trainRows, testRows } = trainTestSplit(numbered(n), y, {
          testSize,
          seed,
        });
        assert.deepEqual(
          [...trainRows, ...testRows].sort((a, b) => a - b),
          Array.from({ length: n }, (_, row) => row),
        );
        assert.deepEqual(Array.from(XTrain.column("row")), Array.from(trainRows));
        assert.deepEqual(Array.from(XTest.column("row")), Array.from(testRows));
        testRows.forEach((row, place) => {
          assert.equal(yTest[place], y[row]);
        });
        assert.equal(yTrain.length, XTrain.nSamples);
        assert.ok(Math.abs(sum(yTest) - (testRows.length * ones) / n) < 1);
      },
    ),
  );
});

test("the seed decides, and without stratification the classes are not looked at", () => {
  const y = new Uint8Array(50).fill(1, 0, 1);
  const split = (seed: number) => trainTestSplit(numbered(50), y, { seed, stratify: false }).testRows;
  assert.deepEqual(split(5), split(5));
  assert.notDeepEqual(split(5), split(6));
});

test("a product that rounds up by floating point does not cost a row", () => {
  const y = Array.from({ length: 100 }, (_, row) => row % 2);
  assert.equal(trainTestSplit(numbered(100), y, { testSize: 0.07, seed: 0 }).testRows.length, 7);
});

test("strata too small and sizes out of range are refused", () => {
  const y = [1, 0, 0, 0, 0, 0, 0, 0];
  assert.throws(
    () => trainTestSplit(numbered(8), y, { seed: 1 }),
    new InvalidParameterError(
      "stratify needs a row of each class in both parts; class 1 has 1 of 8 rows, and 0 of them would be test rows",
    ),
  );
  assert.throws(
    () => trainTestSplit(numbered(8), y, { testSize: 8, seed: 1 }),
    new InvalidParameterError("testSize must be an integer in [1, 7]; got 8"),
  );
  assert.throws(
    () => trainTestSplit(numbered(8), y, { testSize: 0, seed: 1 }),
    new InvalidParameterError("testSize must be a finite number in (0, 1); got 0"),
  );
  assert.throws(
    () => trainTestSplit(numbered(8), y, { testSize: 0.95, seed: 1 }),
    new InvalidParameterError("testSize must leave at least one row in each part; got 0.95 of 8 rows"),
  );
});
