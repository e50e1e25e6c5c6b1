import { checkNumber, checkOptionNames, type LabelsLike } from "../core";
import { toLabelsAndProbabilities } from "./metrics/labels-and-scores";
import { rankByScore } from "./metrics/ranking";

/** Assumptions about a retention campaign. They are not in the data: state them beside the result. */
export interface CampaignAssumptions {
  /** Cost of contacting one client, whether or not they would have left, ≥ 0, in money. */
  readonly costOfContact: number;
  /** Profit of one client who stays instead of leaving, > 0, in the same money. */
  readonly valueOfSavedClient: number;
  /** Share of contacted leavers who then stay, in (0, 1]. */
  readonly successRate: number;
}

/** A threshold chosen for profit. */
export interface CostThreshold {
  /** Contact clients with P(churn) ≥ threshold. Infinity when no contact pays. */
  readonly threshold: number;
  /** Expected profit over the given clients at that threshold, ≥ 0, in the assumptions' money. */
  readonly profit: number;
  /** How many clients are contacted. */
  readonly nContacted: number;
  /** costOfContact / (successRate · valueOfSavedClient): above this a calibrated probability pays. May exceed 1. */
  readonly breakEvenProbability: number;
}

/**
 * The threshold with the highest expected profit on labelled clients, Σ over the contacted of
 * (left · successRate · valueOfSavedClient − costOfContact); of equal ones the highest threshold, the fewest contacts.
 * Choose it on out-of-fold or validation probabilities: on training rows the profit is too good.
 * @param y true labels, 0 or 1, length ≥ 1
 * @param p P(churn) of each client, in [0, 1], same length
 * @returns the threshold and its expected profit on these clients
 * @throws ShapeError for no clients or unequal lengths; InvalidParameterError for other values or assumptions
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { thresholdByCost } from "churnlab";
 *
 * const assumptions = { costOfContact: 10, valueOfSavedClient: 100, successRate: 0.5 };
 * const { threshold, profit } = thresholdByCost([1, 0, 1, 0], [0.9, 0.8, 0.6, 0.2], assumptions);
 * assert.deepEqual({ threshold, profit }, { threshold: 0.6, profit: 70 }); // 2 saved by half, 3 contacts
 * ```
 */
export function thresholdByCost(y: LabelsLike, p: LabelsLike, assumptions: CampaignAssumptions): CostThreshold {
  const campaign = checkCampaign("thresholdByCost", assumptions);
  const { labels, scores } = toLabelsAndProbabilities(y, p);
  return mostProfitable(labels, scores, null, campaign);
}

/** Reads the three assumptions. @param others names that may stand beside them */
export function checkCampaign(
  owner: string,
  assumptions: CampaignAssumptions,
  others: readonly string[] = [],
): CampaignAssumptions {
  checkOptionNames(owner, assumptions, ["costOfContact", "valueOfSavedClient", "successRate", ...others]);
  return {
    costOfContact: checkNumber("costOfContact", assumptions.costOfContact, { min: 0 }),
    valueOfSavedClient: checkNumber("valueOfSavedClient", assumptions.valueOfSavedClient, { exclusiveMin: 0 }),
    successRate: checkNumber("successRate", assumptions.successRate, { exclusiveMin: 0, max: 1 }),
  };
}

/** The most profitable threshold for validated data; by weight where there are weights. */
export function mostProfitable(
  labels: Uint8Array,
  scores: Float64Array,
  weights: Float64Array | null,
  { costOfContact: cost, valueOfSavedClient: value, successRate: rate }: CampaignAssumptions,
): CostThreshold {
  const { thresholds, truePositives, falsePositives } = rankByScore(labels, scores, weights);
  let best = { threshold: Number.POSITIVE_INFINITY, profit: 0, nContacted: 0 };
  for (let index = 0; index < thresholds.length; index++) {
    const nContacted = truePositives[index] + falsePositives[index];
    const profit = truePositives[index] * rate * value - nContacted * cost;
    if (profit > best.profit) best = { threshold: thresholds[index], profit, nContacted };
  }
  return { ...best, breakEvenProbability: cost / (rate * value) };
}
