import type { FeatureMatrix } from "../core";
import type { LabelGroups } from "./cluster-labels";
import { meanWithin, OrderFreeSums, safeScale } from "./order-free-sums";

/** Mean and scatter of every feature, for all rows and for each group; none depends on the order of the rows. */
export interface GroupMoments {
  /** Of all rows, length nFeatures */
  readonly overallMeans: Float64Array;
  /** Population standard deviation of all rows, length nFeatures; 0 for a constant feature. */
  readonly deviations: Float64Array;
  /** nGroups × nFeatures, row-major */
  readonly means: Float64Array;
  /** Means of (x − overall mean) / deviation, nGroups × nFeatures; 0 for a constant feature. Unlike a difference of `means`
   * they keep their digits far from zero. */
  readonly standardMeans: Float64Array;
  /** Σ ((x − group mean) / deviation)², nGroups × nFeatures; 0 for a constant feature. */
  readonly scatter: Float64Array;
  /** The sums themselves and the bounds of the values, from which `restMoments` puts groups together. */
  readonly parts: GroupParts;
}

interface GroupParts {
  readonly sums: OrderFreeSums;
  /** Σ (x − overall mean) / deviation */
  readonly standardSums: OrderFreeSums;
  /** What these sums make as a mean of all rows: 0 but for the rounding of the overall mean. */
  readonly shifts: Float64Array;
  /** What the values were multiplied by before they were added, length nFeatures. */
  readonly scales: Float64Array;
  readonly smallest: Float64Array;
  readonly largest: Float64Array;
}

/** Moments of a feature over the rows outside one group. */
export interface RestMoments {
  readonly mean: number;
  /** Mean of (x − overall mean) / deviation */
  readonly standardMean: number;
  /** Σ ((x − mean) / deviation of all rows)² */
  readonly scatter: number;
}

/** Prior validation is assumed. */
export function groupMoments(matrix: FeatureMatrix, labelled: LabelGroups): GroupMoments {
  const { nFeatures, nSamples } = matrix;
  const { sizes } = labelled;
  const parts = addUp(matrix, labelled);
  const means = new Float64Array(sizes.length * nFeatures);
  for (let place = 0; place < means.length; place++) {
    const size = sizes[Math.floor(place / nFeatures)];
    const scale = parts.scales[place % nFeatures];
    means[place] = meanWithin(parts.sums.total(place), scale, size, parts.smallest[place], parts.largest[place]);
  }
  const all = allOf(parts, sizes.length, nFeatures);
  const overallMeans = Float64Array.from(all.smallest, (smallest, column) =>
    meanWithin(all.sums.total(column), parts.scales[column], nSamples, smallest, all.largest[column]),
  );
  const deviations = deviationsFrom(matrix, overallMeans, all);
  const standardSums = standardize(matrix, labelled, overallMeans, deviations);
  const allStandard = new OrderFreeSums(nFeatures);
  for (let place = 0; place < means.length; place++) allStandard.addSum(place % nFeatures, standardSums, place);
  const shifts = overallMeans.map((_, column) => allStandard.total(column) / nSamples);
  const standardMeans = means.map(
    (_, place) => standardSums.total(place) / sizes[Math.floor(place / nFeatures)] - shifts[place % nFeatures],
  );
  const scatter = scatterOf(matrix, labelled, means, deviations);
  return { overallMeans, deviations, means, standardMeans, scatter, parts: { ...parts, standardSums, shifts } };
}

/** One feature over the rows outside a group, of which there must be some. Prior validation is assumed. */
export function restMoments(moments: GroupMoments, sizes: Uint32Array, group: number, column: number): RestMoments {
  const { standardMeans, scatter, deviations, parts } = moments;
  const nFeatures = deviations.length;
  const sums = new OrderFreeSums(2);
  let count = 0;
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let other = 0, place = column; other < sizes.length; other++, place += nFeatures) {
    if (other === group) continue;
    sums.addSum(0, parts.sums, place);
    sums.addSum(1, parts.standardSums, place);
    count += sizes[other];
    smallest = Math.min(smallest, parts.smallest[place]);
    largest = Math.max(largest, parts.largest[place]);
  }
  const mean = meanWithin(sums.total(0), parts.scales[column], count, smallest, largest);
  const standardMean = sums.total(1) / count - parts.shifts[column];
  const squares = new OrderFreeSums(1);
  for (let other = 0, place = column; other < sizes.length; other++, place += nFeatures) {
    if (other === group) continue;
    squares.add(0, scatter[place]);
    squares.add(0, sizes[other] * (standardMeans[place] - standardMean) ** 2);
  }
  return { mean, standardMean, scatter: squares.total(0) };
}

