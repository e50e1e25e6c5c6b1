export {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapInterval,
  type Metric,
} from "./bootstrap-interval";
export {
  type BrierDecomposition,
  type BrierDecompositionOptions,
  brierDecomposition,
  CalibratedClassifier,
  type CalibratedClassifierOptions,
  type CalibratedMember,
  type CalibrateOptions,
  type CalibrationCurve,
  type CalibrationCurveOptions,
  type CalibrationMethod,
  type Calibrator,
  calibrate,
  calibrationCurve,
  type ExpectedCalibrationErrorOptions,
  expectedCalibrationError,
  FittedCalibratedClassifier,
  type IsotonicRegressionOptions,
  isotonicRegression,
  type MonotoneFunction,
  type SigmoidFunction,
} from "./calibration";
export { type ChooseModelOptions, chooseModel, type ModelChoice } from "./choose-model";
export type { ClassWeight } from "./class-weight";
export { clipScore, type ScoreBounds } from "./clip-score";
export { type CompareModelsOptions, compareModels, type ModelComparison } from "./compare-models";
export type { ResampledMean } from "./corrected-resampled-t";
export { type CrossValPredictOptions, crossValPredict } from "./cross-val-predict";
export { type CrossValidateOptions, type CrossValidation, crossValidate } from "./cross-validate";
export {
  type CrossValidateThresholdOptions,
  crossValidateThreshold,
  type ThresholdFold,
  type ThresholdValidation,
} from "./cross-validate-threshold";
export { DummyClassifier, type DummyClassifierOptions, FittedDummyClassifier } from "./dummy-classifier";
export { type FeatureInterval, FittedLogisticRegression, type WaldTest } from "./fitted-logistic-regression";
export type { CrossValidationFolds } from "./fold-list";
export { type GainCurve, gainCurve } from "./gain-curve";
export {
  type BoostingSettings,
  type EarlyStoppingOptions,
  FittedGradientBoosting,
  GradientBoostingClassifier,
  type GradientBoostingJSON,
  type GradientBoostingOptions,
  type GradientBoostingParts,
} from "./gradient-boosting";
export type { InnerFoldsOptions } from "./inner-folds";
export { type LiftCurve, type LiftCurveOptions, liftCurve } from "./lift-curve";
export { LogisticRegression, type LogisticRegressionOptions } from "./logistic-regression";
export {
  accuracyScore,
  averagePrecisionScore,
  type BrierSkillScoreOptions,
  balancedAccuracyScore,
  brierScore,
  brierSkillScore,
  type ConfusionMatrix,
  cohenKappaScore,
  confusionMatrix,
  type DelongOptions,
  type DelongResult,
  delongTest,
  f1Score,
  logLoss,
  type MetricOptions,
  matthewsCorrcoef,
  type PrecisionRecallCurve,
  precisionRecallCurve,
  precisionScore,
  type RocAucInterval,
  type RocAucIntervalOptions,
  type RocCurve,
  type RocCurveOptions,
  recallScore,
  rocAucInterval,
  rocAucScore,
  rocCurve,
  type ZeroDivisionOptions,
} from "./metrics";
export {
  FittedMljsLogisticRegression,
  FittedMljsRandomForestClassifier,
  MljsLogisticRegression,
  type MljsLogisticRegressionOptions,
  MljsRandomForestClassifier,
  type MljsRandomForestClassifierOptions,
} from "./mljs";
export { type PartialDependence, type PartialDependenceOptions, partialDependence } from "./partial-dependence";
export {
  type PartialDependencePair,
  type PartialDependencePairOptions,
  partialDependencePair,
} from "./partial-dependence-pair";
export {
  type PermutationImportance,
  type PermutationImportanceOptions,
  permutationImportance,
  type SeveralImportancesOptions,
} from "./permutation-importance";
export {
  FittedRandomForest,
  type ForestClassWeight,
  type ForestParts,
  type ForestSettings,
  type ForestSplitter,
  type OutOfBag,
  RandomForestClassifier,
  type RandomForestJSON,
  type RandomForestOptions,
  type SplitCriterion,
} from "./random-forest";
export { defaultRiskCuts, type RiskGroup, type RiskGroupOptions, riskGroups } from "./risk-groups";
export {
  FittedRuleClassifier,
  RuleClassifier,
  type RuleClassifierOptions,
  type RuleCondition,
  type RuleOperator,
} from "./rule-classifier";
export {
  fittedFromJSON,
  type LoadModelOptions,
  loadModel,
  modelFromJSON,
  type Saveable,
  type SavedAlone,
  type SavedPart,
  type SaveModelOptions,
  savedModelNames,
  saveModel,
  transformerFromJSON,
} from "./saved-models";
export { greaterIsBetter, type ScoringName, scoringNames } from "./scoring";
export {
  CandidateError,
  type Distribution,
  type Distributions,
  type DrawnOptions,
  FittedSearch,
  type GridPoint,
  GridSearch,
  type GridSearchOptions,
  type NestedCrossValidateOptions,
  type NestedCrossValidation,
  nestedCrossValidate,
  type OptionChoice,
  type OptionGrid,
  parameterGrid,
  RandomSearch,
  type RandomSearchOptions,
  type SearchKind,
  type SearchOptions,
  type SearchResult,
  type SearchState,
} from "./search";
export { type ShapImportance, type ShapOptions, type ShapValues, shapValues, summarizeShap } from "./shap";
export { type SummarizeScoresOptions, summarizeScores } from "./summarize-scores";
export { type CapacityThreshold, thresholdByCapacity } from "./threshold-by-capacity";
export { type CampaignAssumptions, type CostThreshold, thresholdByCost } from "./threshold-by-cost";
export {
  FittedThresholdClassifier,
  ThresholdClassifier,
  type ThresholdClassifierOptions,
  type ThresholdFit,
} from "./threshold-classifier";
export type { ThresholdOutcome } from "./threshold-outcome";
export type { CapacityRule, CostRule, ThresholdRule } from "./threshold-rule";
export type { TreeEnsemble, TreeNodes } from "./trees/tree-nodes";
