import { checkNumber, checkOptionNames, InvalidParameterError, type LabelsLike, show } from "../core";
import { toProbabilities } from "./metrics/labels-and-scores";

/** How likely a client is to leave, for people who act on it. */
export type RiskGroup = "low" | "medium" | "high";

/**
 * The limits [medium from, high from] of {@link riskGroups}, unless others are given.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defaultRiskCuts } from "churnlab";
 *
 * assert.deepEqual(defaultRiskCuts, [0.2, 0.5]);
 * ```
 */
export const defaultRiskCuts: readonly [number, number] = [0.2, 0.5];

/** Options of {@link riskGroups}. */
export interface RiskGroupOptions {
  /** The two limits [medium from, high from], ascending, each in [0, 1]. Default {@link defaultRiskCuts}. */
  readonly cuts?: readonly [number, number];
}

/**
 * Sorts clients into three groups by P(churn): "low" below the first cut, "medium" from the first cut on, "high" from
 * the second cut on. With the default cuts "high" is who is as likely to leave as to stay, or likelier.
 * @param p P(churn) of each client, in [0, 1], length ≥ 1
 * @returns one group a client, in their order
 * @throws InvalidParameterError for a probability or a cut outside [0, 1], cuts out of order, or an unknown option
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { riskGroups } from "churnlab";
 *
 * assert.deepEqual(riskGroups([0.05, 0.3, 0.8]), ["low", "medium", "high"]);
 * assert.deepEqual(riskGroups([0.05, 0.3, 0.8], { cuts: [0.01, 0.9] }), ["medium", "medium", "medium"]);
 * ```
 */
export function riskGroups(p: LabelsLike, options: RiskGroupOptions = {}): RiskGroup[] {
  checkOptionNames("riskGroups", options, ["cuts"]);
  const [medium, high] = checkCuts(options.cuts ?? defaultRiskCuts);
  return Array.from(toProbabilities(p), (value) => (value >= high ? "high" : value >= medium ? "medium" : "low"));
}

function checkCuts(cuts: readonly number[]): readonly number[] {
  if (!Array.isArray(cuts) || cuts.length !== 2) {
    throw new InvalidParameterError(`cuts must be two numbers [medium from, high from]; got ${show(cuts)}`);
  }
  cuts.forEach((cut, index) => {
    checkNumber(`cuts[${index}]`, cut, { min: 0, max: 1 });
  });
  if (cuts[0] > cuts[1]) throw new InvalidParameterError(`cuts must ascend; got ${cuts.join(", ")}`);
  return cuts;
}
