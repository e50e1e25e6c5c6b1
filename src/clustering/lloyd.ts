import { clusterSizes } from "./canonical-order";
import type { KMeansRun, WeightedRows } from "./k-means-run";
import { moveToNearer } from "./nearest-centers";
import { squaredDistance } from "./squared-distance";

/**
 * Plain Lloyd from given labels until no row has a strictly nearer centre. Means are summed in row order, so that the
 * result depends on the partition alone, to the last bit. Prior validation is assumed.
 * @param startCenters where an empty cluster stays when no row is off its centre
 */
export function polish(
  rows: WeightedRows,
  startLabels: Uint32Array,
  startCenters: Float64Array,
  maxIterations: number,
): KMeansRun {
  const labels = startLabels.slice();
  const centers = new Float64Array(startCenters.length);
  let previous = startCenters;
  let nIterations = 0;
  let changed = true;
  while (changed && nIterations < maxIterations) {
    nIterations++;
    computeCenters(rows, labels, previous, centers);
    changed = moveToNearer(rows, centers, labels);
    previous = centers.slice();
  }
  return { labels, centers, inertia: weightedInertia(rows, labels, centers), nIterations, converged: !changed };
}

/** Σ ‖row − its centre‖². Prior validation is assumed. */
export function inertiaOf(
  data: Float64Array,
  nFeatures: number,
  labels: ArrayLike<number>,
  centers: Float64Array,
): number {
  let inertia = 0;
  for (let row = 0; row < labels.length; row++) {
    inertia += squaredDistance(data, row, centers, labels[row], nFeatures);
  }
  return inertia;
}

/** Σ weight × ‖row − its centre‖². Prior validation is assumed. */
export function weightedInertia(
  { data, nFeatures, weights }: WeightedRows,
  labels: Uint32Array,
  centers: Float64Array,
): number {
  let inertia = 0;
  for (let row = 0; row < labels.length; row++) {
    inertia += weights[row] * squaredDistance(data, row, centers, labels[row], nFeatures);
  }
  return inertia;
}

/**
 * Weighted means of the labelled rows. An empty cluster takes the row farthest from its own centre (scikit-learn's
 * rule), which changes `labels` in place; with no row off its centre it stays where it was.
 */
function computeCenters(rows: WeightedRows, labels: Uint32Array, previous: Float64Array, target: Float64Array): void {
  const { data, nFeatures, weights } = rows;
  const nClusters = previous.length / nFeatures;
  const sizes = clusterSizes(labels, nClusters);
  fillEmptyClusters(data, nFeatures, labels, sizes, previous);
  const masses = new Float64Array(nClusters);
  for (let row = 0; row < labels.length; row++) masses[labels[row]] += weights[row];
  // The mean of the deviations from a mean takes away what rounding left in it.
  target.set(previous);
  const shifts = new Float64Array(target.length);
  for (let pass = 0; pass < 2; pass++) {
    shifts.fill(0);
    for (let row = 0; row < labels.length; row++) {
      const end = (row + 1) * nFeatures;
      for (let place = row * nFeatures, center = labels[row] * nFeatures; place < end; place++, center++) {
        shifts[center] += weights[row] * (pass === 0 ? data[place] : data[place] - target[center]);
      }
    }
    for (let cluster = 0; cluster < nClusters; cluster++) {
      if (sizes[cluster] === 0) continue;
      for (let place = cluster * nFeatures; place < (cluster + 1) * nFeatures; place++) {
        target[place] = (pass === 0 ? 0 : target[place]) + shifts[place] / masses[cluster];
      }
    }
  }
}

/**
 * Gives every empty cluster the row that is farthest from its own centre among clusters of two rows or more, as long
 * as there is one off its centre. Changes `labels` and `sizes`. Prior validation is assumed.
 * @returns whether any row moved
 */
export function fillEmptyClusters(
  data: Float64Array,
  nFeatures: number,
  labels: Uint32Array,
  sizes: Uint32Array,
  centers: Float64Array,
): boolean {
  let moved = false;
  for (let cluster = 0; cluster < sizes.length; cluster++) {
    if (sizes[cluster] > 0) continue;
    const row = farthestRow(data, nFeatures, labels, sizes, centers);
    if (row < 0) return moved;
    sizes[labels[row]]--;
    labels[row] = cluster;
    sizes[cluster] = 1;
    moved = true;
  }
  return moved;
}

function farthestRow(
  data: Float64Array,
  nFeatures: number,
  labels: Uint32Array,
  sizes: Uint32Array,
  centers: Float64Array,
): number {
  let farthest = -1;
  let distance = 0;
  for (let row = 0; row < labels.length; row++) {
    if (sizes[labels[row]] < 2) continue;
    const candidate = squaredDistance(data, row, centers, labels[row], nFeatures);
    if (candidate > distance) {
      distance = candidate;
      farthest = row;
    }
  }
  return farthest;
}
