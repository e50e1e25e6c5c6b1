import { ShapeError, toVector } from "../core";

/**
 * Reads the two coordinates of a curve.
 * @throws ShapeError for unequal lengths or no points; InvalidParameterError for a value that is not finite
 */
export function curvePoints(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  xName: string,
  yName: string,
): { x: Float64Array; y: Float64Array } {
  const xs = toVector(x, undefined, xName);
  if (xs.length === 0) throw new ShapeError(`${xName} must have at least one value; got none`);
  return { x: xs, y: toVector(y, xs.length, yName) };
}
