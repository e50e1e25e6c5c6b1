import { clusterSizes } from "./canonical-order";
import { blockSize } from "./center-distances";
import type { KMeansRun, KMeansStart, WeightedRows } from "./k-means-run";
import { fillEmptyClusters } from "./lloyd";
import { squaredDistance } from "./squared-distance";

/** What the iterations carry on: a partition, its sums, and two bounds a row. */
interface State {
  readonly rows: WeightedRows;
  readonly nClusters: number;
  readonly labels: Uint32Array;
  /** Number of rows of each cluster. */
  readonly sizes: Uint32Array;
  /** Weight of the rows of each cluster. */
  readonly masses: Float64Array;
  /** nClusters × nFeatures, weighted sums of the rows of each cluster. */
  readonly sums: Float64Array;
  readonly centers: Float64Array;
  /** At least the distance of each row to its own centre. */
  readonly upper: Float64Array;
  /** At most the distance of each row to any other centre. */
  readonly lower: Float64Array;
  /** How far each centre moved last. */
  readonly shifts: Float64Array;
  /** Half the distance from each centre to its nearest neighbour; infinite for a single centre. */
  readonly halfGaps: Float64Array;
  /** Rows that the bounds leave open. */
  readonly open: Uint32Array;
}

/** From so many clusters on, one distance to the own centre first saves more than it costs. */
const tightenFrom = 6;

/** How many iterations of the last one's gain a run is credited with. */
const horizon = 3;

/** A gain below this share of the inertia is no reason to go on with a run that is given up where it lags. */
const worthwhile = 1e-3;

/** When {@link hamerly} stops. */
export interface StoppingRule {
  /** Most iterations, at least 1. */
  readonly maxIterations: number;
  /** Stops when the squared shifts of the centres sum to at most this. */
  readonly maxShift: number;
  /**
   * Gives up when an iteration gains so little that {@link horizon} more of them would neither lower the inertia by a
   * thousandth nor bring it down to this. Infinite: only for want of gain. Default: never gives up.
   */
  readonly rival?: number | undefined;
}

/**
 * Lloyd's iterations from a given partition with Hamerly's (2010) bounds: the same steps as plain Lloyd at a fraction of
 * the distances, with two numbers a row to keep. Stops when no label changes or by the rule given; labels are then those
 * of the returned centres. The inertia is that around the means of the clusters, by subtraction: good for comparing
 * runs. Prior validation is assumed.
 */
export function hamerly(rows: WeightedRows, from: KMeansStart, rule: StoppingRule): KMeansRun {
  const { maxIterations, maxShift, rival } = rule;
  const state = start(rows, from);
  let nIterations = 0;
  let converged = false;
  let explained = Number.NEGATIVE_INFINITY;
  while (!converged && nIterations < maxIterations) {
    nIterations++;
    const relocated = relocate(state);
    const shift = moveCenters(state);
    const moved = moveRows(state);
    const before = explained;
    explained = betweenClusters(state);
    const lags = rival !== undefined && isHopeless(rows.total - explained, explained - before, rival);
    converged = !moved || (!relocated && (shift <= maxShift || lags));
  }
  const { labels, centers } = state;
  return { labels, centers, inertia: Math.max(0, rows.total - explained), nIterations, converged };
}

function isHopeless(inertia: number, gain: number, rival: number): boolean {
  return gain < worthwhile * inertia || inertia - horizon * gain > rival;
}

function start(rows: WeightedRows, { labels, centers }: KMeansStart): State {
  const { data, nSamples, nFeatures, weights } = rows;
  const nClusters = centers.length / nFeatures;
  const state: State = {
    rows,
    nClusters,
    labels: labels.slice(),
    sizes: clusterSizes(labels, nClusters),
    masses: new Float64Array(nClusters),
    sums: new Float64Array(centers.length),
    centers: centers.slice(),
    upper: new Float64Array(nSamples).fill(Number.POSITIVE_INFINITY),
    lower: new Float64Array(nSamples),
    shifts: new Float64Array(nClusters),
    halfGaps: new Float64Array(nClusters),
    open: new Uint32Array(nSamples),
  };
  sumRows(data, nFeatures, weights, labels, state.masses, state.sums);
  return state;
}

/** What the partition explains of the rows' squared distances from their mean; the inertia is the rest. */
function betweenClusters({ rows, nClusters, sizes, masses, sums }: State): number {
  const { nFeatures, mean } = rows;
  let explained = 0;
  for (let cluster = 0; cluster < nClusters; cluster++) {
    if (sizes[cluster] === 0) continue;
    let squared = 0;
    for (let column = 0; column < nFeatures; column++) {
      squared += (sums[cluster * nFeatures + column] / masses[cluster] - mean[column]) ** 2;
    }
    explained += masses[cluster] * squared;
  }
  return explained;
}

function sumRows(
  data: Float64Array,
  nFeatures: number,
  weights: Float64Array,
  labels: Uint32Array,
  masses: Float64Array,
  sums: Float64Array,
): void {
  masses.fill(0);
  sums.fill(0);
  for (let row = 0, place = 0; row < labels.length; row++) {
    const weight = weights[row];
    masses[labels[row]] += weight;
    const end = place + nFeatures;
    for (let target = labels[row] * nFeatures; place < end; place++, target++) sums[target] += weight * data[place];
  }
}

