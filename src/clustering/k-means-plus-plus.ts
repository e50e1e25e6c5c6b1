import type { Random } from "../core";
import { blockSize } from "./center-distances";
import type { KMeansStart, WeightedRows } from "./k-means-run";
import { squaredDistance } from "./squared-distance";

/** Candidates for one further centre: 2 + ⌊ln nClusters⌋, as scikit-learn draws. */
export function candidateCount(nClusters: number): number {
  return 2 + Math.floor(Math.log(nClusters));
}

/**
 * Greedy k-means++ seeding (Arthur & Vassilvitskii 2007): each next centre is the best of 2 + ⌊ln k⌋ rows drawn with
 * probability proportional to weight × squared distance to the nearest centre so far, as scikit-learn does it.
 * When every row already coincides with a centre, the next one is drawn by weight alone. Prior validation is assumed.
 * @param candidates room to work in, for several starts one after another
 * @returns rows of the data as centres, and the centre that each row is nearest to
 */
export function kMeansPlusPlus(
  rows: WeightedRows,
  nClusters: number,
  random: Random,
  candidates = new Candidates(rows, candidateCount(nClusters)),
): KMeansStart {
  const { data, nSamples, nFeatures, weights } = rows;
  const centers = new Float64Array(nClusters * nFeatures);
  copyRow(data, drawByWeight(weights, random), centers, 0, nFeatures);
  const nearest = new Float64Array(nSamples);
  for (let row = 0; row < nSamples; row++) nearest[row] = squaredDistance(data, row, centers, 0, nFeatures);
  // The centre that each row is nearest to, so that far candidates can be ruled out without measuring.
  const owner = new Uint32Array(nSamples);
  for (let cluster = 1; cluster < nClusters; cluster++) {
    candidates.draw(nearest, random);
    const best = candidates.measure(nearest, owner, centers, cluster);
    copyRow(data, candidates.rowOf(best), centers, cluster, nFeatures);
    candidates.take(best, nearest, owner, cluster);
  }
  return { centers, labels: owner };
}

/** The rows that may become the next centre, and what each would leave of the distances. */
export class Candidates {
  private readonly places: Uint32Array;
  private readonly points: Float64Array;
  /** Of the open rows to the candidates, `stride` entries a row. */
  private readonly distances: Float64Array;
  private readonly stride: number;
  /** Rows that a candidate may come nearer to, and their number. */
  private readonly open: Uint32Array;
  private nOpen = 0;

  constructor(
    private readonly rows: WeightedRows,
    private readonly count: number,
  ) {
    this.places = new Uint32Array(count);
    this.points = new Float64Array(count * rows.nFeatures);
    this.stride = count + (count % 2);
    this.distances = new Float64Array(rows.nSamples * this.stride);
    this.open = new Uint32Array(rows.nSamples);
  }

  /** The row of a candidate. */
  rowOf(candidate: number): number {
    return this.places[candidate];
  }

  /** Draws rows with probability proportional to weight × `nearest`. */
  draw(nearest: Float64Array, random: Random): void {
    const { data, nFeatures, weights } = this.rows;
    let potential = 0;
    for (let row = 0; row < nearest.length; row++) potential += weights[row] * nearest[row];
    for (let candidate = 0; candidate < this.count; candidate++) {
      const row =
        potential > 0 ? drawByDistance(nearest, weights, potential * random.uniform()) : drawByWeight(weights, random);
      this.places[candidate] = row;
      copyRow(data, row, this.points, candidate, nFeatures);
    }
  }

  /** Measures all rows against all candidates at once; returns the candidate that leaves the least potential. */
  measure(nearest: Float64Array, owner: Uint32Array, centers: Float64Array, nCenters: number): number {
    const { count } = this;
    this.nOpen = this.listOpenRows(nearest, owner, this.reach(centers, nCenters));
    this.measureOpenRows();
    const saved = this.savings(nearest);
    let best = 0;
    for (let candidate = 1; candidate < count; candidate++) if (saved[candidate] > saved[best]) best = candidate;
    return best;
  }

  /** Makes the candidate that was measured last the centre number `cluster`. */
  take(candidate: number, nearest: Float64Array, owner: Uint32Array, cluster: number): void {
    const { stride, open, nOpen, distances } = this;
    for (let index = 0, place = candidate; index < nOpen; index++, place += stride) {
      const row = open[index];
      if (distances[place] < nearest[row]) {
        nearest[row] = distances[place];
        owner[row] = cluster;
      }
    }
  }

  /**
   * Lists the rows that a candidate may come nearer to: one nearer to its owner than half the way from the owner to the
   * nearest candidate stays.
   */
  private listOpenRows(nearest: Float64Array, owner: Uint32Array, reach: Float64Array): number {
    const { open } = this;
    let nOpen = 0;
    for (let row = 0; row < nearest.length; row++) {
      open[nOpen] = row;
      nOpen += nearest[row] > reach[owner[row]] ? 1 : 0;
    }
    return nOpen;
  }

  private measureOpenRows(): void {
    const { points, open, nOpen, distances } = this;
    const measured = this.rows.distances;
    measured.setCenters(points);
    const { stride } = measured;
    for (let from = 0; from < nOpen; from += blockSize) {
      const to = Math.min(from + blockSize, nOpen);
      measured.measure(open, from, to);
      distances.set(measured.distances.subarray(0, (to - from) * stride), from * stride);
    }
  }

  /** What each candidate would take off the potential. */
  private savings(nearest: Float64Array): Float64Array {
    const { rows, count, stride, distances, open, nOpen } = this;
    const { weights } = rows;
    const saved = new Float64Array(count);
    for (let candidate = 0; candidate < count; candidate++) {
      let sum = 0;
      for (let index = 0, place = candidate; index < nOpen; index++, place += stride) {
        const row = open[index];
        const gain = nearest[row] - distances[place];
        // Twice the gain, or 0 for a loss: no branch to mispredict.
        sum += weights[row] * (gain + Math.abs(gain));
      }
      saved[candidate] = sum / 2;
    }
    return saved;
  }

  /** For each centre a quarter of the squared distance to the nearest candidate. */
  private reach(centers: Float64Array, nCenters: number): Float64Array {
    const { rows, count, points } = this;
    const reach = new Float64Array(nCenters).fill(Number.POSITIVE_INFINITY);
    for (let center = 0; center < nCenters; center++) {
      for (let candidate = 0; candidate < count; candidate++) {
        const quarter = squaredDistance(points, candidate, centers, center, rows.nFeatures) / 4;
        reach[center] = Math.min(reach[center], quarter);
      }
    }
    return reach;
  }
}

/** The first row at which the running sum of weight × distance passes `target`; never a row at distance 0. */
function drawByDistance(nearest: Float64Array, weights: Float64Array, target: number): number {
  let sum = 0;
  let last = 0;
  for (let row = 0; row < nearest.length; row++) {
    if (nearest[row] === 0) continue;
    sum += weights[row] * nearest[row];
    last = row;
    if (sum > target) return row;
  }
  return last;
}

function drawByWeight(weights: Float64Array, random: Random): number {
  let total = 0;
  for (let row = 0; row < weights.length; row++) total += weights[row];
  const target = total * random.uniform();
  let sum = 0;
  for (let row = 0; row < weights.length; row++) {
    sum += weights[row];
    if (sum > target) return row;
  }
  return weights.length - 1;
}

function copyRow(from: Float64Array, row: number, to: Float64Array, targetRow: number, width: number): void {
  for (let column = 0; column < width; column++) to[targetRow * width + column] = from[row * width + column];
}
