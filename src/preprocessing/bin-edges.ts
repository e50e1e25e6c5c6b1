import { averagedQuantilesOf, quantilesOf } from "./quantiles-of";

/** How the edges of bins are found. */
export type BinStrategy = "quantile" | "uniform";

/** Which definition of a quantile. */
export type QuantileMethod = "averagedInvertedCdf" | "linear";

/** Edges of equal distance from the smallest to the largest value, ascending and all different; none where they equal. */
export function uniformEdges(smallest: number, largest: number, nBins: number): number[] {
  const width = largest - smallest;
  // Halves first where the range overflows.
  const step = Number.isFinite(width) ? width / nBins : 2 * ((largest / 2 - smallest / 2) / nBins);
  return ascending(
    Array.from({ length: nBins + 1 }, (_, place) => (place === nBins ? largest : place * step + smallest + 0)),
  );
}

/**
 * The smallest value, the quantiles between bins of equally many values, and the largest value, ascending and all
 * different; none for a constant column.
 * @param values finite numbers, at least one
 */
export function quantileEdges(values: Float64Array, nBins: number, method: QuantileMethod): number[] {
  // By way of percent, as scikit-learn: the same rounding decides the same ties.
  const shares = Array.from({ length: nBins + 1 }, (_, place) => (place === nBins ? 1 : (place * (100 / nBins)) / 100));
  return ascending(method === "linear" ? quantilesOf(values, shares) : averagedQuantilesOf(values, shares));
}

function ascending(edges: readonly number[]): number[] {
  if (edges[0] === edges[edges.length - 1]) return [];
  return edges.filter((edge, place) => place === 0 || edge > edges[place - 1]);
}
