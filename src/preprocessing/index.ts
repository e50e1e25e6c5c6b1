export type { BinStrategy, QuantileMethod } from "./bin-edges";
export type { Category, CategoryTableLike } from "./category-table";
export { type CorrelatedGroupsOptions, correlatedGroups } from "./correlated-groups";
export {
  type DerivedFeatureJSON,
  type DerivedFeatureOptions,
  deriveFeature,
  FittedDerivedFeature,
  type NamedComputation,
} from "./derive-feature";
export type { FeatureCategories } from "./feature-categories";
export type { DroppedFeature, FeatureSelection } from "./feature-selection";
export {
  type BinEncoding,
  FittedKBinsDiscretizer,
  type KBinsDiscretizerJSON,
} from "./fitted-k-bins-discretizer";
export {
  FittedOneHotEncoder,
  type HandleUnknown,
  type OneHotEncoderJSON,
  type UnknownCategory,
} from "./fitted-one-hot-encoder";
export { FittedSelection, type SelectionJSON } from "./fitted-selection";
export type { Fold, Splitter } from "./fold";
export { type FrequencyChangeOptions, frequencyChange } from "./frequency-change";
export { KBinsDiscretizer, type KBinsDiscretizerOptions } from "./k-bins-discretizer";
export { KFold, type KFoldOptions } from "./k-fold";
export { FittedMinMaxScaler, MinMaxScaler, type MinMaxScalerJSON, type MinMaxScalerOptions } from "./min-max-scaler";
export { type MutualInformation, type MutualInformationOptions, mutualInformation } from "./mutual-information";
export { OneHotEncoder, type OneHotEncoderOptions } from "./one-hot-encoder";
export {
  type ClassifierOf,
  FittedPipeline,
  makePipeline,
  Pipeline,
  type PipelineJSON,
  type PipelineReaders,
} from "./pipeline";
export { RepeatedStratifiedKFold, type RepeatedStratifiedKFoldOptions } from "./repeated-stratified-k-fold";
export { FittedRobustScaler, RobustScaler, type RobustScalerJSON, type RobustScalerOptions } from "./robust-scaler";
export { type SelectByCorrelationOptions, selectByCorrelation } from "./select-by-correlation";
export { type SelectByMutualInformationOptions, selectByMutualInformation } from "./select-by-mutual-information";
export { type SelectByVarianceOptions, selectByVariance } from "./select-by-variance";
export { type SelectByVifOptions, selectByVif } from "./select-by-vif";
export { type ColumnsJSON, type ColumnsOptions, DropColumns, FittedColumns, SelectColumns } from "./select-columns";
export { SelectFeatures, type SelectFeaturesOptions, type SelectionCriterion } from "./select-features";
export { SelectKBest, type SelectKBestOptions } from "./select-k-best";
export {
  FittedSimpleImputer,
  type ImputationStrategy,
  SimpleImputer,
  type SimpleImputerJSON,
  type SimpleImputerOptions,
} from "./simple-imputer";
export { FittedStandardScaler, StandardScaler, type StandardScalerJSON } from "./standard-scaler";
export { StratifiedKFold, type StratifiedKFoldOptions } from "./stratified-k-fold";
export { StratifiedShuffleSplit, type StratifiedShuffleSplitOptions } from "./stratified-shuffle-split";
export { type TrainTestSplit, type TrainTestSplitOptions, trainTestSplit } from "./train-test-split";
export { type VarianceInflation, varianceInflationFactor } from "./variance-inflation-factor";
