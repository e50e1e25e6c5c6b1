import { type FeatureMatrix, type LabelsLike, toLabels } from "../core";
import { columnSpec, targetName } from "../data";
import { wilsonInterval } from "../statistics";
import { type AdjustedOddsRatio, adjustedOddsRatio, readableStep } from "./adjusted-odds-ratio";
import { rowsWhere } from "./client-rows";
import {
  type Assumptions,
  assumptionsFor,
  breakEvenProbability,
  defaultAssumptions,
  type ScenarioValue,
  scenarioValue,
} from "./economics";
import { type Measure, measures } from "./measures";
import { type ExperimentPlan, planExperiment } from "./plan-experiment";
import { toProbabilities } from "./probabilities";
import { type TargetGroup, targetGroups } from "./target-groups";

/**
 * How the data stand to a measure. None of these is evidence of an effect: `consistent` means that its subject goes with
 * less churn, all else equal, and that its target group leaves clearly more than the average; `contrary` that its subject
 * goes with more churn.
 */
export type Support = "consistent" | "contrary" | "undecided" | "not recorded";

/** A measure on its target group: the support of the data, the scenario and the experiment. */
export interface MeasureEvaluation {
  /** The measure */
  readonly measure: Measure;
  /** Its target group */
  readonly group: TargetGroup;
  /** How the data stand to it */
  readonly support: Support;
  /** Why, in words, with the number behind it. */
  readonly reason: string;
  /** Adjusted odds ratio of the measure's feature; null where nothing was recorded. */
  readonly oddsRatio: AdjustedOddsRatio | null;
  /** Clients in the group */
  readonly nInGroup: number;
  /** Share of them who left, in [0, 1]; NaN for an empty group */
  readonly churnRateInGroup: number;
  /**
   * The value of contacting those members of the group whose forecast is above the break-even of a contact; null for a
   * measure that is there to learn, and for one that the data are contrary to.
   */
  readonly scenario: ScenarioValue | null;
  /** The experiment on the whole group; null for a measure that is there to learn, and where nobody (or everybody) left. */
  readonly experiment: ExperimentPlan | null;
}

/**
 * Evaluates measures on labelled clients. First those that the data are consistent with, then the undecided, those
 * about which nothing was recorded, and those that the data are contrary to; within each by the expected value of the scenario.
 * Values are scenarios under the assumptions, not effects: no treatment was ever recorded.
 * @param clients client table with the label column
 * @param forecast out-of-fold churn probabilities, length nSamples
 * @param assumptions default {@link defaultAssumptions}
 * @param candidates default: the {@link measures} of the source studies
 * @returns one record a measure; rates as shares in [0, 1], values in months of membership fee
 * @throws ShapeError for another number of forecasts; InvalidParameterError for an assumption out of its range
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import {
 *   defaultAssumptions, evaluateMeasures, featuresAndLabels, forecastClients, measures, simulateClients,
 * } from "churnlab";
 *
 * const clients = simulateClients({ nClients: 300, seed: 1 });
 * const { X, y } = featuresAndLabels(clients, "Churn");
 * const [first] = evaluateMeasures(clients, forecastClients(X, y), defaultAssumptions, measures.slice(0, 2));
 * assert.equal(measures.includes(first.measure), true);
 * assert.ok(first.nInGroup <= 300);
 * ```
 */
