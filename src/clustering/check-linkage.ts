import { InvalidParameterError, ShapeError, show } from "../core";
import type { LinkageRow } from "./linkage";

/** Checks that Z is a linkage with heights that never fall, and returns nSamples. */
export function checkLinkage(Z: readonly LinkageRow[]): number {
  if (!Array.isArray(Z) || Z.length === 0) {
    throw new ShapeError(`Z must have at least one row [left, right, height, size]; got ${show(Z)}`);
  }
  const nSamples = Z.length + 1;
  // Rows of each cluster that is still to be joined; 0 for those that are.
  const sizes = new Float64Array(2 * nSamples - 1).fill(1, 0, nSamples);
  for (let index = 0; index < Z.length; index++) {
    const row: unknown = Z[index];
    if (!Array.isArray(row) || row.length !== 4) {
      throw new ShapeError(`row ${index} of Z must be [left, right, height, size]; got ${show(row)}`);
    }
    const [left, right, height, size] = row as LinkageRow;
    const joined = nSamples + index;
    if (!isNode(left, joined) || !isNode(right, joined) || left === right) {
      throw new InvalidParameterError(
        `row ${index} of Z must join two different clusters numbered in [0, ${joined}); got ${show(left)} and ${show(right)}`,
      );
    }
    if (sizes[left] === 0 || sizes[right] === 0) {
      const again = sizes[left] === 0 ? left : right;
      throw new InvalidParameterError(`Z must join every cluster once; row ${index} joins ${again} again`);
    }
    if (size !== sizes[left] + sizes[right]) {
      throw new InvalidParameterError(
        `row ${index} of Z must have the size ${sizes[left] + sizes[right]} of its two clusters; got ${show(size)}`,
      );
    }
    sizes[joined] = size;
    sizes[left] = 0;
    sizes[right] = 0;
    const below = index === 0 ? 0 : Z[index - 1][2];
    if (typeof height !== "number" || !(height >= below && height < Number.POSITIVE_INFINITY)) {
      throw new InvalidParameterError(
        `heights in Z must be finite and never fall; got ${show(height)} in row ${index}, after ${below}`,
      );
    }
  }
  return nSamples;
}

function isNode(node: number, bound: number): boolean {
  return Number.isInteger(node) && node >= 0 && node < bound;
}
