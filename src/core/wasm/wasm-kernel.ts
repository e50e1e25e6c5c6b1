/** What is used here of the global of this name, which every Node has. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (code: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
};

/** Runs a kernel, with the numbers (i32) that it takes. */
export type RunKernel = (...parameters: number[]) => void;

/** A kernel with a memory of its own, and arrays in it, one after the other from address 0. */
export interface Kernel {
  readonly arrays: readonly Float64Array[];
  readonly run: RunKernel;
}

const compiled = new Map<() => Uint8Array<ArrayBuffer>, object>();

/** Memory that kernels share, and arrays in it, one after the other from address 0. */
export class KernelMemory {
  readonly arrays: readonly Float64Array[];
  readonly #memory: { readonly buffer: ArrayBuffer };

  /** @param lengths of the arrays of numbers */
  constructor(lengths: readonly number[]) {
    const bytes = 8 * lengths.reduce((sum, length) => sum + length, 0);
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
    const { buffer } = this.#memory;
    let start = 0;
    this.arrays = lengths.map((length) => {
      const array = new Float64Array(buffer, start, length);
      start += array.byteLength;
      return array;
    });
  }

  /**
   * A kernel on this memory; its code is compiled once.
   * @param code makes the bytes
   */
  kernel(code: () => Uint8Array<ArrayBuffer>): RunKernel {
    let module = compiled.get(code);
    if (module === undefined) {
      module = new WebAssembly.Module(code());
      compiled.set(code, module);
    }
    const instance = new WebAssembly.Instance(module, { m: { memory: this.#memory } });
    return instance.exports["run"] as RunKernel;
  }
}

/**
 * Makes a kernel with a memory of its own.
 * @param code makes the bytes
 * @param lengths of the arrays of numbers in its memory
 */
export function makeKernel(code: () => Uint8Array<ArrayBuffer>, lengths: readonly number[]): Kernel {
  const memory = new KernelMemory(lengths);
  return { arrays: memory.arrays, run: memory.kernel(code) };
}
