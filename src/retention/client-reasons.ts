import {
  checkInteger,
  checkOptionNames,
  type FeatureMatrix,
  type FittedClassifier,
  type MatrixLike,
  toFeatureMatrix,
} from "../core";
import { shapValues } from "../modeling";
import { correlatedGroups } from "../preprocessing";
import { describeClientValue } from "./describe-client";

/** Options of {@link clientReasons}. */
export interface ClientReasonsOptions {
  /** Most reasons of a client, an integer ≥ 1. Default 3. */
  readonly nReasons?: number;
}

/** One thing about a client that moves the forecast of the model. */
export interface ClientReason {
  /** The columns behind it: one, or several that move together and so are counted as one. */
  readonly features: readonly string[];
  /** What it adds to the forecast, on the model's scale of SHAP values; positive values raise P(churn). */
  readonly contribution: number;
  /** In words, such as "contract of 1 month, 1 month left". */
  readonly text: string;
}

/**
 * The strongest reasons of each client's forecast: the SHAP values of the model, largest in size first. Columns that
 * move together (|r| above 0.9) are one reason, because the model can give their common part to either; gender is none,
 * as its codes are not known. They say why the model forecasts what it does, not what would keep the client.
 * @param fitted a model that `shapValues` explains
 * @param X client features in their own units, nSamples × nFeatures, at least two rows
 * @returns for each client at most `nReasons`, fewer where no more features move the forecast
 * @throws InvalidParameterError for another model, or a bad or unknown option; ShapeError for other features
 * @see {@link shapValues}, {@link correlatedGroups}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { churnModel, clientReasons, featuresAndLabels, simulateClients } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 300, seed: 1 }), "Churn");
 * const [first, second] = clientReasons(churnModel().fit(X, y), X)[0];
 * assert.ok(Math.abs(first.contribution) >= Math.abs(second.contribution));
 * assert.ok(first.text.length > 0);
 * ```
 */
export function clientReasons(
  fitted: FittedClassifier,
  X: MatrixLike,
  options: ClientReasonsOptions = {},
): ClientReason[][] {
  checkOptionNames("clientReasons", options, ["nReasons"]);
  const nReasons = checkInteger("nReasons", options.nReasons ?? 3, { min: 1 });
  const matrix = toFeatureMatrix(X);
  const { values } = shapValues(fitted, matrix);
  const groups = reasonGroups(matrix);
  return Array.from({ length: matrix.nSamples }, (_, row) =>
    groups
      .map((group) => ({ group, contribution: group.reduce((sum, column) => sum + values.at(row, column), 0) }))
      .filter(({ contribution }) => contribution !== 0)
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
      .slice(0, nReasons)
      .map(({ group, contribution }) => ({
        features: group.map((column) => matrix.featureNames[column]),
        contribution,
        text: group
          .map((column) => describeClientValue(matrix.featureNames[column], matrix.at(row, column)))
          .join(", "),
      })),
  );
}

/** Columns that are one reason, by their places. */
function reasonGroups(matrix: FeatureMatrix): number[][] {
  const twins = correlatedGroups(matrix).map((group) => group.map((name) => matrix.indexOf(name)));
  const alone = Array.from(matrix.featureNames.keys()).filter((column) => !twins.flat().includes(column));
  return [...alone.map((column) => [column]), ...twins].filter(
    (group) => !group.some((column) => matrix.featureNames[column] === "gender"),
  );
}
