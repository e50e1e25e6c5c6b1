import { InvalidParameterError, type LabelsLike, ShapeError, toLabels, toVector } from "../core";
import { checkLevel, criticalZ } from "./interval";

/** A survival curve: one entry for every different duration, ascending. */
export interface SurvivalCurve {
  /** Durations, ascending */
  readonly time: Float64Array;
  /** P(T > time) */
  readonly survival: Float64Array;
  /** Lower limit; 1 before the first event, NaN where the curve is at 0 */
  readonly lower: Float64Array;
  /** Upper limit; as the lower one */
  readonly upper: Float64Array;
  /** Samples with a duration of at least this time */
  readonly atRisk: Float64Array;
  /** Events at this time */
  readonly events: Float64Array;
  /** First time at which survival is at most 0.5; Infinity when it never is */
  readonly median: number;
}

/**
 * The Kaplan–Meier survival curve with pointwise log-log intervals from Greenwood's variance.
 * @param durations nSamples numbers ≥ 0
 * @param events nSamples labels: 1 where the end was seen, 0 where the duration is censored
 * @param level confidence level in (0, 1)
 * @returns times in the unit of the durations, shares in [0, 1]
 * @throws ShapeError for no samples; InvalidParameterError for a negative duration
 * @see Kaplan & Meier (1958); Kalbfleisch & Prentice (1980); SciPy `ecdf(CensoredData.right_censored(…)).sf`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { kaplanMeier } from "churnlab";
 *
 * const months = [1, 2, 2, 3, 5];
 * const left = [1, 1, 0, 1, 0]; // two of the five are still clients: their durations are censored
 * const { time, survival, median } = kaplanMeier(months, left);
 * assert.deepEqual(Array.from(time), [1, 2, 3, 5]);
 * assert.deepEqual(Array.from(survival, (share) => share.toFixed(2)), ["0.80", "0.60", "0.30", "0.30"]);
 * assert.equal(median, 3);
 * ```
 */
export function kaplanMeier(durations: LabelsLike, events: LabelsLike, level = 0.95): SurvivalCurve {
  const times = toVector(durations, undefined, "durations");
  if (times.length === 0) throw new ShapeError("durations must have at least one value; got none");
  const negative = times.findIndex((time) => time < 0);
  if (negative >= 0) {
    throw new InvalidParameterError(`durations must be ≥ 0; got ${times[negative]} at position ${negative}`);
  }
  return curve(times, toLabels(events, times.length, "events"), criticalZ(checkLevel(level)));
}

function curve(durations: Float64Array, observed: Uint8Array, z: number): SurvivalCurve {
  const time = Float64Array.from(new Set(Float64Array.from(durations).sort()));
  const place = new Map(Array.from(time, (value, index) => [value, index]));
  const ended = new Float64Array(time.length);
  const events = new Float64Array(time.length);
  durations.forEach((duration, row) => {
    const index = place.get(duration) as number;
    ended[index] += 1;
    events[index] += observed[row];
  });

  const survival = new Float64Array(time.length);
  const lower = new Float64Array(time.length);
  const upper = new Float64Array(time.length);
  const atRisk = new Float64Array(time.length);
  let alive = 1;
  let greenwood = 0;
  let left = durations.length;
  for (let index = 0; index < time.length; index++) {
    const d = events[index];
    atRisk[index] = left;
    alive *= (left - d) / left;
    if (d > 0) greenwood += d / left / (left - d);
    survival[index] = alive;
    [lower[index], upper[index]] = logLogLimits(alive, greenwood, z);
    left -= ended[index];
  }
  const half = survival.findIndex((value) => value <= 0.5);
  return { time, survival, lower, upper, atRisk, events, median: half < 0 ? Number.POSITIVE_INFINITY : time[half] };
}

/** Limits of S that are symmetric on the scale ln(−ln S), where they cannot leave [0, 1]. */
function logLogLimits(survival: number, greenwood: number, z: number): [number, number] {
  if (survival === 1) return [1, 1];
  if (survival === 0) return [Number.NaN, Number.NaN];
  const factor = Math.exp((z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival)));
  return [survival ** factor, survival ** (1 / factor)];
}
