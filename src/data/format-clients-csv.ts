import { type FeatureMatrix, type MatrixLike, toFeatureMatrix } from "../core";
import { type ColumnSpec, clientSchema } from "./client-schema";

/**
 * Clients as a CSV text: header, one line a client, LF line ends, columns in schema order. Values are written so that
 * reading them gives the same numbers; whole months to the end of the contract as "5.0", as the source network does.
 * @param clients the 14 columns of the schema, in any order; further columns are left out
 * @returns text, ending with a line feed
 * @throws InvalidParameterError when a column of the schema is missing
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { formatClientsCsv, simulateClients } from "churnlab";
 *
 * const csv = formatClientsCsv(simulateClients({ nClients: 2, seed: 1 }));
 * assert.equal(csv.trimEnd().split("\n").length, 3); // the header and two clients
 * ```
 */
export function formatClientsCsv(clients: MatrixLike): string {
  const table = schemaColumns(clients);
  return csvHeader + formatRows(table, 0, table.nSamples);
}

/** The header line. */
export const csvHeader = `${clientSchema.map(({ name }) => name).join(",")}\n`;

/** The columns of the schema in its order. @throws InvalidParameterError when one is missing */
export function schemaColumns(clients: MatrixLike): FeatureMatrix {
  const table = toFeatureMatrix(clients, "clients");
  const names = clientSchema.map(({ name }) => name);
  return names.join() === table.featureNames.join() ? table : table.selectColumns(names);
}

/** Lines of the rows [from, to) of a table in schema order. */
export function formatRows(table: FeatureMatrix, from: number, to: number): string {
  let text = "";
  for (let row = from; row < to; row++) {
    for (let column = 0; column < clientSchema.length; column++) {
      text += column === 0 ? "" : ",";
      text += formatValue(table.at(row, column), clientSchema[column]);
    }
    text += "\n";
  }
  return text;
}

function formatValue(value: number, { kind, decimals }: ColumnSpec): string {
  return kind === "integer" && Number.isInteger(value) ? value.toFixed(decimals) : String(value);
}
