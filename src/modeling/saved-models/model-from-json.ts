import {
  checkOptionNames,
  type FittedClassifier,
  type FittedTransformer,
  InvalidParameterError,
  type ReadModelOptions,
} from "../../core";
import { readPart, readSaved, type SavedAlone, type SavedPart } from "./part-readers";

/**
 * Opens a saved model of any kind: a classifier, a pipeline, a calibrated model or the result of a search, by the
 * `model` name that its `toJSON` wrote. Names come from a closed list and nothing in a file is ever run.
 * @param json what `toJSON` returned, or `JSON.parse` of its text
 * @param options `featureNames`: the features that the model must have been trained on, in this order. Default: any
 * @returns the fitted model; its forecasts have the same bits as before saving
 * @throws InvalidParameterError naming the field that is malformed, another schema version or an unknown model;
 *   ShapeError for other features, or lengths that do not fit together
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LogisticRegression, makePipeline, modelFromJSON, StandardScaler } from "churnlab";
 * const X = [[1], [2], [3], [4]];
 * const fitted = makePipeline(new StandardScaler(), new LogisticRegression()).fit(X, [0, 1, 0, 1]);
 * const opened = modelFromJSON(JSON.parse(JSON.stringify(fitted)), { featureNames: ["x0"] });
 * assert.deepEqual(opened.predictProba(X), fitted.predictProba(X));
 * ```
 */
export function modelFromJSON(json: object, options: ReadModelOptions = {}): FittedClassifier {
  checkOptionNames("modelFromJSON", options, ["featureNames"]);
  const part = readPart(json, options);
  if ("predictProba" in part) return part;
  throw new InvalidParameterError(`a saved ${modelNameOf(json)} gives no forecast: read it with transformerFromJSON`);
}

/**
 * Opens a saved transformer by its `model` name, as {@link modelFromJSON} opens classifiers.
 * @param json what `toJSON` returned, or `JSON.parse` of its text
 * @param options `featureNames`: the features that it must have been trained on, in this order. Default: any
 * @returns the fitted transformer; it transforms to the same bits as before saving
 * @throws InvalidParameterError or ShapeError as {@link modelFromJSON}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { StandardScaler, transformerFromJSON } from "churnlab";
 * const fitted = new StandardScaler().fit([[1], [3]]);
 * const opened = transformerFromJSON(JSON.parse(JSON.stringify(fitted)));
 * assert.deepEqual(Array.from(opened.transform([[3]]).data), [1]);
 * ```
 */
export function transformerFromJSON(json: object, options: ReadModelOptions = {}): FittedTransformer {
  checkOptionNames("transformerFromJSON", options, ["featureNames"]);
  const part = readPart(json, options);
  if ("predictProba" in part) {
    throw new InvalidParameterError(`a saved ${modelNameOf(json)} is no transformer: read it with modelFromJSON`);
  }
  return part;
}

/**
 * Opens anything that this library saves, by its `model` name: classifiers and transformers, clusters (k-means, Gaussian
 * mixtures, segmentations) and detectors of outliers. {@link modelFromJSON} is narrower, and its result forecasts.
 * @param json what `toJSON` returned, or `JSON.parse` of its text
 * @param options `featureNames`: the features that it must have been trained on, in this order. Default: any
 * @returns the fitted object; `instanceof` tells which
 * @throws InvalidParameterError or ShapeError as {@link modelFromJSON}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedKMeans, fittedFromJSON, KMeans } from "churnlab";
 * const fitted = new KMeans({ nClusters: 2 }).fit([[1], [2], [9]]);
 * const opened = fittedFromJSON(JSON.parse(JSON.stringify(fitted)));
 * assert.ok(opened instanceof FittedKMeans);
 * assert.deepEqual(opened.labels, fitted.labels);
 * ```
 */
export function fittedFromJSON(json: object, options: ReadModelOptions = {}): SavedPart | SavedAlone {
  checkOptionNames("fittedFromJSON", options, ["featureNames"]);
  return readSaved(json, options);
}

function modelNameOf(json: object): string {
  return String((json as { readonly model?: unknown }).model);
}
