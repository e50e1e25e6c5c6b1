import { add, assemble, clear, forSteps, get, repeatWhileLess, set, simd, step, vector } from "../core/wasm";

/** Rows that the kernel takes at once; a multiple of eight. */
export const squaresRows = 64;

/**
 * ‖W (x − mean)‖² of squaresRows rows x for a lower triangular W as WebAssembly, two numbers an instruction, eight rows at a
 * time; the rows lose their mean in place:
 *
 *     x[j][row] −= mean[j]
 *     for row in 0, 8, … squaresRows:
 *       squares[8] = 0
 *       for i in features:
 *         sums[8] = Σ over j ≤ i of w[i][j] · x[j][row + 0 … 7]
 *         squares += sums²
 *       out[row + 0 … 7] = squares
 *
 * `rows` is feature after feature, `factors` row after row, `out` at address 0.
 */
export function triangularSquaresCode(): Uint8Array<ArrayBuffer> {
  return assemble({ nParameters: 6, nIntegers: 5, nVectors: 9, body: [...subtractMeans(), ...kernelBody()] });
}

const columnBytes = 8 * squaresRows;

// Locals. Parameters: addresses of the rows, of W and of its end, bytes of a row of W, addresses of the mean and of its end.
const rows = 0;
const factors = 1;
const end = 2;
const width = 3;
const mean = 4;
const meanEnd = 5;
const offset = 6;
const factorRow = 7;
const factor = 8;
const place = 9;
const diagonal = 10;
const sums = [11, 12, 13, 14];
const squares = [15, 16, 17, 18];
const scale = 19;

function subtractMeans(): number[] {
  const eightRows = [0, 16, 32, 48].flatMap((bytes) => [
    ...[...get(place), ...get(place), ...simd(vector.load, bytes), ...get(scale), ...simd(vector.minus)],
    ...simd(vector.store, bytes),
  ]);
  const oneFeature = [
    ...[...get(mean), ...simd(vector.loadTwice, 0), ...set(scale)],
    ...forSteps(offset, 64, columnBytes, [...eightRows, ...step(place, 64)]),
    ...step(mean, 8),
  ];
  return [...get(rows), ...set(place), ...repeatWhileLess(mean, get(meanEnd), oneFeature)];
}

function kernelBody(): number[] {
  const oneProduct = [
    ...[...get(factor), ...simd(vector.loadTwice, 0), ...set(scale)],
    ...sums.flatMap((sum, index) => [
      ...[...get(sum), ...get(scale), ...get(place), ...simd(vector.load, 16 * index)],
      ...[...simd(vector.times), ...simd(vector.plus), ...set(sum)],
    ]),
    ...step(factor, 8),
    ...step(place, columnBytes),
  ];
  const oneFeature = [
    ...clear(sums),
    ...[...get(factorRow), ...set(factor)],
    ...[...get(rows), ...get(offset), add, ...set(place)],
    ...step(diagonal, columnBytes),
    ...repeatWhileLess(place, get(diagonal), oneProduct),
    ...sums.flatMap((sum, index) => [
      ...[...get(squares[index]), ...get(sum), ...get(sum)],
      ...[...simd(vector.times), ...simd(vector.plus), ...set(squares[index])],
    ]),
    ...[...get(factorRow), ...get(width), add, ...set(factorRow)],
  ];
  return forSteps(offset, 64, columnBytes, [
    ...clear(squares),
    ...[...get(factors), ...set(factorRow)],
    ...[...get(rows), ...get(offset), add, ...set(diagonal)],
    ...repeatWhileLess(factorRow, get(end), oneFeature),
    ...squares.flatMap((square, index) => [...[...get(offset), ...get(square), ...simd(vector.store, 16 * index)]]),
  ]);
}
