import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError } from "../core";
import { assertClose } from "../testing/assert-close";
import { type ClassWeight, checkClassWeight, classFactors } from "./class-weight";

test("balanced classes weigh the same in all; given weights are taken as they are", () => {
  const [zero, one] = classFactors("balanced", [30, 10]);
  assertClose([30 * zero, 10 * one], [20, 20], { absolute: 1e-12 });
  assert.deepEqual(classFactors({ 0: 1, 1: 4 }, [30, 10]), [1, 4]);
  assert.deepEqual(classFactors(null, [30, 10]), [1, 1]);
});

test("other class weights are refused by name", () => {
  assert.equal(checkClassWeight(undefined), null);
  assert.deepEqual(checkClassWeight({ 0: 1, 1: 2 }), { 0: 1, 1: 2 });
  assert.throws(
    () => checkClassWeight("even" as ClassWeight),
    new InvalidParameterError('classWeight must be one of "balanced"; got "even"'),
  );
  assert.throws(
    () => checkClassWeight({ 0: 1, 1: 0 }),
    new InvalidParameterError("classWeight[1] must be a finite number in (0, ∞); got 0"),
  );
  assert.throws(() => checkClassWeight({ 1: 2 } as ClassWeight), /classWeight\[0\] must be/);
  assert.throws(() => checkClassWeight({ 0: 1, 1: 2, 2: 3 } as ClassWeight), /classWeight has no option "2"/);
});
