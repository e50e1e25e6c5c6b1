export {
  add,
  assemble,
  clear,
  forSteps,
  get,
  type KernelSource,
  multiply,
  number,
  repeatWhileLess,
  set,
  simd,
  step,
  vector,
} from "./wasm-code";
export { type Kernel, KernelMemory, makeKernel, type RunKernel } from "./wasm-kernel";
