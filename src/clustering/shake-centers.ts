import type { Random } from "../core";
import type { KMeansRun, KMeansStart, WeightedRows } from "./k-means-run";
import { moveToNearer } from "./nearest-centers";

/**
 * A start beside a partition: its centres as a random half of the rows sees them. Around a good partition lie many that
 * differ in a few rows; Lloyd's iterations from beside it end in another one, often a better one.
 * Prior validation is assumed.
 */
export function shakeCenters(rows: WeightedRows, { labels, centers }: KMeansRun, random: Random): KMeansStart {
  const { data, nSamples, nFeatures, weights } = rows;
  const nClusters = centers.length / nFeatures;
  const masses = new Float64Array(nClusters);
  const sums = new Float64Array(centers.length);
  for (let row = 0; row < nSamples; row++) {
    if (random.uint32() < 0x80000000) continue;
    const own = labels[row];
    masses[own] += weights[row];
    for (let column = 0; column < nFeatures; column++) {
      sums[own * nFeatures + column] += weights[row] * data[row * nFeatures + column];
    }
  }
  const shaken = centers.map((value, place) => {
    const mass = masses[Math.floor(place / nFeatures)];
    return mass > 0 ? sums[place] / mass : value;
  });
  const nearest = new Uint32Array(nSamples);
  moveToNearer(rows, shaken, nearest);
  return { labels: nearest, centers: shaken };
}
