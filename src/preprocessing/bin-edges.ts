import { averagedQuantilesOf, quantilesOf } from "./quantiles-of";

/** How the edges of bins are found. */
export type BinStrategy = "quantile" | "uniform";

/** Which definition of a quantile. */
export type QuantileMethod = "averagedInvertedCdf" | "linear";

/**
 * The edges of one column's bins, ascending and all different: the smallest value, the inner edges, the largest value.
 * A constant column has none.
 * @param values finite numbers, at least one
 */
export function binEdges(
  values: Float64Array,
  nBins: number,
  strategy: BinStrategy,
  quantileMethod: QuantileMethod,
): Float64Array {
  const edges = strategy === "uniform" ? uniformEdges(values, nBins) : quantileEdges(values, nBins, quantileMethod);
  if (edges[0] === edges[nBins]) return new Float64Array(0);
  return edges.filter((edge, place) => place === 0 || edge > edges[place - 1]);
}

function uniformEdges(values: Float64Array, nBins: number): Float64Array {
  let smallest = values[0];
  let largest = values[0];
  for (let index = 1; index < values.length; index++) {
    const value = values[index];
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  const width = largest - smallest;
  // Halves first where the range overflows.
  const step = Number.isFinite(width) ? width / nBins : 2 * ((largest / 2 - smallest / 2) / nBins);
  return Float64Array.from({ length: nBins + 1 }, (_, place) =>
    place === nBins ? largest + 0 : place * step + smallest + 0,
  );
}

function quantileEdges(values: Float64Array, nBins: number, method: QuantileMethod): Float64Array {
  // By way of percent, as scikit-learn: the same rounding decides the same ties.
  const shares = Array.from({ length: nBins + 1 }, (_, place) => (place === nBins ? 1 : (place * (100 / nBins)) / 100));
  return Float64Array.from(method === "linear" ? quantilesOf(values, shares) : averagedQuantilesOf(values, shares));
}
