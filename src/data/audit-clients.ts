import { type FeatureMatrix, type MatrixLike, toFeatureMatrix } from "../core";
import { clientSchema } from "./client-schema";

/** One check of the quality audit. The rows passed validation: what is counted here is odd, not forbidden. */
export interface AuditCheck {
  /** What was counted, in words */
  readonly check: string;
  /** Clients to whom it applies. */
  readonly nClients: number;
  /** Their share of all clients, in [0, 1]. */
  readonly share: number;
  /** What it would mean for the study. */
  readonly consequence: string;
}

type Reader = (column: string) => number;

const oddities: readonly { check: string; consequence: string; holds: (client: Reader) => boolean }[] = [
  {
    check: "Lifetime shorter than the elapsed part of the current contract",
    consequence: "the contract would have begun before the first contact with the centre",
    holds: (client) => client("Lifetime") < client("Contract_period") - client("Month_to_end_contract"),
  },
  {
    check: "Visits last month, yet none over the whole contract",
    consequence: "the two visit frequencies contradict each other",
    holds: (client) => client("Avg_class_frequency_current_month") > 0 && client("Avg_class_frequency_total") === 0,
  },
  {
    check: "Contract in its first month, yet the two visit frequencies differ",
    consequence: "in a first month both count the same visits; the periods behind them are not the same",
    holds: (client) =>
      client("Month_to_end_contract") === client("Contract_period") &&
      client("Contract_period") > 1 &&
      Math.abs(client("Avg_class_frequency_current_month") - client("Avg_class_frequency_total")) > 0.5,
  },
  {
    check: "No visit over the whole contract",
    consequence: "bought a membership and never used it",
    holds: (client) => client("Avg_class_frequency_total") === 0,
  },
  {
    check: "No visit last month",
    consequence: "may have left already in all but name",
    holds: (client) => client("Avg_class_frequency_current_month") === 0,
  },
];

/**
 * Counts what is odd in a validated client table: contradictions between columns, exact duplicates, silent clients.
 * @param clients nSamples rows with the 14 columns of the schema
 * @returns one record a check; none is an error
 * @throws InvalidParameterError when a column of the schema is missing
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { auditClients, simulateClients } from "churnlab";
 *
 * const checks = auditClients(simulateClients({ nClients: 200, seed: 1 }));
 * const everybody = checks.filter(({ nClients }) => nClients > 200);
 * assert.deepEqual(everybody, []); // a check counts clients, and there are 200
 * assert.ok(checks.every(({ consequence }) => consequence !== ""));
 * ```
 */
export function auditClients(clients: MatrixLike): AuditCheck[] {
  const table = toFeatureMatrix(clients, "clients").selectColumns(clientSchema.map((column) => column.name));
  const record = (check: string, nClients: number, consequence: string) => ({
    check,
    nClients,
    share: table.nSamples === 0 ? Number.NaN : nClients / table.nSamples,
    consequence,
  });
  return [
    record("Exact duplicates of an earlier row", countDuplicates(table), "the same client may be counted twice"),
    ...oddities.map(({ check, consequence, holds }) => record(check, count(table, holds), consequence)),
  ];
}

function count(table: FeatureMatrix, holds: (client: Reader) => boolean): number {
  let found = 0;
  for (let row = 0; row < table.nSamples; row++) {
    if (holds((column) => table.at(row, table.indexOf(column)))) found++;
  }
  return found;
}

function countDuplicates(table: FeatureMatrix): number {
  const seen = new Set<string>();
  for (let row = 0; row < table.nSamples; row++) seen.add(table.row(row).join(","));
  return table.nSamples - seen.size;
}
