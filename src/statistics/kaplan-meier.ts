import { checkOneOf, checkOptionNames, type LabelsLike, sortedCopy, toLabels } from "../core";
import { checkLevel, criticalZ } from "./interval";
import { readDurations, readEntries } from "./survival-data";

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
  /** Greenwood's standard error of `survival`; 0 before the first event, NaN where the curve is at 0 */
  readonly standardError: Float64Array;
  /** Samples under observation just before this time: entered before it, and with a duration of at least this time */
  readonly atRisk: Float64Array;
  /** Events at this time */
  readonly events: Float64Array;
  /** First time at which survival is at most 0.5; Infinity when it never is */
  readonly median: number;
  /** First time at which `lower` is at most 0.5; Infinity when it never is (Brookmeyer & Crowley 1982) */
  readonly medianLower: number;
  /** First time at which `upper` is at most 0.5; Infinity when it never is */
  readonly medianUpper: number;
}

/** Options of {@link kaplanMeier}. */
export interface KaplanMeierOptions {
  /**
   * Left truncation: the time since when each sample has been under observation, in [0, duration), 0 for from its start
   * on. Who is seen at one snapshot entered late: those who left before it are not in the data. Default: all 0.
   */
  readonly entry?: LabelsLike;
  /**
   * "log-log", the default: symmetric on the scale ln(−ln S), always within [0, 1]. "plain": S ± z · standard error,
   * cut off at 0 and 1. Both from Greenwood's variance.
   */
  readonly interval?: "log-log" | "plain";
}

/**
 * The Kaplan–Meier survival curve with pointwise intervals from Greenwood's variance; durations may be right-censored
 * and left-truncated. With late entries few may be at risk at first: should all of them leave at once, the curve is at 0
 * from there on.
 * @param durations nSamples numbers ≥ 0
 * @param events nSamples labels: 1 where the end was seen, 0 where the duration is censored
 * @param level confidence level in (0, 1)
 * @returns times in the unit of the durations, shares in [0, 1]
 * @throws ShapeError for no samples or columns of different length; InvalidParameterError for a negative duration, an
 *   entry outside [0, duration), a level outside (0, 1) or an unknown option
 * @see Kaplan & Meier (1958); Kalbfleisch & Prentice (1980); SciPy `ecdf(CensoredData.right_censored(…)).sf`;
 *   lifelines `KaplanMeierFitter().fit(durations, events, entry=entry)`
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
 * const truncated = kaplanMeier(months, left, 0.95, { entry: [0, 0, 1, 1, 4] }); // three were met later
 * assert.deepEqual(Array.from(truncated.atRisk), [2, 3, 1, 1]);
 * ```
 */
export function kaplanMeier(
  durations: LabelsLike,
  events: LabelsLike,
  level = 0.95,
  options: KaplanMeierOptions = {},
): SurvivalCurve {
  checkOptionNames("kaplanMeier", options, ["entry", "interval"]);
  const interval = checkOneOf("interval", options.interval ?? "log-log", ["log-log", "plain"]);
  const ends = readDurations(durations);
  const observed = toLabels(events, ends.length, "events");
  const z = criticalZ(checkLevel(level));
  const entries = options.entry === undefined ? undefined : readEntries(options.entry, ends);
  return curve(ends, observed, entries, z, interval === "plain" ? plainLimits : logLogLimits);
}

function curve(
  durations: Float64Array,
  observed: Uint8Array,
  entries: Float64Array | undefined,
  z: number,
  limits: (survival: number, greenwood: number, z: number) => [number, number],
): SurvivalCurve {
  const { time, events, atRisk } = countAtRisk(durations, observed, entries);
  const survival = new Float64Array(time.length);
  const lower = new Float64Array(time.length);
  const upper = new Float64Array(time.length);
  const standardError = new Float64Array(time.length);
  let alive = 1;
  let greenwood = 0;
  for (let index = 0; index < time.length; index++) {
    const d = events[index];
    const left = atRisk[index];
    alive *= (left - d) / left;
    if (d > 0) greenwood += d / left / (left - d);
    survival[index] = alive;
    standardError[index] = alive * Math.sqrt(greenwood);
    [lower[index], upper[index]] = limits(alive, greenwood, z);
  }
  return {
    time,
    survival,
    lower,
    upper,
    standardError,
    atRisk,
    events,
    median: firstAtHalf(time, survival),
    medianLower: firstAtHalf(time, lower),
    medianUpper: firstAtHalf(time, upper),
  };
}

/** Counts in one pass over ascending durations, durations of events and entries. */
function countAtRisk(durations: Float64Array, observed: Uint8Array, entries: Float64Array | undefined) {
  const sorted = sortedCopy(durations);
  const ended = sortedCopy(durations.filter((_, row) => observed[row] === 1));
  const entered = sortedCopy(entries ?? new Float64Array(0));
  const n = sorted.length;
  const time = new Float64Array(n);
  const events = new Float64Array(n);
  const atRisk = new Float64Array(n);
  let times = 0;
  let gone = 0;
  let event = 0;
  let inside = 0;
  while (gone < n) {
    const now = sorted[gone];
    // An entry of 0 is no truncation: such a sample can end at time 0.
    while (inside < entered.length && (entered[inside] < now || entered[inside] === 0)) inside++;
    time[times] = now;
    atRisk[times] = (entries === undefined ? n : inside) - gone;
    const firstEvent = event;
    while (event < ended.length && ended[event] === now) event++;
    events[times] = event - firstEvent;
    times++;
    while (gone < n && sorted[gone] === now) gone++;
  }
  return { time: time.slice(0, times), events: events.slice(0, times), atRisk: atRisk.slice(0, times) };
}

function firstAtHalf(time: Float64Array, share: Float64Array): number {
  // A product of fractions that is ½ can round to just above it.
  const place = share.findIndex((value) => value <= 0.5 + 1e-13);
  return place < 0 ? Number.POSITIVE_INFINITY : time[place];
}

/** Limits of S that are symmetric on the scale ln(−ln S), where they cannot leave [0, 1]. */
function logLogLimits(survival: number, greenwood: number, z: number): [number, number] {
  if (survival === 1) return [1, 1];
  if (survival === 0) return [Number.NaN, Number.NaN];
  const factor = Math.exp((z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival)));
  return [survival ** factor, survival ** (1 / factor)];
}

function plainLimits(survival: number, greenwood: number, z: number): [number, number] {
  if (survival === 0) return [Number.NaN, Number.NaN];
  const margin = z * survival * Math.sqrt(greenwood);
  return [Math.max(0, survival - margin), Math.min(1, survival + margin)];
}
