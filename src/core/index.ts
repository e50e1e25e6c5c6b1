export { checkInteger, checkNumber, checkOneOf, checkOptionNames, type Range, show } from "./checks";
export {
  ChurnlabError,
  type DataProblem,
  DataValidationError,
  InvalidParameterError,
  ShapeError,
} from "./errors";
export type { Classifier, FitOptions, FittedClassifier, FittedTransformer, OnProgress, Transformer } from "./estimator";
export {
  type DataFrameLike,
  FeatureMatrix,
  type MatrixLike,
  type MatrixShaped,
  toFeatureMatrix,
} from "./feature-matrix";
export { type LabelsLike, toLabels, toVector } from "./labels";
export { Random } from "./random";
