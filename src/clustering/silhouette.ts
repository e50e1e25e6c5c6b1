import { type FeatureMatrix, type LabelsLike, type MatrixLike, toFeatureMatrix } from "../core";
import { checkComparable, type LabelGroups, toLabelGroups } from "./cluster-labels";
import { squaredDistance } from "./squared-distance";

/**
 * The silhouette of each row: (b − a) / max(a, b), with a its mean Euclidean distance to the other rows of its cluster
 * and b the smallest mean distance to the rows of another cluster; 0 for a cluster of one row.
 * Exact, in time quadratic and memory linear in nSamples.
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
  const matrix = toFeatureMatrix(X);
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
  const matrix = toFeatureMatrix(X);
  const labelled = partitions.map((labels) => toLabelGroups(labels, matrix.nSamples));
  labelled.forEach(checkComparable);
  return silhouettes(matrix, labelled).map(meanOf);
}

/** Rows are compared in blocks that fit the processor's cache. */
const blockSize = 512;

/** The silhouettes of every partition. Prior validation is assumed. */
function silhouettes({ data, nFeatures }: FeatureMatrix, partitions: readonly LabelGroups[]): Float64Array[] {
  const { sums, width } = distanceSums(data, nFeatures, partitions);
  let first = 0;
  return partitions.map(({ groups, sizes }) => {
    const start = first;
    first += sizes.length;
    return Float64Array.from(groups, (own, row) => fromSums(sums, row * width + start, sizes, own));
  });
}

/** One silhouette from the summed distances to the rows of each group, which begin at `start`. */
function fromSums(sums: Float64Array, start: number, sizes: Uint32Array, own: number): number {
  if (sizes[own] === 1) return 0;
  const inside = sums[start + own] / (sizes[own] - 1);
  let outside = Number.POSITIVE_INFINITY;
  for (let group = 0; group < sizes.length; group++) {
    if (group !== own) outside = Math.min(outside, sums[start + group] / sizes[group]);
  }
  const larger = Math.max(inside, outside);
  return larger === 0 ? 0 : (outside - inside) / larger;
}

/**
 * The summed distances of each row to the rows of each group, the groups of all partitions side by side:
 * nSamples × width. Every pair is measured once, however many partitions there are.
 */
function distanceSums(data: Float64Array, nFeatures: number, partitions: readonly LabelGroups[]) {
  const nSamples = data.length / nFeatures;
  const { columns, width } = groupColumns(nSamples, partitions);
  const count = partitions.length;
  const sums = new Float64Array(nSamples * width);
  for (let blockStart = 0; blockStart < nSamples; blockStart += blockSize) {
    const blockEnd = Math.min(blockStart + blockSize, nSamples);
    for (let row = 0; row < blockEnd; row++) {
      for (let other = Math.max(blockStart, row + 1); other < blockEnd; other++) {
        const distance = Math.sqrt(squaredDistance(data, row, data, other, nFeatures));
        for (let partition = 0; partition < count; partition++) {
          sums[row * width + columns[other * count + partition]] += distance;
          sums[other * width + columns[row * count + partition]] += distance;
        }
      }
    }
  }
  return { sums, width };
}

/** For each row and partition the column in which its group's distances are summed: nSamples × number of partitions. */
function groupColumns(nSamples: number, partitions: readonly LabelGroups[]) {
  const columns = new Uint32Array(nSamples * partitions.length);
  let width = 0;
  partitions.forEach(({ groups, sizes }, partition) => {
    for (let row = 0; row < nSamples; row++) columns[row * partitions.length + partition] = width + groups[row];
    width += sizes.length;
  });
  return { columns, width };
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
