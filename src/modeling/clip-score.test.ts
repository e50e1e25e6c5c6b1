import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError } from "../core";
import { clipScore } from "./clip-score";

test("an interval is cut to the range of a score, and its mean is left alone", () => {
  assert.deepEqual(clipScore({ mean: 0.966, lower: 0.924, upper: 1.008 }), { mean: 0.966, lower: 0.924, upper: 1 });
  assert.deepEqual(clipScore({ lower: -0.1, upper: 0.2 }), { lower: 0, upper: 0.2 });
  assert.deepEqual(clipScore({ lower: 0.3, upper: 0.4 }), { lower: 0.3, upper: 0.4 });
  assert.throws(() => clipScore({ lower: Number.NaN, upper: 1 }), InvalidParameterError);
});
