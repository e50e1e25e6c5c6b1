import { FeatureMatrix, innerOf, type OnProgress } from "../../core";
import type { FittedGradientBoosting } from "../gradient-boosting";
import type { FittedRandomForest } from "../random-forest";
import type { ShapValues } from "./shap-explanation";
import { treeShap } from "./tree-shap";

/** P(churn) is the mean over trees, so the values are too. */
export function explainForest(fitted: FittedRandomForest, matrix: FeatureMatrix, onProgress?: OnProgress): ShapValues {
  const { trees, nEstimators, featureNames } = innerOf(fitted);
  const { values, baseValue } = treeShap(trees, matrix.data, matrix.nSamples, matrix.nFeatures, onProgress);
  for (let index = 0; index < values.length; index++) values[index] /= nEstimators;
  return {
    featureNames,
    values: new FeatureMatrix(values, matrix.nSamples, featureNames),
    baseValue: baseValue / nEstimators,
    scale: "probability",
    features: matrix,
  };
}

/** Only the log-odds are a sum over trees. */
export function explainBoosting(
  fitted: FittedGradientBoosting,
  matrix: FeatureMatrix,
  onProgress?: OnProgress,
): ShapValues {
  const { trees, baselineLogOdds, featureNames } = innerOf(fitted);
  const { values, baseValue } = treeShap(trees, matrix.data, matrix.nSamples, matrix.nFeatures, onProgress);
  return {
    featureNames,
    values: new FeatureMatrix(values, matrix.nSamples, featureNames),
    baseValue: baselineLogOdds + baseValue,
    scale: "logOdds",
    features: matrix,
  };
}
