export { type LoadModelOptions, loadModel, type Saveable, type SaveModelOptions, saveModel } from "./model-file";
export { fittedFromJSON, modelFromJSON, transformerFromJSON } from "./model-from-json";
export { type SavedAlone, type SavedPart, savedModelNames } from "./part-readers";
