import { type FeatureMatrix, PerfectSeparationError } from "../core";
import { type FittedLogisticRegression, LogisticRegression } from "../modeling";
import { varianceInflationFactor } from "../preprocessing";

/** An unpenalised logistic regression in which one feature's coefficient can be read. */
export interface AdjustedModel {
  /** The features of the model: the one of interest and those that it is adjusted for. */
  readonly X: FeatureMatrix;
  readonly fitted: FittedLogisticRegression;
}

const largestVif = 10;

/**
 * The feature beside all others, without constant columns and without those that make the matrix collinear: the others
 * with a variance inflation factor above 10 are left out one by one, the largest first, because their coefficients
 * could not be told apart from the feature's.
 */
export function adjustmentSet(X: FeatureMatrix, feature: string): FeatureMatrix {
  return withoutCollinear(withoutConstant(X), feature);
}

/**
 * Fits the model on the {@link adjustmentSet} of a feature. Null where it has no finite answer: one class is missing,
 * the feature is constant, or the classes are perfectly separated.
 */
export function fitAdjustedModel(X: FeatureMatrix, labels: Uint8Array, feature: string): AdjustedModel | null {
  const kept = adjustmentSet(X, feature);
  if (!kept.featureNames.includes(feature) || !labels.includes(0) || !labels.includes(1)) return null;
  try {
    return { X: kept, fitted: new LogisticRegression({ penalty: "none" }).fit(kept, labels) };
  } catch (error) {
    if (error instanceof PerfectSeparationError) return null;
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
