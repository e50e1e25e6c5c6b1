import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { kaplanMeier } from "./kaplan-meier";

interface Case {
  readonly durations: number[];
  readonly events: number[];
  readonly time: number[];
  readonly survival: number[];
  readonly lower: number[];
  readonly upper: number[];
}
const { cases } = readFixture<{ cases: Case[] }>("statistics", "survival");

test("the curve and its limits equal SciPy's on 40 samples", () => {
  for (const { durations, events, time, survival, lower, upper } of cases) {
    const curve = kaplanMeier(Object.freeze(durations), Object.freeze(events));
    assert.deepEqual(Array.from(curve.time), time);
    assertClose(curve.survival, survival, { relative: 1e-10, absolute: 1e-15 });
    survival.forEach((value, index) => {
      // At S = 1 and S = 0 the log-log limits are 0 / 0; there the convention is ours.
      if (value === 1 || value < 1e-12) return;
      assertClose([curve.lower[index], curve.upper[index]], [lower[index], upper[index]], { relative: 1e-8 });
    });
  }
});

test("a curve by hand", () => {
  // Five clients; events at 1 and 3, censored at 2 and twice at 3: S = 4/5, then 4/5 · 2/3.
  const curve = kaplanMeier([1, 2, 3, 3, 3], [1, 0, 1, 0, 0]);
  assert.deepEqual(Array.from(curve.time), [1, 2, 3]);
  assert.deepEqual(Array.from(curve.atRisk), [5, 4, 3]);
  assert.deepEqual(Array.from(curve.events), [1, 0, 1]);
  assertClose(curve.survival, [0.8, 0.8, 0.8 * (2 / 3)], { relative: 1e-15 });
  assert.equal(curve.median, Number.POSITIVE_INFINITY);
  assert.equal(kaplanMeier([1, 2], [1, 1]).median, 1);
});

test("before the first event the limits are 1; where nobody is left there are none", () => {
  const curve = kaplanMeier([1, 2], [0, 1]);
  assert.deepEqual([curve.lower[0], curve.upper[0]], [1, 1]);
  assert.deepEqual([curve.survival[1], curve.lower[1], curve.upper[1]], [0, Number.NaN, Number.NaN]);
});

test("a negative duration is refused with its place", () => {
  assert.throws(
    () => kaplanMeier([1, -2], [0, 1]),
    new InvalidParameterError("durations must be ≥ 0; got -2 at position 1"),
  );
});
