/**
 * ‖a_i − b_j‖² of row `i` of `a` and row `j` of `b`, both row-major with `width` columns. Prior validation is assumed.
 * Four running sums: one would wait for each addition to end before the next, at a third of the speed.
 */
export function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, width: number): number {
  let left = i * width;
  let right = j * width;
  const end = left + width;
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (const last = end - 3; left < last; left += 4, right += 4) {
    const d0 = a[left] - b[right];
    const d1 = a[left + 1] - b[right + 1];
    const d2 = a[left + 2] - b[right + 2];
    const d3 = a[left + 3] - b[right + 3];
    sum0 += d0 * d0;
    sum1 += d1 * d1;
    sum2 += d2 * d2;
    sum3 += d3 * d3;
  }
  for (; left < end; left++, right++) {
    const difference = a[left] - b[right];
    sum0 += difference * difference;
  }
  return sum0 + sum1 + (sum2 + sum3);
}
