import { checkNumber, FeatureMatrix, type LabelsLike, type MatrixLike, toFeatureMatrix, toLabels } from "../core";
import { type AdjustedModel, fitAdjustedModel } from "./adjusted-model";
import { readableStep } from "./adjusted-odds-ratio";

/** A difference of churn as a share, such as −0.04 for four percentage points less; all NaN without a finite answer. */
export interface AverageMarginalEffect {
  /** Mean difference of the probability, in [−1, 1] */
  readonly estimate: number;
  /** Lower limit */
  readonly lower: number;
  /** Upper limit */
  readonly upper: number;
}

/**
 * How the mean probability of churn differs when a feature is `units` higher and the other features are as they are:
 * the odds ratio of `adjustedOddsRatio` in plain units. Every client's probability is computed as it is and with the
 * higher value; for a 0/1 feature with 0 and with 1. An association, not an effect of a treatment.
 *
 * The limits are those of the feature's coefficient (95 %, Wald), the other coefficients being held, so that they are
 * all on one side of 0 exactly when those of the odds ratio are all on one side of 1.
 * @param X client features, nSamples × nFeatures
 * @param y churn labels
 * @param feature name of a column of X
 * @param units the step, in the feature's unit; default `readableStep`. A 0/1 feature always goes from 0 to 1
 * @returns shares such as −0.04; all NaN when the model has no finite answer
 * @throws InvalidParameterError when X has no such feature
 * @see statsmodels `get_margeff(dummy=True)` for the step of a 0/1 feature
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { averageMarginalEffect, featuresAndLabels, simulateClients } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 500, seed: 1 }), "Churn");
 * const { estimate } = averageMarginalEffect(X.selectColumns(["Age", "Group_visits"]), y, "Group_visits");
 * assert.ok(estimate > -0.5 && estimate < 0); // fewer of those who come in a group leave
 * ```
 */
export function averageMarginalEffect(
  X: MatrixLike,
  y: LabelsLike,
  feature: string,
  units: number = readableStep(feature),
): AverageMarginalEffect {
  checkNumber("units", units, { exclusiveMin: 0 });
  const matrix = toFeatureMatrix(X);
  const labels = toLabels(y, matrix.nSamples);
  matrix.indexOf(feature);
  const model = fitAdjustedModel(matrix, labels, feature);
  return model === null
    ? { estimate: Number.NaN, lower: Number.NaN, upper: Number.NaN }
    : effect(model, feature, units);
}

function effect({ X, fitted }: AdjustedModel, feature: string, units: number): AverageMarginalEffect {
  const values = X.column(feature);
  const isBinary = values.every((value) => value === 0 || value === 1);
  const from = isBinary ? new Float64Array(values.length) : values;
  const logOdds = fitted.decisionFunction(withColumn(X, feature, from));
  const step = isBinary ? 1 : units;
  const change = (coefficient: number) =>
    logOdds.reduce((sum, value) => sum + share(value + coefficient * step) - share(value), 0) / logOdds.length;
  const interval = fitted.waldIntervals()[X.indexOf(feature)];
  return { estimate: change(interval.estimate), lower: change(interval.lower), upper: change(interval.upper) };
}

function share(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function withColumn(X: FeatureMatrix, feature: string, values: Float64Array): FeatureMatrix {
  const data = X.data.slice();
  const column = X.indexOf(feature);
  for (let row = 0; row < X.nSamples; row++) data[row * X.nFeatures + column] = values[row];
  return new FeatureMatrix(data, X.nSamples, X.featureNames);
}
