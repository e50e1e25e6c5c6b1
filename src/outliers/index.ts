export type { FittedDetector, OutlierDetector, RowDetection } from "./detector";
export type { FeatureLimits, FeatureLimitsJSON } from "./feature-limits";
export { FittedIsolationForest, type IsolationForestJSON } from "./fitted-isolation-forest";
export {
  FittedRobustMahalanobis,
  type RobustMahalanobisJSON,
  type RobustScatter,
  type UncheckedFeature,
} from "./fitted-robust-mahalanobis";
export { IsolationForest, type IsolationForestOptions } from "./isolation-forest";
export { MedianAbsoluteDeviation, type MedianAbsoluteDeviationOptions } from "./median-absolute-deviation";
export {
  FittedOutlierDetector,
  type OutlierDetection,
  type OutlierDetectorJSON,
} from "./outlier-detector";
export { type OutlierImpact, outlierImpact } from "./outlier-impact";
export type { OutlierReason } from "./outlier-reason";
export {
  FittedOutlierTreatment,
  OutlierTreatment,
  type OutlierTreatmentJSON,
  type OutlierTreatmentOptions,
  type Treatment,
} from "./outlier-treatment";
export { RobustMahalanobis, type RobustMahalanobisOptions } from "./robust-mahalanobis";
export type { LimitsSummary } from "./summarize-limits";
export { TukeyFences, type TukeyFencesOptions } from "./tukey-fences";
export { FittedWinsorizer, Winsorizer, type WinsorizerJSON, type WinsorizerOptions } from "./winsorizer";
export { ZScore, type ZScoreOptions } from "./z-score";
