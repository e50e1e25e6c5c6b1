import { assemble, clear, get, repeatWhileLess, set, simd, step, vector } from "./wasm-code";

/** Rows of a block of columns: with 13 columns it takes 13 kB, so that it stays in the first-level cache. */
export const blockRows = 128;
/** Columns are multiplied in tiles of 3 × 3: nine sums fit the registers and six loads serve nine products. */
export const tileSize = 3;
/** Numbers that a tile takes: each of its sums has two parts, of the even and of the odd rows. */
const tileLength = 2 * tileSize * tileSize;

const columnBytes = 8 * blockRows;
const tileBytes = 8 * tileLength;
const vectorBytes = 16;

/** The next whole number of tiles. */
export function wholeTiles(nColumns: number): number {
  return Math.ceil(nColumns / tileSize) * tileSize;
}

/** Numbers that the tiles of a lower triangle take. */
export function lengthOfTiles(width: number): number {
  const nTiles = width / tileSize;
  return ((nTiles * (nTiles + 1)) / 2) * tileLength;
}

/** Writes what the tiles hold into the lower triangle of a row-major matrix of the first `size` columns. */
export function unpackTiles(tiles: Float64Array, width: number, target: Float64Array, size: number): void {
  let place = 0;
  for (let left = 0; left < width; left += tileSize) {
    for (let right = 0; right <= left; right += tileSize) {
      for (let row = left; row < left + tileSize; row++) {
        for (let column = right; column < right + tileSize; column++, place += 2) {
          if (row < size && column <= row) target[row * size + column] = tiles[place] + tiles[place + 1];
        }
      }
    }
  }
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
export function addTo(address: number, value: number, offset: number): number[] {
  return [
    ...[...get(address), ...get(address), ...simd(vector.load, offset)],
    ...[...get(value), ...simd(vector.plus), ...simd(vector.store, offset)],
  ];
}
