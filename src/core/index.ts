export { checkInteger, checkNumber, checkOneOf, checkOptionNames, type Range, show } from "./checks";
export { columnsOf, forEachColumn } from "./columns";
export {
  ChurnlabError,
  CollinearFeaturesError,
  type DataProblem,
  DataValidationError,
  InvalidParameterError,
  PerfectSeparationError,
  ShapeError,
  UndefinedMetricError,
} from "./errors";
export type { Classifier, FitOptions, FittedClassifier, FittedTransformer, OnProgress, Transformer } from "./estimator";
export { checkClassifier, checkFitted } from "./estimator-checks";
export {
  type DataFrameLike,
  FeatureMatrix,
  type MatrixLike,
  type MatrixShaped,
  toFeatureMatrix,
} from "./feature-matrix";
export { areNamesGiven, positionalNames, toFeatureNames } from "./feature-names";
export { innerOf, makeImmutable } from "./immutable";
export { type LabelsLike, toLabels, toVector } from "./labels";
export { toMatchingFeatures } from "./matching-features";
export {
  type ModelFields,
  type ModelHeader,
  modelHeader,
  modelSchemaVersion,
  type ReadModelOptions,
  readModelJSON,
  type TrainingSummary,
} from "./model-json";
export { correlationOf, deviationNorm, meanOf, unitDeviations } from "./moments";
export { orderStatistics } from "./order-statistics";
export { quantileOfSorted, sortedCopy } from "./quantiles";
export { type NumberList, Random } from "./random";
export { toSampleWeights } from "./sample-weights";
