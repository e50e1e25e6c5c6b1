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
 */
export function thresholdByCost(y: LabelsLike, p: LabelsLike, assumptions: CampaignAssumptions): CostThreshold {
  checkOptionNames("thresholdByCost", assumptions, ["costOfContact", "valueOfSavedClient", "successRate"]);
  const cost = checkNumber("costOfContact", assumptions.costOfContact, { min: 0 });
  const value = checkNumber("valueOfSavedClient", assumptions.valueOfSavedClient, { exclusiveMin: 0 });
  const rate = checkNumber("successRate", assumptions.successRate, { exclusiveMin: 0, max: 1 });
  const { labels, scores } = toLabelsAndProbabilities(y, p);
  const { thresholds, truePositives, falsePositives } = rankByScore(labels, scores);
  let best = { threshold: Number.POSITIVE_INFINITY, profit: 0, nContacted: 0 };
  for (let index = 0; index < thresholds.length; index++) {
    const nContacted = truePositives[index] + falsePositives[index];
    const profit = truePositives[index] * rate * value - nContacted * cost;
    if (profit > best.profit) best = { threshold: thresholds[index], profit, nContacted };
  }
  return { ...best, breakEvenProbability: cost / (rate * value) };
}
