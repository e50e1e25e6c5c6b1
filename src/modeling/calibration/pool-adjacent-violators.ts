/**
 * The non-decreasing sequence closest to `values` in weighted least squares, by pooling adjacent violators
 * (Ayer et al. 1955). One pass with a stack of blocks: linear time. Equal neighbours are not pooled, so that a
 * sequence that already ascends comes back to the last bit.
 * @param weights positive, same length
 */
export function poolAdjacentViolators(values: Float64Array, weights: Float64Array): Float64Array {
  const length = values.length;
  const means = new Float64Array(length);
  const sums = new Float64Array(length);
  const totals = new Float64Array(length);
  const ends = new Uint32Array(length);
  let nBlocks = 0;
  for (let index = 0; index < length; index++) {
    means[nBlocks] = values[index];
    sums[nBlocks] = values[index] * weights[index];
    totals[nBlocks] = weights[index];
    ends[nBlocks++] = index + 1;
    while (nBlocks > 1 && means[nBlocks - 2] > means[nBlocks - 1]) {
      const into = nBlocks - 2;
      sums[into] += sums[into + 1];
      totals[into] += totals[into + 1];
      means[into] = sums[into] / totals[into];
      ends[into] = index + 1;
      nBlocks--;
    }
  }
  const fitted = new Float64Array(length);
  for (let block = 0, start = 0; block < nBlocks; start = ends[block++]) fitted.fill(means[block], start, ends[block]);
  return fitted;
}
