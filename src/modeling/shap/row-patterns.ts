/**
 * Which conditions of a path each row of a block meets: bit i of a row's pattern stands for the path's feature i; bits
 * of features not yet asked about are set. One array for the left and one for the right node of each level.
 */
export class PatternStack {
  private readonly left: Uint16Array[] = [];
  private readonly right: Uint16Array[] = [];

  constructor(private readonly maxRows: number) {
    this.at(0, false).fill(0xffff);
  }

  at(level: number, isLeft: boolean): Uint16Array {
    const patterns = isLeft ? this.left : this.right;
    patterns[level] ??= new Uint16Array(this.maxRows);
    return patterns[level];
  }
}

// The loops over rows that take the time. They do not branch, as which way a row goes is hard to foresee, and serve
// several features at once, as most of a short loop is overhead.

/** Clears a bit for the rows that do not go along: code > cut on the left, code ≤ cut on the right. */
export function splitPatterns(
  patterns: Uint16Array,
  codes: Int32Array,
  cut: number,
  bit: number,
  left: Uint16Array,
  right: Uint16Array,
  nRows: number,
): void {
  for (let row = 0; row < nRows; row++) {
    const pattern = patterns[row];
    const goesRight = ((cut - codes[row]) >> 31) & bit;
    left[row] = pattern & ~goesRight;
    right[row] = pattern & (~bit | goesRight);
  }
}

/**
 * Adds to each row the entries of its pattern.
 * @param table entry of the path's feature i and pattern m at i · 2^d + m, d = features.length
 * @param features the path's features
 * @param sums feature by feature: that of (row, feature) is at feature · stride + row
 */
export function addTable(
  table: Float64Array,
  features: Int32Array,
  patterns: Uint16Array,
  sums: Float64Array,
  stride: number,
  nRows: number,
): void {
  const size = 1 << features.length;
  let place = 0;
  for (; place + 4 <= features.length; place += 4) {
    const a = features[place] * stride;
    const b = features[place + 1] * stride;
    const c = features[place + 2] * stride;
    const d = features[place + 3] * stride;
    addFour(table, place * size, size, patterns, sums, a, b, c, d, nRows);
  }
  if (place + 2 <= features.length) {
    const a = features[place] * stride;
    const b = features[place + 1] * stride;
    addTwo(table, place * size, size, patterns, sums, a, b, nRows);
    place += 2;
  }
  if (place < features.length) addOne(table, place * size, size, patterns, sums, features[place] * stride, nRows);
}

function addFour(
  table: Float64Array,
  from: number,
  size: number,
  patterns: Uint16Array,
  sums: Float64Array,
  a: number,
  b: number,
  c: number,
  d: number,
  nRows: number,
): void {
  const mask = size - 1;
  const fromB = from + size;
  const fromC = fromB + size;
  const fromD = fromC + size;
  for (let row = 0; row < nRows; row++) {
    const pattern = patterns[row] & mask;
    sums[a + row] += table[from + pattern];
    sums[b + row] += table[fromB + pattern];
    sums[c + row] += table[fromC + pattern];
    sums[d + row] += table[fromD + pattern];
  }
}

function addTwo(
  table: Float64Array,
  from: number,
  size: number,
  patterns: Uint16Array,
  sums: Float64Array,
  a: number,
  b: number,
  nRows: number,
): void {
  const mask = size - 1;
  const fromB = from + size;
  for (let row = 0; row < nRows; row++) {
    const pattern = patterns[row] & mask;
    sums[a + row] += table[from + pattern];
    sums[b + row] += table[fromB + pattern];
  }
}

function addOne(
  table: Float64Array,
  from: number,
  size: number,
  patterns: Uint16Array,
  sums: Float64Array,
  a: number,
  nRows: number,
): void {
  const mask = size - 1;
  for (let row = 0; row < nRows; row++) sums[a + row] += table[from + (patterns[row] & mask)];
}
