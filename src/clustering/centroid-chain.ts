import { sortedCopy } from "../core";
import type { Merge } from "./label-merges";
import { type ClusterSpace, neighbourChain } from "./neighbour-chain";
import { listNeighbours, type NeighbourLists } from "./neighbour-lists";

/**
 * Ward's clustering on centroids: the squared height of a merge is 2 |a| |b| / (|a| + |b|) · ‖centroid a − centroid b‖²,
 * so no distance needs to be kept. Prior validation is assumed.
 */
export function centroidChain(data: Float64Array, nSamples: number, nFeatures: number): Merge[] {
  const shifted = shiftToMedians(data, nSamples, nFeatures);
  const lists = listNeighbours(shifted, nSamples, nFeatures, true);
  return neighbourChain(nSamples, new WardSpace(shifted, nSamples, nFeatures), lists);
}

/**
 * A copy with a value of each column, its median, taken away: centroids far from zero would lose digits. Values that
 * are whole numbers stay so, and their ties with them.
 */
function shiftToMedians(data: Float64Array, nSamples: number, nFeatures: number): Float64Array {
  const shifted = new Float64Array(data.length);
  for (let feature = 0; feature < nFeatures; feature++) {
    const column = new Float64Array(nSamples);
    for (let row = 0; row < nSamples; row++) column[row] = data[row * nFeatures + feature];
    const median = sortedCopy(column)[nSamples >>> 1];
    for (let row = 0; row < nSamples; row++) shifted[row * nFeatures + feature] = column[row] - median;
  }
  return shifted;
}

/** Distances are squared heights. */
class WardSpace implements ClusterSpace {
  readonly #centroids: Float64Array;
  readonly #sizes: Float64Array;
  readonly #nFeatures: number;
  /** Numbers of the living clusters, ascending; among them dead ones (size 0) until the next tidying. */
  #living: Uint32Array;
  #nDead = 0;

  constructor(centroids: Float64Array, nSamples: number, nFeatures: number) {
    this.#centroids = centroids;
    this.#sizes = new Float64Array(nSamples).fill(1);
    this.#nFeatures = nFeatures;
    this.#living = new Uint32Array(nSamples).map((_, number) => number);
  }

  heightOf(distance: number): number {
    return Math.sqrt(distance);
  }

  distance(left: number, right: number): number {
    const centroids = this.#centroids;
    const nFeatures = this.#nFeatures;
    let sum = 0;
    for (let a = left * nFeatures, b = right * nFeatures, end = a + nFeatures; a < end; a++, b++) {
      const difference = centroids[a] - centroids[b];
      sum += difference * difference;
    }
    const sizes = this.#sizes;
    return ((2 * sizes[left] * sizes[right]) / (sizes[left] + sizes[right])) * sum;
  }

  search(cluster: number, lists: NeighbourLists): void {
    const living = this.#living;
    const centroids = this.#centroids;
    const sizes = this.#sizes;
    const nFeatures = this.#nFeatures;
    const { radii } = lists;
    const start = cluster * nFeatures;
    const end = start + nFeatures;
    const size = sizes[cluster];
    for (let place = 0; place < living.length; place++) {
      const other = living[place];
      const otherSize = sizes[other];
      if (otherSize === 0 || other === cluster) continue;
      const factor = (2 * size * otherSize) / (size + otherSize);
      // The sum only grows: a candidate is dropped as soon as it has passed the radius.
      const limit = radii[cluster] / factor;
      let sum = 0;
      for (let a = start, b = other * nFeatures; a < end && sum < limit; a++, b++) {
        const difference = centroids[a] - centroids[b];
        sum += difference * difference;
      }
      if (sum < limit) lists.offer(cluster, other, factor * sum);
    }
  }

  join(gone: number, kept: number): void {
    const centroids = this.#centroids;
    const sizes = this.#sizes;
    const nFeatures = this.#nFeatures;
    const total = sizes[gone] + sizes[kept];
    const share = sizes[gone] / total;
    for (let feature = 0; feature < nFeatures; feature++) {
      const target = kept * nFeatures + feature;
      // A step from one to the other: between equal centroids it is 0, to the last digit.
      centroids[target] += (centroids[gone * nFeatures + feature] - centroids[target]) * share;
    }
    sizes[kept] = total;
    sizes[gone] = 0;
    this.#nDead++;
    if (4 * this.#nDead > this.#living.length) this.#tidy();
  }

  /** By the formula of Lance and Williams, least for a third cluster of one row or for one of very many. */
  radiusOfUnion(gone: number, kept: number, goneRadius: number, keptRadius: number, distance: number): number {
    const a = this.#sizes[gone];
    const b = this.#sizes[kept];
    const toOne = ((a + 1) * goneRadius + (b + 1) * keptRadius - distance) / (a + b + 1);
    const toMany = goneRadius + keptRadius - distance;
    return Math.max(Math.min(goneRadius, keptRadius), Math.min(toOne, toMany));
  }

  #tidy(): void {
    this.#living = this.#living.filter((number) => this.#sizes[number] > 0);
    this.#nDead = 0;
  }
}
