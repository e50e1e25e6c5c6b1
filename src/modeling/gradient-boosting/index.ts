export type { EarlyStoppingOptions, GradientBoostingOptions } from "./boosting-options";
export { FittedGradientBoosting, type GradientBoostingJSON } from "./fitted-gradient-boosting";
export { GradientBoostingClassifier } from "./gradient-boosting-classifier";
