import { checkNumber, checkOneOf, checkOptionNames, InvalidParameterError, show } from "../core";
import { rankByScore } from "./metrics/ranking";
import { type CampaignAssumptions, checkCampaign, mostProfitable } from "./threshold-by-cost";

/** Chooses the threshold with the highest expected profit, as thresholdByCost. */
export interface CostRule extends CampaignAssumptions {
  /** Costs and values decide. */
  readonly by: "cost";
}

/** Chooses the lowest threshold that contacts no more than a share of the clients, as thresholdByCapacity. */
export interface CapacityRule {
  /** The share of clients that can be contacted decides. */
  readonly by: "capacity";
  /** Share of clients that can be contacted, in (0, 1]. */
  readonly share: number;
}

/**
 * How a threshold is chosen from labels and out-of-fold P(churn): by cost, by capacity, or by a function of your own
 * that returns any number but NaN.
 */
export type ThresholdRule = CostRule | CapacityRule | ((y: Uint8Array, p: Float64Array) => number);

/** Reads a rule. @throws InvalidParameterError for anything else */
export function checkThresholdRule(choose: ThresholdRule): ThresholdRule {
  if (typeof choose === "function") return choose;
  if (typeof choose !== "object" || choose === null) {
    throw new InvalidParameterError(
      `choose must be { by: "cost", … }, { by: "capacity", share } or a function; got ${show(choose)}`,
    );
  }
  const by = checkOneOf("choose.by", choose.by, ["cost", "capacity"]);
  if (by === "cost") return { by, ...checkCampaign("choose", choose as CostRule, ["by"]) };
  checkOptionNames("choose", choose, ["by", "share"]);
  return { by, share: checkNumber("choose.share", (choose as CapacityRule).share, { exclusiveMin: 0, max: 1 }) };
}

/** The threshold that the rule chooses. @param weights null for 1 each; a function is not told of them */
export function thresholdByRule(
  choose: ThresholdRule,
  labels: Uint8Array,
  p: Float64Array,
  weights: Float64Array | null,
): number {
  if (typeof choose === "function") return checkThreshold(choose(labels.slice(), p.slice()));
  if (choose.by === "cost") return mostProfitable(labels, p, weights, choose).threshold;
  return byShare(labels, p, weights, choose.share);
}

function checkThreshold(threshold: unknown): number {
  const isInfinite = Math.abs(Number(threshold)) === Number.POSITIVE_INFINITY;
  if (typeof threshold === "number" && (isInfinite || (threshold >= 0 && threshold <= 1))) return threshold;
  throw new InvalidParameterError(`choose must return a number in [0, 1], or ±Infinity; got ${show(threshold)}`);
}

/** Clients with the same probability are contacted together or not at all. */
function byShare(labels: Uint8Array, p: Float64Array, weights: Float64Array | null, share: number): number {
  const { thresholds, truePositives, falsePositives } = rankByScore(labels, p, weights);
  const contacted = (point: number) => truePositives[point] + falsePositives[point];
  // A share such as 0.3 of 10 must allow 3, whatever its rounding.
  const capacity = share * contacted(thresholds.length - 1) * (1 + 4 * Number.EPSILON);
  let threshold = Number.POSITIVE_INFINITY;
  for (let point = 0; point < thresholds.length && contacted(point) <= capacity; point++) threshold = thresholds[point];
  return threshold;
}
