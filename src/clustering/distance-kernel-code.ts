/** Rows are compared in square blocks whose distances fit the processor's first cache; a multiple of four. */
export const blockRows = 48;

/**
 * The distance kernel as WebAssembly, two numbers an instruction: plain loops spend half their time on checks of array
 * bounds. It compares four rows with four others at a time:
 *
 *     for row in 0, 4, … blockRows, for column in 0, 4, … blockRows:
 *       sums[4][4] = 0
 *       for feature: sums[i][j] += (left[row + i][feature] − right[feature][column + j])²
 *       out[row + i][column + j] = √sums[i][j]
 *
 * `left` is row after row, `right` feature after feature, `out` at address 0. Each sum runs over the features in their
 * order and every operation rounds as in JavaScript, so that the distances have the same bits as those of a plain loop.
 */
export function distanceKernelCode(): Uint8Array<ArrayBuffer> {
  const signature = [0x60, ...list([[i32], [i32], [i32]]), 0];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list([signature])),
    ...section(2, list([[...name("m"), ...name("memory"), 0x02, 0x00, 1]])),
    ...section(3, list([[0]])),
    ...section(7, list([[...name("run"), 0x00, 0]])),
    ...section(
      10,
      list([
        withLength([
          ...list([
            [9, i32],
            [12, v128],
          ]),
          ...kernelBody(),
          end,
        ]),
      ]),
    ),
  ]);
}

const i32 = 0x7f;
const v128 = 0x7b;
const end = 0x0b;
const rowBytes = 8 * blockRows;

// Locals. Parameters: addresses of left and right, bytes of a row of left.
const left = 0;
const right = 1;
const width = 2;
const row = 3;
const column = 4;
const leftRows = [5, 6, 7, 8];
const rightPlace = 9;
const leftEnd = 10;
const target = 11;
const sums = [12, 13, 14, 15, 16, 17, 18, 19];
const near = 20;
const far = 21;
const value = 22;
const difference = 23;

function kernelBody(): number[] {
  return forSteps(row, 4, blockRows, forSteps(column, 32, rowBytes, compareFourWithFour()));
}

function compareFourWithFour(): number[] {
  const starts = leftRows.flatMap((place, index) => {
    const before =
      index === 0 ? [...get(left), ...get(row), ...get(width), multiply] : [...get(leftRows[index - 1]), ...get(width)];
    return [...before, add, ...set(place)];
  });
  const oneFeature = leftRows.flatMap((place, index) => [
    ...get(place),
    ...simd(loadTwice, 3, 0),
    ...set(value),
    ...addSquare(sums[2 * index], near),
    ...addSquare(sums[2 * index + 1], far),
    ...step(place, 8),
  ]);
  return [
    ...sums.flatMap((sum) => [...simd(constant), ...new Array<number>(16).fill(0), ...set(sum)]),
    ...starts,
    ...[...get(leftRows[1]), ...set(leftEnd)],
    ...[...get(right), ...get(column), add, ...set(rightPlace)],
    ...[0x03, 0x40],
    ...[...get(rightPlace), ...simd(load, 3, 0), ...set(near)],
    ...[...get(rightPlace), ...simd(load, 3, 16), ...set(far)],
    ...oneFeature,
    ...step(rightPlace, rowBytes),
    ...[...get(leftRows[0]), ...get(leftEnd), notEqual, 0x0d, 0, end],
    ...[...get(row), ...number(rowBytes), multiply, ...get(column), add, ...set(target)],
    ...sums.flatMap((sum, index) => [
      ...get(target),
      ...get(sum),
      ...simd(squareRoot),
      ...simd(store, 3, (index >> 1) * rowBytes + (index % 2) * 16),
    ]),
  ];
}

/** sum += (value − other)² */
function addSquare(sum: number, other: number): number[] {
  const square = [...get(value), ...get(other), ...simd(minus), 0x22, difference, ...get(difference), ...simd(times)];
  return [...get(sum), ...square, ...simd(plus), ...set(sum)];
}

/** Runs `body` with the local at 0, by, 2 · by, … below the limit. */
function forSteps(local: number, by: number, limit: number, body: readonly number[]): number[] {
  const next = [...step(local, by), ...get(local), ...number(limit), lessThan, 0x0d, 0];
  return [...number(0), ...set(local), 0x03, 0x40, ...body, ...next, end];
}

function step(local: number, by: number): number[] {
  return [...get(local), ...number(by), add, ...set(local)];
}

const add = 0x6a;
const multiply = 0x6c;
const notEqual = 0x47;
const lessThan = 0x48;
const load = 0x00;
const loadTwice = 0x0a;
const store = 0x0b;
const constant = 0x0c;
const squareRoot = 0xef;
const plus = 0xf0;
const minus = 0xf1;
const times = 0xf2;

function get(local: number): number[] {
  return [0x20, local];
}

function set(local: number): number[] {
  return [0x21, local];
}

function number(value: number): number[] {
  return [0x41, ...signed(value)];
}

/** A vector instruction; those that touch memory have an alignment and an offset. */
function simd(code: number, ...memory: number[]): number[] {
  return [0xfd, ...unsigned(code), ...memory.flatMap(unsigned)];
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
