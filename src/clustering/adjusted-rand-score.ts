import type { LabelsLike } from "../core";
import { toLabelGroups } from "./cluster-labels";

/**
 * The adjusted Rand index of two partitions of the same rows: 1 when they are the same (whatever the numbering), 0 on
 * average for partitions at random, and down to −0.5.
 * @param labels integers ≥ 0, length nSamples
 * @param otherLabels integers ≥ 0, length nSamples
 * @returns a number in [−0.5, 1]
 * @throws ShapeError for other lengths; InvalidParameterError for a label that is not an integer ≥ 0
 * @see Hubert & Arabie (1985); scikit-learn `adjusted_rand_score`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adjustedRandScore } from "churnlab";
 *
 * assert.equal(adjustedRandScore([0, 0, 1, 1], [1, 1, 0, 0]), 1); // the same partition, numbered otherwise
 * assert.equal(adjustedRandScore([0, 0, 1, 1], [0, 1, 0, 1]).toFixed(6), "-0.500000");
 * ```
 */
export function adjustedRandScore(labels: LabelsLike, otherLabels: LabelsLike): number {
  const left = toLabelGroups(labels);
  const right = toLabelGroups(otherLabels, left.groups.length, "otherLabels");
  const counts = new Map<number, number>();
  for (let row = 0; row < left.groups.length; row++) {
    const cell = left.groups[row] * right.sizes.length + right.groups[row];
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const together = sumOfPairs(counts.values());
  const inLeft = sumOfPairs(left.sizes);
  const inRight = sumOfPairs(right.sizes);
  const all = pairs(left.groups.length);
  // No pair is split by one partition and joined by the other: they are the same.
  if (together === inLeft && together === inRight) return 1;
  const expected = (inLeft * inRight) / all;
  return (together - expected) / ((inLeft + inRight) / 2 - expected);
}

function pairs(count: number): number {
  return (count * (count - 1)) / 2;
}

function sumOfPairs(counts: Iterable<number>): number {
  let sum = 0;
  for (const count of counts) sum += pairs(count);
  return sum;
}
