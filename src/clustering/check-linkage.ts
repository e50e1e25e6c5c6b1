import { InvalidParameterError, ShapeError, show } from "../core";
import type { LinkageRow } from "./linkage";

/** Checks that Z is a linkage with heights that never fall, and returns nSamples. */
export function checkLinkage(Z: readonly LinkageRow[]): number {
  if (!Array.isArray(Z) || Z.length === 0) {
    throw new ShapeError(`Z must have at least one row [left, right, height, size]; got ${show(Z)}`);
  }
  const nSamples = Z.length + 1;
  for (let index = 0; index < Z.length; index++) {
    const [left, right, height] = Z[index];
    const joined = nSamples + index;
    if (!isNode(left, joined) || !isNode(right, joined) || left === right) {
      throw new InvalidParameterError(
        `row ${index} of Z must join two different clusters numbered in [0, ${joined}); got ${left} and ${right}`,
      );
    }
    const below = index === 0 ? 0 : Z[index - 1][2];
    if (!(height >= below)) {
      throw new InvalidParameterError(`heights in Z must never fall; got ${height} in row ${index}, after ${below}`);
    }
  }
  return nSamples;
}

function isNode(node: number, bound: number): boolean {
  return Number.isInteger(node) && node >= 0 && node < bound;
}
