import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FeatureMatrix, InvalidParameterError, Random, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { selectByCorrelation } from "./select-by-correlation";
import { selectByVariance } from "./select-by-variance";
import { selectByVif } from "./select-by-vif";
import { varianceInflationFactor } from "./variance-inflation-factor";

// Made together with the correlations: scripts/oracles/statistics.py
const { matrices } = readFixture<{ matrices: { X: number[][]; vif: number[] }[] }>("statistics", "columns");

test("variance inflation equals statsmodels' on 40 matrices", () => {
  for (const { X, vif } of matrices) {
    const factors = varianceInflationFactor(X).map((entry) => entry.vif);
    assertClose(factors, vif, { relative: 1e-8 });
  }
});

const random = new Random(11);
const names = ["age", "months", "left", "phone", "double"];
const rows = Array.from({ length: 200 }, () => {
  const months = 1 + random.integer(12);
  const age = 30 + 4 * random.normal();
  return [age, months, months + 0.3 * random.normal(), random.integer(2), 2 * age + 5];
});
const X = new FeatureMatrix(Float64Array.from(rows.flat()), rows.length, names);

test("perfect collinearity is infinite for those who take part, finite for the rest", () => {
  const factors = new Map(varianceInflationFactor(X).map(({ feature, vif }) => [feature, vif]));
  assert.equal(factors.get("age"), Number.POSITIVE_INFINITY);
  assert.equal(factors.get("double"), Number.POSITIVE_INFINITY);
  const months = factors.get("months") as number;
  assert.ok(months > 50 && months < 1000, `months ${months}`);
  const phone = factors.get("phone") as number;
  assert.ok(phone >= 1 && phone < 1.2, `phone ${phone}`);
});

test("near collinearity keeps its digits", () => {
  // y = x + e with e at right angles to x and of length δ|x|: R² = 1 / (1 + δ²), VIF = 1 + 1 / δ².
  const delta = 2 ** -20;
  const x = [1, -1, 1, -1];
  const e = [1, 1, -1, -1];
  const factors = varianceInflationFactor(x.map((value, row) => [value, value + delta * e[row]]));
  assertClose(
    factors.map(({ vif }) => vif),
    [1 + delta ** -2, 1 + delta ** -2],
    { relative: 1e-8 },
  );
});

test("inflation does not depend on unit, zero point or order", () => {
  fc.assert(
    fc.property(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -5, max: 5 }), (exponent, shift) => {
      const moved = new FeatureMatrix(
        Float64Array.from(rows.flatMap(([age, months, left]) => [left, (months + shift) * 2 ** exponent, age])),
        rows.length,
        ["left", "months", "age"],
      );
      const expected = varianceInflationFactor(X.selectColumns(["age", "months", "left"])).map(({ vif }) => vif);
      assertClose(
        varianceInflationFactor(moved).map(({ vif }) => vif),
        expected.reverse(),
        { relative: 1e-9 },
      );
    }),
    { numRuns: 20 },
  );
});

test("a lone feature has factor 1, a constant repeats the intercept", () => {
  assert.deepEqual(varianceInflationFactor([[1], [2]]), [{ feature: "x0", vif: 1 }]);
  assert.deepEqual(
    varianceInflationFactor([
      [1, 4],
      [2, 4],
      [3, 4],
    ]).map(({ vif }) => vif),
    [1, Number.POSITIVE_INFINITY],
  );
});

test("selection by inflation drops the worst one by one and says why", () => {
  const { kept, dropped } = selectByVif(X);
  assert.deepEqual(kept.length + dropped.length, names.length);
  assert.deepEqual(dropped[0], {
    feature: "double",
    reason: "VIF ∞ is above 10: 100 % of its variance is explained by the other features, closest age (r = 1)",
  });
  assert.match(
    dropped[1].reason,
    /^VIF \d+(\.\d+)? is above 10: 9\d\.\d+ % of its variance .* closest (months|left) \(r = 0\.99/,
  );
  assert.ok(varianceInflationFactor(X.selectColumns(kept)).every(({ vif }) => vif <= 10));
  assert.deepEqual(selectByVif([[7], [7]]), {
    kept: [],
    dropped: [{ feature: "x0", reason: "always 7: a constant repeats the intercept" }],
  });
});

test("selection by correlation keeps the first of a pair", () => {
  const { kept, dropped } = selectByCorrelation(X);
  assert.deepEqual(kept, ["age", "months", "phone"]);
  assert.match(dropped[0].reason, /^\|r\| above 0\.9: r = 0\.99\d* with months, kept$/);
  assert.deepEqual(
    dropped.map(({ feature }) => feature),
    ["left", "double"],
  );
  assert.deepEqual(
    selectByCorrelation(
      [
        [1, -2, 5],
        [2, -4, 5],
        [3, -6, 5],
      ],
      { threshold: 0.5 },
    ).kept,
    ["x0", "x2"],
  );
});

test("selection by variance keeps what varies", () => {
  const columns = [
    [1, 7, 0.1],
    [2, 7, 0.2],
    [3, 7, 0.3],
  ];
  assert.deepEqual(selectByVariance(columns), {
    kept: ["x0", "x2"],
    dropped: [{ feature: "x1", reason: "always 7: variance 0" }],
  });
  assert.deepEqual(selectByVariance(columns, { threshold: 0.01 }).dropped[1], {
    feature: "x2",
    reason: "variance 0.006667 is not above 0.01", // 0.02 / 3
  });
});

test("bad options and too few rows are refused", () => {
  assert.throws(
    () => selectByVif(X, { threshold: 0 }),
    new InvalidParameterError("threshold must be a finite number in [1, ∞); got 0"),
  );
  assert.throws(
    () => selectByCorrelation(X, { treshold: 1 } as object),
    new InvalidParameterError('selectByCorrelation has no option "treshold"; its options are threshold'),
  );
  assert.throws(() => varianceInflationFactor([[1, 2]]), new ShapeError("X must have at least 2 rows; got 1"));
});
