import type { LabelsLike } from "../core";
import { type FeatureMatrix, toLabels } from "../core";
import { columnSpec } from "../data";
import { wilsonInterval } from "../statistics";
import { type ClientCondition, rowsWhere } from "./client-rows";

/** A group of clients that a front desk can recognise by a rule. */
export interface TargetGroup {
  /** Name for programs */
  readonly id: string;
  /** Name for readers */
  readonly name: string;
  /** The rule in words, as the front desk would apply it. */
  readonly rule: string;
  /** The columns that the rule reads. */
  readonly columns: readonly string[];
  /** The rule as a function of one client */
  readonly matches: ClientCondition;
}

/**
 * The columns of a group's rule that may not be known in time, by the audit in the data dictionary. A group that rests
 * on such a column may be found too late.
 * @returns names of columns; none when the whole rule is known in time
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { doubtfulColumns, targetGroups } from "churnlab";
 *
 * const doubtful = targetGroups.map((group) => doubtfulColumns(group).length);
 * assert.ok(doubtful.some((count) => count === 0));
 * assert.ok(doubtful.some((count) => count > 0));
 * ```
 */
export function doubtfulColumns({ columns }: TargetGroup): string[] {
  return columns.filter((column) => columnSpec(column).known !== "yes");
}

/** What the loaded data say about a target group. */
export interface TargetGroupProfile {
  /** Name for programs */
  readonly id: string;
  /** Name for readers */
  readonly name: string;
  /** The rule in words */
  readonly rule: string;
  /** Clients who match the rule */
  readonly nClients: number;
  /** Their share of all clients, in [0, 1] */
  readonly shareOfClients: number;
  /** How many of them left */
  readonly churned: number;
  /** Churn rate with its Wilson 95 % interval; NaN in an empty group. */
  readonly churnRate: number;
  /** Lower limit of the interval */
  readonly lower: number;
  /** Upper limit of the interval */
  readonly upper: number;
  /** Their share of all who left, in [0, 1]; NaN when nobody did */
  readonly shareOfChurn: number;
}

const rareVisits = 1;
const visitDrop = 0.25;
const endingMonths = 3;
const monthsOfYear = 12;

/**
 * The groups that the study considers. They overlap: a client can belong to several.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rowsWhere, simulateClients, targetGroups } from "churnlab";
 *
 * const [group] = targetGroups;
 * const rows = rowsWhere(simulateClients({ nClients: 300, seed: 1 }), group.matches);
 * assert.ok(rows.length > 0 && rows.length < 300);
 * ```
 */
export const targetGroups: readonly TargetGroup[] = [
  {
    id: "new-monthly",
    name: "New clients on a one-month contract",
    rule: "contract of one month, and at most one month since the first contact",
    columns: ["Contract_period", "Lifetime"],
    matches: (client) => client("Contract_period") === 1 && client("Lifetime") <= 1,
  },
  {
    id: "slipping",
    name: "Clients who come less than they used to",
    rule: `visits a week last month at least ${visitDrop} below their usual`,
    columns: ["Avg_class_frequency_total", "Avg_class_frequency_current_month"],
    matches: (client) => client("Avg_class_frequency_total") - client("Avg_class_frequency_current_month") >= visitDrop,
  },
  {
    id: "rare",
    name: "Rare visitors",
    rule: `at most ${rareVisits} visit a week last month`,
    columns: ["Avg_class_frequency_current_month"],
    matches: (client) => client("Avg_class_frequency_current_month") <= rareVisits,
  },
  {
    id: "absent",
    name: "Clients who did not come last month",
    rule: "no visit last month",
    columns: ["Avg_class_frequency_current_month"],
    matches: (client) => client("Avg_class_frequency_current_month") === 0,
  },
  {
    id: "running-out",
    name: "Longer contracts that run out",
    rule: `contract longer than ${endingMonths} months with at most ${endingMonths} months left`,
    columns: ["Contract_period", "Month_to_end_contract"],
    matches: (client) => client("Contract_period") > endingMonths && client("Month_to_end_contract") <= endingMonths,
  },
  {
    id: "alone",
    name: "One-month clients without a tie to the club",
    rule: "contract of one month, no group classes, not invited by a friend",
    columns: ["Contract_period", "Group_visits", "Promo_friends"],
    matches: (client) =>
      client("Contract_period") === 1 && client("Group_visits") === 0 && client("Promo_friends") === 0,
  },
  {
    id: "over-a-year",
    name: "Clients of over a year",
    rule: `more than ${monthsOfYear} months since the first contact`,
    columns: ["Lifetime"],
    matches: (client) => client("Lifetime") > monthsOfYear,
  },
];

/**
 * Sizes up target groups on labelled clients.
 * @param clients the client table (nSamples rows, columns of the schema)
 * @param y churn labels, length nSamples
 * @param groups default: the study's {@link targetGroups}
 * @returns one profile a group, by share of all churn, largest first
 * @throws ShapeError for another number of labels; InvalidParameterError for a label other than 0 or 1
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { featuresAndLabels, profileTargetGroups, simulateClients } from "churnlab";
 *
 * const clients = simulateClients({ nClients: 300, seed: 1 });
 * const [first, second] = profileTargetGroups(clients, featuresAndLabels(clients, "Churn").y);
 * assert.ok(first.shareOfChurn >= second.shareOfChurn);
 * assert.equal(first.churnRate, first.churned / first.nClients);
 * ```
 */
export function profileTargetGroups(
  clients: FeatureMatrix,
  y: LabelsLike,
  groups: readonly TargetGroup[] = targetGroups,
): TargetGroupProfile[] {
  const labels = toLabels(y, clients.nSamples);
  const allChurned = labels.reduce((sum, label) => sum + label, 0);
  return groups
    .map((group) => profileGroup(group, rowsWhere(clients, group.matches), labels, allChurned))
    .sort((a, b) => b.shareOfChurn - a.shareOfChurn);
}

function profileGroup(
  { id, name, rule }: TargetGroup,
  rows: Uint32Array,
  labels: Uint8Array,
  allChurned: number,
): TargetGroupProfile {
  const nClients = rows.length;
  const churned = rows.reduce((sum, row) => sum + labels[row], 0);
  const { lower, upper } =
    nClients === 0 ? { lower: Number.NaN, upper: Number.NaN } : wilsonInterval(churned, nClients);
  return {
    id,
    name,
    rule,
    nClients,
    shareOfClients: nClients / labels.length,
    churned,
    churnRate: churned / nClients,
    lower,
    upper,
    shareOfChurn: allChurned === 0 ? Number.NaN : churned / allChurned,
  };
}

/**
 * How much target groups overlap.
 * @param clients the client table (nSamples rows, columns of the schema)
 * @param groups default: the study's {@link targetGroups}
 * @returns a square table: entry [i][j] is the share of group i's clients who are also in group j (NaN for an empty group)
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { simulateClients, targetGroupOverlap, targetGroups } from "churnlab";
 *
 * const overlap = targetGroupOverlap(simulateClients({ nClients: 300, seed: 1 }));
 * assert.equal(overlap.length, targetGroups.length);
 * assert.equal(overlap[0][0], 1); // all of a group are in it
 * ```
 */
export function targetGroupOverlap(clients: FeatureMatrix, groups: readonly TargetGroup[] = targetGroups): number[][] {
  const members = groups.map((group) => new Set(rowsWhere(clients, group.matches)));
  return members.map((own) => members.map((other) => [...own].filter((row) => other.has(row)).length / own.size));
}
