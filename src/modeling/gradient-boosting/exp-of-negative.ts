/** ln 2 in two parts; the first has so few bits that its multiples by whole numbers up to 1100 are exact. */
const ln2High = Math.round(Math.LN2 * 2 ** 32) / 2 ** 32;
const ln2Low = Math.LN2 - ln2High + 2.3190468138462996e-17;

/** 2^−k at k. */
const powers = Float64Array.from({ length: 1023 }, (_, k) => 2 ** -k);

/**
 * e^x for x ≤ 0, within two units of the last place; 0 below −708. By x = r − k·ln 2 with |r| ≤ ½·ln 2 and the Taylor
 * series of e^r to degree 13. Unlike Math.exp it is inlined into loops, and has the same bits on every machine.
 */
export function expOfNegative(x: number): number {
  if (!(x >= -708)) return 0;
  const k = (0.5 - x * Math.LOG2E) | 0;
  const r = x + k * ln2High + k * ln2Low;
  const r2 = r * r;
  // In groups rather than in one chain, so that the processor works on several at once.
  const high = 1 / 3628800 + r * (1 / 39916800) + r2 * (1 / 479001600 + r * (1 / 6227020800));
  const middle = 1 / 720 + r * (1 / 5040) + r2 * (1 / 40320 + r * (1 / 362880));
  const low = 0.5 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120));
  return powers[k] * (1 + (r + r2 * (low + r2 * r2 * (middle + r2 * r2 * high))));
}

/** 1 / (1 + e^−logOdds), in [0, 1]. */
export function logistic(logOdds: number): number {
  const e = expOfNegative(logOdds < 0 ? logOdds : -logOdds);
  const larger = 1 / (1 + e);
  return logOdds < 0 ? e * larger : larger;
}
