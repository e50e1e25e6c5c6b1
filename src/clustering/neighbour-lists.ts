import { blockRows, DistanceBlocks } from "./distance-blocks";

/** Neighbours that a list keeps. More make fewer searches through all clusters, and each look longer. */
export const listLength = 12;

/**
 * For every cluster a few clusters near it, and a radius: whatever is not on the list is at least that far away.
 *
 * Merging keeps the promise. The distance of a union to a third cluster is at least the smaller one of the distances of
 * its parts (the linkages here are reducible), so a cluster that holds nothing of the list is still outside the radius,
 * and the clusters that hold what was on the list are found through their numbers.
 */
export class NeighbourLists {
  /** nSamples × listLength numbers of clusters. */
  readonly numbers: Int32Array;
  /** Entries of each list. */
  readonly counts: Uint8Array;
  /** What is not on the list is at least this far away. */
  readonly radii: Float64Array;
  readonly #distances: Float64Array;

  constructor(nSamples: number) {
    this.numbers = new Int32Array(nSamples * listLength);
    this.counts = new Uint8Array(nSamples);
    this.radii = new Float64Array(nSamples).fill(Number.POSITIVE_INFINITY);
    this.#distances = new Float64Array(nSamples * listLength);
  }

  /** Empties a list, so that it can be filled again with {@link offer}. */
  clear(cluster: number, radius = Number.POSITIVE_INFINITY): void {
    this.counts[cluster] = 0;
    this.radii[cluster] = radius;
  }

  /** Puts a neighbour on the list if it is nearer than the radius; the farthest one falls off when the list is full. */
  offer(cluster: number, neighbour: number, distance: number): void {
    if (distance >= this.radii[cluster]) return;
    const { numbers } = this;
    const distances = this.#distances;
    const start = cluster * listLength;
    const count = this.counts[cluster];
    let place = start + count;
    if (count === listLength) {
      place--;
      this.radii[cluster] = distances[place];
    } else {
      this.counts[cluster] = count + 1;
    }
    for (; place > start && distances[place - 1] > distance; place--) {
      distances[place] = distances[place - 1];
      numbers[place] = numbers[place - 1];
    }
    distances[place] = distance;
    numbers[place] = neighbour;
    if (this.counts[cluster] === listLength) {
      this.radii[cluster] = Math.min(this.radii[cluster], distances[start + listLength - 1]);
    }
  }
}

/** Called with each block of distances: its first row, its first column (≤ the row) and the distances, blockRows a row. */
export type OnBlock = (first: number, other: number, block: Float64Array) => void;

/**
 * The lists of all rows, by comparing every pair once; blocks come in the order of a lower triangle, row after row.
 * Prior validation is assumed.
 */
export function listNeighbours(
  data: Float64Array,
  nSamples: number,
  nFeatures: number,
  squared: boolean,
  onBlock?: OnBlock,
): NeighbourLists {
  const lists = new NeighbourLists(nSamples);
  const blocks = new DistanceBlocks(nFeatures);
  const block = blocks.distances;
  for (let first = 0; first < nSamples; first += blockRows) {
    for (let other = 0; other <= first; other += blockRows) {
      blocks.compare(data, first, data, other);
      onBlock?.(first, other, block);
      if (squared) for (let place = 0; place < block.length; place++) block[place] *= block[place];
      offerBlock(lists, block, first, other, nSamples);
    }
  }
  return lists;
}

function offerBlock(lists: NeighbourLists, block: Float64Array, first: number, other: number, nSamples: number): void {
  const { radii } = lists;
  const end = Math.min(first + blockRows, nSamples);
  for (let row = first; row < end; row++) {
    const otherEnd = Math.min(other + blockRows, row);
    let place = (row - first) * blockRows;
    for (let column = other; column < otherEnd; column++, place++) {
      const distance = block[place];
      if (distance < radii[row]) lists.offer(row, column, distance);
      if (distance < radii[column]) lists.offer(column, row, distance);
    }
  }
}
