import { orderStatistics } from "../core";

/**
 * Quantiles of unsorted values by linear interpolation (type 7), in the arithmetic of NumPy's `quantile`, without
 * sorting them all.
 * @param values finite numbers, at least one
 * @param shares each in [0, 1]
 */
export function quantilesOf(values: Float64Array, shares: readonly number[]): number[] {
  return interpolate(
    values,
    shares.map((share) => {
      const position = (values.length - 1) * share;
      const below = Math.floor(position);
      return { below, fraction: position - below };
    }),
  );
}

/**
 * Quantiles as averages of the two neighbours where the share falls between two values, else the next value: type 2 of
 * Hyndman & Fan (1996), NumPy's "averaged_inverted_cdf".
 */
export function averagedQuantilesOf(values: Float64Array, shares: readonly number[]): number[] {
  return interpolate(
    values,
    shares.map((share) => {
      const position = Math.min(values.length - 1, Math.max(0, values.length * share - 1));
      const below = Math.floor(position);
      const isBetween = position === below && values.length * share >= 1;
      return { below, fraction: isBetween ? 0.5 : Math.ceil(position - below) };
    }),
  );
}

interface Position {
  readonly below: number;
  /** Of the way from the value at `below` to the next */
  readonly fraction: number;
}

function interpolate(values: Float64Array, positions: readonly Position[]): number[] {
  const last = values.length - 1;
  const ranks = positions.flatMap(({ below }) => [below, Math.min(below + 1, last)]);
  const distinct = [...new Set(ranks)].sort((a, b) => a - b);
  const found = orderStatistics(values, distinct);
  const at = (rank: number) => found[distinct.indexOf(rank)];
  return positions.map(({ below, fraction }) => {
    const low = at(below);
    const high = at(Math.min(below + 1, last));
    if (fraction === 0 || low === high) return low + 0;
    // From the nearer end, as NumPy does; differences of huge values overflow, so that they are weighted instead.
    const gap = high - low;
    if (gap === Number.POSITIVE_INFINITY) return low * (1 - fraction) + high * fraction;
    return fraction < 0.5 ? low + gap * fraction : high - gap * (1 - fraction);
  });
}
