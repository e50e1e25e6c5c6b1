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

test("open and half-open groups are put in words", () => {
  const half = rateByGroup([0.2, 0.2, 0.7, 12, 12], [1, 0, 0, 0, 0], { bins: [0, 0.5, 1, Number.POSITIVE_INFINITY] });
  const said = describeTrend(half, "visits");
  assert.match(said, /at 0 to less than 0\.5 visits/);
  assert.doesNotMatch(said, /[<≥]/);
  assert.match(
    describeTrend(rateByGroup([12, 13], [1, 0], { bins: [12, Number.POSITIVE_INFINITY] }), "months"),
    /at 12 months or more/,
  );
});
