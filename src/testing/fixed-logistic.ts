import { type FittedClassifier, type MatrixLike, toFeatureMatrix } from "../core";

/** What src/modeling/fixtures/explanation.json holds. */
export interface ExplanationFixture {
  readonly X: number[][];
  readonly y: number[];
  readonly intercept: number;
  readonly coefficients: number[];
  readonly nRepeats: number;
  readonly permutation: Record<"rocAuc" | "brier", { mean: number[]; sd: number[] }>;
  readonly partialDependence: { grid: number[]; average: number[]; firstRow: number[] }[];
}

/** A logistic model with given coefficients, so that the explanation of a model is tested apart from its fit. */
export function fixedLogistic({
  intercept,
  coefficients,
}: Pick<ExplanationFixture, "intercept" | "coefficients">): FittedClassifier {
  const predictProba = (X: MatrixLike): Float64Array => {
    const { data, nSamples, nFeatures } = toFeatureMatrix(X);
    return Float64Array.from({ length: nSamples }, (_, row) => {
      const logit = coefficients.reduce((sum, b, j) => sum + b * data[row * nFeatures + j], intercept);
      return 1 / (1 + Math.exp(-logit));
    });
  };
  return {
    featureNames: coefficients.map((_, feature) => `x${feature}`),
    predictProba,
    predict: (X, threshold = 0.5) => Uint8Array.from(predictProba(X), (p) => (p >= threshold ? 1 : 0)),
    toJSON: () => ({ model: "FixedLogistic", intercept, coefficients }),
  };
}
