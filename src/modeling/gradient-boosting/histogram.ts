import type { BinnedRows } from "./binned-rows";

/**
 * Adds the rows order[start … end) up, bin by bin, for all features in one pass.
 * @param derivatives gradient and hessian of each row in turn
 * @param histogram overwritten
 */
export function fillHistogram(
  { slots, nFeatures }: BinnedRows,
  order: Uint32Array,
  start: number,
  end: number,
  derivatives: Float64Array,
  histogram: Float64Array,
): void {
  histogram.fill(0);
  for (let place = start; place < end; place++) {
    const row = order[place];
    const gradient = derivatives[2 * row];
    const hessian = derivatives[2 * row + 1];
    const last = (row + 1) * nFeatures;
    let index = row * nFeatures;
    // Four at a time: the loop itself costs as much as an addition.
    for (; index + 3 < last; index += 4) {
      const slotA = slots[index];
      const slotB = slots[index + 1];
      const slotC = slots[index + 2];
      const slotD = slots[index + 3];
      histogram[slotA] += gradient;
      histogram[slotA + 1] += hessian;
      histogram[slotA + 2] += 1;
      histogram[slotB] += gradient;
      histogram[slotB + 1] += hessian;
      histogram[slotB + 2] += 1;
      histogram[slotC] += gradient;
      histogram[slotC + 1] += hessian;
      histogram[slotC + 2] += 1;
      histogram[slotD] += gradient;
      histogram[slotD + 1] += hessian;
      histogram[slotD + 2] += 1;
    }
    for (; index < last; index++) {
      const slot = slots[index];
      histogram[slot] += gradient;
      histogram[slot + 1] += hessian;
      histogram[slot + 2] += 1;
    }
  }
}

/** Makes the parent's histogram that of the other child: the sums are exact, so nothing is lost. */
export function subtractHistogram(parent: Float64Array, child: Float64Array): void {
  for (let index = 0; index < parent.length; index++) parent[index] -= child[index];
}

/** Histograms that are used again and again, so that growing a node allocates nothing. */
export class HistogramPool {
  private readonly free: Float64Array[] = [];

  constructor(private readonly length: number) {}

  take(): Float64Array {
    return this.free.pop() ?? new Float64Array(this.length);
  }

  giveBack(histogram: Float64Array): void {
    this.free.push(histogram);
  }
}
