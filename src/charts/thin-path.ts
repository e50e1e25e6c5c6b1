/** Points of a line. */
export interface Path {
  readonly x: number[];
  readonly y: number[];
}

/**
 * Leaves out points that lie closer than `resolution` (a share of the extent of each axis) to the last point kept: a
 * curve of thousands of steps then draws the same with a few hundred. First and last point always stay.
 * @param x finite, same length as y, at least one
 */
export function thinPath(x: ArrayLike<number>, y: ArrayLike<number>, resolution = 0.004): Path {
  const xReach = resolution * extentOf(x);
  const yReach = resolution * extentOf(y);
  const kept: Path = { x: [x[0]], y: [y[0]] };
  for (let index = 1; index < x.length; index++) {
    const last = kept.x.length - 1;
    const isEnd = index === x.length - 1;
    if (isEnd || Math.abs(x[index] - kept.x[last]) > xReach || Math.abs(y[index] - kept.y[last]) > yReach) {
      kept.x.push(x[index]);
      kept.y.push(y[index]);
    }
  }
  return kept;
}

function extentOf(values: ArrayLike<number>): number {
  let low = Infinity;
  let high = -Infinity;
  for (let index = 0; index < values.length; index++) {
    low = Math.min(low, values[index]);
    high = Math.max(high, values[index]);
  }
  return high - low;
}
