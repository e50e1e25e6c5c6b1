export type { FeatureLimits, FeatureLimitsJSON } from "./feature-limits";
export { MedianAbsoluteDeviation, type MedianAbsoluteDeviationOptions } from "./median-absolute-deviation";
export {
  FittedOutlierDetector,
  type OutlierDetection,
  type OutlierDetectorJSON,
  type OutlierReason,
} from "./outlier-detector";
export { type OutlierImpact, outlierImpact } from "./outlier-impact";
export type { LimitsSummary } from "./summarize-limits";
export { TukeyFences, type TukeyFencesOptions } from "./tukey-fences";
export { FittedWinsorizer, Winsorizer, type WinsorizerJSON, type WinsorizerOptions } from "./winsorizer";
