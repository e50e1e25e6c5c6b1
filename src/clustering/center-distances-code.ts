import { add, assemble, clear, get, loadInteger, repeatWhileLess, set, simd, step, vector } from "../core/wasm";

/** Centres of one run of the kernel: two a vector, three vectors at most. */
export const mostVectors = 3;

/**
 * The squared distances of listed rows to 2 · nVectors centres as WebAssembly, two rows at a time:
 *
 *     for row, other in list:
 *       sums[2][2 · nVectors] = 0
 *       for feature: sums[0][j] += (row[feature] − centers[feature][j])², sums[1][j] += (other[feature] − …)²
 *       out = sums, two lines of it
 *
 * `list` holds the addresses of the rows, an even number; `centers` is feature after feature. Each sum runs over the
 * features in their order and rounds as in JavaScript, so that the distances have the same bits as those of a plain loop.
 */
export function centerDistancesCode(nVectors: number): Uint8Array<ArrayBuffer> {
  return assemble({ nParameters: 6, nIntegers: 4, nVectors: 3 * nVectors + 3, body: kernelBody(nVectors) });
}

// Locals. Parameters: addresses of the list, its end, the centres and the distances; bytes of a row and of a line.
const list = 0;
const listEnd = 1;
const centers = 2;
const out = 3;
const width = 4;
const lineBytes = 5;
const row = 6;
const other = 7;
const rowEnd = 8;
const center = 9;
const rowValue = 10;
const otherValue = 11;
const difference = 12;

function kernelBody(nVectors: number): number[] {
  const vectors = Array.from({ length: nVectors }, (_, index) => index);
  const centerValues = vectors.map((index) => 13 + index);
  const rowSums = vectors.map((index) => 13 + nVectors + index);
  const otherSums = vectors.map((index) => 13 + 2 * nVectors + index);
  const oneFeature = [
    ...[...get(row), ...simd(vector.loadTwice, 0), ...set(rowValue)],
    ...[...get(other), ...simd(vector.loadTwice, 0), ...set(otherValue)],
    ...vectors.flatMap((index) => [
      ...[...get(center), ...simd(vector.load, 16 * index), ...set(centerValues[index])],
      ...addSquare(rowSums[index], rowValue, centerValues[index]),
      ...addSquare(otherSums[index], otherValue, centerValues[index]),
    ]),
    ...step(row, 8),
    ...step(other, 8),
    ...step(center, 16 * nVectors),
  ];
  return repeatWhileLess(list, get(listEnd), [
    ...[...loadInteger(list), ...set(row)],
    ...[...loadInteger(list, 4), ...set(other)],
    ...[...get(row), ...get(width), add, ...set(rowEnd)],
    ...[...get(centers), ...set(center)],
    ...clear([...rowSums, ...otherSums]),
    ...repeatWhileLess(row, get(rowEnd), oneFeature),
    ...storeLine(rowSums),
    ...storeLine(otherSums),
    ...step(list, 8),
  ]);
}

/** Writes sums to `out` and goes on to its next line. */
function storeLine(sums: readonly number[]): number[] {
  const stores = sums.flatMap((sum, index) => [...get(out), ...get(sum), ...simd(vector.store, 16 * index)]);
  return [...stores, ...get(out), ...get(lineBytes), add, ...set(out)];
}

/** sum += (value − center)² */
function addSquare(sum: number, value: number, centerValue: number): number[] {
  return [
    ...[...get(value), ...get(centerValue), ...simd(vector.minus), ...set(difference)],
    ...[...get(sum), ...get(difference), ...get(difference), ...simd(vector.times), ...simd(vector.plus), ...set(sum)],
  ];
}
