import { FittedGaussianMixture, FittedKMeans, FittedPCA, FittedSegmentation } from "../../clustering";
import {
  type FittedClassifier,
  type FittedTransformer,
  InvalidParameterError,
  type ReadModelOptions,
  readModelJSON,
  show,
} from "../../core";
import {
  FittedIsolationForest,
  FittedOutlierDetector,
  FittedOutlierTreatment,
  FittedRobustMahalanobis,
  FittedWinsorizer,
} from "../../outliers";
import {
  FittedColumns,
  FittedDerivedFeature,
  FittedKBinsDiscretizer,
  FittedMinMaxScaler,
  FittedOneHotEncoder,
  FittedPipeline,
  FittedRobustScaler,
  FittedSelection,
  FittedSimpleImputer,
  FittedStandardScaler,
} from "../../preprocessing";
import { FittedCalibratedClassifier } from "../calibration";
import { FittedDummyClassifier } from "../dummy-classifier";
import { FittedLogisticRegression } from "../fitted-logistic-regression";
import { FittedGradientBoosting } from "../gradient-boosting";
import { FittedMljsLogisticRegression } from "../mljs/mljs-logistic-regression";
import { FittedMljsRandomForestClassifier } from "../mljs/mljs-random-forest-classifier";
import { FittedRandomForest } from "../random-forest";
import { FittedRuleClassifier } from "../rule-classifier";
import { FittedSearch } from "../search";
import { FittedThresholdClassifier } from "../threshold-classifier";

/** What a file of this library can hold for a forecast. */
export type SavedPart = FittedClassifier | FittedTransformer;

/** What a file of this library can hold for itself alone: clusters and detectors of outliers. */
export type SavedAlone =
  | FittedGaussianMixture
  | FittedIsolationForest
  | FittedKMeans
  | FittedOutlierDetector
  | FittedRobustMahalanobis
  | FittedSegmentation;

type PartReader = (json: object, options?: ReadModelOptions) => SavedPart;

/** Reads the parts inside a part. */
type Readers = Readonly<Record<string, PartReader>>;

/** Parts within parts that a file may have; more is nobody's model, and would exhaust the stack. */
const deepest = 16;

/** The closed list of models: a file can only name one of them, and a name is never looked up anywhere else. */
const plainReaders: Readers = {
  Columns: FittedColumns.fromJSON,
  DerivedFeature: FittedDerivedFeature.fromJSON,
  FeatureSelection: FittedSelection.fromJSON,
  DummyClassifier: FittedDummyClassifier.fromJSON,
  GradientBoostingClassifier: FittedGradientBoosting.fromJSON,
  KBinsDiscretizer: FittedKBinsDiscretizer.fromJSON,
  LogisticRegression: FittedLogisticRegression.fromJSON,
  MinMaxScaler: FittedMinMaxScaler.fromJSON,
  MljsLogisticRegression: FittedMljsLogisticRegression.fromJSON,
  MljsRandomForestClassifier: FittedMljsRandomForestClassifier.fromJSON,
  OneHotEncoder: FittedOneHotEncoder.fromJSON,
  OutlierTreatment: FittedOutlierTreatment.fromJSON,
  PCA: FittedPCA.fromJSON,
  RandomForestClassifier: FittedRandomForest.fromJSON,
  RobustScaler: FittedRobustScaler.fromJSON,
  RuleClassifier: FittedRuleClassifier.fromJSON,
  SimpleImputer: FittedSimpleImputer.fromJSON,
  StandardScaler: FittedStandardScaler.fromJSON,
  Winsorizer: FittedWinsorizer.fromJSON,
};

/** Models made of other models. */
const nestingReaders: Readonly<
  Record<string, (json: object, readers: Readers, options?: ReadModelOptions) => SavedPart>
> = {
  CalibratedClassifier: FittedCalibratedClassifier.fromJSON,
  GridSearch: FittedSearch.fromJSON,
  Pipeline: FittedPipeline.fromJSON,
  RandomSearch: FittedSearch.fromJSON,
  ThresholdClassifier: FittedThresholdClassifier.fromJSON,
};

/** What is no part of a pipeline. */
const readersAlone: Readonly<Record<string, (json: object, options?: ReadModelOptions) => SavedAlone>> = {
  GaussianMixture: FittedGaussianMixture.fromJSON,
  IsolationForest: FittedIsolationForest.fromJSON,
  KMeans: FittedKMeans.fromJSON,
  OutlierDetector: FittedOutlierDetector.fromJSON,
  RobustMahalanobis: FittedRobustMahalanobis.fromJSON,
  Segmentation: FittedSegmentation.fromJSON,
};

const partNames: readonly string[] = [...Object.keys(plainReaders), ...Object.keys(nestingReaders)].sort();

/**
 * The model names that a saved file can have, in alphabetical order.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { savedModelNames } from "churnlab";
 *
 * assert.equal(savedModelNames.includes("LogisticRegression"), true);
 * assert.deepEqual(savedModelNames, [...savedModelNames].sort());
 * ```
 */
export const savedModelNames: readonly string[] = Object.freeze([...partNames, ...Object.keys(readersAlone)].sort());

/**
 * Reads any saved part by its model name.
 * @throws InvalidParameterError or ShapeError for anything that is not a whole saved part
 */
export function readPart(json: object, options: ReadModelOptions = {}): SavedPart {
  return readPartAt(json, options, 0);
}

/** Reads anything saved, by its model name. @throws as {@link readPart} */
export function readSaved(json: object, options: ReadModelOptions = {}): SavedPart | SavedAlone {
  const name = nameOf(json, savedModelNames);
  return Object.hasOwn(readersAlone, name) ? readersAlone[name](json, options) : readPart(json, options);
}

function readPartAt(json: object, options: ReadModelOptions, depth: number): SavedPart {
  if (depth > deepest) throw new InvalidParameterError(`a saved model must not be nested deeper than ${deepest} parts`);
  const name = nameOf(json, partNames);
  // The header first: every part is refused in the same words for another version or other features.
  readModelJSON(json, name, options);
  if (Object.hasOwn(plainReaders, name)) return plainReaders[name](json, options);
  return nestingReaders[name](json, readersAt(depth + 1), options);
}

/** Readers of the parts inside a part, by name. */
function readersAt(depth: number): Readers {
  return Object.fromEntries(partNames.map((name) => [name, (json: object) => readPartAt(json, {}, depth)] as const));
}

function nameOf(json: object, known: readonly string[]): string {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new InvalidParameterError(`the JSON of a saved model must be an object; got ${show(json)}`);
  }
  const name: unknown = Object.hasOwn(json, "model") ? (json as { readonly model: unknown }).model : undefined;
  if (typeof name === "string" && known.includes(name)) return name;
  throw new InvalidParameterError(
    `model in the JSON of a saved model must be one of ${known.join(", ")}; got ${show(name)}`,
  );
}
