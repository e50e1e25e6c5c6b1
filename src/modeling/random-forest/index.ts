export { FittedRandomForest, type RandomForestJSON } from "./fitted-random-forest";
export type { SplitCriterion } from "./impurity";
export { RandomForestClassifier, type RandomForestOptions } from "./random-forest-classifier";
