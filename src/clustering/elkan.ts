import { clusterSizes } from "./canonical-order";
import { fillEmptyClusters, inertiaOf, type KMeansRun } from "./lloyd";
import { squaredDistance } from "./squared-distance";

/** What the iterations carry on: a partition, its sums, and bounds on the distances of each row. */
interface State {
  readonly data: Float64Array;
  readonly nFeatures: number;
  readonly nClusters: number;
  readonly labels: Uint32Array;
  readonly sizes: Uint32Array;
  /** nClusters × nFeatures, sums of the rows of each cluster. */
  readonly sums: Float64Array;
  readonly centers: Float64Array;
  /** At least the distance of each row to its own centre. */
  readonly upper: Float64Array;
  /** nSamples × nClusters: at most the distance of each row to each centre. */
  readonly lower: Float64Array;
  /** nClusters × nClusters: half the distances between centres. */
  readonly halfGaps: Float64Array;
  /** How far each centre moved last. */
  readonly shifts: Float64Array;
}

/**
 * Lloyd's iterations from given centres with Elkan's (2003) distance bounds: the same steps as plain Lloyd at a
 * fraction of the distances. Stops when no label changes, when the squared shifts of the centres sum to at most
 * `maxShift`, or after `maxIterations`. Labels are those of the returned centres. Prior validation is assumed.
 */
export function elkan(
  data: Float64Array,
  nFeatures: number,
  initialCenters: Float64Array,
  maxIterations: number,
  maxShift: number,
): KMeansRun {
  const state = start(data, nFeatures, initialCenters);
  let nIterations = 0;
  let converged = false;
  while (!converged && nIterations < maxIterations) {
    nIterations++;
    const relocated = fillEmptyClusters(data, nFeatures, state.labels, state.sizes, state.centers);
    if (relocated) forget(state);
    const shift = moveCenters(state);
    const moved = moveRows(state);
    converged = !moved || (shift <= maxShift && !relocated);
  }
  const { labels, centers } = state;
  return { labels, centers, inertia: inertiaOf(data, nFeatures, labels, centers), nIterations, converged };
}

function start(data: Float64Array, nFeatures: number, initialCenters: Float64Array): State {
  const nClusters = initialCenters.length / nFeatures;
  const nSamples = data.length / nFeatures;
  const labels = new Uint32Array(nSamples);
  const upper = new Float64Array(nSamples);
  const lower = new Float64Array(nSamples * nClusters);
  for (let row = 0; row < nSamples; row++) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let cluster = 0; cluster < nClusters; cluster++) {
      const distance = Math.sqrt(squaredDistance(data, row, initialCenters, cluster, nFeatures));
      lower[row * nClusters + cluster] = distance;
      if (distance < nearest) {
        nearest = distance;
        labels[row] = cluster;
      }
    }
    upper[row] = nearest;
  }
  const state: State = {
    data,
    nFeatures,
    nClusters,
    labels,
    sizes: clusterSizes(labels, nClusters),
    sums: new Float64Array(initialCenters.length),
    centers: initialCenters.slice(),
    upper,
    lower,
    halfGaps: new Float64Array(nClusters * nClusters),
    shifts: new Float64Array(nClusters),
  };
  sumRows(state);
  return state;
}

function sumRows({ data, nFeatures, labels, sums }: State): void {
  sums.fill(0);
  for (let row = 0; row < labels.length; row++) {
    for (let column = 0; column < nFeatures; column++) {
      sums[labels[row] * nFeatures + column] += data[row * nFeatures + column];
    }
  }
}

/** After rows were moved by hand: sums from the labels, bounds that say nothing. */
function forget(state: State): void {
  sumRows(state);
  state.upper.fill(Number.POSITIVE_INFINITY);
  state.lower.fill(Number.NEGATIVE_INFINITY);
}

/** Sets the centres to the means and loosens the bounds by their shifts. Returns the sum of squared shifts. */
function moveCenters(state: State): number {
  const { nFeatures, nClusters, labels, sizes, sums, centers, upper, lower, shifts } = state;
  const previous = centers.slice();
  for (let cluster = 0; cluster < nClusters; cluster++) {
    if (sizes[cluster] === 0) continue;
    for (let column = cluster * nFeatures; column < (cluster + 1) * nFeatures; column++) {
      centers[column] = sums[column] / sizes[cluster];
    }
  }
  let total = 0;
  for (let cluster = 0; cluster < nClusters; cluster++) {
    const squared = squaredDistance(centers, cluster, previous, cluster, nFeatures);
    total += squared;
    shifts[cluster] = Math.sqrt(squared);
  }
  for (let row = 0; row < labels.length; row++) {
    upper[row] += shifts[labels[row]];
    for (let cluster = 0; cluster < nClusters; cluster++) lower[row * nClusters + cluster] -= shifts[cluster];
  }
  return total;
}

/** Moves each row to its nearest centre, measuring only what the bounds leave open. Returns whether any moved. */
function moveRows(state: State): boolean {
  const { data, nFeatures, nClusters, labels, sizes, sums, centers, upper, lower, halfGaps } = state;
  const nearestHalfGap = measureGaps(state);
  let moved = false;
  for (let row = 0; row < labels.length; row++) {
    const from = labels[row];
    let own = from;
    let distance = upper[row];
    if (distance <= nearestHalfGap[from]) continue;
    let isMeasured = false;
    for (let cluster = 0; cluster < nClusters; cluster++) {
      if (cluster === own) continue;
      const bound = Math.max(lower[row * nClusters + cluster], halfGaps[own * nClusters + cluster]);
      if (distance <= bound) continue;
      if (!isMeasured) {
        distance = Math.sqrt(squaredDistance(data, row, centers, own, nFeatures));
        lower[row * nClusters + own] = distance;
        isMeasured = true;
        if (distance <= bound) continue;
      }
      const other = Math.sqrt(squaredDistance(data, row, centers, cluster, nFeatures));
      lower[row * nClusters + cluster] = other;
      if (other < distance) {
        own = cluster;
        distance = other;
      }
    }
    upper[row] = distance;
    if (own === from) continue;
    moved = true;
    labels[row] = own;
    sizes[from]--;
    sizes[own]++;
    for (let column = 0; column < nFeatures; column++) {
      const value = data[row * nFeatures + column];
      sums[from * nFeatures + column] -= value;
      sums[own * nFeatures + column] += value;
    }
  }
  return moved;
}

/** Fills halfGaps; returns each centre's half distance to its nearest neighbour (infinite for a single centre). */
function measureGaps({ nFeatures, nClusters, centers, halfGaps }: State): Float64Array {
  const nearest = new Float64Array(nClusters).fill(Number.POSITIVE_INFINITY);
  for (let left = 0; left < nClusters; left++) {
    for (let right = left + 1; right < nClusters; right++) {
      const half = Math.sqrt(squaredDistance(centers, left, centers, right, nFeatures)) / 2;
      halfGaps[left * nClusters + right] = half;
      halfGaps[right * nClusters + left] = half;
      nearest[left] = Math.min(nearest[left], half);
      nearest[right] = Math.min(nearest[right], half);
    }
  }
  return nearest;
}
