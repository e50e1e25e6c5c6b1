import { type FeatureMatrix, type LabelsLike, ShapeError } from "../core";
import { rowsWhere } from "./client-rows";
import { type Assumptions, assumptionsFor, breakEvenProbability, defaultAssumptions, scenarioValue } from "./economics";
import type { MeasureEvaluation } from "./evaluate-measures";
import type { Measure } from "./measures";
import { toProbabilities } from "./probabilities";
import type { TargetGroup } from "./target-groups";

/** What is recommended for one client, under the assumptions. */
export interface Recommendation {
  /** The measure; null for a client who is better left alone. */
  readonly measure: Measure | null;
  /** The target group whose rule the client meets; null without a measure. */
  readonly group: TargetGroup | null;
  /** 1 for the client of the highest expected value, then 2, …; null without a measure. Equal values: the lower row first. */
  readonly priority: number | null;
  /** Net value of the contact in months of membership fee, when it keeps the pessimistic share; 0 without a measure. */
  readonly low: number;
  /** The same with the expected share. */
  readonly expected: number;
  /** The same with the optimistic share. */
  readonly high: number;
}

const leftAlone = { measure: null, group: null, low: 0, expected: 0, high: 0 } as const;

/**
 * One measure at most for each client: of those that the data are consistent with, whose target group the client
 * belongs to and whose contact pays at the client's forecast, the one of the highest expected value. A client for whom
 * there is none is left alone. Values are scenarios under the assumptions, not effects.
 * @param clients client table with the columns that the groups' rules read
 * @param forecast churn probabilities, length nSamples
 * @param evaluations as `evaluateMeasures` returns them
 * @param assumptions default {@link defaultAssumptions}; use the same as for the evaluations
 * @returns one recommendation a client, in their order
 * @throws ShapeError for another number of forecasts; InvalidParameterError for a bad probability or assumption
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { evaluateMeasures, featuresAndLabels, forecastClients, recommendMeasures, simulateClients } from "churnlab";
 *
 * const clients = simulateClients({ nClients: 300, seed: 1 });
 * const { X, y } = featuresAndLabels(clients, "Churn");
 * const forecast = forecastClients(X, y);
 * const advice = recommendMeasures(clients, forecast, evaluateMeasures(clients, forecast));
 * assert.equal(advice.length, 300);
 * assert.ok(advice.every(({ measure, expected }) => (measure === null ? expected === 0 : expected >= 0)));
 * ```
 */
export function recommendMeasures(
  clients: FeatureMatrix,
  forecast: LabelsLike,
  evaluations: readonly MeasureEvaluation[],
  assumptions: Assumptions = defaultAssumptions,
): Recommendation[] {
  const probabilities = toProbabilities(forecast, clients.nSamples, "forecast");
  const best: Omit<Recommendation, "priority">[] = Array.from(probabilities, () => leftAlone);
  for (const { measure, group, support, scenario } of evaluations) {
    if (support !== "consistent" || scenario === null) continue;
    const own = assumptionsFor(measure.id, assumptions);
    const limit = breakEvenProbability(measure.costOfContact, own);
    for (const row of rowsWhere(clients, group.matches)) {
      if (probabilities[row] < limit) continue;
      const { low, expected, high } = scenarioValue([probabilities[row]], measure.costOfContact, own);
      if (best[row].measure === null || expected > best[row].expected)
        best[row] = { measure, group, low, expected, high };
    }
  }
  return withPriorities(best);
}

function withPriorities(best: readonly Omit<Recommendation, "priority">[]): Recommendation[] {
  const order = [...best.keys()]
    .filter((row) => best[row].measure !== null)
    .sort((a, b) => best[b].expected - best[a].expected || a - b);
  const priority = new Map(order.map((row, place) => [row, place + 1]));
  return best.map((advice, row) => ({ ...advice, priority: priority.get(row) ?? null }));
}

/** A measure in the plan in which each client is contacted once at most. */
export interface PlannedMeasure {
  /** What is to be done */
  readonly measure: Measure;
  /** The target group that the measure is for */
  readonly group: TargetGroup;
  /** Clients for whom it is recommended */
  readonly nClients: number;
  /** Of all contacts, in months of membership fee */
  readonly cost: number;
  /** Net value with the pessimistic share of leavers kept, in months of membership fee */
  readonly low: number;
  /** Net value with the expected share */
  readonly expected: number;
  /** Net value with the optimistic share */
  readonly high: number;
}

/**
 * Adds recommendations up by measure: no client is counted twice, as overlapping groups would.
 * @param recommendations as {@link recommendMeasures} returns them
 * @returns one record a measure that is recommended to somebody, the highest expected value first
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { measures, planMeasures, targetGroups } from "churnlab";
 *
 * const [measure, group] = [measures[0], targetGroups[0]];
 * const advice = { measure, group, priority: 1, low: 0, expected: 1, high: 2 };
 * const [planned] = planMeasures([advice, { ...advice, priority: 2 }]);
 * assert.deepEqual([planned.nClients, planned.expected, planned.high], [2, 2, 4]);
 * ```
 */
export function planMeasures(recommendations: readonly Recommendation[]): PlannedMeasure[] {
  if (!Array.isArray(recommendations)) throw new ShapeError("recommendations must be an array");
  const chosen = recommendations.flatMap(({ measure, group, ...values }) =>
    measure === null || group === null ? [] : [{ measure, group, ...values }],
  );
  return [...new Set(chosen.map(({ measure }) => measure))]
    .map((measure): PlannedMeasure => {
      const own = chosen.filter((advice) => advice.measure === measure);
      const total = (key: "low" | "expected" | "high") => own.reduce((sum, advice) => sum + advice[key], 0);
      return {
        measure,
        group: own[0].group,
        nClients: own.length,
        cost: own.length * measure.costOfContact,
        low: total("low"),
        expected: total("expected"),
        high: total("high"),
      };
    })
    .sort((a, b) => b.expected - a.expected);
}
