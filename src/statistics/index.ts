export { benjaminiHochberg } from "./benjamini-hochberg";
export { logChiSquaredTail } from "./chi-squared";
export { type ChiSquaredOptions, type ChiSquaredResult, chiSquaredTest } from "./chi-squared-test";
export { cliffsDelta } from "./cliffs-delta";
export { type CohensDOptions, cohensD } from "./cohens-d";
export { cohensH } from "./cohens-h";
export { type CompareGroupsOptions, compareGroups, type GroupComparison, type Magnitude } from "./compare-groups";
export { type CorrelationMatrix, type CorrelationMethod, correlationInterval, correlationMatrix } from "./correlation";
export {
  type CorrelationOptions,
  type CorrelationResult,
  correlation,
  pointBiserialCorrelation,
} from "./correlation-test";
export { type CramersV, cramersV } from "./cramers-v";
export { type ColumnDescription, describeColumns } from "./describe-columns";
export { mean, median, quantile, standardDeviation, variance } from "./descriptive";
export { type FisherExactResult, fisherExactTest } from "./fisher-exact-test";
export { type FormatPValueOptions, formatPValue } from "./format-p-value";
export type { Interval } from "./interval";
export { type KaplanMeierOptions, kaplanMeier, type SurvivalCurve } from "./kaplan-meier";
export {
  type LogRankGroup,
  type LogRankOptions,
  type LogRankResult,
  type LogRankWeights,
  logRankTest,
} from "./log-rank-test";
export {
  type MannWhitneyMethod,
  type MannWhitneyOptions,
  type MannWhitneyResult,
  mannWhitneyU,
} from "./mann-whitney-u";
export { meanInterval } from "./mean-interval";
export { newcombeInterval } from "./newcombe-interval";
export { logNormalTail, normalQuantile } from "./normal";
export { type GroupRate, type RateByGroupOptions, rateByGroup } from "./rate-by-group";
export { type RateTrend, type RateTrendOptions, rateTrend } from "./rate-trend";
export { oddsRatio, type RatioInterval, riskRatio } from "./ratio-intervals";
export { logStudentTTail, studentTUpperQuantile } from "./student-t";
export type { TestResult } from "./test-result";
export {
  powerTwoProportions,
  sampleSizeTwoProportions,
  type TwoProportionMethod,
  type TwoProportionPowerOptions,
  type TwoProportionSampleSize,
  type TwoProportionSampleSizeOptions,
} from "./two-proportion-power";
export { type WelchTTestResult, welchTTest } from "./welch-t-test";
export { wilsonInterval } from "./wilson-interval";
