export { type AdjustedOddsRatio, adjustedOddsRatio, readableStep } from "./adjusted-odds-ratio";
export { type AverageMarginalEffect, averageMarginalEffect } from "./average-marginal-effect";
export { churnModel, type ForecastOptions, forecastClients } from "./churn-model";
export {
  type Claim,
  ClaimContext,
  type Estimate,
  type Evidence,
  type JudgedClaim,
  type SegmentsForClaims,
  sourceClaims,
  testClaims,
  type Untestable,
  type Verdict,
} from "./claims";
export { type ClientReason, type ClientReasonsOptions, clientReasons } from "./client-reasons";
export { type ClientCondition, type ClientReader, rowsWhere } from "./client-rows";
export { type ClientSegmentsOptions, clientSegments, segmentVocabulary } from "./client-segments";
export {
  type CompareOutlierTreatmentsOptions,
  compareOutlierTreatments,
  type TreatedCoefficient,
  type TreatmentImpact,
} from "./compare-outlier-treatments";
export { describeClientValue } from "./describe-client";
export {
  type Assumptions,
  assumptionsFor,
  breakEvenProbability,
  defaultAssumptions,
  type KeptShare,
  type ScenarioValue,
  scenarioValue,
} from "./economics";
export { evaluateMeasures, type MeasureEvaluation, type Support } from "./evaluate-measures";
export { type Measure, measures } from "./measures";
export { type ExperimentOptions, type ExperimentPlan, experimentDefaults, planExperiment } from "./plan-experiment";
export { type OutlierProfile, type ProfileOutliersOptions, profileOutliers } from "./profile-outliers";
export {
  type PlannedMeasure,
  planMeasures,
  type Recommendation,
  recommendMeasures,
} from "./recommend-measures";
export {
  doubtfulColumns,
  profileTargetGroups,
  type TargetGroup,
  type TargetGroupProfile,
  targetGroupOverlap,
  targetGroups,
} from "./target-groups";
export { type InteractionTest, testInteractions } from "./test-interactions";
