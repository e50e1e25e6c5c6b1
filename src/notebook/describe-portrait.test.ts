import assert from "node:assert/strict";
import { test } from "node:test";
import { describePortrait } from "./describe-portrait";

const portrait = {
  name: "new, no phone on file",
  size: 200,
  share: 0.2,
  churnRate: 0.5,
  churnInterval: { estimate: 0.5, lower: 0.43, upper: 0.57, level: 0.95 },
  shareOfChurn: 0.4,
  profile: [
    { feature: "Phone", mean: 0, overallMean: 0.9, standardizedDifference: -3 },
    { feature: "Lifetime", mean: 1.25, overallMean: 3.7, standardizedDifference: -0.7 },
    { feature: "Avg_additional_charges_total", mean: 99.6, overallMean: 146.9, standardizedDifference: -0.5 },
    { feature: "Age", mean: 29, overallMean: 29, standardizedDifference: 0 },
  ],
};

test("a portrait in words: size, churn with its interval, and what sets it apart", () => {
  assert.equal(
    describePortrait(portrait, 4),
    "**New, no phone on file**: 200 clients (20.0% of all). 50.0% left (43.0% to 57.0%), which is 40.0% of all who left. " +
      "Phone on file: 0% (all clients 90%), months since the first contact: 1.3 (all clients 3.7) and " +
      "spending on other services: 100 (all clients 147).",
  );
  assert.match(describePortrait(portrait, 1), /left\. Phone on file: 0% \(all clients 90%\)\.$/);
});

test("a portrait like everybody says so", () => {
  const profile = [{ feature: "Age", mean: 29, overallMean: 29, standardizedDifference: 0 }];
  assert.match(describePortrait({ ...portrait, profile }), /It does not differ from all clients\.$/);
});