export function evaluateMeasures(
  clients: FeatureMatrix,
  forecast: LabelsLike,
  assumptions: Assumptions = defaultAssumptions,
  candidates: readonly Measure[] = measures,
): MeasureEvaluation[] {
  const probabilities = toProbabilities(forecast, clients.nSamples, "forecast");
  const labels = toLabels(clients.column(targetName), clients.nSamples, targetName);
  const overallRate = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const features = clients.dropColumns([targetName]);
  const ratios = new Map<string, AdjustedOddsRatio>();
  const ratioOf = (feature: string) => {
    const known = ratios.get(feature) ?? adjustedOddsRatio(features, labels, feature);
    ratios.set(feature, known);
    return known;
  };
  return candidates
    .map((measure): MeasureEvaluation => {
      const group = groupOf(measure);
      const rows = rowsWhere(clients, group.matches);
      const oddsRatio = measure.feature === null ? null : ratioOf(measure.feature);
      const churned = rows.reduce((sum, row) => sum + labels[row], 0);
      const churnRateInGroup = churned / rows.length;
      const own = assumptionsFor(measure.id, assumptions);
      const limit = breakEvenProbability(measure.costOfContact, own);
      const contacted = Array.from(rows, (row) => probabilities[row]).filter((probability) => probability >= limit);
      const leavesMore = rows.length > 0 && wilsonInterval(churned, rows.length).lower > overallRate;
      const { support, reason } = withGroup(weigh(measure, oddsRatio), leavesMore || measure.purpose === "learn");
      return {
        measure,
        group,
        support,
        reason,
        oddsRatio,
        nInGroup: rows.length,
        churnRateInGroup,
        scenario:
          measure.purpose === "learn" || support === "contrary"
            ? null
            : scenarioValue(contacted, measure.costOfContact, own),
        experiment: measure.purpose === "learn" ? null : experimentFor(churnRateInGroup, rows.length, own),
      };
    })
    .sort((a, b) => order(a) - order(b) || expectedOf(b) - expectedOf(a));
}

function groupOf(measure: Measure): TargetGroup {
  const group = targetGroups.find((candidate) => candidate.id === measure.groupId);
  if (group === undefined)
    throw new RangeError(`measure ${measure.id} names no known target group: ${measure.groupId}`);
  return group;
}

interface Weight {
  readonly support: Support;
  readonly reason: string;
}

/** A measure that is to keep a group that does not leave more than others is not called consistent with the data. */
function withGroup(weight: Weight, leavesMore: boolean): Weight {
  if (weight.support !== "consistent" || leavesMore) return weight;
  return {
    support: "undecided",
    reason: `${weight.reason}; but its group does not leave clearly more than the average`,
  };
}

function weigh(measure: Measure, ratio: AdjustedOddsRatio | null): Weight {
  if (measure.feature === null || ratio === null) {
    return { support: "not recorded", reason: "the file has no column about it" };
  }
  const { label, unit } = columnSpec(measure.feature);
  const step = readableStep(measure.feature);
  const subject = step === 1 ? label : `${label}, for ${step} ${unit}`;
  if (Number.isNaN(ratio.estimate)) {
    return { support: "undecided", reason: `${subject}: no finite adjusted odds ratio` };
  }
  const numbers = `adjusted odds ratio ${ratio.estimate.toFixed(2)} (${ratio.lower.toFixed(2)} to ${ratio.upper.toFixed(2)})`;
  if (ratio.upper < 1) return { support: "consistent", reason: `${subject}: goes with less churn, ${numbers}` };
  if (ratio.lower > 1) return { support: "contrary", reason: `${subject}: goes with more churn, ${numbers}` };
  return { support: "undecided", reason: `${subject}: no clear association, ${numbers}` };
}

const supportOrder: readonly Support[] = ["consistent", "undecided", "not recorded", "contrary"];

function order({ support }: MeasureEvaluation): number {
  return supportOrder.indexOf(support);
}

function expectedOf({ scenario }: MeasureEvaluation): number {
  return scenario?.expected ?? Number.NEGATIVE_INFINITY;
}

function experimentFor(
  baselineRate: number,
  clientsPerMonth: number,
  { keptShare }: Assumptions,
): ExperimentPlan | null {
  const plannable = baselineRate > 0 && baselineRate < 1 && keptShare.expected > 0 && keptShare.expected < 1;
  return plannable ? planExperiment({ baselineRate, keptShare: keptShare.expected, clientsPerMonth }) : null;
}
