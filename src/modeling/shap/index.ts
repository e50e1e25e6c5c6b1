export type { ShapOptions, ShapValues } from "./shap-explanation";
export { shapValues } from "./shap-values";
export { type ShapImportance, summarizeShap } from "./summarize-shap";
