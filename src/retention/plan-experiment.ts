import { checkInteger, checkNumber, checkOptionNames } from "../core";
import { sampleSizeTwoProportions } from "../statistics";

/** Options of {@link planExperiment}. */
export interface ExperimentOptions {
  /** Churn a month without the measure, in (0, 1). */
  readonly baselineRate: number;
  /** The effect worth finding: share of the leavers whom the measure keeps, in (0, 1). */
  readonly keptShare: number;
  /** Clients who meet the group's rule in a month, integer ≥ 1. */
  readonly clientsPerMonth: number;
  /** Probability to find that effect, in (0, 1). Default 0.8. */
  readonly power?: number;
  /** Two-sided significance level, in (0, 1). Default 0.05. */
  readonly alpha?: number;
}

/**
 * Power and two-sided significance level of an experiment, unless others are asked for.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { experimentDefaults } from "churnlab";
 *
 * assert.deepEqual(experimentDefaults, { power: 0.8, alpha: 0.05 });
 * ```
 */
export const experimentDefaults = {
  /** Chance to find an effect that is there, in (0, 1). */
  power: 0.8,
  /** Chance to find one that is not there, in (0, 1), two-sided. */
  alpha: 0.05,
} as const;

/** A controlled experiment that would test a measure. */
export interface ExperimentPlan {
  /** Clients with the measure, and as many without. */
  readonly clientsPerArm: number;
  /** Whole months of enrolment plus one month to see who leaves. */
  readonly months: number;
}

/**
 * Plans the experiment with equal arms that finds a fall of churn from `baselineRate` to
 * `baselineRate · (1 − keptShare)`, by the z-test of two proportions.
 * @returns clients an arm, and months
 * @throws InvalidParameterError when a number breaks its rule
 * @see {@link sampleSizeTwoProportions}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { planExperiment } from "churnlab";
 *
 * const plan = planExperiment({ baselineRate: 0.5, keptShare: 0.2, clientsPerMonth: 100 });
 * assert.deepEqual(plan, { clientsPerArm: 388, months: 9 });
 * ```
 */
export function planExperiment(options: ExperimentOptions): ExperimentPlan {
  checkOptionNames("planExperiment", options, ["baselineRate", "keptShare", "clientsPerMonth", "power", "alpha"]);
  const { power = experimentDefaults.power, alpha = experimentDefaults.alpha } = options;
  const p1 = checkNumber("baselineRate", options.baselineRate, { exclusiveMin: 0, exclusiveMax: 1 });
  const keptShare = checkNumber("keptShare", options.keptShare, { exclusiveMin: 0, exclusiveMax: 1 });
  const clientsPerMonth = checkInteger("clientsPerMonth", options.clientsPerMonth, { min: 1 });
  const { n1 } = sampleSizeTwoProportions({ p1, p2: p1 * (1 - keptShare), power, alpha });
  return { clientsPerArm: n1, months: Math.ceil((2 * n1) / clientsPerMonth) + 1 };
}
