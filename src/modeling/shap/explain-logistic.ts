import { FeatureMatrix, meanOf } from "../../core";
import type { FittedLogisticRegression } from "../fitted-logistic-regression";
import type { ShapValues } from "./shap-explanation";

/**
 * A linear function of independent features has φⱼ = coefficientⱼ·(xⱼ − meanⱼ) (Štrumbelj & Kononenko 2014).
 * @param background its column means replace those of the training rows; null for the latter
 */
export function explainLogistic(
  fitted: FittedLogisticRegression,
  matrix: FeatureMatrix,
  background: FeatureMatrix | null,
): ShapValues {
  const { featureNames, coefficients, trainingMeans } = fitted;
  const means = background === null ? trainingMeans : columnMeans(background);
  let baseValue = fitted.baselineLogOdds;
  for (let feature = 0; feature < means.length; feature++) {
    baseValue += coefficients[feature] * (means[feature] - trainingMeans[feature]);
  }
  const values = new Float64Array(matrix.data.length);
  for (let start = 0; start < values.length; start += means.length) {
    for (let feature = 0; feature < means.length; feature++) {
      values[start + feature] = coefficients[feature] * (matrix.data[start + feature] - means[feature]);
    }
  }
  return {
    featureNames,
    values: new FeatureMatrix(values, matrix.nSamples, featureNames),
    baseValue,
    scale: "logOdds",
    features: matrix,
  };
}

function columnMeans(matrix: FeatureMatrix): Float64Array {
  return Float64Array.from({ length: matrix.nFeatures }, (_, feature) => meanOf(matrix.column(feature)));
}
