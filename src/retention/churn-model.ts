import { checkOptionNames, type LabelsLike, type MatrixLike } from "../core";
import { crossValPredict, LogisticRegression } from "../modeling";
import { makePipeline, StandardScaler, StratifiedKFold } from "../preprocessing";

/**
 * The study's churn model: standardised features, logistic regression with an L2 penalty (C = 1).
 * @returns a recipe, not yet fitted
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { churnModel, featuresAndLabels, rocAucScore, simulateClients } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 300, seed: 1 }), "Churn");
 * const churn = churnModel().fit(X, y).predictProba(X);
 * assert.ok(rocAucScore(y, churn) > 0.9);
 * ```
 */
export function churnModel() {
  return makePipeline(new StandardScaler(), new LogisticRegression({ penalty: "l2", C: 1 }));
}

/** Options of {@link forecastClients}. */
export interface ForecastOptions {
  /** Number of folds, integer ≥ 2. Default 5. */
  readonly nSplits?: number;
  /** Seed of the folds. Default 1. */
  readonly seed?: number;
}

/**
 * The churn probability of every client by the {@link churnModel}, out of fold: each client is forecast by a model
 * that did not see them.
 * @param X features, nSamples × nFeatures
 * @param y churn labels; each class needs at least nSplits clients
 * @returns P(churn) of each client, length nSamples
 * @throws InvalidParameterError for a bad option, or a class with fewer clients than folds
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { featuresAndLabels, forecastClients, rocAucScore, simulateClients } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 300, seed: 1 }), "Churn");
 * const forecast = forecastClients(X, y, { nSplits: 3, seed: 1 });
 * assert.equal(forecast.length, 300);
 * assert.ok(rocAucScore(y, forecast) > 0.8);
 * ```
 */
export function forecastClients(X: MatrixLike, y: LabelsLike, options: ForecastOptions = {}): Float64Array {
  checkOptionNames("forecastClients", options, ["nSplits", "seed"]);
  const { nSplits = 5, seed = 1 } = options;
  return crossValPredict(churnModel(), X, y, { cv: new StratifiedKFold({ nSplits, seed }) });
}
