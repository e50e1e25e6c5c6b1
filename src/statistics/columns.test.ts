import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FeatureMatrix, InvalidParameterError, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { benjaminiHochberg } from "./benjamini-hochberg";
import { correlationInterval, correlationMatrix } from "./correlation";
import { describeColumns } from "./describe-columns";
import { mean, median, quantile, standardDeviation, variance } from "./descriptive";
import { formatPValue } from "./format-p-value";
import { meanInterval } from "./mean-interval";

interface Fixture {
  readonly oneColumn: [x: number[], p: number, ...results: number[]][];
  readonly matrices: { X: number[][]; pearson: number[][]; spearman: number[][] }[];
  readonly correlationInterval: number[][];
  readonly benjaminiHochberg: [number[], number[]][];
}
const fixture = readFixture<Fixture>("statistics", "columns");

test("mean, deviation, quantile and interval of the mean equal NumPy's and SciPy's on 200 columns", () => {
  for (const [index, [x, p, center, deviation, atP, low, high]] of fixture.oneColumn.entries()) {
    const scale = { relative: 1e-9, absolute: 1e-12 * Math.max(...x.map(Math.abs)) };
    Object.freeze(x);
    assertClose(mean(x), center, scale, `mean ${index}`);
    assertClose(standardDeviation(x), deviation, scale, `deviation ${index}`);
    assertClose(variance(x), deviation ** 2, { relative: 1e-8 }, `variance ${index}`);
    assertClose(quantile(x, p), atP, scale, `quantile ${index}`);
    const { lower, upper } = meanInterval(x);
    assertClose(
      [lower, upper],
      [low, high],
      { ...scale, absolute: 1e-9 * Math.max(Math.abs(low), Math.abs(high)) },
      `interval ${index}`,
    );
  }
});

test("correlations equal NumPy's and SciPy's, ties included", () => {
  for (const { X, pearson, spearman } of fixture.matrices) {
    const names = X[0].map((_, column) => `x${column}`);
    const byPearson = correlationMatrix(X);
    assert.deepEqual(byPearson.featureNames, names);
    assertClose(byPearson.values.flat(), pearson.flat(), { relative: 1e-9, absolute: 1e-12 });
    assertClose(correlationMatrix(X, "spearman").values.flat(), spearman.flat(), { relative: 1e-9, absolute: 1e-12 });
  }
});

test("the interval of a correlation equals SciPy's", () => {
  for (const [r, n, low, high] of fixture.correlationInterval) {
    const { lower, upper } = correlationInterval(r, n, 0.9);
    assertClose([lower, upper], [low, high], { relative: 1e-9, absolute: 1e-12 }, `r=${r} n=${n}`);
  }
  assert.deepEqual(correlationInterval(1, 10), { estimate: 1, lower: 1, upper: 1, level: 0.95 });
  assert.deepEqual(correlationInterval(0.5, 3), { estimate: 0.5, lower: -1, upper: 1, level: 0.95 });
});

test("adjusted p-values equal SciPy's and leave gaps where no test was made", () => {
  for (const [p, expected] of fixture.benjaminiHochberg) {
    assertClose(benjaminiHochberg(p), expected, { relative: 1e-12 });
    const withGap = benjaminiHochberg([Number.NaN, ...p]);
    assert.ok(Number.isNaN(withGap[0]));
    assertClose(withGap.slice(1), expected, { relative: 1e-12 });
  }
  assert.deepEqual(Array.from(benjaminiHochberg([0, 1, 0])), [0, 1, 0]);
  assert.throws(
    () => benjaminiHochberg([0.5, 1.2]),
    new InvalidParameterError("pValues must be in [0, 1]; got 1.2 at position 1"),
  );
});

test("correlation does not depend on shift or scale, and a constant has none", () => {
  const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(values, fc.integer({ min: -500, max: 500 }), (x, exponent) => {
      const X = x.map((value, row) => [value, row]);
      const scaled = x.map((value, row) => [value * 2 ** exponent, row]);
      assert.deepEqual(correlationMatrix(scaled).values, correlationMatrix(X).values);
    }),
  );
  assert.deepEqual(
    correlationMatrix([
      [1, 7],
      [2, 7],
      [3, 7],
    ]).values,
    [
      [1, Number.NaN],
      [Number.NaN, Number.NaN],
    ],
  );
  assert.throws(() => correlationMatrix([[1, 2]]), new ShapeError("X must have at least 2 rows; got 1"));
});

test("a description of columns, by hand", () => {
  const X = new FeatureMatrix(Float64Array.of(0, 1, 0, 2, 3, 4, 9, 4), 4, ["visits", "age"]);
  assert.deepEqual(describeColumns(X)[0], {
    feature: "visits",
    n: 4,
    mean: 3, // (0 + 0 + 3 + 9) / 4
    standardDeviation: Math.sqrt(18), // (9 + 9 + 0 + 36) / 3
    min: 0,
    q25: 0,
    median: 1.5,
    q75: 4.5, // a quarter of the way from 3 to 9
    max: 9,
    distinct: 3,
    shareOfZeros: 0.5,
  });
  assert.throws(() => describeColumns(new FeatureMatrix(new Float64Array(0), 0, ["a"])), ShapeError);
});

test("one value has a mean and no deviation; none has no mean", () => {
  assert.equal(mean([4]), 4);
  assert.ok(Number.isNaN(standardDeviation([4])));
  assert.ok(Number.isNaN(meanInterval([4]).lower));
  assert.equal(median([3, 1]), 2);
  assert.throws(() => mean([]), new InvalidParameterError("values must have at least 1 value; got 0"));
  assert.throws(() => quantile([1], 1.5), new InvalidParameterError("p must be a finite number in [0, 1]; got 1.5"));
});

test("huge, tiny and constant columns keep their digits", () => {
  assert.equal(mean([1.7e308, 1.7e308]), 1.7e308);
  assertClose(standardDeviation([1e200, 3e200]), Math.SQRT2 * 1e200, { relative: 1e-14 });
  assertClose(standardDeviation([1e-200, 3e-200]), Math.SQRT2 * 1e-200, { relative: 1e-14 });
  assert.equal(standardDeviation(new Array(1000).fill(0.1)), 0);
});

test("p-values are written so that they never read as 0", () => {
  assert.equal(formatPValue(Math.log(0.04217)), "0.042");
  assert.equal(formatPValue(0), "1");
  assert.equal(formatPValue(-1000), "5.1e-435"); // 1000 / ln 10 = 434.2945
  assert.equal(formatPValue(Math.log(9.99e-7)), "1.0e-6");
  assert.equal(formatPValue(Number.NaN), "–");
  assert.equal(formatPValue(-1000, { least: 0.001 }), "< 0.001");
  assert.equal(formatPValue(Math.log(0.0042), { least: 0.001 }), "0.0042");
  assert.throws(() => formatPValue(0.05), new InvalidParameterError("logPValue must be a logarithm ≤ 0; got 0.05"));
});
