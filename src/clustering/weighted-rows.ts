import { CenterDistances } from "./center-distances";
import type { WeightedRows } from "./k-means-run";

/**
 * Rows and weights with their mean and their sum of squares. Prior validation is assumed.
 * @param mostCenters the largest number of centres that the rows will be measured against
 */
export function weightedRows(
  data: Float64Array,
  nFeatures: number,
  weights: Float64Array,
  mostCenters: number,
): WeightedRows {
  const nSamples = weights.length;
  const distances = new CenterDistances(nSamples, nFeatures, mostCenters);
  distances.data.set(data);
  let mass = 0;
  for (let row = 0; row < nSamples; row++) mass += weights[row];
  const mean = new Float64Array(nFeatures);
  for (let row = 0, place = 0; row < nSamples; row++) {
    const share = weights[row] / mass;
    for (let column = 0; column < nFeatures; column++, place++) mean[column] += share * data[place];
  }
  let total = 0;
  for (let row = 0, place = 0; row < nSamples; row++) {
    let squared = 0;
    for (let column = 0; column < nFeatures; column++, place++) squared += (data[place] - mean[column]) ** 2;
    total += weights[row] * squared;
  }
  return { data: distances.data, distances, nSamples, nFeatures, weights, mass, mean, total };
}
