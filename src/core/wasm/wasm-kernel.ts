/** What is used here of the global of this name, which every Node has. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (code: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
};

/** A kernel with a memory of its own, and arrays in it, one after the other from address 0. */
export interface Kernel {
  readonly arrays: readonly Float64Array[];
  run(...parameters: number[]): void;
}

const compiled = new Map<() => Uint8Array<ArrayBuffer>, object>();

/**
 * Makes a kernel; its code is compiled once.
 * @param code makes the bytes
 * @param lengths of the arrays of numbers in its memory
 */
export function makeKernel(code: () => Uint8Array<ArrayBuffer>, lengths: readonly number[]): Kernel {
  const bytes = 8 * lengths.reduce((sum, length) => sum + length, 0);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
  let module = compiled.get(code);
  if (module === undefined) {
    module = new WebAssembly.Module(code());
    compiled.set(code, module);
  }
  const instance = new WebAssembly.Instance(module, { m: { memory } });
  let start = 0;
  const arrays = lengths.map((length) => {
    const array = new Float64Array(memory.buffer, start, length);
    start += array.byteLength;
    return array;
  });
  return { arrays, run: instance.exports["run"] as Kernel["run"] };
}
