import { checkOptionNames, type Transformer } from "../core";
import { deriveFeature } from "./derive-feature";

/** Options of {@link frequencyChange}. */
export interface FrequencyChangeOptions {
  /** Visits a week last month. Default "Avg_class_frequency_current_month". */
  readonly current?: string;
  /** Visits a week since the start. Default "Avg_class_frequency_total". */
  readonly total?: string;
  /** Name of the new feature. Default "Frequency_change". */
  readonly name?: string;
}

/**
 * Appends how much a client's visits changed: current − total, in visits a week, negative for a drop.
 * In the study's data this comes close to the label itself, so show every model with and without it.
 * @returns a recipe, to be fitted alone or in a pipeline
 * @throws InvalidParameterError for an unknown option, and at `fit` when a source is missing or the name is taken
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { featuresAndLabels, frequencyChange, simulateClients } from "churnlab";
 *
 * const { X } = featuresAndLabels(simulateClients({ nClients: 50, seed: 1 }), "Churn");
 * const withChange = frequencyChange().fit(X).transform(X);
 * assert.equal(withChange.featureNames.at(-1), "Frequency_change");
 * assert.equal(withChange.nFeatures, X.nFeatures + 1);
 * ```
 */
export function frequencyChange(options: FrequencyChangeOptions = {}): Transformer {
  checkOptionNames("frequencyChange", options, ["current", "total", "name"]);
  const {
    current = "Avg_class_frequency_current_month",
    total = "Avg_class_frequency_total",
    name = "Frequency_change",
  } = options;
  return deriveFeature({ name, from: [current, total], compute: "difference" });
}
