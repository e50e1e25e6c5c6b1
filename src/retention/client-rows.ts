import type { FeatureMatrix } from "../core";

/** Reads one client's column by name. */
export type ClientReader = (column: string) => number;

/** A condition on one client, such as `(client) => client("Age") < 30`. */
export type ClientCondition = (client: ClientReader) => boolean;

/**
 * Row numbers of the clients that meet a condition, ascending.
 * @param clients nSamples rows with named columns
 * @returns row numbers from 0
 * @throws InvalidParameterError when the condition reads a column that is not there
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FeatureMatrix, rowsWhere } from "churnlab";
 *
 * const clients = new FeatureMatrix(Float64Array.of(25, 40, 19), 3, ["Age"]);
 * const young = rowsWhere(clients, (client) => client("Age") < 30);
 * assert.deepEqual(Array.from(young), [0, 2]);
 * ```
 */
export function rowsWhere(clients: FeatureMatrix, condition: ClientCondition): Uint32Array {
  return rowsAmong(
    clients,
    Uint32Array.from({ length: clients.nSamples }, (_, row) => row),
    condition,
  );
}

/** Those of the given row numbers whose clients meet a condition, in their order. */
export function rowsAmong(clients: FeatureMatrix, rows: Uint32Array, condition: ClientCondition): Uint32Array {
  const positions = new Map(clients.featureNames.map((name, index) => [name, index]));
  let current = 0;
  const client = (column: string) => clients.at(current, positions.get(column) ?? clients.indexOf(column));
  return rows.filter((row) => {
    current = row;
    return condition(client);
  });
}

/** Rows of `from` that are not in `removed`, in the order of `from`. */
export function rowsWithout(from: Uint32Array, removed: Uint32Array): Uint32Array {
  const gone = new Set(removed);
  return from.filter((row) => !gone.has(row));
}
