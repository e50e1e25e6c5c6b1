import type { LabelsLike } from "../core";
import { toLabelGroups } from "./cluster-labels";

/** How many rows are in cluster `row` of one partition and cluster `column` of another: a cell that is not empty. */
export interface ContingencyCell {
  readonly row: number;
  readonly column: number;
  readonly count: number;
}

/** Two partitions of the same rows, crossed. Clusters are numbered by ascending label. */
export interface ContingencyTable {
  readonly nSamples: number;
  /** Labels of the first partition, ascending, and the rows of each. */
  readonly rowLabels: readonly number[];
  readonly rowSizes: Uint32Array;
  /** Labels of the second partition, ascending, and the rows of each. */
  readonly columnLabels: readonly number[];
  readonly columnSizes: Uint32Array;
  /** Cells with rows in them, by row, then by column. */
  readonly cells: readonly ContingencyCell[];
}

/**
 * Crosses two partitions.
 * @throws ShapeError for other lengths; InvalidParameterError for a label that is not an integer ≥ 0
 */
export function countCells(
  labels: LabelsLike,
  otherLabels: LabelsLike,
  argument = "labels",
  otherArgument = "otherLabels",
): ContingencyTable {
  const left = toLabelGroups(labels, undefined, argument);
  const nSamples = left.groups.length;
  const right = toLabelGroups(otherLabels, nSamples, otherArgument);
  const width = right.sizes.length;
  const counts = new Map<number, number>();
  for (let row = 0; row < nSamples; row++) {
    const cell = left.groups[row] * width + right.groups[row];
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const cells = Array.from(counts)
    .sort(([one], [other]) => one - other)
    .map(([cell, count]) => ({ row: Math.floor(cell / width), column: cell % width, count }));
  return {
    nSamples,
    rowLabels: left.values,
    rowSizes: left.sizes,
    columnLabels: right.values,
    columnSizes: right.sizes,
    cells,
  };
}

/** −Σ p·ln p of cluster sizes, in nats. */
export function entropyOf(sizes: Uint32Array, nSamples: number): number {
  if (sizes.length < 2) return 0;
  let entropy = 0;
  for (const size of sizes) entropy -= (size / nSamples) * Math.log(size / nSamples);
  return entropy;
}

/** Σ p·ln(p / (p_row · p_column)), in nats; not below 0. */
export function mutualInformation({ nSamples, rowSizes, columnSizes, cells }: ContingencyTable): number {
  if (rowSizes.length < 2 || columnSizes.length < 2) return 0;
  let information = 0;
  for (const { row, column, count } of cells) {
    information += (count / nSamples) * Math.log((nSamples * count) / (rowSizes[row] * columnSizes[column]));
  }
  return Math.max(0, information);
}
