/** Of its variance, what is left of a column outside the columns before it that counts as rounding. */
const singular = 1e-12;

/** L of a symmetric positive definite matrix A = L·Lᵀ, both row by row; or the first column that the others explain. */
export function cholesky(matrix: Float64Array, size: number): { lower: Float64Array; collinear: number } {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column];
      for (let k = 0; k < column; k++) sum -= lower[row * size + k] * lower[column * size + k];
      if (column < row) lower[row * size + column] = sum / lower[column * size + column];
      else if (sum > singular * matrix[row * size + row]) lower[row * size + row] = Math.sqrt(sum);
      else return { lower, collinear: row };
    }
  }
  return { lower, collinear: -1 };
}

/** ln det of L·Lᵀ. */
export function logDeterminant(lower: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row++) sum += Math.log(lower[row * size + row]);
  return 2 * sum;
}

/** The squared distance (x − μ)ᵀ·(L·Lᵀ)⁻¹·(x − μ) of every row of `data`. */
export function squaredDistances(
  data: Float64Array,
  size: number,
  center: Float64Array,
  lower: Float64Array,
  distances: Float64Array,
): void {
  // Rows of L without what is right of the diagonal, and 1 / diagonal: fewer places to look, no division in the loop.
  const packed = new Float64Array((size * (size + 1)) / 2);
  for (let row = 0, place = 0; row < size; row++) {
    for (let column = 0; column < row; column++) packed[place++] = lower[row * size + column];
    packed[place++] = 1 / lower[row * size + row];
  }
  const solved = new Float64Array(size);
  for (let index = 0, offset = 0; index < distances.length; index++, offset += size) {
    let sum = 0;
    for (let row = 0, place = 0; row < size; row++) {
      let left = data[offset + row] - center[row];
      for (let column = 0; column < row; column++) left -= packed[place++] * solved[column];
      left *= packed[place++];
      solved[row] = left;
      sum += left * left;
    }
    distances[index] = sum;
  }
}

/** (L·Lᵀ)⁻¹, row by row. */
export function inverseOf(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let unit = 0; unit < size; unit++) {
    column.fill(0);
    column[unit] = 1;
    for (let row = 0; row < size; row++) {
      for (let k = 0; k < row; k++) column[row] -= lower[row * size + k] * column[k];
      column[row] /= lower[row * size + row];
    }
    for (let row = size - 1; row >= 0; row--) {
      for (let k = row + 1; k < size; k++) column[row] -= lower[k * size + row] * column[k];
      column[row] /= lower[row * size + row];
    }
    for (let row = 0; row < size; row++) inverse[row * size + unit] = column[row];
  }
  return inverse;
}
