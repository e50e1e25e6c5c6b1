/**
 * Sums that come out the same, to the last bit, in whatever order the terms are added: beside each sum stands what
 * rounding has taken from it (Ogita, Rump & Oishi 2005), so that some 106 bits are kept and 53 are read.
 */
export class OrderFreeSums {
  private readonly sums: Float64Array;
  private readonly lost: Float64Array;

  constructor(length: number) {
    this.sums = new Float64Array(length);
    this.lost = new Float64Array(length);
  }

  /** Adds a term to the sum at a place. */
  add(place: number, term: number): void {
    const before = this.sums[place];
    const after = before + term;
    const kept = after - before;
    this.sums[place] = after;
    this.lost[place] += before - (after - kept) + (term - kept);
  }

  /** Adds another sum, with what it had lost. */
  addSum(place: number, other: OrderFreeSums, otherPlace: number): void {
    this.add(place, other.sums[otherPlace]);
    this.lost[place] += other.lost[otherPlace];
  }

  /** The sum at a place, rounded once. */
  total(place: number): number {
    return this.sums[place] + this.lost[place];
  }
}

/** From here on a sum of many values could overflow. */
const huge = 1e290;

/** The factor, a power of two so that nothing is rounded, that keeps a sum of values up to `largest` finite. */
export function safeScale(largest: number): number {
  return largest > huge ? 2 ** -64 : 1;
}

/** A mean from a scaled sum, kept within the values: the mean of a constant is that constant, and its variance 0. */
export function meanWithin(scaledSum: number, scale: number, count: number, smallest: number, largest: number): number {
  // + 0: a mean of −0 is 0, which JSON keeps.
  return Math.min(largest, Math.max(smallest, scaledSum / count / scale)) + 0;
}
