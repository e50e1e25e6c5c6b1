/** The few parts of WebAssembly's binary format that the kernels of clustering and modelling use. */

/** A kernel: one function "run" of numbers (i32) without a result, on the imported memory m.memory. */
export interface KernelSource {
  readonly nParameters: number;
  /** Locals of type i32; they follow the parameters. */
  readonly nIntegers: number;
  /** Locals of type v128; they come last. */
  readonly nVectors: number;
  readonly body: readonly number[];
}

/** The bytes of a module. */
export function assemble({ nParameters, nIntegers, nVectors, body }: KernelSource): Uint8Array<ArrayBuffer> {
  const signature = [0x60, ...list(new Array<number[]>(nParameters).fill([i32])), 0];
  const locals = list([
    [nIntegers, i32],
    [nVectors, v128],
  ]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list([signature])),
    ...section(2, list([[...name("m"), ...name("memory"), 0x02, 0x00, 1]])),
    ...section(3, list([[0]])),
    ...section(7, list([[...name("run"), 0x00, 0]])),
    ...section(10, list([withLength([...locals, ...body, end])])),
  ]);
}

const i32 = 0x7f;
const v128 = 0x7b;
const end = 0x0b;
const loop = 0x03;
const branchIf = 0x0d;

export const add = 0x6a;
export const multiply = 0x6c;
export const and = 0x71;
export const shiftLeft = 0x74;
export const shiftRight = 0x75;
/** Unsigned, so that addresses beyond 2 GB compare right. */
const lessThan = 0x49;
const loadI32 = 0x28;

/** Vector instructions: two floating-point numbers each. */
export const vector = {
  load: 0x00,
  loadTwice: 0x0a,
  store: 0x0b,
  constant: 0x0c,
  isAtLeast: 0x4c,
  select: 0x52,
  absolute: 0xec,
  squareRoot: 0xef,
  plus: 0xf0,
  minus: 0xf1,
  times: 0xf2,
  over: 0xf3,
  smaller: 0xf4,
  larger: 0xf5,
  /** To two integers, towards 0; NaN gives 0. */
  truncate: 0xfc,
  /** From two integers. */
  convert: 0xfe,
};

export function get(local: number): number[] {
  return [0x20, local];
}

export function set(local: number): number[] {
  return [0x21, local];
}

export function number(value: number): number[] {
  return [0x41, ...signed(value)];
}

/** A vector instruction; those that touch memory have an offset. */
export function simd(code: number, offset?: number): number[] {
  return [0xfd, ...unsigned(code), ...(offset === undefined ? [] : [3, ...unsigned(offset)])];
}

/** A vector of one number twice. */
export function constant(value: number): number[] {
  const bytes = new Uint8Array(Float64Array.of(value, value).buffer);
  return [...simd(vector.constant), ...bytes];
}

/** Of two vectors, the first numbers of both, or the second ones of both. */
export function gather(which: 0 | 1): number[] {
  const first = Array.from({ length: 8 }, (_, byte) => 8 * which + byte);
  return [...simd(0x0d), ...first, ...first.map((byte) => byte + 16)];
}

/** One of the two integers of a vector. */
export function extract(which: 0 | 1): number[] {
  return [...simd(0x1b), which];
}

/** Loads the second number of a vector, from an address and a vector. */
export function loadSecond(): number[] {
  return [...simd(0x57, 0), 1];
}

/** Pushes the integer at the address that a local holds. */
export function loadInteger(address: number, offset = 0): number[] {
  return [...get(address), loadI32, 2, ...unsigned(offset)];
}

/** Sets vectors to zero. */
export function clear(vectors: readonly number[]): number[] {
  return vectors.flatMap((local) => [...simd(vector.constant), ...new Array<number>(16).fill(0), ...set(local)]);
}

/** Runs `body` at least once, and again while the local is less than what `limit` pushes. */
export function repeatWhileLess(local: number, limit: readonly number[], body: readonly number[]): number[] {
  return [loop, 0x40, ...body, ...get(local), ...limit, lessThan, branchIf, 0, end];
}

/** Runs `body` with the local at 0, by, 2 · by, … below the limit. */
export function forSteps(local: number, by: number, limit: number, body: readonly number[]): number[] {
  return [...number(0), ...set(local), ...repeatWhileLess(local, number(limit), [...body, ...step(local, by)])];
}

/** Adds a constant to a local. */
export function step(local: number, by: number): number[] {
  return [...get(local), ...number(by), add, ...set(local)];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...withLength(content)];
}

function list(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function name(text: string): number[] {
  return withLength(Array.from(text, (letter) => letter.charCodeAt(0)));
}

function withLength(content: readonly number[]): number[] {
  return [...unsigned(content.length), ...content];
}

/** LEB128 */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >> 7)];
}

function signed(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}
