/** Beyond this ln C(nA + nB, nA) the numbers of arrangements overflow. */
export const mostExactLogArrangements = 700;

/**
 * ln P(U ≤ u) under the null hypothesis for two samples without ties. The numbers of arrangements with U = 0, 1, … are
 * the coefficients of the Gaussian binomial ∏ (1 − q^(more + i)) / (1 − q^i), i = 1 … fewer.
 * @param u whole number in [0, nA · nB / 2]
 */
export function logExactTail(u: number, nA: number, nB: number): number {
  const fewer = Math.min(nA, nB);
  const more = Math.max(nA, nB);
  const counts = new Float64Array(u + 1);
  counts[0] = 1;
  for (let i = 1; i <= fewer; i++) {
    for (let k = i; k <= u; k++) counts[k] += counts[k - i];
    // Descending, so that the factor meets each coefficient before it has changed.
    const shift = more + i;
    for (let k = u; k >= shift; k--) counts[k] -= counts[k - shift];
  }
  let sum = 0;
  for (let k = 0; k <= u; k++) sum += counts[k];
  return Math.log(sum) - logArrangements(fewer, more);
}

/** ln C(nA + nB, nA), by as many factors as the smaller sample has values. */
export function logArrangements(nA: number, nB: number): number {
  const fewer = Math.min(nA, nB);
  const more = Math.max(nA, nB);
  let log = 0;
  let product = 1;
  for (let i = 1; i <= fewer && log <= mostExactLogArrangements; i++) {
    product *= (more + i) / i;
    if (product > 1e200) {
      log += Math.log(product);
      product = 1;
    }
  }
  return log + Math.log(product);
}
