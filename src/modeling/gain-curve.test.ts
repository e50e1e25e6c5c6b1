import assert from "node:assert/strict";
import { test } from "node:test";
import { UndefinedMetricError } from "../core";
import { gainCurve } from "./gain-curve";

test("clients with the same score are contacted together", () => {
  // By hand: 0.9 finds 1 of 2 leavers with 1 of 4 contacts; 0.5 (two clients) the other; 0.1 none.
  const curve = gainCurve([0, 1, 1, 0], [0.5, 0.9, 0.5, 0.1]);
  assert.deepEqual(Array.from(curve.thresholds), [Number.POSITIVE_INFINITY, 0.9, 0.5, 0.1]);
  assert.deepEqual(Array.from(curve.shareContacted), [0, 0.25, 0.75, 1]);
  assert.deepEqual(Array.from(curve.shareOfChurnFound), [0, 0.5, 1, 1]);
  assert.deepEqual(Array.from(curve.lift), [2, 2, 1 / 0.75, 1]);
});

test("one score for everyone has lift 1", () => {
  assert.deepEqual(Array.from(gainCurve([0, 1], [0.3, 0.3]).lift), [1, 1]);
});

test("without anybody who left there is nothing to find", () => {
  assert.throws(() => gainCurve([0, 0], [0.1, 0.2]), UndefinedMetricError);
});
