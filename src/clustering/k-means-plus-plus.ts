import type { Random } from "../core";
import { squaredDistance } from "./squared-distance";

/**
 * Greedy k-means++ seeding (Arthur & Vassilvitskii 2007): each next centre is the best of 2 + ⌊ln k⌋ rows drawn with
 * probability proportional to the squared distance to the nearest centre so far, as scikit-learn does it.
 * When every row already coincides with a centre, the next one is drawn uniformly. Prior validation is assumed.
 * @param data row-major, nSamples × nFeatures
 * @returns nClusters × nFeatures, row-major, rows of `data`
 */
export function kMeansPlusPlus(
  data: Float64Array,
  nSamples: number,
  nFeatures: number,
  nClusters: number,
  random: Random,
): Float64Array {
  const nTrials = 2 + Math.floor(Math.log(nClusters));
  const centers = new Float64Array(nClusters * nFeatures);
  const first = random.integer(nSamples);
  copyRow(data, first, centers, 0, nFeatures);

  let nearest = new Float64Array(nSamples);
  let trial = new Float64Array(nSamples);
  let best = new Float64Array(nSamples);
  // The centre that each row is nearest to, so that a far candidate can be ruled out without measuring.
  const owner = new Uint32Array(nSamples);
  let potential = 0;
  for (let row = 0; row < nSamples; row++) {
    nearest[row] = squaredDistance(data, row, data, first, nFeatures);
    potential += nearest[row];
  }

  for (let cluster = 1; cluster < nClusters; cluster++) {
    let bestRow = -1;
    let bestPotential = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < nTrials; attempt++) {
      const row = potential > 0 ? drawRow(nearest, potential * random.uniform()) : random.integer(nSamples);
      const reach = quarterDistances(data, nFeatures, row, centers, cluster);
      const trialPotential = addCenter(data, nFeatures, row, reach, owner, nearest, trial);
      if (trialPotential < bestPotential) {
        bestPotential = trialPotential;
        bestRow = row;
        [best, trial] = [trial, best];
      }
    }
    for (let row = 0; row < nSamples; row++) if (best[row] < nearest[row]) owner[row] = cluster;
    [nearest, best] = [best, nearest];
    potential = bestPotential;
    copyRow(data, bestRow, centers, cluster, nFeatures);
  }
  return centers;
}

/** The first row at which the running sum of `weights` passes `target`; never a row of weight 0. */
function drawRow(weights: Float64Array, target: number): number {
  let sum = 0;
  let last = 0;
  for (let row = 0; row < weights.length; row++) {
    if (weights[row] === 0) continue;
    sum += weights[row];
    last = row;
    if (sum > target) return row;
  }
  return last;
}

/** A quarter of the squared distance from a row to each of the first `nCenters` centres. */
function quarterDistances(
  data: Float64Array,
  nFeatures: number,
  row: number,
  centers: Float64Array,
  nCenters: number,
): Float64Array {
  const quarters = new Float64Array(nCenters);
  for (let center = 0; center < nCenters; center++) {
    quarters[center] = squaredDistance(data, row, centers, center, nFeatures) / 4;
  }
  return quarters;
}

/**
 * Writes min(nearest, distance to `center`) into `target` and returns its sum. A row nearer to its owner than half the
 * way from the owner to the candidate cannot be nearer to the candidate (triangle inequality).
 */
function addCenter(
  data: Float64Array,
  nFeatures: number,
  center: number,
  reach: Float64Array,
  owner: Uint32Array,
  nearest: Float64Array,
  target: Float64Array,
): number {
  let sum = 0;
  for (let row = 0; row < nearest.length; row++) {
    let value = nearest[row];
    if (value > reach[owner[row]]) value = Math.min(value, squaredDistance(data, row, data, center, nFeatures));
    target[row] = value;
    sum += value;
  }
  return sum;
}

function copyRow(from: Float64Array, row: number, to: Float64Array, targetRow: number, width: number): void {
  for (let column = 0; column < width; column++) to[targetRow * width + column] = from[row * width + column];
}
