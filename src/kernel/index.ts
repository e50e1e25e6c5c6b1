export { type Kernelspec, kernelspec } from "./kernelspec";
