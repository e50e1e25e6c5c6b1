/** An ascending copy, as numbers and not as text. */
export function sortedCopy(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/**
 * The p-quantile of ascending values by linear interpolation: type 7 of Hyndman & Fan (1996), the default of R and NumPy.
 * @param sorted at least one value, ascending
 * @param p in [0, 1]
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  const fraction = position - below;
  const low = sorted[below];
  const high = sorted[above];
  // The weighted form would round equal neighbours away from their common value.
  return low === high ? low : low * (1 - fraction) + high * fraction;
}
