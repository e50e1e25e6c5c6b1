import type { Merge } from "./label-merges";
import { squaredDistance } from "./squared-distance";

/** The edges of a minimum spanning tree (Prim), which are the merges of single linkage. Linear memory. */
export function spanningTreeMerges(data: Float64Array, nSamples: number, nFeatures: number): Merge[] {
  const outside = Uint32Array.from({ length: nSamples - 1 }, (_, index) => index + 1);
  const nearest = new Float64Array(nSamples).fill(Number.POSITIVE_INFINITY);
  const merges: Merge[] = [];
  let current = 0;
  for (let nOutside = nSamples - 1; nOutside > 0; nOutside--) {
    let best = 0;
    for (let slot = 0; slot < nOutside; slot++) {
      const row = outside[slot];
      const distance = squaredDistance(data, current, data, row, nFeatures);
      if (distance < nearest[row]) nearest[row] = distance;
      const top = outside[best];
      if (nearest[row] < nearest[top] || (nearest[row] === nearest[top] && row < top)) best = slot;
    }
    const next = outside[best];
    merges.push({ left: current, right: next, height: Math.sqrt(nearest[next]) });
    outside[best] = outside[nOutside - 1];
    current = next;
  }
  return merges;
}
