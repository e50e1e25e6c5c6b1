export { CandidateError } from "./candidate-error";
export type { Distribution, Distributions, DrawnOptions } from "./draw-options";
export { FittedSearch, type SearchKind, type SearchState } from "./fitted-search";
export { GridSearch, type GridSearchOptions } from "./grid-search";
export {
  type NestedCrossValidateOptions,
  type NestedCrossValidation,
  nestedCrossValidate,
  type OptionChoice,
} from "./nested-cross-validate";
export { type GridPoint, type OptionGrid, parameterGrid } from "./parameter-grid";
export { RandomSearch, type RandomSearchOptions } from "./random-search";
export type { SearchOptions } from "./run-search";
export type { SearchResult } from "./search-result";
