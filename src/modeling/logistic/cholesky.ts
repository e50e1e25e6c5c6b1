/** What {@link cholesky} found. */
export interface CholeskyResult {
  /** L, row-major with zeros above the diagonal; incomplete where a pivot was too small. */
  readonly factor: Float64Array;
  /** Number of the first column whose pivot is too small, or null. */
  readonly failed: number | null;
  /** The smallest pivot relative to its diagonal element: 1 − R² of a column on those before it. */
  readonly smallestPivot: number;
}

/**
 * Cholesky factor of a symmetric positive definite matrix: A = L·Lᵀ (Golub & Van Loan, Matrix Computations, 4.2).
 * @param A row-major size × size; only the lower triangle is read
 * @param minPivot the smallest accepted pivot relative to its diagonal element
 */
export function cholesky(A: Float64Array, size: number, minPivot: number): CholeskyResult {
  const factor = new Float64Array(size * size);
  let smallestPivot = 1;
  for (let row = 0; row < size; row++) {
    const start = row * size;
    for (let column = 0; column <= row; column++) {
      const other = column * size;
      let sum = A[start + column];
      for (let k = 0; k < column; k++) sum -= factor[start + k] * factor[other + k];
      if (column < row) {
        factor[start + column] = sum / factor[other + column];
        continue;
      }
      const pivot = sum / A[start + row];
      if (!(pivot > minPivot)) return { factor, failed: row, smallestPivot };
      smallestPivot = Math.min(smallestPivot, pivot);
      factor[start + row] = Math.sqrt(sum);
    }
  }
  return { factor, failed: null, smallestPivot };
}

/** Solves L·Lᵀ·x = b. */
export function choleskySolve(factor: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = b.slice();
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) x[row] -= factor[row * size + k] * x[k];
    x[row] /= factor[row * size + row];
  }
  for (let row = size - 1; row >= 0; row--) {
    x[row] /= factor[row * size + row];
    for (let k = 0; k < row; k++) x[k] -= factor[row * size + k] * x[row];
  }
  return x;
}
