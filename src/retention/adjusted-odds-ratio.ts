import {
  checkNumber,
  type FeatureMatrix,
  type LabelsLike,
  type MatrixLike,
  PerfectSeparationError,
  toFeatureMatrix,
  toLabels,
} from "../core";
import { LogisticRegression } from "../modeling";
import { varianceInflationFactor } from "../preprocessing";

/** An odds ratio with its 95 % Wald interval; all NaN where the model has no finite answer. */
export interface AdjustedOddsRatio {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** The features that it is adjusted for. */
  readonly adjustedFor: readonly string[];
}

const largestVif = 10;

/** The step in which a feature's effect reads well: 100 units of money, otherwise 1 of its unit. */
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
 * @param units the step that the ratio speaks of, in the feature's unit; default {@link readableStep}
 * @returns NaN limits when one class is missing, the feature is constant, or the classes are perfectly separated
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
  const kept = withoutCollinear(withoutConstant(matrix), feature);
  const adjustedFor = kept.featureNames.filter((name) => name !== feature);
  const unknown = { estimate: Number.NaN, lower: Number.NaN, upper: Number.NaN, adjustedFor };
  if (!kept.featureNames.includes(feature) || !labels.includes(0) || !labels.includes(1)) return unknown;
  try {
    const ratios = new LogisticRegression({ penalty: "none" }).fit(kept, labels).oddsRatios();
    const { estimate, lower, upper } = ratios.find((ratio) => ratio.feature === feature) ?? unknown;
    return { estimate: estimate ** units, lower: lower ** units, upper: upper ** units, adjustedFor };
  } catch (error) {
    if (error instanceof PerfectSeparationError) return unknown;
    throw error;
  }
}

function withoutConstant(X: FeatureMatrix): FeatureMatrix {
  return X.selectColumns(
    X.featureNames.filter((name) => {
      const column = X.column(name);
      return column.some((value) => value !== column[0]);
    }),
  );
}

function withoutCollinear(X: FeatureMatrix, feature: string): FeatureMatrix {
  if (X.nFeatures < 2) return X;
  const others = varianceInflationFactor(X).filter((record) => record.feature !== feature && record.vif > largestVif);
  if (others.length === 0) return X;
  const worst = others.reduce((a, b) => (b.vif > a.vif ? b : a));
  return withoutCollinear(X.dropColumns([worst.feature]), feature);
}
