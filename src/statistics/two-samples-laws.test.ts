import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, Random, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { benjaminiHochberg } from "./benjamini-hochberg";
import { cohensD } from "./cohens-d";
import { correlation, pointBiserialCorrelation } from "./correlation-test";
import { cramersV } from "./cramers-v";
import { fisherExactTest } from "./fisher-exact-test";
import { mannWhitneyU } from "./mann-whitney-u";
import { argSort, rank } from "./ranks";
import { sampleSizeTwoProportions } from "./two-proportion-power";
import { welchTTest } from "./welch-t-test";

const sample = (minLength: number) => fc.array(fc.integer({ min: -40, max: 40 }), { minLength, maxLength: 20 });

test("two-sided tests do not care which group comes first", () => {
  fc.assert(
    fc.property(sample(2), sample(2), (a, b) => {
      const [one, other] = [welchTTest(a, b), welchTTest(b, a)];
      assert.equal(one.pValue, other.pValue);
      assert.equal(one.difference.lower, -other.difference.upper);
      assertClose(mannWhitneyU(a, b).pValue, mannWhitneyU(b, a).pValue, { relative: 1e-12 });
      assert.equal(mannWhitneyU(a, b).statistic + mannWhitneyU(b, a).statistic, a.length * b.length);
      const [d, mirrored] = [a, b].map((_, side) =>
        cohensD(side ? b : a, side ? a : b, 0.95, { interval: "noncentral-t", biasCorrection: true }),
      );
      assertClose([mirrored.lower, mirrored.upper], [-d.upper, -d.lower], { relative: 1e-9, absolute: 1e-9 });
      assert.ok(!(d.lower > d.estimate) && !(d.upper < d.estimate));
    }),
    { numRuns: 60 },
  );
});

test("the exact test of ranks knows only the order", () => {
  const distinct = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 4, maxLength: 30 });
  fc.assert(
    fc.property(distinct, fc.integer({ min: 1, max: 3 }), (values, size) => {
      const [a, b] = [values.slice(0, size), values.slice(size)];
      const result = mannWhitneyU(a, b);
      assert.equal(result.method, "exact");
      const bent = (list: number[]) => list.map((value) => Math.sign(value) * Math.sqrt(Math.abs(value)));
      assert.deepEqual(mannWhitneyU(bent(a), bent(b)), result);
    }),
  );
});

test("correlations are bounded, symmetric, and free of unit and origin", () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
    minLength: 2,
    maxLength: 30,
  });
  fc.assert(
    fc.property(pairs, fc.integer({ min: -300, max: 300 }), (rows, exponent) => {
      const x = rows.map(([left]) => left);
      const y = rows.map(([, right]) => right);
      for (const method of ["pearson", "spearman"] as const) {
        const result = correlation(x, y, { method });
        const { estimate, lower, upper, pValue } = result;
        if (Number.isNaN(estimate)) {
          assert.ok(new Set(x).size === 1 || new Set(y).size === 1);
          continue;
        }
        assert.ok(-1 <= lower && lower <= estimate && estimate <= upper && upper <= 1 && pValue >= 0 && pValue <= 1);
        assert.equal(correlation(y, x, { method }).estimate, estimate);
        const scaled = x.map((value) => value * 2 ** exponent);
        assert.deepEqual(correlation(scaled, y, { method }), result);
        const flipped = correlation(
          x.map((value) => -value),
          y,
          { method },
        );
        assertClose([flipped.estimate, flipped.pValue], [-estimate, pValue], { relative: 1e-9, absolute: 1e-12 });
      }
    }),
  );
});

test("a perfect correlation has p = 0, of two pairs p = 1, of a constant nothing", () => {
  assert.deepEqual(correlation([1, 2, 3], [10, 20, 30]), {
    estimate: 1,
    lower: -1,
    upper: 1,
    level: 0.95,
    statistic: Number.POSITIVE_INFINITY,
    pValue: 0,
    logPValue: Number.NEGATIVE_INFINITY,
    degreesOfFreedom: 1,
    n: 3,
  });
  assert.equal(correlation([1, 2], [5, 3]).pValue, 1);
  assert.equal(correlation([1, 2], [5, 3]).estimate, -1);
  const constant = correlation([4, 4, 4], [1, 2, 3]);
  assert.ok([constant.estimate, constant.pValue, constant.lower, constant.statistic].every(Number.isNaN));
});

