import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { kaplanMeier } from "./kaplan-meier";
import { type LogRankWeights, logRankTest } from "./log-rank-test";

interface Curve {
  readonly durations: number[];
  readonly events: number[];
  readonly entry: number[];
  readonly level: number;
  readonly time: number[];
  readonly survival: number[];
  readonly lower: number[];
  readonly upper: number[];
  readonly standardError: number[];
  readonly median: number;
}
interface Groups {
  readonly durations: number[];
  readonly events: number[];
  readonly groups: number[];
  readonly entry: number[];
  readonly weights: LogRankWeights;
  readonly rho: number;
  readonly statistic: number;
  readonly pValue: number;
}
const fixture = readFixture<{
  curves: Curve[];
  plainLimits: Omit<Curve, "entry" | "level">[];
  logRank: Groups[];
}>("statistics", "survival-truncated");
const close = { relative: 1e-10, absolute: 1e-14 };

test("curves with late entries equal lifelines', their errors statsmodels'", () => {
  for (const [index, { durations, events, entry, level, median, ...expected }] of fixture.curves.entries()) {
    const curve = kaplanMeier(Object.freeze(durations), Object.freeze(events), level, { entry: Object.freeze(entry) });
    assert.deepEqual(Array.from(curve.time), expected.time);
    assertClose(curve.survival, expected.survival, close, `survival ${index}`);
    expected.survival.forEach((survival, place) => {
      // At 1 and 0 the log-log limits are 0 / 0; there the convention is ours.
      if (survival === 1 || survival < 1e-12) return;
      const what = `limits ${index} at ${expected.time[place]}`;
      assertClose(
        [curve.lower[place], curve.upper[place]],
        [expected.lower[place], expected.upper[place]],
        close,
        what,
      );
      if (!Number.isNaN(expected.standardError[place])) {
        assertClose(curve.standardError[place], expected.standardError[place], close, what);
      }
    });
    // Where the curve is at ½ but for rounding, lifelines takes the next step.
    const atMedian = expected.survival[expected.time.indexOf(curve.median)];
    assert.ok(curve.median === median || Math.abs(atMedian - 0.5) < 1e-12, `median ${index}`);
  }
});

test("plain limits equal SciPy's", () => {
  for (const { durations, events, lower, upper } of fixture.plainLimits) {
    const curve = kaplanMeier(durations, events, 0.95, { interval: "plain" });
    curve.survival.forEach((survival, place) => {
      if (survival === 0) assert.ok(Number.isNaN(curve.lower[place]));
      else assertClose([curve.lower[place], curve.upper[place]], [lower[place], upper[place]], close);
    });
  }
});

test("the log-rank test equals statsmodels' with late entries and weights, in 200 cases", () => {
  for (const [index, { durations, events, groups, entry, weights, rho, ...expected }] of fixture.logRank.entries()) {
    const exponent = weights === "fleming-harrington" ? { rho } : {};
    const result = logRankTest(durations, events, groups, { entry, weights, ...exponent });
    assertClose(
      [result.statistic, result.pValue],
      [expected.statistic, expected.pValue],
      { relative: 1e-8, absolute: 1e-14 },
      `case ${index}, ${weights}`,
    );
  }
});

const clients = fc.array(
  fc.record({
    duration: fc.integer({ min: 1, max: 12 }),
    event: fc.integer({ min: 0, max: 1 }),
    group: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 2, maxLength: 40 },
);

test("an entry of 0 is no truncation, curves fall within their limits, and time has no unit", () => {
  fc.assert(
    fc.property(clients, fc.integer({ min: -300, max: 300 }), (rows, exponent) => {
      const durations = rows.map(({ duration }) => duration);
      const events = rows.map(({ event }) => event);
      const curve = kaplanMeier(durations, events);
      assert.deepEqual(kaplanMeier(durations, events, 0.95, { entry: durations.map(() => 0) }), curve);
      const scaled = kaplanMeier(
        durations.map((value) => value * 2 ** exponent),
        events,
      );
      assert.deepEqual(scaled.survival, curve.survival);
      let before = 1;
      curve.survival.forEach((share, place) => {
        assert.ok(share >= 0 && share <= before);
        assert.ok(!(curve.lower[place] > share) && !(curve.upper[place] < share));
        before = share;
      });
    }),
  );
});

test("the log-rank test knows no order of rows and no names of groups, and its expectations add up", () => {
  fc.assert(
    fc.property(clients, (rows) => {
      fc.pre(new Set(rows.map(({ group }) => group)).size > 1);
      const test = (list: typeof rows, name: (group: number) => number | string) =>
        logRankTest(
          list.map(({ duration }) => duration),
          list.map(({ event }) => event),
          list.map(({ group }) => name(group)) as number[],
        );
      const result = test(rows, (group) => group);
      const mirrored = test([...rows].reverse(), (group) => `contract ${2 - group}`);
      assertClose(mirrored.statistic, result.statistic, { relative: 1e-7, absolute: 1e-9 });
      assert.equal(mirrored.degreesOfFreedom, result.degreesOfFreedom);
      const sum = (key: "observed" | "expected") => result.groups.reduce((total, group) => total + group[key], 0);
      assertClose(sum("expected"), sum("observed"), { absolute: 1e-10 });
      assert.ok(Number.isNaN(result.pValue) || (result.pValue >= 0 && result.pValue <= 1));
    }),
  );
});

test("late entries by hand", () => {
  // At 2 only the first two are known (1 of 2 leaves); at 5 the third has come (1 of 2 leaves).
  const curve = kaplanMeier([2, 5, 6], [1, 1, 0], 0.95, { entry: [0, 1, 2] });
  assert.deepEqual(Array.from(curve.atRisk), [2, 2, 1]);
  assert.deepEqual(Array.from(curve.survival), [0.5, 0.25, 0.25]);
});

test("groups that are never seen together cannot be compared", () => {
  const { statistic, degreesOfFreedom } = logRankTest([1, 2, 11, 12], [1, 1, 1, 1], [0, 0, 1, 1], {
    entry: [0, 0, 10, 10],
  });
  assert.deepEqual([statistic, degreesOfFreedom], [Number.NaN, 0]);
  assert.ok(Number.isNaN(logRankTest([1, 2], [0, 0], ["a", "b"]).pValue));
});

test("impossible times, groups and weights are refused by name and rule", () => {
  const cases: [() => unknown, Error][] = [
    [
      () => kaplanMeier([3, 4], [1, 0], 0.95, { entry: [1, 4] }),
      new InvalidParameterError("entry must be in [0, duration = 4); got 4 at position 1"),
    ],
    [() => kaplanMeier([3], [1], 0.95, { entry: [1, 2] }), new ShapeError("entry must have 1 values; got 2")],
    [
      () => logRankTest([1, 2], [1, 1], [7, 7]),
      new InvalidParameterError("groups must have 2 to 100 different values; got 1"),
    ],
    [
      () => logRankTest([1, 2], [1, 1], ["a", 3] as string[]),
      new InvalidParameterError("groups must be all names or all numbers; got 3 at position 1"),
    ],
    [
      () => logRankTest([1, 2], [1, 1], [0, 1], { rho: 1 }),
      new InvalidParameterError('rho and gamma belong to weights "fleming-harrington"; got weights "none"'),
    ],
  ];
  for (const [call, error] of cases) assert.throws(call, error);
  assert.throws(() => kaplanMeier([], []), ShapeError);
  assert.throws(() => kaplanMeier([1], [1], 0.95, { Entry: [0] } as object), InvalidParameterError);
});
