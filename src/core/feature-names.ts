import { show } from "./checks";
import { InvalidParameterError } from "./errors";

/**
 * Every list of names that a matrix or a model holds, and whether a caller gave the names. A list keeps its mark as long
 * as the list itself is passed on: a column may well be called "x0" by its owner.
 */
const isGiven = new WeakMap<readonly string[], boolean>();

/** The names of columns that have none: x0, x1, …; a frozen list that {@link areNamesGiven} knows. */
export function positionalNames(nFeatures: number): readonly string[] {
  return marked(
    Array.from({ length: nFeatures }, (_, column) => `x${column}`),
    false,
  );
}

/**
 * A frozen list of the names; a list from here or from {@link positionalNames} passes as it is, with its mark.
 * @throws InvalidParameterError for a name that stands twice
 */
export function toFeatureNames(names: readonly string[]): readonly string[] {
  if (isGiven.has(names)) return names;
  const seen = new Set<string>();
  const repeated = names.find((name) => seen.size === seen.add(name).size);
  if (repeated !== undefined) {
    throw new InvalidParameterError(`feature names must all be different; got ${show(repeated)} twice`);
  }
  return marked([...names], true);
}

/** Whether a caller named the columns; false where they are numbered x0, x1, … for want of names. */
export function areNamesGiven(names: readonly string[]): boolean {
  return isGiven.get(names) ?? true;
}

function marked(names: string[], given: boolean): readonly string[] {
  const frozen = Object.freeze(names);
  isGiven.set(frozen, given);
  return frozen;
}
