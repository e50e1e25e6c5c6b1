import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../core";
import { expOfNegative, logistic } from "./exp-of-negative";

test("the exponential of negative numbers is that of Math.exp but for the last place", () => {
  const random = new Random(3);
  for (let draw = 0; draw < 100_000; draw++) {
    const x = -random.uniform() * (draw % 2 === 0 ? 2 : 700);
    const expected = Math.exp(x);
    assert.ok(Math.abs(expOfNegative(x) - expected) <= 4.5e-16 * expected, `e^${x}`);
  }
  assert.equal(expOfNegative(0), 1);
  assert.equal(expOfNegative(-1000), 0);
  assert.equal(expOfNegative(Number.NEGATIVE_INFINITY), 0);
});

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
