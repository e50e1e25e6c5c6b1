/**
 * The assignment of rows to columns, one each, of least total cost: the Hungarian method with shortest augmenting paths
 * (Jonker & Volgenant 1987), cubic in the number of rows. Prior validation is assumed.
 * @param costs nRows × nColumns, row-major, finite, nRows ≤ nColumns
 * @returns the column of each row
 */
export function assignRows(costs: Float64Array, nRows: number, nColumns: number): Uint32Array {
  const rowPrices = new Float64Array(nRows + 1);
  const columnPrices = new Float64Array(nColumns + 1);
  // Rows and columns count from 1 here; 0 is "none". Column 0 holds the row that is being placed.
  const rowOf = new Uint32Array(nColumns + 1);
  const previous = new Uint32Array(nColumns + 1);
  for (let row = 1; row <= nRows; row++) {
    rowOf[0] = row;
    let column = 0;
    const slack = new Float64Array(nColumns + 1).fill(Number.POSITIVE_INFINITY);
    const done = new Uint8Array(nColumns + 1);
    while (rowOf[column] !== 0) {
      done[column] = 1;
      const current = rowOf[column];
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= nColumns; other++) {
        if (done[other] === 1) continue;
        const reduced = costs[(current - 1) * nColumns + other - 1] - rowPrices[current] - columnPrices[other];
        if (reduced < slack[other]) {
          slack[other] = reduced;
          previous[other] = column;
        }
        if (slack[other] < step) {
          step = slack[other];
          next = other;
        }
      }
      for (let other = 0; other <= nColumns; other++) {
        if (done[other] === 1) {
          rowPrices[rowOf[other]] += step;
          columnPrices[other] -= step;
        } else slack[other] -= step;
      }
      column = next;
    }
    for (; column !== 0; column = previous[column]) rowOf[column] = rowOf[previous[column]];
  }
  const columns = new Uint32Array(nRows);
  for (let column = 1; column <= nColumns; column++) if (rowOf[column] > 0) columns[rowOf[column] - 1] = column - 1;
  return columns;
}
