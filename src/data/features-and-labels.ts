import { type FeatureMatrix, type MatrixLike, toFeatureMatrix, toLabels } from "../core";
import { targetName } from "./client-schema";

/** The two halves of a client table. */
export interface FeaturesAndLabels {
  /** nSamples × nFeatures: every column but the label. */
  readonly X: FeatureMatrix;
  /** The label column, 0 or 1, length nSamples. */
  readonly y: Uint8Array;
}

/**
 * Splits a client table into features and labels.
 * @param clients a danfojs DataFrame or a FeatureMatrix with a column of labels
 * @param target name of the label column; default "Churn"
 * @returns X without the label column, and the labels
 * @throws InvalidParameterError when there is no such column or it holds anything but 0 and 1
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { featuresAndLabels, simulateClients } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 100, seed: 1 }), "Churn");
 * assert.deepEqual([X.nSamples, X.nFeatures, y.length], [100, 13, 100]);
 * ```
 */
export function featuresAndLabels(clients: MatrixLike, target: string = targetName): FeaturesAndLabels {
  const table = toFeatureMatrix(clients, "clients");
  const y = toLabels(table.column(target), table.nSamples, target);
  return { X: table.dropColumns([target]), y };
}
