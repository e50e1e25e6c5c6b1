import { blockSize, CenterDistances } from "./center-distances";
import type { WeightedRows } from "./k-means-run";

/** Moves every row to its nearest centre; a row with two nearest stays. Returns whether any moved. */
export function moveToNearer(rows: WeightedRows, centers: Float64Array, labels: Uint32Array): boolean {
  const { distances, nSamples, nFeatures } = rows;
  const nClusters = centers.length / nFeatures;
  distances.setCenters(centers);
  let moved = false;
  for (let start = 0; start < nSamples; start += blockSize) {
    const count = Math.min(blockSize, nSamples - start);
    distances.measureRun(start, count);
    if (labelBlock(distances, nClusters, labels, start, count)) moved = true;
  }
  return moved;
}

/** Index of the nearest centre of every row; the first one on a tie. Prior validation is assumed. */
export function nearestCenters(data: Float64Array, nFeatures: number, centers: Float64Array): Uint32Array {
  return assignAll(data, nFeatures, centers).labels;
}

/** {@link nearestCenters}, and the inertia, in one pass. */
export function assignAll(
  data: Float64Array,
  nFeatures: number,
  centers: Float64Array,
): { labels: Uint32Array; inertia: number } {
  const nSamples = data.length / nFeatures;
  const nClusters = centers.length / nFeatures;
  const block = new CenterDistances(Math.min(blockSize, nSamples), nFeatures, nClusters);
  const labels = new Uint32Array(nSamples);
  block.setCenters(centers);
  let inertia = 0;
  for (let start = 0; start < nSamples; start += blockSize) {
    const count = Math.min(blockSize, nSamples - start);
    block.data.set(data.subarray(start * nFeatures, (start + count) * nFeatures));
    block.measureRun(0, count);
    labelBlock(block, nClusters, labels, start, count);
    for (let row = 0; row < count; row++) inertia += block.distances[row * block.stride + labels[start + row]];
  }
  return { labels, inertia };
}

/** Labels the rows that were just measured. Returns whether any label changed. */
function labelBlock(
  { distances, stride }: CenterDistances,
  nClusters: number,
  labels: Uint32Array,
  start: number,
  count: number,
): boolean {
  let moved = false;
  for (let row = start, place = 0; row < start + count; row++, place += stride) {
    const current = labels[row];
    let own = current;
    let nearest = distances[place + current];
    for (let cluster = 0; cluster < nClusters; cluster++) {
      if (distances[place + cluster] < nearest) {
        nearest = distances[place + cluster];
        own = cluster;
      }
    }
    if (own === current) continue;
    labels[row] = own;
    moved = true;
  }
  return moved;
}
