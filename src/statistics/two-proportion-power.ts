import { checkInteger, checkNumber, checkOneOf, checkOptionNames, InvalidParameterError } from "../core";
import { arcsineDifference } from "./cohens-h";
import { logNormalTail, normalUpperQuantile } from "./normal";

/**
 * Which two-sided test is planned. "z": the z-test of the difference, with the pooled variance under the null hypothesis
 * and the separate one under the alternative. "arcsine": the normal test of Cohen's h, whose variance does not depend on
 * the rates; statsmodels' `NormalIndPower` with `proportion_effectsize`.
 */
export type TwoProportionMethod = "z" | "arcsine";

/** Options of {@link powerTwoProportions}. */
export interface TwoProportionPowerOptions {
  /** Rate of the first group under the alternative, in (0, 1) */
  readonly p1: number;
  /** Rate of the second group, in (0, 1) */
  readonly p2: number;
  /** Size of the first group, integer ≥ 1 */
  readonly n1: number;
  /** Size of the second group, integer ≥ 1. Default: n1 */
  readonly n2?: number;
  /** Two-sided significance level in (0, 1). Default: 0.05 */
  readonly alpha?: number;
  /** Which test. Default: "z" */
  readonly method?: TwoProportionMethod;
}

/** Options of {@link sampleSizeTwoProportions}. */
export interface TwoProportionSampleSizeOptions {
  /** Rate of the first group, in (0, 1) */
  readonly p1: number;
  /** Rate of the second group, in (0, 1), another than p1 */
  readonly p2: number;
  /** Probability to see the difference, in (0, 1) and above alpha. Default: 0.8 */
  readonly power?: number;
  /** Two-sided significance level in (0, 1). Default: 0.05 */
  readonly alpha?: number;
  /** n2 / n1, above 0. Default: 1 */
  readonly ratio?: number;
  /** Which test. Default: "z" */
  readonly method?: TwoProportionMethod;
}

/** What {@link sampleSizeTwoProportions} returns: whole clients. */
export interface TwoProportionSampleSize {
  /** Clients of the first group */
  readonly n1: number;
  /** Clients of the second group */
  readonly n2: number;
  /** n1 + n2 */
  readonly total: number;
  /** The power that these sizes give */
  readonly power: number;
}

/**
 * The power of a two-sided test of two proportions, both tails counted.
 * @returns the probability to find the difference, in (0, 1)
 * @throws InvalidParameterError when a number breaks its rule
 * @see Fleiss, Levin & Paik (2003), chapter 4; statsmodels `power_proportions_2indep(p1 - p2, p2, n1, n2 / n1, alpha)`,
 *   and for "arcsine" `NormalIndPower().power(proportion_effectsize(p1, p2), n1, alpha, n2 / n1)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { powerTwoProportions } from "churnlab";
 *
 * const power = powerTwoProportions({ p1: 0.27, p2: 0.22, n1: 1000 });
 * assert.equal(power.toFixed(3), "0.739");
 * ```
 */
export function powerTwoProportions(options: TwoProportionPowerOptions): number {
  checkOptionNames("powerTwoProportions", options, ["p1", "p2", "n1", "n2", "alpha", "method"]);
  const { p1, p2, n1, n2 = n1, alpha = 0.05 } = options;
  checkRates(p1, p2, alpha);
  checkInteger("n1", n1, { min: 1 });
  checkInteger("n2", n2, { min: 1 });
  const method = checkMethod(options.method);
  return power(p1, p2, n1, n2, alpha, method);
}

/**
 * The groups in which a two-sided test of two proportions has the wanted power, without continuity correction: n1 by the
 * formula, which neglects the far tail, rounded up, and n2 = n1's exact size times the ratio, rounded up.
 * @returns the clients of each group, and the power that they give
 * @throws InvalidParameterError when a number breaks its rule or p1 equals p2
 * @see Fleiss, Levin & Paik (2003), equation 4.14; statsmodels `samplesize_proportions_2indep_onetail`, and for
 *   "arcsine" `NormalIndPower().solve_power(proportion_effectsize(p1, p2), alpha=alpha, power=power, ratio=ratio)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { powerTwoProportions, sampleSizeTwoProportions } from "churnlab";
 *
 * const { n1, n2 } = sampleSizeTwoProportions({ p1: 0.27, p2: 0.22, power: 0.8 });
 * assert.deepEqual([n1, n2], [1161, 1161]);
 * assert.ok(powerTwoProportions({ p1: 0.27, p2: 0.22, n1 }) >= 0.8);
 * ```
 */
export function sampleSizeTwoProportions(options: TwoProportionSampleSizeOptions): TwoProportionSampleSize {
  checkOptionNames("sampleSizeTwoProportions", options, ["p1", "p2", "power", "alpha", "ratio", "method"]);
  const { p1, p2, power: wanted = 0.8, alpha = 0.05, ratio = 1 } = options;
  checkRates(p1, p2, alpha);
  if (p1 === p2) throw new InvalidParameterError(`p1 and p2 must differ; got ${p1} for both`);
  checkNumber("power", wanted, { exclusiveMin: alpha, exclusiveMax: 1 });
  checkNumber("ratio", ratio, { exclusiveMin: 0 });
  const method = checkMethod(options.method);
  const { underNull, underAlternative, effect } = deviations(p1, p2, ratio, method);
  const zPower = wanted < 0.5 ? -normalUpperQuantile(wanted) : normalUpperQuantile(1 - wanted);
  const exact = ((normalUpperQuantile(alpha / 2) * underNull + zPower * underAlternative) / effect) ** 2;
  const n1 = Math.max(1, Math.ceil(exact));
  const n2 = Math.max(1, Math.ceil(exact * ratio));
  return { n1, n2, total: n1 + n2, power: power(p1, p2, n1, n2, alpha, method) };
}

function checkRates(p1: number, p2: number, alpha: number): void {
  checkNumber("p1", p1, { exclusiveMin: 0, exclusiveMax: 1 });
  checkNumber("p2", p2, { exclusiveMin: 0, exclusiveMax: 1 });
  checkNumber("alpha", alpha, { exclusiveMin: 0, exclusiveMax: 1 });
}

function checkMethod(method: unknown = "z"): TwoProportionMethod {
  return checkOneOf("method", method, ["z", "arcsine"]);
}

function power(p1: number, p2: number, n1: number, n2: number, alpha: number, method: TwoProportionMethod): number {
  const { underNull, underAlternative, effect } = deviations(p1, p2, n2 / n1, method);
  const critical = normalUpperQuantile(alpha / 2) * underNull;
  const shift = effect * Math.sqrt(n1);
  return (
    Math.exp(logNormalTail((critical - shift) / underAlternative)) +
    Math.exp(logNormalTail((critical + shift) / underAlternative))
  );
}

/** The size of the effect, and √n1 times the standard error of its estimate under each hypothesis. */
function deviations(p1: number, p2: number, ratio: number, method: TwoProportionMethod) {
  if (method === "arcsine") {
    const deviation = Math.sqrt(1 + 1 / ratio);
    return { effect: Math.abs(arcsineDifference(p1, p2)), underNull: deviation, underAlternative: deviation };
  }
  const pooled = (p1 + p2 * ratio) / (1 + ratio);
  return {
    effect: Math.abs(p1 - p2),
    underNull: Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio)),
    underAlternative: Math.sqrt(p1 * (1 - p1) + (p2 * (1 - p2)) / ratio),
  };
}
