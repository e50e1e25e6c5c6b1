import { bootstrapInterval, rocAucScore } from "../../modeling";
import { correlationMatrix, meanInterval, quantile, welchTTest, wilsonInterval } from "../../statistics";
import { adjustedOddsRatio as adjusted } from "../adjusted-odds-ratio";
import type { ClientCondition } from "../client-rows";
import type { ClaimContext } from "./context";
import type { Estimate } from "./evidence";

const bootstrapSeed = 20;
const bootstrapResamples = 500;

/** A number without an interval: both limits are the value itself. */
export function value(number: number, n: number, format: Estimate["format"]): Estimate {
  return { value: number, lower: number, upper: number, n, format };
}

/** Share of `rows` that meet a condition, with Wilson's interval. */
export function shareOf(rows: Uint32Array, condition: ClientCondition, context: ClaimContext): Estimate {
  const { estimate, lower, upper } = wilsonInterval(context.within(rows, condition).length, rows.length);
  return { value: estimate, lower, upper, n: rows.length, format: "share" };
}

/** Mean of a column over `rows` with its t interval. */
export function meanOf(rows: Uint32Array, column: string, context: ClaimContext): Estimate {
  if (rows.length < 2) return value(Number.NaN, rows.length, "mean");
  const { estimate, lower, upper } = meanInterval(context.valuesOf(column, rows));
  return { value: estimate, lower, upper, n: rows.length, format: "mean" };
}

/** Mean over `rows` minus mean over `others`, with Welch's interval. */
export function meanDifference(
  rows: Uint32Array,
  others: Uint32Array,
  column: string,
  context: ClaimContext,
): Estimate {
  const n = Math.min(rows.length, others.length);
  if (n < 2) return value(Number.NaN, n, "mean");
  const { difference } = welchTTest(context.valuesOf(column, rows), context.valuesOf(column, others));
  return { value: difference.estimate, lower: difference.lower, upper: difference.upper, n, format: "mean" };
}

/** A quantile of a column over all clients. */
export function quantileOf(column: string, probability: number, context: ClaimContext): number {
  return quantile(context.valuesOf(column, context.everyone), probability);
}

/** ROC AUC of the out-of-fold forecast with a bootstrap interval; NaN when nobody or everybody left. */
export function aucOf({ y, forecast, leavers, nClients }: ClaimContext): Estimate {
  const n = Math.min(leavers.length, nClients - leavers.length);
  if (n === 0) return value(Number.NaN, n, "mean");
  const options = { nResamples: bootstrapResamples, seed: bootstrapSeed, stratified: true };
  const { estimate, lower, upper } = bootstrapInterval(rocAucScore, y, forecast, options);
  return { value: estimate, lower, upper, n, format: "mean" };
}

/** Odds ratio of churn for one more readable step of a column, the other columns being equal, with Wald's interval. */
export function adjustedOddsRatio(column: string, context: ClaimContext): Estimate {
  const { clients, y, leavers, nClients } = context;
  const n = Math.min(leavers.length, nClients - leavers.length);
  const { estimate, lower, upper } = adjusted(clients.dropColumns(["Churn"]), y, column);
  return { value: estimate, lower, upper, n, format: "ratio" };
}

/** Share of variance that two columns have in common (squared Pearson correlation), in [0, 1]. */
export function separability(first: string, second: string, context: ClaimContext): Estimate {
  const { values } = correlationMatrix(context.clients.selectColumns([first, second]));
  return value(values[0][1] ** 2, context.nClients, "share");
}
