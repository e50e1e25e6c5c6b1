import type { FeatureMatrix, MatrixLike, OnProgress } from "../../core";

/** What each feature adds to each row's forecast: the row's SHAP values and `baseValue` add up to it. */
export interface ShapValues {
  /** The features of training, in order; then, for a pipeline, the features that its steps derived. */
  readonly featureNames: readonly string[];
  /** nSamples × nFeatures, on `scale`: positive values raise P(churn). A feature that the model does not use has 0. */
  readonly values: FeatureMatrix;
  /** The forecast, on `scale`, of a client of whom nothing is known: the same for all rows. */
  readonly baseValue: number;
  /** Unit of `values` and `baseValue`: P(churn), or its log-odds (natural logarithm). */
  readonly scale: "probability" | "logOdds";
  /** The feature values that were explained, nSamples × nFeatures; raw ones as given, before any scaler. */
  readonly features: FeatureMatrix;
}

/** Options of {@link shapValues}. */
export interface ShapOptions {
  /**
   * Logistic regressions only: rows whose mean is what "nothing is known" means, at least one, raw features.
   * Default: the means of the training rows, which the model keeps.
   */
  readonly background?: MatrixLike;
  /** Trees only: called after each tree of each block of 8,192 rows with (steps done, steps in all). */
  readonly onProgress?: OnProgress;
}
