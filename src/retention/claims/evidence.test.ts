import assert from "node:assert/strict";
import { test } from "node:test";
import { describeEstimate } from "./describe-estimate";
import { combine, type Estimate, judge } from "./evidence";

const estimate = (lower: number, upper: number, n = 100): Estimate => ({
  value: (lower + upper) / 2,
  lower,
  upper,
  n,
  format: "mean",
});

test("the rule of verdicts: inside, outside, across, too few", () => {
  assert.equal(judge("x", estimate(2.1, 2.9), { above: 2, below: 3 }).verdict, "holds");
  assert.equal(judge("x", estimate(3.1, 3.9), { above: 2, below: 3 }).verdict, "fails");
  assert.equal(judge("x", estimate(1.1, 1.9), { above: 2, below: 3 }).verdict, "fails");
  assert.equal(judge("x", estimate(1.9, 2.5), { above: 2, below: 3 }).verdict, "undecided");
  assert.equal(judge("x", estimate(1, 4), { above: 2, below: 3 }).verdict, "undecided");
  assert.equal(judge("x", estimate(0.1, 5), { above: 0 }).verdict, "holds");
  assert.equal(judge("x", estimate(2.1, 2.9, 9), { above: 2 }).verdict, "not testable");
  assert.equal(judge("x", estimate(Number.NaN, Number.NaN), { above: 2 }).verdict, "not testable");
});

test("parts agree, disagree, or cannot be tested", () => {
  const holds = judge("x", estimate(1, 2), { above: 0 });
  const fails = judge("x", estimate(-2, -1), { above: 0 });
  const unknown = judge("x", estimate(1, 2, 3), { above: 0 });
  assert.equal(combine([holds, holds]), "holds");
  assert.equal(combine([fails, fails]), "fails");
  assert.equal(combine([holds, fails]), "partly");
  const undecided = judge("x", estimate(-1, 1), { above: 0 });
  assert.equal(combine([undecided]), "partly");
  assert.equal(combine([fails, undecided]), "fails");
  assert.equal(combine([holds, undecided]), "partly");
  // What cannot be tested never makes a verdict firmer.
  assert.equal(combine([holds, unknown]), "partly");
  assert.equal(combine([fails, unknown]), "fails");
  assert.equal(combine([unknown]), "not testable");
});

test("estimates read like a sentence, with a true minus sign", () => {
  const share: Estimate = { value: 0.3124, lower: 0.298, upper: 0.327, n: 10, format: "share" };
  assert.equal(describeEstimate(share), "31.2% (29.8 to 32.7)");
  assert.equal(
    describeEstimate({ ...share, value: -0.05, lower: -0.1, upper: 0, format: "points" }),
    "−5.0 points (−10.0 to 0.0)",
  );
  assert.equal(describeEstimate({ value: 2, lower: 2, upper: 2, n: 5, format: "mean" }), "2.00");
  assert.equal(describeEstimate({ value: Number.NaN, lower: 0, upper: 1, n: 0, format: "mean" }), "cannot be computed");
});
