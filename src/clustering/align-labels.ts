import { InvalidParameterError, type LabelsLike, toVector } from "../core";
import { assignRows } from "./assign-rows";
import { type ContingencyTable, countCells } from "./contingency";

/**
 * Renames the clusters of one partition after those of another, so that as many rows as possible have the same label in
 * both: one to one, by the Hungarian method. Clusters beyond those of the reference get the numbers after its largest,
 * in the order of their old labels. Of equally good ways one is taken, always the same.
 * Use it before putting two runs side by side; to measure how alike they are, see {@link adjustedRandScore}.
 * @param reference labels to be named after, integers ≥ 0, length nSamples
 * @param labels labels to be renamed, integers ≥ 0, length nSamples
 * @returns the renamed labels, length nSamples
 * @throws ShapeError for other lengths; InvalidParameterError for a label that is not an integer ≥ 0
 * @see Kuhn (1955); SciPy `linear_sum_assignment` on the negated contingency table
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { alignLabels } from "churnlab";
 *
 * assert.deepEqual(Array.from(alignLabels([0, 0, 1, 1, 2], [2, 2, 0, 0, 0])), [0, 0, 1, 1, 1]);
 * assert.deepEqual(Array.from(alignLabels([0, 0, 0, 1], [7, 7, 8, 9])), [0, 0, 2, 1]); // one cluster more
 * ```
 */
export function alignLabels(reference: LabelsLike, labels: LabelsLike): Uint32Array {
  const table = countCells(reference, labels, "reference", "labels");
  const names = nameColumns(table);
  const largest = names.reduce((most, name) => Math.max(most, name), 0);
  if (largest > 0xffffffff) {
    throw new InvalidParameterError(`reference must hold labels below 2^32, new ones included; got up to ${largest}`);
  }
  const renamed = new Map(table.columnLabels.map((label, column) => [label, names[column]]));
  return Uint32Array.from(toVector(labels), (label) => renamed.get(label) as number);
}

/** The new label of each cluster of the partition to be renamed. */
function nameColumns({ rowLabels, columnLabels, cells }: ContingencyTable): number[] {
  const nRows = rowLabels.length;
  const nColumns = columnLabels.length;
  const isWide = nRows <= nColumns;
  const costs = new Float64Array(nRows * nColumns);
  for (const { row, column, count } of cells) costs[isWide ? row * nColumns + column : column * nRows + row] = -count;
  const names = new Array<number>(nColumns).fill(-1);
  if (isWide) {
    assignRows(costs, nRows, nColumns).forEach((column, row) => {
      names[column] = rowLabels[row];
    });
  } else {
    assignRows(costs, nColumns, nRows).forEach((row, column) => {
      names[column] = rowLabels[row];
    });
  }
  let next = rowLabels.reduce((most, label) => Math.max(most, label), -1) + 1;
  return names.map((name) => (name < 0 ? next++ : name));
}
