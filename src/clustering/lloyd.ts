import { clusterSizes } from "./canonical-order";
import { squaredDistance } from "./squared-distance";

/** One k-means run in plain arrays. `centers` is nClusters × nFeatures, row-major. */
export interface KMeansRun {
  readonly labels: Uint32Array;
  readonly centers: Float64Array;
  /** Σ ‖row − its centre‖² */
  readonly inertia: number;
  readonly nIterations: number;
  readonly converged: boolean;
}

/**
 * Plain Lloyd from given labels until no row has a strictly nearer centre. Means are summed in row order, so that the
 * result depends on the partition alone, to the last bit. Prior validation is assumed.
 * @param centers where an empty cluster stays when no row is off its centre
 */
export function polish(
  data: Float64Array,
  nFeatures: number,
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
    computeCenters(data, nFeatures, labels, previous, centers);
    changed = moveToNearer(data, nFeatures, centers, labels);
    previous = centers.slice();
  }
  return { labels, centers, inertia: inertiaOf(data, nFeatures, labels, centers), nIterations, converged: !changed };
}

/** Moves every row to its nearest centre; a row with two nearest stays. Returns whether any moved. */
function moveToNearer(data: Float64Array, nFeatures: number, centers: Float64Array, labels: Uint32Array): boolean {
  const nClusters = centers.length / nFeatures;
  let changed = false;
  for (let row = 0; row < labels.length; row++) {
    const current = labels[row];
    let nearest = squaredDistance(data, row, centers, current, nFeatures);
    for (let cluster = 0; cluster < nClusters; cluster++) {
      const distance = squaredDistance(data, row, centers, cluster, nFeatures);
      if (distance < nearest) {
        nearest = distance;
        labels[row] = cluster;
      }
    }
    if (labels[row] !== current) changed = true;
  }
  return changed;
}

/** Index of the nearest centre of every row; the first one on a tie. Prior validation is assumed. */
export function nearestCenters(data: Float64Array, nFeatures: number, centers: Float64Array): Uint32Array {
  const labels = new Uint32Array(data.length / nFeatures);
  moveToNearer(data, nFeatures, centers, labels);
  return labels;
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

/**
 * Means of the labelled rows. An empty cluster takes the row farthest from its own centre (scikit-learn's rule), which
 * changes `labels` in place; with no row off its centre it stays where it was.
 */
function computeCenters(
  data: Float64Array,
  nFeatures: number,
  labels: Uint32Array,
  previous: Float64Array,
  target: Float64Array,
): void {
  const sizes = clusterSizes(labels, previous.length / nFeatures);
  fillEmptyClusters(data, nFeatures, labels, sizes, previous);
  target.fill(0);
  for (let row = 0; row < labels.length; row++) {
    const center = labels[row] * nFeatures;
    const start = row * nFeatures;
    for (let column = 0; column < nFeatures; column++) target[center + column] += data[start + column];
  }
  for (let cluster = 0; cluster < sizes.length; cluster++) {
    for (let column = cluster * nFeatures; column < (cluster + 1) * nFeatures; column++) {
      target[column] = sizes[cluster] > 0 ? target[column] / sizes[cluster] : previous[column];
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
