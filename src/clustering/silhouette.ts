import type { FeatureMatrix, LabelsLike, MatrixLike } from "../core";
import { checkComparable, type LabelGroups, toLabelGroups } from "./cluster-labels";
import { blockRows, DistanceBlocks } from "./distance-blocks";
import { toSquarableFeatures } from "./squarable-features";

/**
 * The silhouette of each row: (b − a) / max(a, b), with a its mean Euclidean distance to the other rows of its cluster
 * and b the smallest mean distance to the rows of another cluster; 0 for a cluster of one row.
 * Exact, in time quadratic and memory linear in nSamples; for 100,000 rows or more see sampledSilhouetteScore.
 * @param X nSamples × nFeatures
 * @param labels the cluster of each row, integers ≥ 0, at least 2 clusters and fewer than rows
 * @returns length nSamples, each in [−1, 1]
 * @throws ShapeError for another number of labels; InvalidParameterError for fewer than 2 clusters or as many as rows
 * @see Rousseeuw (1987), J. Comput. Appl. Math. 20; scikit-learn `silhouette_samples`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { silhouetteSamples } from "churnlab";
 *
 * const silhouettes = silhouetteSamples([[0], [1], [10], [11]], [0, 0, 1, 1]);
 * assert.equal(silhouettes[1].toFixed(4), "0.8947"); // (9.5 − 1) / 9.5
 * ```
 */
export function silhouetteSamples(X: MatrixLike, labels: LabelsLike): Float64Array {
  const matrix = toSquarableFeatures(X);
  const labelled = toLabelGroups(labels, matrix.nSamples);
  checkComparable(labelled);
  return silhouettes(matrix, [labelled])[0];
}

/**
 * The mean of {@link silhouetteSamples}, in [−1, 1]: above 0 rows lie nearer to their own cluster than to another.
 * @param X nSamples × nFeatures
 * @param labels the cluster of each row, integers ≥ 0, at least 2 clusters and fewer than rows
 * @returns a number in [−1, 1]
 * @throws ShapeError for another number of labels; InvalidParameterError for fewer than 2 clusters or as many as rows
 * @see Rousseeuw (1987); scikit-learn `silhouette_score`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { silhouetteScore } from "churnlab";
 *
 * const X = [[0], [1], [10], [11]];
 * assert.ok(silhouetteScore(X, [0, 0, 1, 1]) > 0.8);
 * assert.ok(silhouetteScore(X, [0, 1, 0, 1]) < 0);
 * ```
 */
export function silhouetteScore(X: MatrixLike, labels: LabelsLike): number {
  return meanOf(silhouetteSamples(X, labels));
}

/** {@link silhouetteScore} of several partitions of the same rows, in little more time than one takes. */
export function silhouetteScores(X: MatrixLike, partitions: readonly LabelsLike[]): number[] {
  const matrix = toSquarableFeatures(X);
  const labelled = partitions.map((labels) => toLabelGroups(labels, matrix.nSamples));
  labelled.forEach(checkComparable);
  return silhouettes(matrix, labelled).map(meanOf);
}

/** The silhouettes of every partition. Prior validation is assumed. */
function silhouettes({ data, nFeatures }: FeatureMatrix, partitions: readonly LabelGroups[]): Float64Array[] {
  const nSamples = data.length / nFeatures;
  const allSums = distanceSums(data, nFeatures, partitions);
  return partitions.map(({ groups, sizes }, index) =>
    fromSums(allSums[index], multipleOfFour(nSamples), groups, sizes),
  );
}

/** The silhouettes of some rows, each compared with all rows. Prior validation is assumed. */
export function silhouettesOf(
  { data, nSamples, nFeatures }: FeatureMatrix,
  { groups, sizes }: LabelGroups,
  rows: Uint32Array,
): Float64Array {
  const some = new Float64Array(rows.length * nFeatures);
  rows.forEach((row, place) => {
    some.set(data.subarray(row * nFeatures, (row + 1) * nFeatures), place * nFeatures);
  });
  const nSums = multipleOfFour(rows.length);
  const sums = new Float64Array(sizes.length * nSums);
  const order = orderBlocks(groups);
  const blocks = new DistanceBlocks(nFeatures);
  const block = blocks.distances;
  for (let first = 0; first < rows.length; first += blockRows) {
    for (let other = 0; other < nSamples; other += blockRows) {
      blocks.compare(some, first, data, other);
      addRuns(block, 1, blockRows, order.members, order.groups, other, sums, rows.length, first);
    }
  }
  const own = Uint32Array.from(rows, (row) => groups[row]);
  return fromSums(sums, nSums, own, sizes);
}

