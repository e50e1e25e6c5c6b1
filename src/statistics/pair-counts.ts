/** What all pairs of a value of one sample and a value of another say, from both samples in ascending order. */
export interface PairCounts {
  /** Pairs in which a is larger, less pairs in which b is; a whole number, exact up to 2^53 */
  readonly excess: number;
  /** Pairs of equal values */
  readonly tied: number;
  /** Σ (t³ − t) over the groups of t equal values of the pooled sample */
  readonly tieTerm: number;
  /** Whether two values of the pooled sample are equal */
  readonly hasTies: boolean;
}

/** Counts pairs in one pass over two ascending samples. */
export function countPairs(a: Float64Array, b: Float64Array): PairCounts {
  const nA = a.length;
  const nB = b.length;
  let excess = 0;
  let tied = 0;
  let tieTerm = 0;
  let hasTies = false;
  let i = 0;
  let j = 0;
  while (i < nA || j < nB) {
    const value = j >= nB || (i < nA && a[i] <= b[j]) ? a[i] : b[j];
    const startA = i;
    const startB = j;
    while (i < nA && a[i] === value) i++;
    while (j < nB && b[j] === value) j++;
    const here = i - startA;
    const there = j - startB;
    // Of b, startB are below and nB − j above.
    excess += here * (startB - (nB - j));
    tied += here * there;
    const size = here + there;
    if (size > 1) {
      hasTies = true;
      tieTerm += size * (size * size - 1);
    }
  }
  return { excess, tied, tieTerm, hasTies };
}

/** Σ over `a` of (its mean dominance over b − center)²; both ascending. */
export function dominanceSpread(a: Float64Array, b: Float64Array, center: number): number {
  const nA = a.length;
  const nB = b.length;
  let sum = 0;
  let below = 0;
  let notAbove = 0;
  for (let index = 0; index < nA; index++) {
    const value = a[index];
    while (below < nB && b[below] < value) below++;
    while (notAbove < nB && b[notAbove] <= value) notAbove++;
    const deviation = (below + notAbove - nB) / nB - center;
    sum += deviation * deviation;
  }
  return sum;
}
