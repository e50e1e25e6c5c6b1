import {
  add,
  addTo,
  assemble,
  blockRows,
  clear,
  forSteps,
  get,
  repeatWhileLess,
  set,
  simd,
  step,
  tileSize,
  vector,
} from "../../core/wasm";

const columnBytes = 8 * blockRows;
const vectorBytes = 16;

/**
 * The log-odds of a block's rows as WebAssembly, two numbers an instruction, eight rows at a time:
 *
 *     logOdds[row] = Σ over columns of solution[column] · columns[column][row]
 *
 * Parameters: addresses of the columns and of their end, of the solution, and of the log-odds.
 */
export function logOddsCode(): Uint8Array<ArrayBuffer> {
  const [columns, end, solution, target, offset, place, factor] = [0, 1, 2, 3, 4, 5, 6];
  const sums = [7, 8, 9, 10];
  const scale = 11;
  const oneColumn = [
    ...[...get(factor), ...simd(vector.loadTwice, 0), ...set(scale)],
    ...sums.flatMap((sum, index) => [
      ...[...get(scale), ...get(place), ...simd(vector.load, vectorBytes * index), ...simd(vector.times)],
      ...[...get(sum), ...simd(vector.plus), ...set(sum)],
    ]),
    ...step(factor, 8),
    ...step(place, columnBytes),
  ];
  const eightRows = [
    ...clear(sums),
    ...[...get(columns), ...get(offset), add, ...set(place)],
    ...[...get(solution), ...set(factor)],
    ...repeatWhileLess(place, get(end), oneColumn),
    ...[...get(target), ...get(offset), add, ...set(place)],
    ...sums.flatMap((sum, index) => [...get(place), ...get(sum), ...simd(vector.store, vectorBytes * index)]),
  ];
  return assemble({
    nParameters: 4,
    nIntegers: 3,
    nVectors: 5,
    body: forSteps(offset, sums.length * vectorBytes, columnBytes, eightRows),
  });
}

/**
 * Adds a block's part of Σ pull·z, and writes root·z, whose products make the Hessian, three columns at a time:
 *
 *     pulled[column] += Σ over rows of pulls[row] · columns[column][row]
 *     scaled[column][row] = roots[row] · columns[column][row]
 *
 * Parameters: addresses of the columns, of the scaled ones and of their end, of the pulls, behind which the roots stand,
 * and of the sums.
 */
export function pullCode(): Uint8Array<ArrayBuffer> {
  const [columns, scaled, end, pulls, sums] = [0, 1, 2, 3, 4];
  const [place, target, weight, targetEnd, source] = [5, 6, 7, 8, 9];
  const [pull, root, value] = [10, 11, 12];
  const totals = [13, 14, 15];
  const twoRows = [
    ...[...get(weight), ...simd(vector.load, 0), ...set(pull)],
    ...[...get(weight), ...simd(vector.load, columnBytes), ...set(root)],
    ...totals.flatMap((total, index) => [
      ...[...get(place), ...simd(vector.load, index * columnBytes), ...set(value)],
      ...[...get(value), ...get(pull), ...simd(vector.times), ...get(total), ...simd(vector.plus), ...set(total)],
      ...[...get(target), ...get(value), ...get(root), ...simd(vector.times)],
      ...simd(vector.store, index * columnBytes),
    ]),
    ...[...step(weight, vectorBytes), ...step(place, vectorBytes), ...step(target, vectorBytes)],
  ];
  const threeColumns = [
    ...clear(totals),
    ...[...get(source), ...set(place), ...get(pulls), ...set(weight)],
    ...[...get(target), ...set(targetEnd), ...step(targetEnd, columnBytes)],
    ...repeatWhileLess(target, get(targetEnd), twoRows),
    ...totals.flatMap((total, index) => addTo(sums, total, index * vectorBytes)),
    ...step(sums, tileSize * vectorBytes),
    ...step(source, tileSize * columnBytes),
    ...step(target, (tileSize - 1) * columnBytes),
  ];
  const start = [...get(columns), ...set(source), ...get(scaled), ...set(target)];
  return assemble({
    nParameters: 5,
    nIntegers: 5,
    nVectors: 6,
    body: [...start, ...repeatWhileLess(target, get(end), threeColumns)],
  });
}
