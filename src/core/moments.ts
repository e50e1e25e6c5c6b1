/** The mean of at least one finite number, by a sum that carries its rounding error along (Neumaier 1974). */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
  }
  const mean = Number.isFinite(sum) ? (sum + lost) / values.length : meanOfHuge(values);
  // Within the values: the mean of a constant is that constant to the last bit, so that its variance is 0.
  // + 0: a mean of −0 is 0, which JSON keeps.
  return Math.min(largest, Math.max(smallest, mean)) + 0;
}

/** Divides before adding, where the sum would overflow. */
function meanOfHuge(values: ArrayLike<number>): number {
  let mean = 0;
  for (let index = 0; index < values.length; index++) mean += values[index] / values.length;
  return mean;
}

/** √Σ(x − center)², scaled by the largest deviation so that neither huge nor tiny values are lost by squaring. */
export function deviationNorm(values: ArrayLike<number>, center: number): number {
  let largest = 0;
  for (let index = 0; index < values.length; index++) largest = Math.max(largest, Math.abs(values[index] - center));
  if (largest === 0) return 0;
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += ((values[index] - center) / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Deviations from the mean, scaled to length 1; null for a constant. The dot product of two is their correlation. */
export function unitDeviations(values: Float64Array): Float64Array | null {
  const center = meanOf(values);
  const norm = deviationNorm(values, center);
  return norm === 0 ? null : values.map((value) => (value - center) / norm);
}

/** Pearson's correlation of two columns of {@link unitDeviations}; NaN when one is constant. */
export function correlationOf(left: Float64Array | null, right: Float64Array | null): number {
  if (left === null || right === null) return Number.NaN;
  if (left === right) return 1;
  let product = 0;
  for (let index = 0; index < left.length; index++) product += left[index] * right[index];
  return Math.max(-1, Math.min(1, product));
}
