import type { FeatureMatrix } from "../core";

/** Aggregates of a client table, columns as in the table. */
export interface Summary {
  readonly means: Float64Array;
  /** Sample standard deviations (n − 1). */
  readonly deviations: Float64Array;
  /** Pearson correlation of two columns, by number. */
  correlation(a: number, b: number): number;
}

/** Aggregates of the rows whose last column, the label, is kept. */
export function summarise(clients: FeatureMatrix, keeps: (churn: number) => boolean): Summary {
  const width = clients.nFeatures;
  const columns = Array.from({ length: width }, (_, column) => clients.column(column));
  const rows = Uint32Array.from(columns[width - 1].keys()).filter((row) => keeps(columns[width - 1][row]));
  const means = Float64Array.from(columns, (values) => rows.reduce((sum, row) => sum + values[row], 0) / rows.length);
  const covariance = (a: number, b: number) => {
    let sum = 0;
    for (const row of rows) sum += (columns[a][row] - means[a]) * (columns[b][row] - means[b]);
    return sum / (rows.length - 1);
  };
  const deviations = Float64Array.from(columns, (_, column) => Math.sqrt(covariance(column, column)));
  return { means, deviations, correlation: (a, b) => covariance(a, b) / (deviations[a] * deviations[b]) };
}
