import {
  checkInteger,
  checkOptionNames,
  InvalidParameterError,
  type LabelsLike,
  quantileOfSorted,
  ShapeError,
  show,
  sortedCopy,
  toLabels,
  toVector,
} from "../core";
import { checkLevel } from "./interval";
import { wilsonInterval } from "./wilson-interval";

/** Options of {@link rateByGroup}: `bins` or `groups`, not both. */
export interface RateByGroupOptions {
  /**
   * Number of bins of about equal size (integer ≥ 1), or ascending edges (at least two; −Infinity and Infinity allowed).
   * A bin holds its lower edge but not its upper one; the last bin holds both. Default: every different value is a group.
   */
  readonly bins?: number | readonly number[];
  /** The label of a value's group, called once for every different value in ascending order. */
  readonly groups?: (value: number) => string;
  /** Confidence level in (0, 1). Default: 0.95 */
  readonly level?: number;
}

/** The churn rate of one group of clients. */
export interface GroupRate {
  /** The group's label */
  readonly group: string;
  /** Number of clients; 0 for an empty bin */
  readonly n: number;
  /** Number of them who left */
  readonly churned: number;
  /** churned / n; NaN for an empty bin */
  readonly rate: number;
  /** Wilson interval of the rate */
  readonly lower: number;
  /** Upper limit of the same interval */
  readonly upper: number;
  /** n over all clients */
  readonly shareOfClients: number;
  /** churned over all who churned; NaN when nobody did */
  readonly shareOfChurn: number;
}

const mostGroups = 100;
/** More bins than anybody could read. */
const mostBins = 1000;

/**
 * The churn rate, with its Wilson interval, in groups of clients, in ascending order of the value.
 * @param values nSamples numbers (lifetime, age, …) or labels (segments; groups in the order of first appearance)
 * @param y nSamples labels, 1 for a client who left
 * @returns one record a group; rates as shares in [0, 1]
 * @throws InvalidParameterError for a value outside the edges, bad edges, or more than 100 groups without bins
 * @see {@link wilsonInterval} for the interval
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rateByGroup } from "churnlab";
 *
 * const groups = rateByGroup([1, 1, 1, 6, 12, 12], [1, 1, 0, 0, 0, 0], { bins: [1, 6, 12] });
 * assert.deepEqual(groups.map(({ group, n, churned }) => [group, n, churned]), [["1–5", 3, 2], ["6–12", 3, 0]]);
 * ```
 */
export function rateByGroup(
  values: LabelsLike | readonly string[],
  y: LabelsLike,
  options: RateByGroupOptions = {},
): GroupRate[] {
  checkOptionNames("rateByGroup", options, ["bins", "groups", "level"]);
  const { bins, groups, level = 0.95 } = options;
  checkLevel(level);
  if (bins !== undefined && groups !== undefined) {
    throw new InvalidParameterError("rateByGroup takes bins or groups, not both");
  }
  const { labels, of } = isLabels(values) ? byLabel(values) : byValue(toVector(values, undefined, "values"), options);
  return rates(labels, of, toLabels(y, of.length), level);
}

interface Grouping {
  readonly labels: readonly string[];
  /** Group number of every sample */
  readonly of: Uint32Array;
}

function isLabels(values: LabelsLike | readonly string[]): values is readonly string[] {
  return Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === "string");
}

function byLabel(values: readonly string[]): Grouping {
  const labels = [...new Set(values)];
  const numbers = new Map(labels.map((label, index) => [label, index]));
  return { labels, of: Uint32Array.from(values, (value) => numbers.get(value) as number) };
}

