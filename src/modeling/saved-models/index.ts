export { type LoadModelOptions, loadModel, type Saveable, saveModel } from "./model-file";
export { modelFromJSON, transformerFromJSON } from "./model-from-json";
export { savedModelNames } from "./part-readers";