/** Fills empty clusters; rows moved by hand leave bounds that say nothing. */
function relocate({ rows, labels, sizes, masses, sums, centers, upper }: State): boolean {
  const { data, nFeatures, weights } = rows;
  if (!fillEmptyClusters(data, nFeatures, labels, sizes, centers)) return false;
  sumRows(data, nFeatures, weights, labels, masses, sums);
  upper.fill(Number.POSITIVE_INFINITY);
  return true;
}

/** Sets the centres to the means. Returns the sum of their squared shifts. */
function moveCenters({ rows, nClusters, sizes, masses, sums, centers, shifts }: State): number {
  const { nFeatures } = rows;
  let total = 0;
  for (let cluster = 0; cluster < nClusters; cluster++) {
    let squared = 0;
    for (let place = cluster * nFeatures; place < (cluster + 1) * nFeatures; place++) {
      const moved = sizes[cluster] > 0 ? sums[place] / masses[cluster] : centers[place];
      squared += (moved - centers[place]) ** 2;
      centers[place] = moved;
    }
    total += squared;
    shifts[cluster] = Math.sqrt(squared);
  }
  rows.distances.setCenters(centers);
  return total;
}

/** Moves each row to its nearest centre, measuring only where the bounds leave it open. Returns whether any moved. */
function moveRows(state: State): boolean {
  const { rows, open } = state;
  const nOpen = listOpenRows(state);
  let moved = false;
  for (let from = 0; from < nOpen; from += blockSize) {
    const to = Math.min(from + blockSize, nOpen);
    rows.distances.measure(open, from, to);
    rows.distances.findTwoLeast(to - from);
    if (assignRows(state, from, to)) moved = true;
  }
  return moved;
}

/** Loosens the bounds by the shifts of the centres and lists the rows that they leave open; returns their number. */
function listOpenRows(state: State): number {
  const { rows, nClusters, labels, centers, upper, lower, shifts, open } = state;
  const { data, nSamples, nFeatures } = rows;
  const drops = largestOtherShifts(shifts);
  const halfGaps = measureGaps(state);
  const tighten = nClusters >= tightenFrom;
  let nOpen = 0;
  for (let row = 0; row < nSamples; row++) {
    const own = labels[row];
    const below = lower[row] - drops[own];
    const gap = halfGaps[own];
    let above = upper[row] + shifts[own];
    if (tighten && above > below && above > gap && above < Number.POSITIVE_INFINITY) {
      above = Math.sqrt(squaredDistance(data, row, centers, own, nFeatures));
    }
    upper[row] = above;
    lower[row] = below;
    // Written always, counted where it is open: no branch to mispredict.
    open[nOpen] = row;
    nOpen += (above > below ? 1 : 0) & (above > gap ? 1 : 0);
  }
  return nOpen;
}

/** Puts the open rows of one block with their nearest centres. Returns whether any moved. */
function assignRows(
  { rows, nClusters, labels, sizes, masses, sums, upper, lower, open }: State,
  start: number,
  end: number,
): boolean {
  const { data, nFeatures, weights } = rows;
  const { distances, stride, twoLeast } = rows.distances;
  let moved = false;
  for (let index = start, place = 0; index < end; index++, place += stride) {
    const row = open[index];
    const from = labels[row];
    upper[row] = twoLeast[2 * (index - start)];
    lower[row] = twoLeast[2 * (index - start) + 1];
    if (Math.sqrt(distances[place + from]) === upper[row]) continue;
    const own = nearestOf(distances, place, nClusters);
    moved = true;
    labels[row] = own;
    sizes[from]--;
    sizes[own]++;
    const weight = weights[row];
    masses[from] -= weight;
    masses[own] += weight;
    let source = from * nFeatures;
    let target = own * nFeatures;
    const last = (row + 1) * nFeatures;
    for (let value = row * nFeatures; value < last; value++, source++, target++) {
      const moving = weight * data[value];
      sums[source] -= moving;
      sums[target] += moving;
    }
  }
  return moved;
}

/** The first of the clusters with the least distance. */
function nearestOf(distances: Float64Array, place: number, nClusters: number): number {
  let own = 0;
  for (let cluster = 1; cluster < nClusters; cluster++) {
    if (distances[place + cluster] < distances[place + own]) own = cluster;
  }
  return own;
}

/** For each cluster the largest shift of another one. */
function largestOtherShifts(shifts: Float64Array): Float64Array {
  let farthest = 0;
  let runnerUp = 0;
  for (let cluster = 1; cluster < shifts.length; cluster++) {
    if (shifts[cluster] > shifts[farthest]) {
      runnerUp = shifts[farthest];
      farthest = cluster;
    } else runnerUp = Math.max(runnerUp, shifts[cluster]);
  }
  return shifts.map((_, cluster) => (cluster === farthest ? runnerUp : shifts[farthest]));
}

function measureGaps({ rows, nClusters, centers, halfGaps }: State): Float64Array {
  halfGaps.fill(Number.POSITIVE_INFINITY);
  for (let left = 0; left < nClusters; left++) {
    for (let right = left + 1; right < nClusters; right++) {
      const half = Math.sqrt(squaredDistance(centers, left, centers, right, rows.nFeatures)) / 2;
      halfGaps[left] = Math.min(halfGaps[left], half);
      halfGaps[right] = Math.min(halfGaps[right], half);
    }
  }
  return halfGaps;
}
