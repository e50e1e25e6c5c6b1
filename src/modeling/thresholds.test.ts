import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError } from "../core";
import { riskGroups } from "./risk-groups";
import { thresholdByCapacity } from "./threshold-by-capacity";
import { thresholdByCost } from "./threshold-by-cost";

const probabilities = fc.array(
  fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
  { minLength: 1 },
);

test("by capacity: as many contacts as can be, never more, ties together", () => {
  assert.deepEqual(thresholdByCapacity([0.1, 0.9, 0.5, 0.7], 2), { threshold: 0.7, nContacted: 2 });
  assert.deepEqual(thresholdByCapacity([0.1, 0.9, 0.5, 0.5], 2), { threshold: 0.9, nContacted: 1 });
  assert.deepEqual(thresholdByCapacity([0.5, 0.5], 1), { threshold: Number.POSITIVE_INFINITY, nContacted: 0 });
  assert.deepEqual(thresholdByCapacity([0.5, 0.5], 9), { threshold: 0.5, nContacted: 2 });
  fc.assert(
    fc.property(probabilities, fc.nat(120), (p, capacity) => {
      const { threshold, nContacted } = thresholdByCapacity(p, capacity);
      assert.equal(p.filter((value) => value >= threshold).length, nContacted);
      assert.ok(nContacted <= capacity);
      const next = Math.max(...p.filter((value) => value < threshold), -1);
      if (next >= 0) assert.ok(p.filter((value) => value >= next).length > capacity);
    }),
  );
});

test("by cost: the most profitable threshold on labelled clients", () => {
  const assumptions = { costOfContact: 10, valueOfSavedClient: 100, successRate: 0.5 };
  // By hand, from the top: 0.9 +40; 0.8 −10 → 30; 0.6 +40 → 70; 0.2 −10 → 60.
  assert.deepEqual(thresholdByCost([1, 0, 1, 0], [0.9, 0.8, 0.6, 0.2], assumptions), {
    threshold: 0.6,
    profit: 70,
    nContacted: 3,
    breakEvenProbability: 0.2,
  });
  const dear = thresholdByCost([1, 0], [0.9, 0.1], { ...assumptions, costOfContact: 60 });
  assert.deepEqual(dear, { threshold: Number.POSITIVE_INFINITY, profit: 0, nContacted: 0, breakEvenProbability: 1.2 });
});

test("risk groups begin at their cuts", () => {
  assert.deepEqual(riskGroups([0, 0.19, 0.2, 0.49, 0.5, 1]), ["low", "low", "medium", "medium", "high", "high"]);
  assert.deepEqual(riskGroups([0.5], { cuts: [0.6, 0.9] }), ["low"]);
});

test("what breaks a rule is refused by value and rule", () => {
  assert.throws(() => thresholdByCapacity([0.5], 1.5), InvalidParameterError);
  assert.throws(() => thresholdByCapacity([1.5], 1), InvalidParameterError);
  const free = { costOfContact: 1, valueOfSavedClient: 1, successRate: 0 };
  assert.throws(
    () => thresholdByCost([1], [0.5], free),
    new InvalidParameterError("successRate must be a finite number in (0, 1]; got 0"),
  );
  assert.throws(
    () => riskGroups([0.5], { cuts: [0.6, 0.2] }),
    new InvalidParameterError("cuts must ascend; got 0.6, 0.2"),
  );
  assert.throws(() => riskGroups([0.5], { cuts: [0.6, 1.2] }), InvalidParameterError);
});
