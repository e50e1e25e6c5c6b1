import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, UndefinedMetricError } from "../core";
import { assertClose } from "../testing/assert-close";
import { gainCurve } from "./gain-curve";
import { liftCurve } from "./lift-curve";

test("by hand: ten clients, four leavers", () => {
  const y = [1, 1, 0, 1, 0, 0, 1, 0, 0, 0];
  const p = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1];
  const curve = liftCurve(y, p, { shares: [0.2, 0.5, 1] });
  const near = { absolute: 1e-15 };
  assertClose(curve.shareOfChurnFound, [0.5, 0.75, 1], near);
  assertClose(curve.churnRate, [1, 0.6, 0.4], near);
  assertClose(curve.lift, [2.5, 1.5, 1], near);
  assertClose(curve.stepLift, [2.5, 0.25 / 0.3, 0.5], near);
});

test("among tied clients the values are those expected in random order", () => {
  const curve = liftCurve([1, 0, 1, 0], [0.5, 0.5, 0.5, 0.5], { shares: [0.25, 0.6, 1] });
  assertClose(curve.lift, [1, 1, 1], { absolute: 1e-15 });
  assertClose(curve.stepLift, [1, 1, 1], { absolute: 1e-15 });
});

const cases = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 5 })), { minLength: 1, maxLength: 30 })
  .map((rows) => ({ y: rows.map(([y]) => y), p: rows.map(([, p]) => p) }))
  .filter(({ y }) => y.includes(1));

test("it goes through the points of the gain curve, and the steps add up to all churn", () => {
  fc.assert(
    fc.property(cases, ({ y, p }) => {
      const gain = gainCurve(y, p);
      const near = { absolute: 1e-12 };
      const there = liftCurve(y, p, { shares: gain.shareContacted.slice(1) });
      assertClose(there.lift, gain.lift.slice(1), near);
      assertClose(there.shareOfChurnFound, gain.shareOfChurnFound.slice(1), near);
      const { stepLift } = liftCurve(y, p);
      assertClose(
        stepLift.reduce((sum, lift) => sum + lift / 10, 0),
        1,
        near,
      );
      const twice = liftCurve([...y, ...y], [...p, ...p]);
      assertClose(liftCurve(y, p, { sampleWeight: y.map(() => 2) }).lift, twice.lift, near);
    }),
  );
});

test("what breaks a rule is refused", () => {
  assert.throws(() => liftCurve([0, 0], [1, 2]), UndefinedMetricError);
  assert.throws(
    () => liftCurve([0, 1], [1, 2], { shares: [0.5, 0.5] }),
    new InvalidParameterError("shares must ascend; got 0.5 after 0.5"),
  );
  assert.throws(() => liftCurve([0, 1], [1, 2], { shares: [1.5] }), /shares\[0\] must be a finite number in \(0, 1\]/);
  assert.throws(() => liftCurve([0, 1], [1, 2], { shares: [] }), /shares must have at least one share/);
});
