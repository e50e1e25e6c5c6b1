import * as data from "@tensorflow/tfjs-data";

export * from "@tensorflow/tfjs-core";
export { data };
