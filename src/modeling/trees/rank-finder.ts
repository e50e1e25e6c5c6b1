/**
 * Says how many of some ascending values lie below a number. A table over equal steps of the range narrows the search
 * down to the few values in one step, so that the cost hardly depends on how many values there are.
 */
export class RankFinder {
  private readonly first: number;
  private readonly last: number;
  private readonly scale: number;
  private readonly lastCell: number;
  /** How many values lie in the cells before a cell. */
  private readonly before: Int32Array;

  /** @param values ascending, finite; not copied */
  constructor(private readonly values: Float64Array) {
    const nCells = Math.max(1, 2 * values.length);
    this.first = values.length > 0 ? values[0] : 0;
    this.last = values.length > 0 ? values[values.length - 1] : 0;
    this.lastCell = nCells - 1;
    const scale = nCells / (this.last - this.first);
    // Ends too close or too far apart for a step: almost all in the first cell, searched by halves. Not 0, as 0 · ∞ is NaN.
    this.scale = scale > 0 && scale < Number.POSITIVE_INFINITY ? scale : Number.MIN_VALUE;
    this.before = new Int32Array(nCells + 1);
    for (const value of values) this.before[this.cellOf(value) + 1]++;
    for (let cell = 0; cell < nCells; cell++) this.before[cell + 1] += this.before[cell];
  }

  /**
   * For a column of row-major data, writes how many values lie below each number.
   * @param data, column, width numbers at row · width + column
   * @param out, outColumn, outWidth where the ranks go: (row − start) · outWidth + outColumn
   */
  writeRanks(
    data: Float64Array,
    column: number,
    width: number,
    start: number,
    end: number,
    out: Uint16Array | Uint32Array | Int32Array,
    outColumn: number,
    outWidth: number,
  ): void {
    const { values, before, first, last } = this;
    let target = outColumn;
    for (let row = start; row < end; row++) {
      const x = data[row * width + column];
      let low = 0;
      if (x > last) {
        low = values.length;
      } else if (x > first) {
        const cell = this.cellOf(x);
        low = before[cell];
        let high = before[cell + 1];
        while (low < high) {
          const middle = (low + high) >>> 1;
          if (values[middle] < x) low = middle + 1;
          else high = middle;
        }
      }
      out[target] = low;
      target += outWidth;
    }
  }

  /** Rounding keeps order, so that a number in a later cell is a larger number. */
  private cellOf(x: number): number {
    return Math.min(this.lastCell, Math.floor((x - this.first) * this.scale));
  }
}
