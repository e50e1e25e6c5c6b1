import { clusterSizes } from "./canonical-order";
import { blockSize } from "./center-distances";
import type { KMeansRun, WeightedRows } from "./k-means-run";
import { polish, weightedInertia } from "./lloyd";

/** A gain below this share of the cost is rounding, not a gain. */
const smallestGain = 1e-12;

interface State {
  readonly labels: Uint32Array;
  readonly sizes: Uint32Array;
  readonly masses: Float64Array;
  readonly centers: Float64Array;
  /** Rows that may move. */
  readonly contested: Uint32Array;
}

/**
 * Improves a partition by moving single rows while the inertia falls (Hartigan 1975). Lloyd's steps compare distances
 * to centres that they hold still; this counts how the two centres move with the row, and so leaves the shallow local
 * optima around a good one. Ends with Lloyd's steps, so that every row is with its nearest centre.
 * Prior validation is assumed.
 * @param maxPasses most passes over the rows, at least 1
 */
export function exchangeRows(rows: WeightedRows, run: KMeansRun, maxPasses: number): KMeansRun {
  const state = start(rows, run);
  let nPasses = 0;
  let moved = true;
  while (moved && nPasses < maxPasses) {
    nPasses++;
    const nContested = listContestedRows(rows, state);
    moved = exchangeOnce(rows, state, nContested);
    // The contested rows alone until they rest, then all rows once more.
    for (let again = moved; again && nPasses < maxPasses; nPasses++) again = exchangeOnce(rows, state, nContested);
  }
  const left = Math.max(1, maxPasses - nPasses);
  const improved = polish(rows, state.labels, state.centers, left);
  const nIterations = run.nIterations + nPasses + improved.nIterations;
  if (improved.inertia <= weightedInertia(rows, run.labels, run.centers)) return { ...improved, nIterations };
  return { ...polish(rows, run.labels, run.centers, left), nIterations };
}

function start({ nFeatures, weights, distances }: WeightedRows, run: KMeansRun): State {
  const nClusters = run.centers.length / nFeatures;
  const masses = new Float64Array(nClusters);
  for (let row = 0; row < weights.length; row++) masses[run.labels[row]] += weights[row];
  distances.setCenters(run.centers);
  return {
    labels: run.labels.slice(),
    sizes: clusterSizes(run.labels, nClusters),
    masses,
    centers: run.centers.slice(),
    contested: new Uint32Array(weights.length),
  };
}

/** Rows measured ahead: few, as the distances are void once a row moves. */
const lookAhead = 8;

/** A row is contested where another cluster is dearer by less than this factor. */
const closeCall = 1.25;

/** Lists the rows that may move, now or after a few others did; returns their number. */
function listContestedRows({ nSamples, weights, distances: measured }: WeightedRows, state: State): number {
  const { labels, masses, contested } = state;
  const { distances, stride } = measured;
  const nClusters = masses.length;
  let nContested = 0;
  for (let start = 0; start < nSamples; start += blockSize) {
    const count = Math.min(blockSize, nSamples - start);
    measured.measureRun(start, count);
    for (let row = start, place = 0; row < start + count; row++, place += stride) {
      const own = labels[row];
      const weight = weights[row];
      const limit = (distances[place + own] * masses[own] * closeCall) / (masses[own] - weight);
      for (let cluster = 0; cluster < nClusters; cluster++) {
        if (cluster === own || distances[place + cluster] * masses[cluster] >= limit * (masses[cluster] + weight))
          continue;
        contested[nContested++] = row;
        break;
      }
    }
  }
  return nContested;
}

/** One pass over the contested rows. Returns whether any moved. */
function exchangeOnce(rows: WeightedRows, state: State, nContested: number): boolean {
  const { weights, distances } = rows;
  const { labels, contested } = state;
  let moved = false;
  let start = 0;
  while (start < nContested) {
    const end = Math.min(start + lookAhead, nContested);
    distances.measure(contested, start, end);
    for (let place = 0; start < end; start++, place += distances.stride) {
      const row = contested[start];
      const to = cheapestCluster(state, distances.distances, row, weights[row], place);
      if (to === labels[row]) continue;
      moveRow(rows, state, row, to);
      moved = true;
      start++;
      break;
    }
  }
  return moved;
}

/** The cluster in which a row adds least to the inertia; its own unless another is clearly cheaper. */
function cheapestCluster(
  { labels, sizes, masses }: State,
  distances: Float64Array,
  row: number,
  weight: number,
  place: number,
): number {
  const from = labels[row];
  const rest = masses[from] - weight;
  // Beside a row that is nearly all of its cluster's weight the others are lost in rounding.
  if (sizes[from] < 2 || rest <= smallestGain * masses[from]) return from;
  // Taking weight w out of mass m at squared distance d saves w·m / (m − w)·d; putting it in costs w·m / (m + w)·d.
  let cheapest = ((distances[place + from] * masses[from]) / rest) * (1 - smallestGain);
  let to = from;
  for (let cluster = 0; cluster < masses.length; cluster++) {
    const cost = distances[place + cluster] * masses[cluster];
    // Compared before the division: most are dearer.
    if (cluster === from || cost >= cheapest * (masses[cluster] + weight)) continue;
    cheapest = cost / (masses[cluster] + weight);
    to = cluster;
  }
  return to;
}

function moveRow({ data, nFeatures, weights, distances }: WeightedRows, state: State, row: number, to: number): void {
  const { labels, sizes, masses, centers } = state;
  const from = labels[row];
  const weight = weights[row];
  labels[row] = to;
  sizes[from]--;
  sizes[to]++;
  masses[from] -= weight;
  masses[to] += weight;
  for (let column = 0; column < nFeatures; column++) {
    const value = data[row * nFeatures + column];
    centers[from * nFeatures + column] += ((centers[from * nFeatures + column] - value) * weight) / masses[from];
    centers[to * nFeatures + column] += ((value - centers[to * nFeatures + column]) * weight) / masses[to];
  }
  distances.setCenter(centers, from);
  distances.setCenter(centers, to);
}