test("ranks equal a plain count, few or many, with ties, signs and both zeros", () => {
  const values = fc.array(
    fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
    {
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(values, (list) => {
      const column = Float64Array.from([...list, 0, -0]);
      const byCount = column.map(
        (value) =>
          column.filter((other) => other < value).length + (column.filter((other) => other === value).length + 1) / 2,
      );
      assert.deepEqual(rank(column), byCount);
      const order = argSort(column);
      assert.deepEqual(
        Array.from(order),
        Array.from(column.keys()).sort((i, j) => column[i] - column[j] || i - j),
      );
    }),
  );
  const random = new Random(5);
  const many = Float64Array.from({ length: 40_000 }, () => Math.round(random.normal() * 1000) / 7);
  const ranks = rank(many);
  const order = argSort(many);
  for (let place = 1; place < order.length; place++) {
    const [before, here] = [order[place - 1], order[place]];
    assert.ok(many[before] < many[here] ? ranks[before] < ranks[here] : ranks[before] === ranks[here] && before < here);
  }
});

test("Hedges' g is d times its factor", () => {
  const [a, b] = [
    [1, 2, 4],
    [2, 5, 6, 9],
  ];
  const factor = 1 - 3 / (4 * 7 - 9);
  const d = cohensD(a, b);
  const g = cohensD(a, b, 0.95, { biasCorrection: true });
  assertClose([g.estimate, g.lower, g.upper], [d.estimate * factor, d.lower * factor, d.upper * factor], {
    relative: 1e-15,
  });
});

test("V's interval does not change with the order of rows and columns", () => {
  const count = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(count, count, count, count, count, count, (a, b, c, d, e, f) => {
      const wide = cramersV([
        [a, b, c],
        [d, e, f],
      ]);
      const tall = cramersV([
        [f, c],
        [e, b],
        [d, a],
      ]);
      assertClose([tall.value, tall.lower, tall.upper], [wide.value, wide.lower, wide.upper], { absolute: 1e-7 });
      assert.ok(0 <= wide.lower && wide.lower <= wide.upper && wide.upper <= 1);
    }),
    { numRuns: 60 },
  );
});

test("wrong inputs are refused by name and rule", () => {
  const cases: [() => unknown, Error][] = [
    [
      () => mannWhitneyU([1, 2], [2, 3], { method: "exact" }),
      new InvalidParameterError('method "exact" needs values without ties; use "asymptotic"'),
    ],
    [
      () => mannWhitneyU([1], [2], { method: "fast" as "exact" }),
      new InvalidParameterError('method must be one of "auto", "exact", "asymptotic"; got "fast"'),
    ],
    [() => correlation([1, 2, 3], [1, 2]), new ShapeError("y must have 3 values; got 2")],
    [() => correlation([1], [1]), new ShapeError("x and y must have at least 2 values; got 1")],
    [
      () => correlation([1, Number.NaN], [1, 2]),
      new InvalidParameterError("x must hold finite numbers; got NaN at position 1"),
    ],
    [
      () => pointBiserialCorrelation([1, 2], [1, 1]),
      new InvalidParameterError("labels must have both 0 and 1; got only 1"),
    ],
    [
      () => cohensD([1, 2], [3, 4], 0.95, { biasCorrection: 1 as unknown as boolean }),
      new InvalidParameterError("biasCorrection must be true or false; got 1"),
    ],
    [
      () => benjaminiHochberg(undefined as unknown as number[]),
      new InvalidParameterError("pValues must be an array or a typed array; got undefined"),
    ],
    [
      () => fisherExactTest(undefined as unknown as number[][]),
      new ShapeError("table must be 2 rows of 2 counts; got undefined"),
    ],
    [() => cramersV(7 as unknown as number[][]), new ShapeError("table must be an array of rows of counts; got 7")],
    [
      () => sampleSizeTwoProportions({ p1: 0.1, p2: 0.2, method: "exact" as "z" }),
      new InvalidParameterError('method must be one of "z", "arcsine"; got "exact"'),
    ],
  ];
  for (const [call, error] of cases) assert.throws(call, error);
  const many = (start: number) => Array.from({ length: 900 }, (_, index) => start + 2 * index);
  assert.throws(() => mannWhitneyU(many(0), many(1), { method: "exact" }), InvalidParameterError);
});

test("exact limits of d keep their digits at any level", () => {
  const [a, b] = [
    [1, 2, 3, 4, 5, 7],
    [2, 3, 4, 5, 9],
  ];
  // A tail of one group order is the other tail of the other: both must be found as tails, not as 1 − tail.
  let before = Number.POSITIVE_INFINITY;
  for (const beyond of [1e-1, 1e-4, 1e-8, 1e-12, 1e-15]) {
    const { lower, upper } = cohensD(a, b, 1 - 2 * beyond, { interval: "noncentral-t" });
    const swapped = cohensD(b, a, 1 - 2 * beyond, { interval: "noncentral-t" });
    assertClose([-swapped.upper, -swapped.lower], [lower, upper], { relative: 1e-12 });
    // For so small a d the limits are nearly ± the same distance from it, and move apart with the level.
    assertClose(upper + lower, 2 * cohensD(a, b).estimate, { absolute: 0.2 * (upper - lower) });
    assert.ok(lower < before && upper > lower);
    before = lower;
  }
});
