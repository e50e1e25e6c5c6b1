import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, ShapeError } from "../../core";
import { assertClose } from "../../testing/assert-close";
import { type Digest, digest } from "../../testing/digest";
import { type HardSet, hardSets } from "../../testing/hard-sets";
import { readFixture } from "../../testing/read-fixture";
import { isotonicRegression } from ".";

interface IsotonicCase {
  set: string;
  column: number;
  weights: "none" | "given";
  increasing: boolean;
  fitted: number[] | Digest;
}

const { isotonic } = readFixture<{ isotonic: IsotonicCase[] }>("modeling", "calibration");
const sets = new Map(hardSets().map((set) => [set.name, set]));
const setOf = (name: string) => sets.get(name) as HardSet;

test("agrees with scikit-learn to 1e-12 on the hard sets, tied and weighted, up and down", () => {
  for (const { set, column, weights, increasing, fitted } of isotonic) {
    const { X, y, sampleWeight } = setOf(set);
    const x = X.map((row) => row[column]);
    const given = weights === "none" ? undefined : (sampleWeight ?? y.map((_, i) => ((i * 7) % 5) / 2));
    const ours = isotonicRegression(y, { x, sampleWeight: given, increasing });
    const what = `${set}, column ${column}, weights ${weights}, increasing ${increasing}`;
    const near = { absolute: 1e-12, relative: 1e-12 };
    if (Array.isArray(fitted)) assertClose(ours, fitted, near, what);
    else assertClose(Object.values(digest(ours)), Object.values(fitted), near, what);
  }
});

const values = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 1, maxLength: 40 });
const weighted = fc
  .array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 6 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) => ({ y: rows.map(([y]) => y), w: rows.map(([, w]) => w), x: rows.map(([, , x]) => x) }));

test("never falls, and comes back unchanged when fitted again", () => {
  fc.assert(
    fc.property(values, (y) => {
      const fitted = isotonicRegression(y);
      assert.ok(fitted.every((value, i) => i === 0 || value >= fitted[i - 1]));
      assert.deepEqual(isotonicRegression(fitted), fitted);
    }),
  );
});

test("keeps the weighted mean, and gives tied x one value", () => {
  fc.assert(
    fc.property(weighted, fc.boolean(), ({ y, w, x }, increasing) => {
      const fitted = isotonicRegression(y, { x, sampleWeight: w, increasing });
      const sum = (values: ArrayLike<number>) => w.reduce((total, weight, i) => total + weight * values[i], 0);
      assertClose(sum(fitted), sum(y), { absolute: 1e-11 });
      for (let i = 0; i < x.length; i++) {
        for (let j = 0; j < x.length; j++) {
          if (x[i] === x[j]) assert.equal(fitted[i], fitted[j]);
          else if (x[i] < x[j]) assert.ok(increasing ? fitted[i] <= fitted[j] : fitted[i] >= fitted[j]);
        }
      }
    }),
  );
});

/** Every division into runs, each at its mean: the best of those that do not fall is the isotonic fit. */
function bestByTrying(y: readonly number[], w: readonly number[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let cuts = 0; cuts < 2 ** (y.length - 1); cuts++) {
    let [loss, start, last] = [0, 0, Number.NEGATIVE_INFINITY];
    for (let end = 1; end <= y.length && loss < Number.POSITIVE_INFINITY; end++) {
      if (end < y.length && ((cuts >> (end - 1)) & 1) === 0) continue;
      let [sum, total] = [0, 0];
      for (let i = start; i < end; i++) [sum, total] = [sum + w[i] * y[i], total + w[i]];
      const mean = sum / total;
      if (mean < last - 1e-12) loss = Number.POSITIVE_INFINITY;
      for (let i = start; i < end; i++) loss += w[i] * (y[i] - mean) ** 2;
      [start, last] = [end, mean];
    }
    best = Math.min(best, loss);
  }
  return best;
}

test("nothing that does not fall is closer: against all divisions of small input", () => {
  fc.assert(
    fc.property(weighted, ({ y: all, w }) => {
      const y = all.slice(0, 9);
      const fitted = isotonicRegression(y, { sampleWeight: w.slice(0, 9) });
      const loss = y.reduce((total, value, i) => total + w[i] * (value - fitted[i]) ** 2, 0);
      assertClose(loss, bestByTrying(y, w), { absolute: 1e-9 });
    }),
  );
});

test("a weight of 2 is the value twice; a weight of 0 has no say and lies on the line between its neighbours", () => {
  assert.deepEqual(
    Array.from(isotonicRegression([3, 0, 6], { sampleWeight: [2, 1, 1] })),
    Array.from(isotonicRegression([3, 3, 0, 6], { x: [0, 0, 1, 2] }).slice(1)),
  );
  assert.deepEqual(Array.from(isotonicRegression([0, 99, 1], { sampleWeight: [1, 0, 1] })), [0, 0.5, 1]);
});

test("linear time: a hundred thousand violators", () => {
  const y = Float64Array.from({ length: 100_000 }, (_, i) => -i);
  assertClose(isotonicRegression(y), new Float64Array(100_000).fill(-49_999.5), { absolute: 1e-9 });
});

test("inputs are not changed; what breaks a rule is refused", () => {
  const y = Object.freeze([2, 1]);
  isotonicRegression(y, { x: Object.freeze([5, 6]) });
  assert.throws(() => isotonicRegression([]), new ShapeError("y must have at least one value; got none"));
  assert.throws(() => isotonicRegression([1, 2], { x: [1] }), ShapeError);
  assert.throws(() => isotonicRegression([1], { sampleWeight: [0] }), /positive sum/);
  assert.throws(() => isotonicRegression([1], { increasing: 1 as never }), InvalidParameterError);
  assert.throws(() => isotonicRegression([1], { weights: [1] } as never), /has no option "weights"/);
});
