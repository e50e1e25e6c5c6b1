export type { ForestClassWeight } from "./class-weight";
export { FittedRandomForest, type ForestParts, type RandomForestJSON } from "./fitted-random-forest";
export type { SplitCriterion } from "./impurity";
export type { OutOfBag } from "./out-of-bag";
export { RandomForestClassifier } from "./random-forest-classifier";
export type { ForestSettings, ForestSplitter, RandomForestOptions } from "./random-forest-options";
