/**
 * Cholesky factor of a symmetric positive definite matrix: A = L·Lᵀ (Golub & Van Loan, Matrix Computations, 4.2).
 * @param A row-major size × size; only the lower triangle is read
 * @param minPivot the smallest accepted pivot relative to its diagonal element: 1 − R² of a column on those before it
 * @returns L row-major with zeros above the diagonal, or the number of the first column whose pivot is too small
 */
export function cholesky(A: Float64Array, size: number, minPivot: number): Float64Array | number {
  const L = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = A[row * size + column];
      for (let k = 0; k < column; k++) sum -= L[row * size + k] * L[column * size + k];
      if (column < row) L[row * size + column] = sum / L[column * size + column];
      else if (sum > minPivot * A[row * size + row]) L[row * size + row] = Math.sqrt(sum);
      else return row;
    }
  }
  return L;
}

/** Solves L·Lᵀ·x = b. */
export function choleskySolve(L: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = b.slice();
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) x[row] -= L[row * size + k] * x[k];
    x[row] /= L[row * size + row];
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) x[row] -= L[k * size + row] * x[k];
    x[row] /= L[row * size + row];
  }
  return x;
}
