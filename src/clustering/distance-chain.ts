import { blockRows } from "./distance-blocks";
import type { Merge } from "./label-merges";
import { type ClusterSpace, neighbourChain } from "./neighbour-chain";
import { listNeighbours, type NeighbourLists } from "./neighbour-lists";

/**
 * Complete or average linkage over all pairwise distances, updated by the formula of Lance and Williams.
 * Prior validation is assumed.
 */
export function distanceChain(
  data: Float64Array,
  nSamples: number,
  nFeatures: number,
  method: "complete" | "average",
): Merge[] {
  const distances = new Float64Array((nSamples * (nSamples - 1)) / 2);
  const lists = listNeighbours(data, nSamples, nFeatures, false, (first, other, block) => {
    keepBlock(distances, nSamples, first, other, block);
  });
  return neighbourChain(nSamples, new PairwiseSpace(distances, nSamples, method === "complete"), lists);
}

/** Copies a block into the lower triangle: entry (i, j), j < i, is at i (i − 1) / 2 + j. */
function keepBlock(distances: Float64Array, nSamples: number, first: number, other: number, block: Float64Array): void {
  const end = Math.min(first + blockRows, nSamples);
  for (let row = first; row < end; row++) {
    const start = (row * (row - 1)) / 2;
    const otherEnd = Math.min(other + blockRows, row);
    let place = (row - first) * blockRows;
    for (let column = other; column < otherEnd; column++, place++) distances[start + column] = block[place];
  }
}

/** Clusters whose distances are all kept, in the lower triangle of a matrix of slots, ascending by number. */
class PairwiseSpace implements ClusterSpace {
  readonly #distances: Float64Array;
  readonly #isComplete: boolean;
  /** The slot of each living number. */
  readonly #slots: Int32Array;
  /** The number in each slot. */
  #numbers: Uint32Array;
  /** Rows of the cluster in each slot; 0 when it is dead, until the next tidying. */
  #sizes: Float64Array;
  #nDead = 0;

  constructor(distances: Float64Array, nSamples: number, isComplete: boolean) {
    this.#distances = distances;
    this.#isComplete = isComplete;
    this.#slots = new Int32Array(nSamples).map((_, number) => number);
    this.#numbers = new Uint32Array(nSamples).map((_, number) => number);
    this.#sizes = new Float64Array(nSamples).fill(1);
  }

  heightOf(distance: number): number {
    return distance;
  }

  distance(left: number, right: number): number {
    const a = this.#slots[left];
    const b = this.#slots[right];
    return this.#distances[a > b ? (a * (a - 1)) / 2 + b : (b * (b - 1)) / 2 + a];
  }

  search(cluster: number, lists: NeighbourLists): void {
    const distances = this.#distances;
    const sizes = this.#sizes;
    const numbers = this.#numbers;
    const { radii } = lists;
    const own = this.#slots[cluster];
    const row = (own * (own - 1)) / 2;
    for (let slot = 0; slot < own; slot++) {
      const distance = distances[row + slot];
      if (distance < radii[cluster] && sizes[slot] > 0) lists.offer(cluster, numbers[slot], distance);
    }
    let place = row + own + own;
    for (let slot = own + 1; slot < sizes.length; place += slot, slot++) {
      const distance = distances[place];
      if (distance < radii[cluster] && sizes[slot] > 0) lists.offer(cluster, numbers[slot], distance);
    }
  }

  join(goneNumber: number, keptNumber: number): void {
    const distances = this.#distances;
    const sizes = this.#sizes;
    const isComplete = this.#isComplete;
    const gone = this.#slots[goneNumber];
    const kept = this.#slots[keptNumber];
    const goneSize = sizes[gone];
    const keptSize = sizes[kept];
    const total = goneSize + keptSize;
    sizes[gone] = 0;
    const goneRow = (gone * (gone - 1)) / 2;
    const keptRow = (kept * (kept - 1)) / 2;
    // Below both, between them, above both: the slot of the lower number is the lower one.
    for (let slot = 0; slot < gone; slot++) {
      const a = distances[goneRow + slot];
      const b = distances[keptRow + slot];
      distances[keptRow + slot] = isComplete ? (a > b ? a : b) : (goneSize * a + keptSize * b) / total;
    }
    let place = goneRow + gone + gone;
    for (let slot = gone + 1; slot < kept; place += slot, slot++) {
      const a = distances[place];
      const b = distances[keptRow + slot];
      distances[keptRow + slot] = isComplete ? (a > b ? a : b) : (goneSize * a + keptSize * b) / total;
    }
    let row = keptRow + kept;
    for (let slot = kept + 1; slot < sizes.length; row += slot, slot++) {
      if (sizes[slot] === 0) continue;
      const a = distances[row + gone];
      const b = distances[row + kept];
      distances[row + kept] = isComplete ? (a > b ? a : b) : (goneSize * a + keptSize * b) / total;
    }
    sizes[kept] = total;
    this.#nDead++;
    if (4 * this.#nDead > sizes.length) this.#tidy();
  }

  radiusOfUnion(gone: number, kept: number, goneRadius: number, keptRadius: number): number {
    if (this.#isComplete) return Math.max(goneRadius, keptRadius);
    const a = this.#sizes[this.#slots[gone]];
    const b = this.#sizes[this.#slots[kept]];
    return (a * goneRadius + b * keptRadius) / (a + b);
  }

  /** Closes the gaps that dead clusters left, so that what is used stays together in memory. */
  #tidy(): void {
    const distances = this.#distances;
    const from = Uint32Array.from(this.#sizes.keys()).filter((slot) => this.#sizes[slot] > 0);
    let target = 0;
    for (let slot = 0; slot < from.length; slot++) {
      const row = (from[slot] * (from[slot] - 1)) / 2;
      for (let other = 0; other < slot; other++) distances[target++] = distances[row + from[other]];
    }
    this.#numbers = Uint32Array.from(from, (slot) => this.#numbers[slot]);
    this.#sizes = Float64Array.from(from, (slot) => this.#sizes[slot]);
    this.#numbers.forEach((number, slot) => {
      this.#slots[number] = slot;
    });
    this.#nDead = 0;
  }
}
