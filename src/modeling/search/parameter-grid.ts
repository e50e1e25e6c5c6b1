import { InvalidParameterError, show } from "../../core";

/** The values to try of each option, by name. */
export type OptionGrid = Readonly<Record<string, readonly unknown[]>>;

/** One value of each option of a grid. */
export type GridPoint<Grid extends OptionGrid | readonly OptionGrid[]> = Grid extends readonly (infer Part)[]
  ? Part extends OptionGrid
    ? PointOf<Part>
    : never
  : Grid extends OptionGrid
    ? PointOf<Grid>
    : never;

type PointOf<Grid extends OptionGrid> = { readonly [Name in keyof Grid]: Grid[Name][number] };

/**
 * All combinations of the values of a grid, in the order of the options, the last one changing fastest; of several
 * grids one after another.
 * @param grid at least one value for each option; or a list of such grids, for options that only go together so
 * @returns one object of options a combination
 * @throws InvalidParameterError naming an option without values
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parameterGrid } from "churnlab";
 * assert.deepEqual(parameterGrid({ C: [1, 10], penalty: ["l2"] }), [
 *   { C: 1, penalty: "l2" },
 *   { C: 10, penalty: "l2" },
 * ]);
 * ```
 */
export function parameterGrid<const Grid extends OptionGrid | readonly OptionGrid[]>(grid: Grid): GridPoint<Grid>[] {
  const grids: readonly unknown[] = Array.isArray(grid) ? grid : [grid];
  if (grids.length === 0) throw new InvalidParameterError("grid must have at least one part; got an array of 0");
  return grids.flatMap((part) => combinations(checkGrid(part))) as GridPoint<Grid>[];
}

function checkGrid(grid: unknown): OptionGrid {
  if (typeof grid !== "object" || grid === null || Array.isArray(grid)) {
    throw new InvalidParameterError(`grid must be an object of arrays of values; got ${show(grid)}`);
  }
  for (const [name, values] of Object.entries(grid)) checkValues(`grid.${name}`, values);
  return grid as OptionGrid;
}

/** Checks a list of values to try. */
export function checkValues(argument: string, values: unknown): readonly unknown[] {
  if (Array.isArray(values) && values.length > 0) return values;
  throw new InvalidParameterError(`${argument} must be an array of at least one value; got ${show(values)}`);
}

function combinations(grid: OptionGrid): Record<string, unknown>[] {
  return Object.entries(grid).reduce<Record<string, unknown>[]>(
    (points, [name, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
}
