import assert from "node:assert/strict";
import { test } from "node:test";
import { rateByGroup } from "../statistics";
import { describeTrend } from "./describe-trend";

const months = [...new Array(40).fill(1), ...new Array(40).fill(6), ...new Array(40).fill(12)];
const leavers = (...counts: number[]) => counts.flatMap((count) => Array.from({ length: 40 }, (_, i) => +(i < count)));

test("the sentence follows the data", () => {
  assert.equal(
    describeTrend(rateByGroup(months, leavers(30, 10, 1)), "months"),
    "The share who left falls from 75.0% (59.8% to 85.8%) at 1 month to 2.5% (0.4% to 12.9%) at 12 months, at every step.",
  );
  assert.match(describeTrend(rateByGroup(months, leavers(2, 30, 25))), /rises from .* though not at every step\.$/);
  assert.match(
    describeTrend(rateByGroup(months, leavers(10, 12, 9))),
    /does not change clearly: it lies between 22.5%/,
  );
});

test("one group says that there is nothing to compare", () => {
  assert.equal(
    describeTrend(rateByGroup([1, 1, 1], [0, 1, 0]), "months"),
    "All 3 clients are at 1 month: there is nothing to compare.",
  );
});
