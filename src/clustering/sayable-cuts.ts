/** One side of a cut, as a rule says it. */
export interface CutSide {
  /** How the feature is compared with the value. */
  readonly operator: "<" | "<=" | ">=";
  /** What it is compared with, in the unit of the feature. */
  readonly value: number;
}

/** A place where a feature may be divided, by a number that a person can say. */
export interface Cut {
  readonly below: CutSide;
  readonly above: CutSide;
}

/** Most cuts of one feature. */
const mostCuts = 32;
/** Whole numbers up to here are said as they are: "at most 1 month". */
const largestCount = 1000;
/** A number of more digits than this is no number to say. */
const largestDigits = 9999;

/**
 * The cuts of a feature: between any two neighbouring values or, where there are many, quantiles. Whole numbers are cut
 * at the values themselves, others at the roundest number in between; where only a long number would do there is no cut.
 * Prior validation is assumed.
 * @param sorted all values, ascending
 * @returns ascending
 */
export function sayableCuts(sorted: Float64Array): Cut[] {
  const isCounted = sorted.every((value) => Number.isInteger(value) && Math.abs(value) <= largestCount);
  const values = distinct(sorted);
  const bounds = values.length <= mostCuts + 1 ? values : distinct(quantilesOf(sorted));
  const cuts: Cut[] = [];
  for (let place = 1; place < bounds.length; place++) {
    const cut = cutBetween(bounds[place - 1], bounds[place], isCounted, bounds === values);
    if (cut !== null) cuts.push(cut);
  }
  return cuts;
}

/** For each value the number of cuts at or below it, at most 32. */
export function codesOf(values: Float64Array, cuts: readonly Cut[]): Uint8Array {
  const places = Float64Array.from(cuts, ({ above }) => above.value);
  const codes = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle] <= values[row]) low = middle + 1;
      else high = middle;
    }
    codes[row] = low;
  }
  return codes;
}

/**
 * The roundest number c with low < c ≤ high: a multiple of as large a 1, 2 or 5 times a power of ten as there is.
 * @returns null where it would have more than four digits
 */
export function roundestBetween(low: number, high: number): number | null {
  const reach = Math.max(Math.abs(low), Math.abs(high));
  for (let exponent = Math.floor(Math.log10(reach)) + 1; exponent >= -324; exponent--) {
    for (const digit of [5, 2, 1]) {
      const multiple = Math.floor(high / Number(`${digit}e${exponent}`)) * digit;
      // Written and read, since multiplying would leave 0.30000000000000004.
      const candidate = Number(`${multiple}e${exponent}`);
      if (Math.abs(multiple) > largestDigits) return null;
      if (candidate > low && candidate <= high) return candidate + 0;
    }
  }
  return null;
}

function cutBetween(low: number, high: number, isCounted: boolean, areNeighbours: boolean): Cut | null {
  if (isCounted && areNeighbours) {
    return { below: { operator: "<=", value: low }, above: { operator: ">=", value: high } };
  }
  const value = roundestBetween(low, high);
  if (value === null) return null;
  const below = isCounted ? ({ operator: "<=", value: value - 1 } as const) : ({ operator: "<", value } as const);
  return { below, above: { operator: ">=", value } };
}

function distinct(sorted: Float64Array): Float64Array {
  return sorted.filter((value, place) => place === 0 || value !== sorted[place - 1]);
}

/** Values at even distances in rank, the first and the last among them. */
function quantilesOf(sorted: Float64Array): Float64Array {
  return Float64Array.from(
    { length: mostCuts + 1 },
    (_, place) => sorted[Math.round((place / mostCuts) * (sorted.length - 1))],
  );
}
