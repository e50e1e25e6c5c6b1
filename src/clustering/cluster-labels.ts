import { InvalidParameterError, type LabelsLike, ShapeError, show, toVector } from "../core";

/** Labels as positions in the ascending list of the labels that occur. */
export interface LabelGroups {
  /** Position of each row's label, length nSamples. */
  readonly groups: Uint32Array;
  /** The labels that occur, ascending. */
  readonly values: readonly number[];
  /** Rows of each group. */
  readonly sizes: Uint32Array;
}

/**
 * Reads cluster labels: integers ≥ 0, in any numbering, with gaps or without.
 * @throws ShapeError for another length; InvalidParameterError for a label that is not an integer ≥ 0
 */
export function toLabelGroups(labels: LabelsLike, nSamples?: number, argument = "labels"): LabelGroups {
  const vector = toVector(labels, nSamples, argument);
  for (let row = 0; row < vector.length; row++) {
    if (!Number.isSafeInteger(vector[row]) || vector[row] < 0) {
      throw new InvalidParameterError(
        `${argument} must hold integers ≥ 0; got ${show(vector[row])} at position ${row}`,
      );
    }
  }
  const { groups, values } = rank(vector);
  const sizes = new Uint32Array(values.length);
  for (let row = 0; row < groups.length; row++) sizes[groups[row]]++;
  return { groups, values, sizes };
}

/** Replaces each label by its position among those that occur, ascending. */
function rank(vector: Float64Array): Pick<LabelGroups, "groups" | "values"> {
  const largest = vector.reduce((most, label) => Math.max(most, label), 0);
  // Labels are usually 0, 1, 2, …: a table of them is many times as fast as a map.
  if (largest > 4 * vector.length + 1000) {
    const values = [...new Set(vector)].sort((a, b) => a - b);
    const positions = new Map(values.map((value, position) => [value, position]));
    return { values, groups: Uint32Array.from(vector, (label) => positions.get(label) as number) };
  }
  const positions = new Uint32Array(largest + 1);
  for (let row = 0; row < vector.length; row++) positions[vector[row]] = 1;
  const values = Array.from(positions.keys()).filter((label) => positions[label] === 1);
  values.forEach((label, position) => {
    positions[label] = position;
  });
  const groups = new Uint32Array(vector.length);
  for (let row = 0; row < vector.length; row++) groups[row] = positions[vector[row]];
  return { groups, values };
}

/** The indices of separation compare clusters: they need at least 2, and fewer than rows. */
export function checkComparable({ groups, values }: LabelGroups): void {
  if (values.length < 2 || values.length >= groups.length) {
    throw new ShapeError(
      `labels must name at least 2 clusters and fewer than nSamples=${groups.length}; got ${values.length}`,
    );
  }
}
