import { checkNumber, ShapeError } from "../core";
import { checkNotEmpty } from "./chart-options";

/**
 * Checks that a table of numbers has the stated shape.
 * @throws ShapeError, InvalidParameterError for a value that is neither finite nor NaN (a cell without a value)
 */
export function checkTable(
  name: string,
  table: readonly ArrayLike<number>[],
  rowNames: readonly string[],
  columnNames: readonly string[],
): void {
  checkNotEmpty(name, table);
  if (table.length !== rowNames.length) {
    throw new ShapeError(`${name} must have ${rowNames.length} rows, one a name; got ${table.length}`);
  }
  table.forEach((row, index) => {
    if (row.length !== columnNames.length) {
      throw new ShapeError(`${name}[${index}] must have ${columnNames.length} values; got ${row.length}`);
    }
    for (let column = 0; column < row.length; column++) {
      if (!Number.isNaN(row[column])) checkNumber(`${name}[${index}][${column}]`, row[column]);
    }
  });
}
