import assert from "node:assert/strict";
import { test } from "node:test";
import { logistic } from "./logistic";

test("the logistic function rises from 0 to 1 and is ½ at 0", () => {
  assert.equal(logistic(0), 0.5);
  assert.equal(logistic(1000), 1);
  assert.equal(logistic(-1000), 0);
  let previous = 0;
  for (let step = -4000; step <= 4000; step++) {
    const value = logistic(step / 100);
    assert.ok(value >= previous && value <= 1);
    assert.ok(Math.abs(value - 1 / (1 + Math.exp(-step / 100))) < 3e-16);
    previous = value;
  }
});
