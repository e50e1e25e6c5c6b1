import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError } from "../core";
import { rateByGroup } from "./rate-by-group";
import { wilsonInterval } from "./wilson-interval";

const contract = [12, 1, 1, 6, 1];
const churned = [0, 1, 0, 0, 1];

test("every different value is a group, in ascending order", () => {
  const rows = rateByGroup(contract, churned);
  assert.deepEqual(
    rows.map(({ group, n, churned: left }) => [group, n, left]),
    [
      ["1", 3, 2],
      ["6", 1, 0],
      ["12", 1, 0],
    ],
  );
  const { lower, upper } = wilsonInterval(2, 3);
  assert.deepEqual(rows[0], {
    group: "1",
    n: 3,
    churned: 2,
    rate: 2 / 3,
    lower,
    upper,
    shareOfClients: 0.6,
    shareOfChurn: 1,
  });
});

test("bins by edges hold their lower edge, and their labels say so", () => {
  const labels = (values: number[], bins: number[]) =>
    rateByGroup(
      values,
      values.map(() => 1),
      { bins },
    ).map(({ group, n }) => `${group}: ${n}`);
  assert.deepEqual(labels([0, 2, 3, 6, 12], [0, 1, 3, 6, 12]), ["0: 1", "1–2: 1", "3–5: 1", "6–12: 2"]);
  assert.deepEqual(labels([0.5, 1.5, 2], [0, 1.5, 2]), ["0 to <1.5: 1", "1.5 to 2: 2"]);
  assert.deepEqual(labels([15, 20, 70], [-Infinity, 20, 40, Infinity]), ["<20: 1", "20–39: 1", "≥40: 1"]);
});

test("an empty bin has no rate and the widest interval", () => {
  const [, empty] = rateByGroup([1, 5], [0, 1], { bins: [0, 2, 4, 6] });
  assert.deepEqual([empty.n, empty.rate, empty.lower, empty.upper], [0, Number.NaN, 0, 1]);
});

test("groups by a function or by names", () => {
  const byLength = rateByGroup(contract, churned, { groups: (months) => (months === 1 ? "one month" : "longer") });
  assert.deepEqual(
    byLength.map(({ group, n }) => [group, n]),
    [
      ["one month", 3],
      ["longer", 2],
    ],
  );
  const bySegment = rateByGroup(["new", "loyal", "new"], [1, 0, 1]);
  assert.deepEqual(
    bySegment.map(({ group, rate }) => [group, rate]),
    [
      ["new", 1],
      ["loyal", 0],
    ],
  );
});

test("bins of equal size lose nobody", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 1 })), {
        minLength: 1,
        maxLength: 60,
      }),
      fc.integer({ min: 1, max: 8 }),
      (clients, bins) => {
        const rows = rateByGroup(
          clients.map(([value]) => value),
          clients.map(([, left]) => left),
          { bins },
        );
        assert.equal(
          rows.reduce((sum, { n }) => sum + n, 0),
          clients.length,
        );
        assert.equal(
          rows.reduce((sum, row) => sum + row.churned, 0),
          clients.reduce((sum, [, left]) => sum + left, 0),
        );
        assert.ok(rows.length <= bins);
        assert.equal(new Set(rows.map(({ group }) => group)).size, rows.length);
      },
    ),
  );
});

test("values outside the edges and bad edges are refused", () => {
  assert.throws(
    () => rateByGroup([1, 9], [0, 1], { bins: [0, 5] }),
    new InvalidParameterError("values must lie within the edges [0, 5]; got 9 at position 1"),
  );
  assert.throws(
    () => rateByGroup([1], [0], { bins: [0, 5, 5] }),
    new InvalidParameterError("bins must be ascending numbers; got 5 at position 2"),
  );
  assert.throws(
    () => rateByGroup([1], [0], { bins: 0 }),
    new InvalidParameterError("bins must be an integer in [1, 1000]; got 0"),
  );
  const many = Array.from({ length: 101 }, (_, index) => index / 7);
  assert.throws(
    () =>
      rateByGroup(
        many,
        many.map(() => 0),
      ),
    /at most 100 groups, else give bins; got 101/,
  );
});
