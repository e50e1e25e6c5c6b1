/** The mljs packages as engines behind the interfaces of this folder, for comparison with our own estimators. */
export {
  FittedMljsLogisticRegression,
  MljsLogisticRegression,
  type MljsLogisticRegressionOptions,
} from "./mljs/mljs-logistic-regression";
export {
  FittedMljsRandomForestClassifier,
  MljsRandomForestClassifier,
  type MljsRandomForestClassifierOptions,
} from "./mljs/mljs-random-forest-classifier";
