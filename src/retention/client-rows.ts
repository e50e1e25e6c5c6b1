import type { FeatureMatrix } from "../core";

/** Reads one client's column by name. */
export type ClientReader = (column: string) => number;

/** A condition on one client, such as `(client) => client("Age") < 30`. */
export type ClientCondition = (client: ClientReader) => boolean;

/** Row numbers of the clients that meet a condition, ascending. */
export function rowsWhere(clients: FeatureMatrix, condition: ClientCondition): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < clients.nSamples; row++) {
    if (condition((column) => clients.at(row, clients.indexOf(column)))) rows.push(row);
  }
  return Uint32Array.from(rows);
}

/** Rows of `from` that are not in `removed`, in the order of `from`. */
export function rowsWithout(from: Uint32Array, removed: Uint32Array): Uint32Array {
  const gone = new Set(removed);
  return from.filter((row) => !gone.has(row));
}