function addUp(
  { data, nFeatures, nSamples }: FeatureMatrix,
  { groups, sizes }: LabelGroups,
): Omit<GroupParts, "standardSums" | "shifts"> {
  const length = sizes.length * nFeatures;
  const smallest = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  const largest = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0, source = 0; row < nSamples; row++) {
    for (let place = groups[row] * nFeatures, end = place + nFeatures; place < end; place++, source++) {
      const value = data[source];
      if (value < smallest[place]) smallest[place] = value;
      if (value > largest[place]) largest[place] = value;
    }
  }
  const extremes = new Float64Array(nFeatures);
  for (let place = 0; place < length; place++) {
    const column = place % nFeatures;
    extremes[column] = Math.max(extremes[column], Math.abs(smallest[place]), Math.abs(largest[place]));
  }
  const scales = extremes.map(safeScale);
  const sums = new OrderFreeSums(length);
  for (let row = 0, source = 0; row < nSamples; row++) {
    const start = groups[row] * nFeatures;
    for (let column = 0; column < nFeatures; column++, source++)
      sums.add(start + column, data[source] * scales[column]);
  }
  return { sums, scales, smallest, largest };
}

/** The groups put together: one sum and one pair of bounds a feature. */
function allOf(
  parts: Omit<GroupParts, "standardSums" | "shifts">,
  nGroups: number,
  nFeatures: number,
): Pick<GroupParts, "sums" | "smallest" | "largest"> {
  const sums = new OrderFreeSums(nFeatures);
  const smallest = parts.smallest.slice(0, nFeatures);
  const largest = parts.largest.slice(0, nFeatures);
  for (let place = 0; place < nGroups * nFeatures; place++) {
    const column = place % nFeatures;
    sums.addSum(column, parts.sums, place);
    smallest[column] = Math.min(smallest[column], parts.smallest[place]);
    largest[column] = Math.max(largest[column], parts.largest[place]);
  }
  return { sums, smallest, largest };
}

/** √(Σ(x − mean)² / n), scaled by the largest deviation so that neither huge nor tiny values are lost by squaring. */
function deviationsFrom(
  { data, nFeatures, nSamples }: FeatureMatrix,
  means: Float64Array,
  { smallest, largest }: Pick<GroupParts, "smallest" | "largest">,
): Float64Array {
  const reach = means.map((mean, column) => Math.max(largest[column] - mean, mean - smallest[column]));
  const squares = new OrderFreeSums(nFeatures);
  for (let row = 0, source = 0; row < nSamples; row++) {
    for (let column = 0; column < nFeatures; column++, source++) {
      if (reach[column] > 0) squares.add(column, ((data[source] - means[column]) / reach[column]) ** 2);
    }
  }
  return reach.map((largestDeviation, column) => largestDeviation * Math.sqrt(squares.total(column) / nSamples));
}

function standardize(
  { data, nFeatures, nSamples }: FeatureMatrix,
  { groups, sizes }: LabelGroups,
  overallMeans: Float64Array,
  deviations: Float64Array,
): OrderFreeSums {
  const sums = new OrderFreeSums(sizes.length * nFeatures);
  for (let row = 0, source = 0; row < nSamples; row++) {
    const start = groups[row] * nFeatures;
    for (let column = 0; column < nFeatures; column++, source++) {
      if (deviations[column] === 0) continue;
      sums.add(start + column, (data[source] - overallMeans[column]) / deviations[column]);
    }
  }
  return sums;
}

function scatterOf(
  { data, nFeatures, nSamples }: FeatureMatrix,
  { groups, sizes }: LabelGroups,
  means: Float64Array,
  deviations: Float64Array,
): Float64Array {
  const squares = new OrderFreeSums(sizes.length * nFeatures);
  for (let row = 0, source = 0; row < nSamples; row++) {
    const start = groups[row] * nFeatures;
    for (let column = 0; column < nFeatures; column++, source++) {
      if (deviations[column] === 0) continue;
      squares.add(start + column, ((data[source] - means[start + column]) / deviations[column]) ** 2);
    }
  }
  return Float64Array.from({ length: sizes.length * nFeatures }, (_, place) => squares.total(place));
}
