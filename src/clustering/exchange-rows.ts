import { clusterSizes } from "./canonical-order";
import { inertiaOf, type KMeansRun, polish } from "./lloyd";
import { squaredDistance } from "./squared-distance";

/** A gain below this share of the cost is rounding, not a gain. */
const smallestGain = 1e-12;

/**
 * Improves a partition by moving single rows while the inertia falls (Hartigan 1975). Lloyd's steps compare distances
 * to centres that they hold still; this counts how the two centres move with the row, and so leaves the shallow local
 * optima around a good one. Ends with Lloyd's steps, so that every row is with its nearest centre.
 * Prior validation is assumed.
 * @param maxPasses most passes over the rows, at least 1
 */
export function exchangeRows(data: Float64Array, nFeatures: number, run: KMeansRun, maxPasses: number): KMeansRun {
  const labels = run.labels.slice();
  const centers = run.centers.slice();
  const sizes = clusterSizes(labels, centers.length / nFeatures);
  let nPasses = 0;
  let moved = true;
  while (moved && nPasses < maxPasses) {
    nPasses++;
    moved = exchangeOnce(data, nFeatures, labels, sizes, centers);
  }
  const polished = polish(data, nFeatures, labels, centers, Math.max(1, maxPasses - nPasses));
  const improved = { ...polished, nIterations: run.nIterations + nPasses + polished.nIterations };
  const before = inertiaOf(data, nFeatures, run.labels, run.centers);
  return improved.inertia <= before ? improved : run;
}

function exchangeOnce(
  data: Float64Array,
  nFeatures: number,
  labels: Uint32Array,
  sizes: Uint32Array,
  centers: Float64Array,
): boolean {
  let moved = false;
  for (let row = 0; row < labels.length; row++) {
    const from = labels[row];
    if (sizes[from] < 2) continue;
    const own = squaredDistance(data, row, centers, from, nFeatures);
    // Taking a row out of n at squared distance d saves n / (n − 1) · d; putting it into m costs m / (m + 1) · d.
    let cheapest = ((own * sizes[from]) / (sizes[from] - 1)) * (1 - smallestGain);
    let to = from;
    for (let cluster = 0; cluster < sizes.length; cluster++) {
      if (cluster === from) continue;
      const distance = squaredDistance(data, row, centers, cluster, nFeatures);
      const cost = (distance * sizes[cluster]) / (sizes[cluster] + 1);
      if (cost < cheapest) {
        cheapest = cost;
        to = cluster;
      }
    }
    if (to === from) continue;
    moveRow(data, nFeatures, row, from, to, sizes, centers);
    labels[row] = to;
    moved = true;
  }
  return moved;
}

function moveRow(
  data: Float64Array,
  nFeatures: number,
  row: number,
  from: number,
  to: number,
  sizes: Uint32Array,
  centers: Float64Array,
): void {
  sizes[from]--;
  sizes[to]++;
  for (let column = 0; column < nFeatures; column++) {
    const value = data[row * nFeatures + column];
    centers[from * nFeatures + column] += (centers[from * nFeatures + column] - value) / sizes[from];
    centers[to * nFeatures + column] += (value - centers[to * nFeatures + column]) / sizes[to];
  }
}
