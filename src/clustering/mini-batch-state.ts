import type { Random } from "../core";
import { blockSize, CenterDistances } from "./center-distances";

/** Most of a batch that may become new centres at once. */
const mostReassigned = 0.5;

/** The centres of mini-batch k-means as they follow the batches. Prior validation is assumed. */
export class MiniBatchState {
  readonly centers: Float64Array;
  private readonly nClusters: number;
  private readonly batch: Uint32Array;
  private readonly labels: Uint32Array;
  /** With room for the rows of one block. */
  private readonly distances: CenterDistances;
  /** Rows of the last check for small clusters on. */
  private sinceReassigned = 0;

  /** @param counts rows that each centre has had so far; changed in place */
  constructor(
    private readonly data: Float64Array,
    private readonly nFeatures: number,
    initialCenters: Float64Array,
    private readonly counts: Float64Array,
    readonly batchSize: number,
  ) {
    this.centers = initialCenters.slice();
    this.nClusters = counts.length;
    this.batch = new Uint32Array(batchSize);
    this.labels = new Uint32Array(batchSize);
    this.distances = new CenterDistances(Math.min(batchSize, blockSize), nFeatures, this.nClusters);
  }

  /** Draws a batch, moves the centres, and returns the batch's mean squared distance before the move. */
  step(random: Random, reassignmentRatio: number): number {
    const { data, nFeatures, batch, batchSize } = this;
    const nSamples = data.length / nFeatures;
    for (let index = 0; index < batchSize; index++) batch[index] = random.integer(nSamples);
    const inertia = this.assign();
    this.follow();
    this.sinceReassigned += batchSize;
    if (this.counts.includes(0) || this.sinceReassigned >= 10 * this.nClusters) {
      this.sinceReassigned = 0;
      this.reassign(random, reassignmentRatio);
    }
    return inertia / batchSize;
  }

  private assign(): number {
    this.distances.setCenters(this.centers);
    let inertia = 0;
    for (let from = 0; from < this.batchSize; from += blockSize) {
      inertia += this.assignBlock(from, Math.min(from + blockSize, this.batchSize));
    }
    return inertia;
  }

  /** Labels rows [from, to) of the batch; returns the sum of their squared distances. */
  private assignBlock(from: number, to: number): number {
    const { data, nFeatures, nClusters, batch, labels, distances: measured } = this;
    for (let index = from, target = 0; index < to; index++) {
      const start = batch[index] * nFeatures;
      for (let place = start; place < start + nFeatures; place++) measured.data[target++] = data[place];
    }
    measured.measureRun(0, to - from);
    const { distances, stride } = measured;
    let inertia = 0;
    for (let index = from, place = 0; index < to; index++, place += stride) {
      let nearest = distances[place];
      let own = 0;
      for (let cluster = 1; cluster < nClusters; cluster++) {
        if (distances[place + cluster] < nearest) {
          nearest = distances[place + cluster];
          own = cluster;
        }
      }
      labels[index] = own;
      inertia += nearest;
    }
    return inertia;
  }

  /** Each row draws its centre by one over the rows that the centre has had. */
  private follow(): void {
    const { data, nFeatures, centers, counts, batch, batchSize, labels } = this;
    for (let index = 0; index < batchSize; index++) {
      const own = labels[index];
      const rate = 1 / ++counts[own];
      let source = batch[index] * nFeatures;
      const end = (own + 1) * nFeatures;
      for (let place = own * nFeatures; place < end; place++, source++) {
        centers[place] += rate * (data[source] - centers[place]);
      }
    }
  }

  /** Centres with few rows start anew at rows of the batch, with as many rows to their name as the least of the others. */
  private reassign(random: Random, ratio: number): void {
    const { data, nFeatures, nClusters, centers, counts, batch, batchSize } = this;
    const limit = ratio * counts.reduce((most, count) => Math.max(most, count), 0);
    const few = Array.from(counts.keys())
      .filter((cluster) => counts[cluster] < limit)
      .sort((left, right) => counts[left] - counts[right] || left - right)
      .slice(0, Math.floor(mostReassigned * batchSize));
    if (few.length === 0 || few.length === nClusters) return;
    const rows = random.permutation(batchSize);
    few.forEach((cluster, place) => {
      const start = batch[rows[place]] * nFeatures;
      centers.set(data.subarray(start, start + nFeatures), cluster * nFeatures);
    });
    const others = Array.from(counts).filter((_, cluster) => !few.includes(cluster));
    const least = others.reduce((smallest, count) => Math.min(smallest, count), Number.POSITIVE_INFINITY);
    for (const cluster of few) counts[cluster] = least;
  }
}
