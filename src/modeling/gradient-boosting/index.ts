export type { BoostingSettings, EarlyStoppingOptions, GradientBoostingOptions } from "./boosting-options";
export {
  FittedGradientBoosting,
  type GradientBoostingJSON,
  type GradientBoostingParts,
} from "./fitted-gradient-boosting";
export { GradientBoostingClassifier } from "./gradient-boosting-classifier";
