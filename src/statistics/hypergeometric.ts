import { logRatioLessExcess, logStirlingError } from "./special-functions";

const logTwoPi = Math.log(2 * Math.PI);

/** A 2 × 2 table with its margins held: k of `drawn` clients are among the `marked` of `total`. */
export interface Margins {
  readonly drawn: number;
  readonly marked: number;
  readonly total: number;
}

/**
 * ln P(K = k) by three binomial probabilities in Loader's saddle-point form: no large logarithms cancel, so that it
 * keeps its digits in tables of billions.
 * @see Loader (2000), Fast and accurate computation of binomial probabilities
 */
export function logHypergeometric(k: number, { drawn, marked, total }: Margins): number {
  const share = drawn / total;
  const rest = (total - drawn) / total;
  return (
    logBinomial(k, marked, share, rest) +
    logBinomial(drawn - k, total - marked, share, rest) -
    logBinomial(drawn, total, share, rest)
  );
}

function logBinomial(k: number, n: number, p: number, q: number): number {
  if (k === 0) return p < 0.1 ? n * Math.log1p(-p) : n * Math.log(q);
  if (k === n) return q < 0.1 ? n * Math.log1p(-q) : n * Math.log(p);
  const errors = logStirlingError(n) - logStirlingError(k) - logStirlingError(n - k);
  const logRest = k < 0.5 * n ? Math.log1p(-k / n) : Math.log((n - k) / n);
  return errors - deviance(k, n * p) - deviance(n - k, n * q) - 0.5 * (logTwoPi + Math.log(k) + logRest);
}

/** k ln(k / mean) + mean − k ≥ 0 */
function deviance(k: number, mean: number): number {
  return -k * logRatioLessExcess(k, mean);
}
