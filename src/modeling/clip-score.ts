import { checkNumber } from "../core";

/** An interval of a score. */
export interface ScoreBounds {
  /** Lower bound, finite */
  readonly lower: number;
  /** Upper bound, finite */
  readonly upper: number;
}

/**
 * A score's interval cut to [0, 1], the range of AUC, accuracy, precision, recall, F1 and Brier score, for showing it:
 * the corrected t interval of `summarizeScores` knows no range and can reach past it on few rows.
 * @param summary with `lower` and `upper`; everything else is passed on as it is
 * @returns a copy, its `lower` and `upper` in [0, 1]
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clipScore } from "churnlab";
 *
 * assert.deepEqual(clipScore({ mean: 0.97, lower: 0.93, upper: 1.01 }), { mean: 0.97, lower: 0.93, upper: 1 });
 * ```
 */
export function clipScore<T extends ScoreBounds>(summary: T): T {
  const clip = (name: string, bound: number) => Math.min(1, Math.max(0, checkNumber(name, bound)));
  return { ...summary, lower: clip("lower", summary.lower), upper: clip("upper", summary.upper) };
}
