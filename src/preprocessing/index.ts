export { type CorrelatedGroupsOptions, correlatedGroups } from "./correlated-groups";
export {
  type DerivedFeatureJSON,
  type DerivedFeatureOptions,
  deriveFeature,
  FittedDerivedFeature,
  type NamedComputation,
} from "./derive-feature";
export type { DroppedFeature, FeatureSelection } from "./feature-selection";
export type { Fold, Splitter } from "./fold";
export { type FrequencyChangeOptions, frequencyChange } from "./frequency-change";
export { KFold, type KFoldOptions } from "./k-fold";
export {
  type ClassifierOf,
  FittedPipeline,
  makePipeline,
  Pipeline,
  type PipelineJSON,
  type PipelineReaders,
} from "./pipeline";
export { RepeatedStratifiedKFold, type RepeatedStratifiedKFoldOptions } from "./repeated-stratified-k-fold";
export { type SelectByCorrelationOptions, selectByCorrelation } from "./select-by-correlation";
export { type SelectByVarianceOptions, selectByVariance } from "./select-by-variance";
export { type SelectByVifOptions, selectByVif } from "./select-by-vif";
export { type ColumnsJSON, type ColumnsOptions, DropColumns, FittedColumns, SelectColumns } from "./select-columns";
export { SelectKBest, type SelectKBestOptions } from "./select-k-best";
export { FittedStandardScaler, StandardScaler, type StandardScalerJSON } from "./standard-scaler";
export { StratifiedKFold, type StratifiedKFoldOptions } from "./stratified-k-fold";
export { StratifiedShuffleSplit, type StratifiedShuffleSplitOptions } from "./stratified-shuffle-split";
export { type TrainTestSplit, type TrainTestSplitOptions, trainTestSplit } from "./train-test-split";
export { type VarianceInflation, varianceInflationFactor } from "./variance-inflation-factor";