function byValue(values: Float64Array, { bins, groups }: RateByGroupOptions): Grouping {
  if (values.length === 0) throw new ShapeError("values must have at least one value; got none");
  if (bins !== undefined)
    return byBin(values, typeof bins === "number" ? quantileEdges(values, bins) : checkEdges(bins));
  const distinct = Array.from(new Set(sortedCopy(values)));
  const label = groups ?? String;
  const labelOf = new Map(distinct.map((value) => [value, label(value)]));
  const labels = [...new Set(labelOf.values())];
  if (labels.length > mostGroups) {
    throw new InvalidParameterError(
      `values must fall into at most ${mostGroups} groups, else give bins; got ${labels.length}`,
    );
  }
  return { labels, of: Uint32Array.from(values, (value) => labels.indexOf(labelOf.get(value) as string)) };
}

/** Edges at the quantiles (type 7), without repetitions. */
function quantileEdges(values: Float64Array, count: number): number[] {
  checkInteger("bins", count, { min: 1, max: mostBins });
  const sorted = sortedCopy(values);
  const edges = Array.from({ length: count + 1 }, (_, index) => quantileOfSorted(sorted, index / count));
  const different = edges.filter((edge, index) => edge !== edges[index - 1]);
  return different.length > 1 ? different : [different[0], different[0]];
}

function checkEdges(edges: readonly number[]): readonly number[] {
  if (!Array.isArray(edges)) {
    throw new InvalidParameterError(`bins must be a number of bins or an array of edges; got ${show(edges)}`);
  }
  if (edges.length < 2) throw new InvalidParameterError(`bins must have at least two edges; got ${edges.length}`);
  edges.forEach((edge, index) => {
    if (typeof edge !== "number" || Number.isNaN(edge) || (index > 0 && edge <= edges[index - 1])) {
      throw new InvalidParameterError(`bins must be ascending numbers; got ${show(edge)} at position ${index}`);
    }
  });
  return edges;
}

function byBin(values: Float64Array, edges: readonly number[]): Grouping {
  const last = edges.length - 2;
  const of = Uint32Array.from(values, (value, row) => {
    if (value < edges[0] || value > edges[last + 1]) {
      throw new InvalidParameterError(
        `values must lie within the edges [${edges[0]}, ${edges[last + 1]}]; got ${value} at position ${row}`,
      );
    }
    const above = edges.findIndex((edge) => value < edge);
    return above < 0 ? last : above - 1;
  });
  const whole =
    values.every(Number.isInteger) && edges.every((edge) => Number.isInteger(edge) || !Number.isFinite(edge));
  const labels = edges.slice(0, -1).map((edge, bin) => binLabel(edge, edges[bin + 1], bin === last, whole));
  return { labels, of };
}

/** "3–5" for whole numbers, "2.5 to <3.1" for others, "<20" and "≥40" for open ends. */
function binLabel(from: number, to: number, isLast: boolean, whole: boolean): string {
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return "all";
  if (from === Number.NEGATIVE_INFINITY) return `${isLast ? "≤" : "<"}${tidy(to)}`;
  if (to === Number.POSITIVE_INFINITY) return `≥${tidy(from)}`;
  const highest = isLast ? to : to - 1;
  if (whole) return from === highest ? tidy(from) : `${tidy(from)}–${tidy(highest)}`;
  if (from === to) return tidy(from);
  return isLast ? `${tidy(from)} to ${tidy(to)}` : `${tidy(from)} to <${tidy(to)}`;
}

function tidy(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function rates(labels: readonly string[], of: Uint32Array, y: Uint8Array, level: number): GroupRate[] {
  const n = new Array<number>(labels.length).fill(0);
  const churned = new Array<number>(labels.length).fill(0);
  of.forEach((group, row) => {
    n[group] += 1;
    churned[group] += y[row];
  });
  const allChurned = churned.reduce((sum, count) => sum + count, 0);
  return labels.map((group, index) => {
    const { estimate, lower, upper } = wilsonInterval(churned[index], n[index], level);
    return {
      group,
      n: n[index],
      churned: churned[index],
      rate: estimate,
      lower,
      upper,
      shareOfClients: n[index] / y.length,
      shareOfChurn: churned[index] / allChurned,
    };
  });
}
