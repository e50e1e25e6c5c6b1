/** Rows are compared in square blocks whose distances fit the processor's first cache. */
export const blockRows = 48;

/**
 * Writes the Euclidean distances of rows [first, first + blockRows) to rows [otherFirst, otherFirst + blockRows) into
 * `block`, blockRows numbers a row; rows past the ends are left out. Prior validation is assumed.
 *
 * Two rows are compared with four at a time, so that a value is used several times once it is read. Each sum runs over
 * the features in their order, as in SciPy's pdist: the distances have the same bits.
 */
export function distanceBlock(
  left: Float64Array,
  first: number,
  right: Float64Array,
  otherFirst: number,
  nFeatures: number,
  block: Float64Array,
): void {
  const rows = Math.min(blockRows, left.length / nFeatures - first);
  const others = Math.min(blockRows, right.length / nFeatures - otherFirst);
  const pairs = rows - (rows % 2);
  const fours = others - (others % 4);
  for (let row = 0; row < pairs; row += 2) {
    for (let other = 0; other < fours; other += 4) {
      eightDistances(
        left,
        (first + row) * nFeatures,
        right,
        (otherFirst + other) * nFeatures,
        nFeatures,
        block,
        row * blockRows + other,
      );
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let other = row < pairs ? fours : 0; other < others; other++) {
      const squared = sequentialSquare(
        left,
        (first + row) * nFeatures,
        right,
        (otherFirst + other) * nFeatures,
        nFeatures,
      );
      block[row * blockRows + other] = Math.sqrt(squared);
    }
  }
}

/** Two rows from `a` on against four from `b` on. */
function eightDistances(
  left: Float64Array,
  a: number,
  right: Float64Array,
  b: number,
  nFeatures: number,
  block: Float64Array,
  target: number,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  const b1 = b + nFeatures;
  const b2 = b1 + nFeatures;
  const b3 = b2 + nFeatures;
  const a1 = a + nFeatures;
  for (let feature = 0; feature < nFeatures; feature++) {
    const x0 = left[a + feature];
    const x1 = left[a1 + feature];
    const y0 = right[b + feature];
    const y1 = right[b1 + feature];
    const y2 = right[b2 + feature];
    const y3 = right[b3 + feature];
    s00 += (x0 - y0) * (x0 - y0);
    s01 += (x0 - y1) * (x0 - y1);
    s02 += (x0 - y2) * (x0 - y2);
    s03 += (x0 - y3) * (x0 - y3);
    s10 += (x1 - y0) * (x1 - y0);
    s11 += (x1 - y1) * (x1 - y1);
    s12 += (x1 - y2) * (x1 - y2);
    s13 += (x1 - y3) * (x1 - y3);
  }
  block[target] = Math.sqrt(s00);
  block[target + 1] = Math.sqrt(s01);
  block[target + 2] = Math.sqrt(s02);
  block[target + 3] = Math.sqrt(s03);
  block[target + blockRows] = Math.sqrt(s10);
  block[target + blockRows + 1] = Math.sqrt(s11);
  block[target + blockRows + 2] = Math.sqrt(s12);
  block[target + blockRows + 3] = Math.sqrt(s13);
}

function sequentialSquare(left: Float64Array, a: number, right: Float64Array, b: number, nFeatures: number): number {
  let sum = 0;
  for (let feature = 0; feature < nFeatures; feature++) {
    const difference = left[a + feature] - right[b + feature];
    sum += difference * difference;
  }
  return sum;
}
