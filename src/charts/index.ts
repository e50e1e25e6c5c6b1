export { calibrationChart, type NamedCalibrationCurve } from "./calibration-chart";
export type { ChartOptions, LabelledChartOptions } from "./chart-options";
export { churnShareChart, type GroupChurn } from "./churn-share-chart";
export type { ClassNames } from "./class-values";
export {
  type ClusterChoiceOptions,
  type ClusterIndexName,
  clusterChoiceChart,
  type JudgedCounts,
} from "./cluster-choice-chart";
export { type ConfusionChartOptions, confusionChart } from "./confusion-chart";
export { type CorrelationHeatmapOptions, correlationHeatmap } from "./correlation-heatmap";
export {
  type DendrogramChartOptions,
  type DendrogramLink,
  type DendrogramSegments,
  dendrogramChart,
} from "./dendrogram-chart";
export { type DistributionByClassOptions, distributionByClass } from "./distribution-by-class";
export { type EcdfByClassOptions, ecdfByClass } from "./ecdf-by-class";
export { type EffectChartOptions, effectChart, type FeatureEffect } from "./effect-chart";
export type { NamedEstimate } from "./estimate-rows";
export type { Attributes, Figure, FigureMeta, JsonValue, Layout, Trace, TraceType } from "./figure";
export { type GainChartOptions, gainChart, type NamedGainCurve } from "./gain-chart";
export {
  type FeatureImportance,
  type ImportanceChartOptions,
  type ImportanceSummary,
  importanceChart,
} from "./importance-chart";
export { type ImportanceView, importanceViewsChart } from "./importance-views-chart";
export { formatNumber, formatPercent } from "./numbers";
export {
  type NamedPartialDependence,
  type PartialDependenceChartOptions,
  partialDependenceChart,
} from "./partial-dependence-chart";
export { type PcaMapOptions, pcaMap } from "./pca-map";
export { type PortraitHeatmapOptions, type PortraitRecord, portraitHeatmap } from "./portrait-heatmap";
export {
  type NamedPrecisionRecallCurve,
  type PrecisionRecallOptions,
  precisionRecallChart,
} from "./precision-recall-chart";
export { type RateByGroupChartOptions, type RateRecord, rateByGroupChart } from "./rate-by-group-chart";
export { type NamedRocCurve, rocChart } from "./roc-chart";
export { type ScoreComparisonOptions, scoreComparisonChart } from "./score-comparison-chart";
export { type NamedSurvivalCurve, type SurvivalChartOptions, survivalChart } from "./survival-chart";
export { type CategoryStyle, categoryStyle, classColors } from "./theme";
