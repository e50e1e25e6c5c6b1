/** A centre and a covariance. */
export interface ScatterEstimate {
  readonly location: Float64Array;
  /** p × p, row by row; divided by the number of rows */
  readonly covariance: Float64Array;
}

/** Mean and covariance (divided by the number of rows) of the given rows of `data`, which has `size` columns. */
export function scatterOf(data: Float64Array, size: number, rows: ArrayLike<number>): ScatterEstimate {
  const location = new Float64Array(size);
  for (let index = 0; index < rows.length; index++) {
    const offset = rows[index] * size;
    for (let column = 0; column < size; column++) location[column] += data[offset + column];
  }
  for (let column = 0; column < size; column++) location[column] /= rows.length;
  const covariance = new Float64Array(size * size);
  const deviation = new Float64Array(size);
  for (let index = 0; index < rows.length; index++) {
    const offset = rows[index] * size;
    for (let column = 0; column < size; column++) deviation[column] = data[offset + column] - location[column];
    for (let row = 0; row < size; row++) {
      const own = deviation[row];
      for (let column = 0; column <= row; column++) covariance[row * size + column] += own * deviation[column];
    }
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      const value = covariance[row * size + column] / rows.length;
      covariance[row * size + column] = value;
      covariance[column * size + row] = value;
    }
  }
  return { location, covariance };
}
