import assert from "node:assert/strict";
import { test } from "node:test";
import { coordinate, coordinates, formatNumber, formatPercent } from "./numbers";

test("coordinates keep six significant digits and hold no NaN", () => {
  assert.equal(coordinate(0.123456789), 0.123457);
  assert.deepEqual(coordinates(Float64Array.of(1 / 3, Number.NaN, Infinity, 1234567)), [0.333333, null, null, 1234570]);
});

test("numbers for people", () => {
  assert.equal(formatNumber(1234567), "1,234,567");
  assert.equal(formatNumber(0.97631), "0.976");
  assert.equal(formatNumber(-1234.5), "−1,235");
  assert.equal(formatNumber(-0.001, 2), "0.00");
  assert.equal(formatNumber(2.5, 2), "2.50");
  assert.equal(formatNumber(Number.NaN), "n/a");
  assert.equal(formatPercent(0.26525), "26.5%");
  assert.equal(formatPercent(1, 0), "100%");
  assert.equal(formatPercent(Number.NaN), "n/a");
});