/**
 * Silhouettes from the summed distances of rows to groups.
 * @param sums nGroups × nSums: for each group the sums of all rows
 * @param own the group of each of these rows
 */
function fromSums(sums: Float64Array, nSums: number, own: Uint32Array, sizes: Uint32Array): Float64Array {
  const values = new Float64Array(own.length);
  for (let row = 0; row < own.length; row++) {
    if (sizes[own[row]] > 1) values[row] = oneFromSums(sums, row, nSums, own[row], sizes);
  }
  return values;
}

function oneFromSums(sums: Float64Array, row: number, nSums: number, own: number, sizes: Uint32Array): number {
  const inside = sums[own * nSums + row] / (sizes[own] - 1);
  let outside = Number.POSITIVE_INFINITY;
  for (let group = 0; group < sizes.length; group++) {
    if (group === own) continue;
    const mean = sums[group * nSums + row] / sizes[group];
    if (mean < outside) outside = mean;
  }
  const larger = Math.max(inside, outside);
  return larger === 0 ? 0 : (outside - inside) / larger;
}

/**
 * For each partition the summed distances of every row to the rows of each group, nGroups × nSums with nSums the number
 * of rows filled up to a multiple of four. Every pair is measured once, however many partitions there are.
 */
function distanceSums(data: Float64Array, nFeatures: number, partitions: readonly LabelGroups[]): Float64Array[] {
  const nSamples = data.length / nFeatures;
  const allSums = partitions.map(({ sizes }) => new Float64Array(sizes.length * multipleOfFour(nSamples)));
  const orders = partitions.map(({ groups }) => orderBlocks(groups));
  const blocks = new DistanceBlocks(nFeatures);
  const block = blocks.distances;
  for (let first = 0; first < nSamples; first += blockRows) {
    for (let other = first; other < nSamples; other += blockRows) {
      blocks.compare(data, first, data, other);
      for (let index = 0; index < orders.length; index++) {
        const { members, groups } = orders[index];
        addRuns(block, blockRows, 1, members, groups, first, allSums[index], nSamples, other);
        if (other > first) addRuns(block, 1, blockRows, members, groups, other, allSums[index], nSamples, first);
      }
    }
  }
  return allSums;
}

/** The places of rows in their block, and their groups, ordered by group within each block. */
interface BlockOrder {
  readonly members: Uint32Array;
  readonly groups: Uint32Array;
}

function orderBlocks(groups: Uint32Array): BlockOrder {
  const members = new Uint32Array(groups.length);
  for (let first = 0; first < groups.length; first += blockRows) {
    const part = groups.subarray(first, first + blockRows);
    members.set(
      Uint32Array.from(part.keys()).sort((left, right) => part[left] - part[right] || left - right),
      first,
    );
  }
  const ordered = members.map((member, place) => groups[place - (place % blockRows) + member]);
  return { members, groups: ordered };
}

/**
 * Adds the distances of a block to the sums of the rows on one side (`target` of `nTargets`, `targetStep` apart), over
 * the rows on the other side (from `first` on, `memberStep` apart), group after group and for four targets at a time: a
 * sum is read and written once a group, not once a distance.
 */
function addRuns(
  block: Float64Array,
  memberStep: number,
  targetStep: number,
  members: Uint32Array,
  groups: Uint32Array,
  first: number,
  sums: Float64Array,
  nTargets: number,
  target: number,
): void {
  const end = Math.min(first + blockRows, members.length);
  const nSums = multipleOfFour(nTargets);
  const width = Math.min(blockRows, nSums - target);
  for (let offset = 0; offset < width; offset += 4) {
    const start = offset * targetStep;
    for (let place = first; place < end; ) {
      const group = groups[place];
      let sum0 = 0;
      let sum1 = 0;
      let sum2 = 0;
      let sum3 = 0;
      do {
        const index = start + members[place] * memberStep;
        sum0 += block[index];
        sum1 += block[index + targetStep];
        sum2 += block[index + 2 * targetStep];
        sum3 += block[index + 3 * targetStep];
        place++;
      } while (place < end && groups[place] === group);
      const sum = group * nSums + target + offset;
      sums[sum] += sum0;
      sums[sum + 1] += sum1;
      sums[sum + 2] += sum2;
      sums[sum + 3] += sum3;
    }
  }
}

function multipleOfFour(count: number): number {
  return count + ((4 - (count % 4)) % 4);
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
