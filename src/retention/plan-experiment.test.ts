import assert from "node:assert/strict";
import { test } from "node:test";
import { planExperiment } from "./plan-experiment";

test("arms by the z-test of two proportions, months by the group's size", () => {
  const plan = planExperiment({ baselineRate: 0.5, keptShare: 0.1, clientsPerMonth: 1000 });
  // statsmodels 0.15: samplesize_proportions_2indep_onetail(0.05, 0.45, 0.8, alpha=0.05, alternative="two-sided")
  // = 1564.67 clients an arm; both arms need four months at 1,000 clients a month, and one more to see who leaves.
  assert.equal(plan.clientsPerArm, 1565);
  assert.equal(plan.months, 5);
});

test("a smaller effect needs larger arms; impossible rates are refused", () => {
  const small = planExperiment({ baselineRate: 0.3, keptShare: 0.05, clientsPerMonth: 500 });
  const large = planExperiment({ baselineRate: 0.3, keptShare: 0.2, clientsPerMonth: 500 });
  assert.ok(small.clientsPerArm > large.clientsPerArm);
  assert.throws(() => planExperiment({ baselineRate: 1, keptShare: 0.1, clientsPerMonth: 10 }), {
    message: "baselineRate must be a finite number in (0, 1); got 1",
  });
});
