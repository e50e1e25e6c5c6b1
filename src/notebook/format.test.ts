import assert from "node:assert/strict";
import { test } from "node:test";
import { countOrNone, interval, list, number, percent, plural, pValue } from "./format";

test("numbers, shares and counts for prose", () => {
  assert.equal(percent(0.26525), "26.5%");
  assert.equal(percent(0.5, 0), "50%");
  assert.equal(number(4000), "4,000");
  assert.equal(number(0.97631, 4), "0.9763");
  assert.equal(plural(1, "client"), "1 client");
  assert.equal(countOrNone(0), "none");
  assert.equal(countOrNone(1234), "1,234");
  assert.equal(plural(4000, "client"), "4,000 clients");
  assert.equal(plural(2, "class", "classes"), "2 classes");
});

test("intervals take pairs and records, and read well with negative bounds", () => {
  assert.equal(interval([0.25, 0.28], percent), "25.0% to 28.0%");
  assert.equal(interval({ lower: -0.5, upper: 0.25 }), "−0.500 to 0.250");
  assert.equal(
    interval([0.1, 0.2], (value) => number(value, 1)),
    "0.1 to 0.2",
  );
});

test("p-values never read as zero", () => {
  assert.equal(pValue(0), "p < 0.001");
  assert.equal(pValue(0.0123), "p = 0.012");
  assert.equal(pValue(0.444), "p = 0.44");
  assert.equal(pValue(Number.NaN), "p = n/a");
});

test("words in a row", () => {
  assert.equal(list([]), "none");
  assert.equal(list(["a"]), "a");
  assert.equal(list(["a", "b"]), "a and b");
  assert.equal(list(["a", "b", "c"], "or"), "a, b or c");
});
