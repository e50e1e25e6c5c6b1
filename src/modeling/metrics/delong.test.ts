import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, UndefinedMetricError } from "../../core";
import { assertClose } from "../../testing/assert-close";
import { type HardSet, hardSets } from "../../testing/hard-sets";
import { readFixture } from "../../testing/read-fixture";
import { delongTest, rocAucInterval, rocAucScore } from ".";

interface DelongCase {
  set: string;
  columns: [number, number];
  aucA: number;
  aucB: number;
  varianceA: number;
  varianceB: number;
  covariance: number;
  statistic: number;
  logPValue: number;
  lower: number;
  upper: number;
  logit90: [number, number];
  MLstatkit?: { statistic: number; pValue: number };
}

const { delong } = readFixture<{ delong: DelongCase[] }>("modeling", "metrics-hard");
const sets = new Map(hardSets().map((set) => [set.name, set]));
const setOf = (name: string) => sets.get(name) as HardSet;

for (const oracle of delong) {
  test(`agrees with the definition, pair by pair: ${oracle.set}`, () => {
    const { X, y } = setOf(oracle.set);
    const [a, b] = oracle.columns.map((column) => X.map((row) => row[column]));
    const result = delongTest(y, a, b);
    const near = { absolute: 1e-15, relative: 1e-11 };
    for (const field of ["aucA", "aucB", "varianceA", "varianceB", "covariance"] as const) {
      assertClose(result[field], oracle[field], near, field);
    }
    assertClose(result.statistic, oracle.statistic, { absolute: 1e-12, relative: 1e-9 }, "z");
    assertClose(result.logPValue, oracle.logPValue, { absolute: 1e-12, relative: 1e-9 }, "ln p");
    assertClose([result.difference.lower, result.difference.upper], [oracle.lower, oracle.upper], { absolute: 1e-12 });
    if (oracle.MLstatkit !== undefined) {
      // Its z is of the second model less the first.
      assertClose(-result.statistic, oracle.MLstatkit.statistic, { absolute: 1e-9, relative: 1e-9 }, "MLstatkit's z");
      assertClose(result.pValue, oracle.MLstatkit.pValue, { absolute: 1e-9 }, "MLstatkit's p");
    }
    const interval = rocAucInterval(y, a, { level: 0.9 });
    assertClose([interval.lower, interval.upper], oracle.logit90, { absolute: 1e-12 });
    assertClose(interval.standardError ** 2, oracle.varianceA, near);
  });
}

const twoScores = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
    minLength: 4,
    maxLength: 40,
  })
  .map((rows) => ({ y: rows.map(([y]) => y), a: rows.map(([, a]) => a), b: rows.map(([, , b]) => b) }))
  .filter(({ y }) => [0, 1].every((label) => y.filter((value) => value === label).length >= 2));

test("scores that rank alike have difference 0 and p = 1, without NaN", () => {
  fc.assert(
    fc.property(twoScores, ({ y, a }) => {
      const same = delongTest(
        y,
        a,
        a.map((score) => 2 * score - 5),
      );
      assert.deepEqual(same.difference, { estimate: 0, lower: 0, upper: 0, level: 0.95 });
      assert.equal(same.standardError, 0);
      assert.deepEqual([same.statistic, same.pValue, same.logPValue], [0, 1, 0]);
    }),
  );
});

test("the AUCs are rocAucScore's; exchanging the models turns the sign; nothing is NaN", () => {
  fc.assert(
    fc.property(twoScores, ({ y, a, b }) => {
      const result = delongTest(y, a, b);
      assert.equal(result.aucA, rocAucScore(y, a));
      assert.equal(result.aucB, rocAucScore(y, b));
      const exchanged = delongTest(y, b, a);
      assertClose(exchanged.statistic, 0 - result.statistic, { absolute: 0 });
      assert.equal(exchanged.logPValue, result.logPValue);
      assert.ok(!Object.values(result).some(Number.isNaN));
      assert.ok(result.pValue >= 0 && result.pValue <= 1);
      const sum = result.varianceA + result.varianceB - 2 * result.covariance;
      assertClose(result.standardError ** 2, sum, { absolute: 1e-14 });
    }),
  );
});

test("a difference without spread is certain; a ranking without error has an interval of one point", () => {
  const result = delongTest([0, 0, 1, 1], [1, 2, 3, 4], [4, 3, 2, 1]);
  assert.deepEqual([result.statistic, result.pValue, result.logPValue], [Infinity, 0, -Infinity]);
  for (const scale of ["logit", "linear"] as const) {
    const { estimate, lower, upper } = rocAucInterval([0, 0, 1, 1], [1, 2, 3, 4], { scale });
    assert.deepEqual([estimate, lower, upper], [1, 1, 1]);
  }
});

test("intervals hold the estimate, stay in range and widen with the level", () => {
  fc.assert(
    fc.property(twoScores, fc.constantFrom("logit" as const, "linear" as const), ({ y, a }, scale) => {
      const narrow = rocAucInterval(y, a, { scale, level: 0.8 });
      const wide = rocAucInterval(y, a, { scale, level: 0.99 });
      assert.ok(0 <= wide.lower && wide.lower <= narrow.lower && narrow.lower <= narrow.estimate);
      assert.ok(narrow.estimate <= narrow.upper && narrow.upper <= wide.upper && wide.upper <= 1);
    }),
  );
});

test("what cannot be is refused", () => {
  assert.throws(
    () => delongTest([0, 0, 1], [1, 2, 3], [1, 2, 3]),
    new UndefinedMetricError("delongTest needs 2 or more labels of each class in y; got 1 of class 1"),
  );
  assert.throws(() => delongTest([0, 0, 1, 1], [1, 2, 3, 4], [1, 2, 3]), /scoresB must have 4 values; got 3/);
  assert.throws(() => rocAucInterval([0, 0, 1, 1], [1, 2, 3, 4], { level: 1 }), InvalidParameterError);
});
