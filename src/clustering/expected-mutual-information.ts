/**
 * The mean mutual information, in nats, of two partitions at random with given cluster sizes (hypergeometric model).
 * Exact: each cell's count runs over all its values, their probabilities one from the next. Sizes that occur more than
 * once are computed once. Prior validation is assumed.
 * @see Vinh, Epps & Bailey (2010), eq. 24a
 */
export function expectedMutualInformation(rowSizes: Uint32Array, columnSizes: Uint32Array, nSamples: number): number {
  if (rowSizes.length < 2 || columnSizes.length < 2) return 0;
  const logFactorials = tabulateLogFactorials(nSamples);
  let sum = 0;
  for (const [rowSize, rowTimes] of countSizes(rowSizes)) {
    for (const [columnSize, columnTimes] of countSizes(columnSizes)) {
      sum += rowTimes * columnTimes * expectedTerm(rowSize, columnSize, nSamples, logFactorials);
    }
  }
  return sum;
}

/** E[n/N · ln(N·n / (a·b))] of a cell's count n when a cluster of size a meets one of size b. */
function expectedTerm(a: number, b: number, nSamples: number, logFactorials: Float64Array): number {
  const first = Math.max(1, a + b - nSamples);
  const last = Math.min(a, b);
  const logScale = Math.log(nSamples) - Math.log(a) - Math.log(b);
  // ln of the hypergeometric probability's part that does not depend on the count.
  const constant =
    logFactorials[a] +
    logFactorials[b] +
    logFactorials[nSamples - a] +
    logFactorials[nSamples - b] -
    logFactorials[nSamples];
  let sum = 0;
  for (let count = first; count <= last; count++) {
    const logProbability =
      constant -
      logFactorials[count] -
      logFactorials[a - count] -
      logFactorials[b - count] -
      logFactorials[nSamples - a - b + count];
    // Smaller ones add nothing that a double could hold beside the rest.
    if (logProbability < -100) continue;
    sum += (count / nSamples) * (logScale + Math.log(count)) * Math.exp(logProbability);
  }
  return sum;
}

/** ln 0! … ln n!, by a sum that carries its rounding error along. */
function tabulateLogFactorials(largest: number): Float64Array {
  const table = new Float64Array(largest + 1);
  let sum = 0;
  let lost = 0;
  for (let value = 2; value <= largest; value++) {
    const term = Math.log(value) - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
    table[value] = sum;
  }
  return table;
}

function countSizes(sizes: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  return counts;
}
