import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { assertClose } from "../testing/assert-close";
import { assumptionsFor, breakEvenProbability, defaultAssumptions, scenarioValue } from "./economics";

const assumptions = { valueOfKeptClient: 4, keptShare: { low: 0, expected: 0.1, high: 0.5 } };

test("the value of a scenario, by hand", () => {
  // Two clients with p = 0.5 and 1: 1.5 expected leavers; two contacts cost 2 · 0.2 = 0.4.
  // Expected: 1.5 · 0.1 · 4 − 0.4 = 0.2; pessimistic: −0.4; optimistic: 1.5 · 0.5 · 4 − 0.4 = 2.6.
  const value = scenarioValue(Object.freeze([0.5, 1]) as number[], 0.2, assumptions);
  assert.equal(value.nContacted, 2);
  assertClose([value.expectedLeavers, value.cost], [1.5, 0.4], { absolute: 1e-12 });
  assertClose([value.low, value.expected, value.high], [-0.4, 0.2, 2.6], { absolute: 1e-12 });
  // It pays from 0.4 / (1.5 · 4) on.
  assertClose(value.breakEvenShare, 0.4 / 6, { absolute: 1e-12 });
  assert.ok(Number.isNaN(scenarioValue([], 0.2, assumptions).breakEvenShare));
});

test("a contact at the break-even probability is worth nothing, above it more", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.4, noNaN: true }), (cost) => {
      const limit = breakEvenProbability(cost, assumptions);
      fc.pre(limit <= 0.9);
      assertClose(scenarioValue([limit], cost, assumptions).expected, 0, { absolute: 1e-12 });
      assert.ok(scenarioValue([limit + 0.1], cost, assumptions).expected > 0);
    }),
  );
});

test("impossible assumptions are refused by name", () => {
  assert.throws(() => scenarioValue([0.5], -1), { message: /costOfContact must be .*; got -1/ });
  assert.throws(() => scenarioValue([0.5], 1, { ...assumptions, keptShare: { low: 0, expected: 2, high: 1 } }), {
    message: /keptShare.expected must be .*; got 2/,
  });
});

test("what is no probability is refused by value and place", () => {
  assert.throws(() => scenarioValue([0.5, 1.2], 0.1), {
    name: "InvalidParameterError",
    message: "probabilities must be in [0, 1]; got 1.2 at position 1",
  });
});

test("a measure has its own kept share, or the common one", () => {
  assert.deepEqual(assumptionsFor("consultation").keptShare, defaultAssumptions.keptShare);
  assert.deepEqual(assumptionsFor("renewal").keptShare, defaultAssumptions.keptShareOf?.["renewal"]);
  assert.deepEqual(assumptionsFor("renewal", assumptions), assumptions);
  const misspelt = { ...assumptions, keptShareOf: { renewals: assumptions.keptShare } };
  assert.throws(() => assumptionsFor("renewal", misspelt), /keptShareOf must name measures .*; got "renewals"/);
});
