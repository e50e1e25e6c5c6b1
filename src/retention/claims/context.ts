import {
  type FeatureMatrix,
  type LabelsLike,
  type MatrixLike,
  ShapeError,
  toFeatureMatrix,
  toLabels,
  toVector,
} from "../../core";
import { targetName } from "../../data";
import { newcombeInterval, wilsonInterval } from "../../statistics";
import { type ClientCondition, rowsAmong, rowsWhere, rowsWithout } from "../client-rows";
import type { Estimate } from "./evidence";

/** The segments of the clients, as the claims need them. */
export interface SegmentsForClaims {
  /** Segment number of each client, length nSamples. */
  readonly labels: ArrayLike<number>;
  /** Mean silhouette of the segments, in [−1, 1]. */
  readonly silhouette: number;
  /** Mean adjusted Rand index over resamples, in [−1, 1]. */
  readonly stability: number;
}

/**
 * All that a claim may look at: the clients with their labels, the segments and the out-of-fold forecast.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ClaimContext, featuresAndLabels, forecastClients, simulateClients } from "churnlab";
 *
 * const clients = simulateClients({ nClients: 200, seed: 1 });
 * const { X, y } = featuresAndLabels(clients, "Churn");
 * const segments = { labels: X.column("Group_visits"), silhouette: 0.2, stability: 0.9 };
 * const context = new ClaimContext(clients, segments, forecastClients(X, y));
 * assert.equal(context.nClients, 200);
 * assert.ok(context.rateDifference(context.where((client) => client("Group_visits") === 1)).value < 0);
 * ```
 */
export class ClaimContext {
  /** The client table, nSamples × 14 */
  readonly clients: FeatureMatrix;
  /** Labels, length nSamples: 1 for a client who left */
  readonly y: Uint8Array;
  /** Out-of-fold churn probabilities, length nSamples */
  readonly forecast: Float64Array;
  /** All row numbers, ascending */
  readonly everyone: Uint32Array;
  /** Row numbers of those who left, ascending */
  readonly leavers: Uint32Array;
  /** The segment with the highest churn rate. */
  readonly worstSegment: Uint32Array;
  /** Clients of the segments whose churn is clearly above the overall rate (the whole interval), and all the others. */
  readonly highChurnSegments: Uint32Array;
  /** Clients of all other segments */
  readonly otherSegments: Uint32Array;
  private readonly segmentRows: readonly Uint32Array[];

  /**
   * @param clients client table with the label column (nSamples × 14)
   * @param forecast out-of-fold churn probabilities, length nSamples
   */
  constructor(
    clients: MatrixLike,
    /** The segments of the clients. */
    readonly segments: SegmentsForClaims,
    forecast: LabelsLike,
  ) {
    this.clients = toFeatureMatrix(clients, "clients");
    const { nSamples } = this.clients;
    if (segments.labels.length !== nSamples) {
      throw new ShapeError(`segments.labels must have one label a client: ${nSamples}; got ${segments.labels.length}`);
    }
    this.y = toLabels(this.clients.column(targetName), nSamples, targetName);
    this.forecast = toVector(forecast, nSamples, "forecast");
    this.everyone = Uint32Array.from({ length: nSamples }, (_, row) => row);
    this.leavers = this.everyone.filter((row) => this.y[row] === 1);
    const numbers = [...new Set(Array.from(segments.labels))];
    this.segmentRows = numbers
      .map((number) => this.everyone.filter((row) => segments.labels[row] === number))
      .sort((a, b) => this.rateOf(b) - this.rateOf(a));
    this.worstSegment = this.segmentRows[0] ?? new Uint32Array();
    const high = this.segmentRows.filter((rows) => this.rate(rows).lower > this.churnRate);
    this.highChurnSegments = Uint32Array.from(high.flatMap((rows) => Array.from(rows))).sort();
    this.otherSegments = rowsWithout(this.everyone, this.highChurnSegments);
  }

  /** Number of clients */
  get nClients(): number {
    return this.everyone.length;
  }

  /** Share of all clients who left, in [0, 1] */
  get churnRate(): number {
    return this.rateOf(this.everyone);
  }

  /** Rows of the clients that meet a condition. */
  where(condition: ClientCondition): Uint32Array {
    return rowsWhere(this.clients, condition);
  }

  /** Rows among `rows` that meet a condition. */
  within(rows: Uint32Array, condition: ClientCondition): Uint32Array {
    return rowsAmong(this.clients, rows, condition);
  }

  /** Rows of `from` that are not in `removed`. */
  without(from: Uint32Array, removed: Uint32Array): Uint32Array {
    return rowsWithout(from, removed);
  }

  /** Values of a column on the given rows. */
  valuesOf(column: string, rows: Uint32Array): Float64Array {
    const index = this.clients.indexOf(column);
    return Float64Array.from(rows, (row) => this.clients.at(row, index));
  }

  /** Churn of `group` minus churn of `others` (default: everyone else), with Newcombe's interval. */
  rateDifference(group: Uint32Array, others: Uint32Array = rowsWithout(this.everyone, group)): Estimate {
    const n = Math.min(group.length, others.length);
    if (n === 0) return { value: Number.NaN, lower: Number.NaN, upper: Number.NaN, n, format: "points" };
    const interval = newcombeInterval(this.churned(group), group.length, this.churned(others), others.length);
    return { value: interval.estimate, lower: interval.lower, upper: interval.upper, n, format: "points" };
  }

  /** Churn rate on the given rows with Wilson's interval. */
  rate(rows: Uint32Array): Estimate {
    const { estimate, lower, upper } = wilsonInterval(this.churned(rows), rows.length);
    return { value: estimate, lower, upper, n: rows.length, format: "share" };
  }

  /** Of the segments other than the worst, the one with the lowest mean of a column. */
  lowestOtherSegment(column: string): Uint32Array {
    const mean = (rows: Uint32Array) =>
      this.valuesOf(column, rows).reduce((sum, value) => sum + value, 0) / rows.length;
    return [...this.segmentRows.slice(1)].sort((a, b) => mean(a) - mean(b))[0] ?? new Uint32Array();
  }

  private churned(rows: Uint32Array): number {
    return rows.reduce((sum, row) => sum + this.y[row], 0);
  }

  private rateOf(rows: Uint32Array): number {
    return this.churned(rows) / rows.length;
  }
}
