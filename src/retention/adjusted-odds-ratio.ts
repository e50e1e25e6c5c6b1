import { checkNumber, type LabelsLike, type MatrixLike, toFeatureMatrix, toLabels } from "../core";
import { adjustmentSet, fitAdjustedModel } from "./adjusted-model";

/** An odds ratio with its 95 % Wald interval; all NaN where the model has no finite answer. */
export interface AdjustedOddsRatio {
  /** Above 1: more churn; below 1: less */
  readonly estimate: number;
  /** Lower limit */
  readonly lower: number;
  /** Upper limit */
  readonly upper: number;
  /** The features that it is adjusted for. */
  readonly adjustedFor: readonly string[];
}

/**
 * The step in which a feature's effect reads well: 100 units of money, otherwise 1 of its unit.
 * @param feature name of a column of the schema; any other counts as not money
 * @returns the step, in the feature's unit
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readableStep } from "churnlab";
 *
 * assert.deepEqual([readableStep("Avg_additional_charges_total"), readableStep("Age")], [100, 1]);
 * ```
 */
export function readableStep(feature: string): number {
  return feature === "Avg_additional_charges_total" ? 100 : 1;
}

/**
 * Odds ratio of churn for `units` more units of a feature, the other features being equal: an unpenalised logistic
 * regression on the feature and all others, without constant columns and without those that make the matrix
 * collinear (the others with a variance inflation factor above 10 are left out one by one, the largest first,
 * because their coefficients could not be told apart from the feature's).
 * @param X client features, nSamples × nFeatures
 * @param y churn labels
 * @param feature name of a column of X
 * @param units the step that the ratio speaks of, in the feature's unit; default {@link readableStep}
 * @returns NaN limits when one class is missing, the feature is constant, or the classes are perfectly separated
 * @throws InvalidParameterError when X has no such feature
 * @see Hosmer, Lemeshow & Sturdivant (2013), Applied Logistic Regression, chapter 3
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adjustedOddsRatio, featuresAndLabels, simulateClients } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 500, seed: 1 }), "Churn");
 * const few = X.selectColumns(["Age", "Group_visits"]);
 * const { estimate, lower, upper, adjustedFor } = adjustedOddsRatio(few, y, "Group_visits");
 * assert.ok(lower < estimate && estimate < upper && upper < 1); // goes with less churn
 * assert.deepEqual(adjustedFor, ["Age"]);
 * ```
 */
export function adjustedOddsRatio(
  X: MatrixLike,
  y: LabelsLike,
  feature: string,
  units: number = readableStep(feature),
): AdjustedOddsRatio {
  checkNumber("units", units, { exclusiveMin: 0 });
  const matrix = toFeatureMatrix(X);
  const labels = toLabels(y, matrix.nSamples);
  matrix.indexOf(feature);
  const model = fitAdjustedModel(matrix, labels, feature);
  const features = model?.X.featureNames ?? adjustmentSet(matrix, feature).featureNames;
  const adjustedFor = features.filter((name) => name !== feature);
  const ratio = model?.fitted.oddsRatios().find((candidate) => candidate.feature === feature);
  const power = (value: number | undefined) => (value === undefined ? Number.NaN : value ** units);
  return {
    estimate: power(ratio?.estimate),
    lower: power(ratio?.lower),
    upper: power(ratio?.upper),
    adjustedFor,
  };
}
