import type { Random } from "../core";
import { blockSize } from "./center-distances";
import type { Candidates } from "./k-means-plus-plus";
import type { KMeansRun, KMeansStart, WeightedRows } from "./k-means-run";

/** A smaller gain than this share of the inertia is left to the exchange of rows. */
const smallestGain = 1e-6;

/**
 * Improves a partition by swaps: one centre is taken away and put down elsewhere, where k-means++ would place the next
 * one, and Lloyd's iterations follow; a swap that lowers the inertia is kept (Fränti 2018, J. Big Data 5, "Efficiency of
 * random swap clustering"). The centres whose loss costs least are tried first. What single starts miss because two of
 * their centres share one group is found this way. Ends after `patience` swaps in a row without a gain.
 * Prior validation is assumed.
 * @param candidates room to work in
 * @param improve Lloyd's iterations from a start, given up where they do not come near the inertia of the best
 */
export function swapCenters(
  rows: WeightedRows,
  run: KMeansRun,
  patience: number,
  random: Random,
  candidates: Candidates,
  improve: (start: KMeansStart, best: number) => KMeansRun,
): KMeansRun {
  const nClusters = run.centers.length / rows.nFeatures;
  if (nClusters < 2) return run;
  let best = run;
  let removal = planRemoval(rows, run);
  for (let attempt = 0; attempt < patience && best.inertia > 0; attempt++) {
    const start = swap(rows, best, removal, removal.order[attempt % nClusters], random, candidates);
    const found = improve(start, best.inertia);
    if (found.inertia >= best.inertia * (1 - smallestGain)) continue;
    best = { ...found, nIterations: best.nIterations + found.nIterations };
    removal = planRemoval(rows, best);
    attempt = -1;
  }
  return best;
}

interface Removal {
  /** Clusters, the one whose rows lose least by going to their second nearest centre first. */
  readonly order: readonly number[];
  /** Squared distance of each row to its own centre. */
  readonly nearest: Float64Array;
  /** Squared distance of each row to the nearest other centre. */
  readonly second: Float64Array;
  /** That centre. */
  readonly neighbor: Uint32Array;
}

function planRemoval(rows: WeightedRows, { labels, centers }: KMeansRun): Removal {
  const { nSamples, nFeatures, weights } = rows;
  const nClusters = centers.length / nFeatures;
  rows.distances.setCenters(centers);
  const { distances, stride } = rows.distances;
  const losses = new Float64Array(nClusters);
  const nearest = new Float64Array(nSamples);
  const second = new Float64Array(nSamples).fill(Number.POSITIVE_INFINITY);
  const neighbor = new Uint32Array(nSamples);
  for (let start = 0; start < nSamples; start += blockSize) {
    const count = Math.min(blockSize, nSamples - start);
    rows.distances.measureRun(start, count);
    for (let row = start, place = 0; row < start + count; row++, place += stride) {
      const own = labels[row];
      nearest[row] = distances[place + own];
      for (let cluster = 0; cluster < nClusters; cluster++) {
        if (cluster === own || distances[place + cluster] >= second[row]) continue;
        second[row] = distances[place + cluster];
        neighbor[row] = cluster;
      }
      losses[own] += weights[row] * (second[row] - nearest[row]);
    }
  }
  const order = Array.from(losses.keys()).sort((left, right) => losses[left] - losses[right] || left - right);
  return { order, nearest, second, neighbor };
}

/** The partition with one centre put down elsewhere. */
function swap(
  rows: WeightedRows,
  { labels, centers }: KMeansRun,
  { nearest, second, neighbor }: Removal,
  removed: number,
  random: Random,
  candidates: Candidates,
): KMeansStart {
  const { nSamples, nFeatures } = rows;
  const nClusters = centers.length / nFeatures;
  // Drawn among the rows of the other clusters: among its own the centre would mostly come back to where it was.
  const elsewhere = nearest.slice();
  const without = nearest.slice();
  const owner = labels.slice();
  for (let row = 0; row < nSamples; row++) {
    if (labels[row] !== removed) continue;
    elsewhere[row] = 0;
    without[row] = second[row];
    owner[row] = neighbor[row];
  }
  candidates.draw(elsewhere, random);
  const candidate = candidates.measure(without, owner, centers, nClusters);
  candidates.take(candidate, without, owner, removed);
  const swapped = centers.slice();
  const row = candidates.rowOf(candidate);
  for (let column = 0; column < nFeatures; column++) {
    swapped[removed * nFeatures + column] = rows.data[row * nFeatures + column];
  }
  return { labels: owner, centers: swapped };
}
