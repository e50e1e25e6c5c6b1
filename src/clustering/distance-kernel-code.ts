import {
  add,
  assemble,
  clear,
  forSteps,
  get,
  multiply,
  number,
  repeatWhileLess,
  set,
  simd,
  step,
  vector,
} from "../core/wasm";

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
  return assemble({ nParameters: 3, nIntegers: 9, nVectors: 12, body: kernelBody() });
}

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
    ...simd(vector.loadTwice, 0),
    ...set(value),
    ...addSquare(sums[2 * index], near),
    ...addSquare(sums[2 * index + 1], far),
    ...step(place, 8),
  ]);
  return [
    ...clear(sums),
    ...starts,
    ...[...get(leftRows[1]), ...set(leftEnd)],
    ...[...get(right), ...get(column), add, ...set(rightPlace)],
    ...repeatWhileLess(leftRows[0], get(leftEnd), [
      ...[...get(rightPlace), ...simd(vector.load, 0), ...set(near)],
      ...[...get(rightPlace), ...simd(vector.load, 16), ...set(far)],
      ...oneFeature,
      ...step(rightPlace, rowBytes),
    ]),
    ...[...get(row), ...number(rowBytes), multiply, ...get(column), add, ...set(target)],
    ...sums.flatMap((sum, index) => [
      ...get(target),
      ...get(sum),
      ...simd(vector.squareRoot),
      ...simd(vector.store, (index >> 1) * rowBytes + (index % 2) * 16),
    ]),
  ];
}

/** sum += (value − other)² */
function addSquare(sum: number, other: number): number[] {
  const square = [
    ...get(value),
    ...get(other),
    ...simd(vector.minus),
    ...set(difference),
    ...get(difference),
    ...get(difference),
    ...simd(vector.times),
  ];
  return [...get(sum), ...square, ...simd(vector.plus), ...set(sum)];
}
