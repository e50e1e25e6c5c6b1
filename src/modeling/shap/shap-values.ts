import {
  checkOptionNames,
  FeatureMatrix,
  type FittedClassifier,
  InvalidParameterError,
  type MatrixLike,
  ShapeError,
  show,
  toMatchingFeatures,
} from "../../core";
import { FittedPipeline } from "../../preprocessing";
import { FittedLogisticRegression } from "../fitted-logistic-regression";
import { FittedGradientBoosting } from "../gradient-boosting";
import { FittedRandomForest } from "../random-forest";
import { addFeature, rawColumns, traceStep } from "./column-origins";
import { explainLogistic } from "./explain-logistic";
import { explainBoosting, explainForest } from "./explain-trees";
import type { ShapOptions, ShapValues } from "./shap-explanation";

/**
 * SHAP values (Lundberg & Lee 2017): how much each feature moves each client's forecast away from `baseValue`, fairly
 * shared in the sense of Shapley. They describe the model, not what would happen if the feature changed.
 *
 * - A random forest is explained on the probability scale, gradient boosting on the log-odds scale, both by
 *   path-dependent TreeSHAP (Lundberg, Erion & Lee 2018): a feature that is not known sends a row down both branches,
 *   in the shares of their training rows. The result is exact, and the same bits whatever rows are explained together.
 *   It follows the Python package shap, `TreeExplainer(feature_perturbation="tree_path_dependent")`.
 * - A logistic regression is explained on the log-odds scale with features taken as independent:
 *   coefficient · (value − mean), as `shap.LinearExplainer` does.
 * - A pipeline is explained in its raw features. What a step makes of one column counts for that column (scalers,
 *   winsorising); a feature that is left out has 0; a column that a step derives under a new name is a feature of its
 *   own, after the raw ones, and what it adds does not count for those it is derived from.
 *
 * @param fitted a FittedRandomForest, FittedGradientBoosting or FittedLogisticRegression, or a FittedPipeline of one
 * @param X nSamples × nFeatures, the features of training, at least one row
 * @param options background rows, progress
 * @returns values whose sum over a row, with `baseValue`, is its forecast (to rounding)
 * @throws InvalidParameterError for another model, an unknown option, a background for trees, a tree node without
 * training weight, or a pipeline step whose columns cannot be attributed; ShapeError for other features or no rows
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { RandomForestClassifier, shapValues } from "churnlab";
 *
 * const X = [[1, 5], [2, 5], [3, 5], [4, 5]];
 * const forest = new RandomForestClassifier({ nEstimators: 10, seed: 1 }).fit(X, [0, 0, 1, 1]);
 * const { values, baseValue } = shapValues(forest, X);
 * const forecast = baseValue + values.at(3, 0) + values.at(3, 1);
 * assert.ok(Math.abs(forecast - forest.predictProba(X)[3]) < 1e-12);
 * assert.equal(values.at(3, 1), 0); // no tree can use a constant
 * ```
 */
export function shapValues(fitted: FittedClassifier, X: MatrixLike, options: ShapOptions = {}): ShapValues {
  checkOptionNames("shapValues", options, ["background", "onProgress"]);
  checkModel(fitted, options);
  const matrix = toNamedRows(X, fitted.featureNames, "X");
  const { background } = options;
  const reference = background === undefined ? null : toNamedRows(background, fitted.featureNames, "background");
  return explain(fitted, matrix, reference, options);
}

/** Refuses what cannot be explained before any work. */
function checkModel(fitted: FittedClassifier, { background }: ShapOptions): void {
  const model = lastStep(fitted);
  const isEnsemble = model instanceof FittedRandomForest || model instanceof FittedGradientBoosting;
  if (!isEnsemble && !(model instanceof FittedLogisticRegression)) {
    const className = (model as object | null | undefined)?.constructor?.name;
    throw new InvalidParameterError(
      "fitted must be a FittedRandomForest, FittedGradientBoosting or FittedLogisticRegression, or a pipeline of one; " +
        `got ${className ?? show(model)}`,
    );
  }
  if (isEnsemble && background !== undefined) {
    throw new InvalidParameterError(
      "background is for logistic regressions; trees keep the weight of their training rows instead; got one for " +
        `a ${model.constructor.name}`,
    );
  }
}

function lastStep(fitted: FittedClassifier): FittedClassifier {
  return fitted instanceof FittedPipeline ? lastStep(fitted.classifier) : fitted;
}

/** Rows under the names of training, also where the matrix given has none. */
function toNamedRows(X: MatrixLike, featureNames: readonly string[], argument: string): FeatureMatrix {
  const { data, nSamples } = toMatchingFeatures(X, featureNames, argument);
  if (nSamples === 0) throw new ShapeError(`${argument} must have at least one row; got none`);
  return new FeatureMatrix(data, nSamples, featureNames);
}

function explain(
  fitted: FittedClassifier,
  matrix: FeatureMatrix,
  background: FeatureMatrix | null,
  { onProgress }: ShapOptions,
): ShapValues {
  if (fitted instanceof FittedPipeline) return explainPipeline(fitted, matrix, background, { onProgress });
  if (fitted instanceof FittedRandomForest) return explainForest(fitted, matrix, onProgress);
  if (fitted instanceof FittedGradientBoosting) return explainBoosting(fitted, matrix, onProgress);
  return explainLogistic(fitted as FittedLogisticRegression, matrix, background);
}

function explainPipeline(
  fitted: FittedPipeline,
  matrix: FeatureMatrix,
  background: FeatureMatrix | null,
  options: ShapOptions,
): ShapValues {
  const traced = fitted.steps.reduce(traceStep, rawColumns(matrix));
  const last = explain(
    fitted.classifier,
    traced.matrix,
    background === null ? null : fitted.transform(background),
    options,
  );
  const features = [...traced.features];
  // A pipeline in a pipeline may derive features of its own, which come after the columns that it is given.
  const origins = last.featureNames.map(
    (name, column) => traced.origins[column] ?? addFeature(features, { name, values: last.features.column(column) }),
  );
  const featureNames = features.map(({ name }) => name);
  const nSamples = matrix.nSamples;
  const values = new Float64Array(nSamples * features.length);
  const raw = new Float64Array(nSamples * features.length);
  for (let row = 0; row < nSamples; row++) {
    const start = row * features.length;
    for (let column = 0; column < origins.length; column++)
      values[start + origins[column]] += last.values.at(row, column);
    for (let feature = 0; feature < features.length; feature++) raw[start + feature] = features[feature].values[row];
  }
  return {
    ...last,
    featureNames,
    values: new FeatureMatrix(values, nSamples, featureNames),
    features: new FeatureMatrix(raw, nSamples, featureNames),
  };
}
