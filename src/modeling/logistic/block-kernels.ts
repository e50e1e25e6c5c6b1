import { add, assemble, clear, forSteps, get, repeatWhileLess, set, simd, step, vector } from "../../core/wasm";

/** Rows of a block: with 13 features its columns take 15 kB, so that they stay in the first-level cache. */
export const blockRows = 128;
/** Columns are multiplied in tiles of 3 × 3: nine sums fit the registers and six loads serve nine products. */
export const tileSize = 3;
/** Numbers that a tile takes: each of its sums has two parts, of the even and of the odd rows. */
export const tileLength = 2 * tileSize * tileSize;

const columnBytes = 8 * blockRows;
const tileBytes = 8 * tileLength;
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

/**
 * Adds the products of a block's columns with one another, tile after tile of the lower triangle:
 *
 *     for left in 0, 3, … width, for right in 0, 3, … left:
 *       tile[i][j] += Σ over rows of columns[left + i][row] · columns[right + j][row]
 *
 * Parameters: addresses of the columns, of their end, and of the tiles.
 */
export function productsCode(): Uint8Array<ArrayBuffer> {
  const [columns, end, tiles, left, right, leftPlace, rightPlace, leftEnd] = [0, 1, 2, 3, 4, 5, 6, 7];
  const sums = [8, 9, 10, 11, 12, 13, 14, 15, 16];
  const leftValues = [17, 18, 19];
  const rightValue = 20;
  const twoRows = [
    ...leftValues.flatMap((value, index) => [
      ...[...get(leftPlace), ...simd(vector.load, index * columnBytes), ...set(value)],
    ]),
    ...[0, 1, 2].flatMap((column) => [
      ...[...get(rightPlace), ...simd(vector.load, column * columnBytes), ...set(rightValue)],
      ...leftValues.flatMap((value, row) => {
        const sum = sums[tileSize * row + column];
        return [
          ...[...get(value), ...get(rightValue), ...simd(vector.times)],
          ...[...get(sum), ...simd(vector.plus), ...set(sum)],
        ];
      }),
    ]),
    ...[...step(leftPlace, vectorBytes), ...step(rightPlace, vectorBytes)],
  ];
  const oneTile = [
    ...clear(sums),
    ...[...get(left), ...set(leftPlace), ...get(right), ...set(rightPlace)],
    ...[...get(left), ...set(leftEnd), ...step(leftEnd, columnBytes)],
    ...repeatWhileLess(leftPlace, get(leftEnd), twoRows),
    ...sums.flatMap((sum, index) => addTo(tiles, sum, index * vectorBytes)),
    ...step(tiles, tileBytes),
    ...step(right, tileSize * columnBytes),
  ];
  const oneRowOfTiles = [
    ...[...get(columns), ...set(right)],
    // Once more while right ≤ left: leftEnd is past left and not past the next tile.
    ...repeatWhileLess(right, get(leftEnd), oneTile),
    ...step(left, tileSize * columnBytes),
  ];
  return assemble({
    nParameters: 3,
    nIntegers: 5,
    nVectors: 13,
    body: [...get(columns), ...set(left), ...repeatWhileLess(left, get(end), oneRowOfTiles)],
  });
}

/** memory[address + offset] += value */
function addTo(address: number, value: number, offset: number): number[] {
  return [
    ...[...get(address), ...get(address), ...simd(vector.load, offset)],
    ...[...get(value), ...simd(vector.plus), ...simd(vector.store, offset)],
  ];
}
