/** Ranks from 1, ties sharing their mean rank, and the size of every group of ties. */
export interface Ranks {
  readonly ranks: Float64Array;
  readonly tieSizes: readonly number[];
}

/** Ranks values as SciPy's `rankdata(method="average")`. */
export function rank(values: Float64Array): Ranks {
  const order = Uint32Array.from(values, (_, index) => index).sort((i, j) => values[i] - values[j]);
  const ranks = new Float64Array(values.length);
  const tieSizes: number[] = [];
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    for (let place = start; place < end; place++) ranks[order[place]] = (start + 1 + end) / 2;
    tieSizes.push(end - start);
    start = end;
  }
  return { ranks, tieSizes };
}
