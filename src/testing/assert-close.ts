import assert from "node:assert/strict";

/** How far a result may be from its oracle: |actual − expected| ≤ absolute + relative · |expected|. */
export interface Tolerance {
  readonly absolute?: number;
  readonly relative?: number;
}

/** Asserts that two numbers, or two sequences of numbers, agree within a stated tolerance. */
export function assertClose(
  actual: number | ArrayLike<number>,
  expected: number | ArrayLike<number>,
  { absolute = 0, relative = 0 }: Tolerance,
  what = "value",
): void {
  const left = typeof actual === "number" ? [actual] : actual;
  const right = typeof expected === "number" ? [expected] : expected;
  assert.equal(left.length, right.length, `${what}: length`);
  for (let index = 0; index < right.length; index++) {
    const allowed = absolute + relative * Math.abs(right[index]);
    const difference = Math.abs(left[index] - right[index]);
    assert.ok(
      Object.is(left[index], right[index]) || difference <= allowed,
      `${what}[${index}]: ${left[index]} is ${difference} away from ${right[index]}; allowed ${allowed}`,
    );
  }
}
