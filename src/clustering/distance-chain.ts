import type { Merge } from "./label-merges";
import { squaredDistance } from "./squared-distance";

/**
 * Nearest-neighbour chain over a condensed distance matrix, updated by the Lance–Williams formula.
 * Prior validation is assumed.
 */
export function distanceChain(
  data: Float64Array,
  nSamples: number,
  nFeatures: number,
  method: "complete" | "average",
): Merge[] {
  const distances = condensedDistances(data, nSamples, nFeatures);
  // Entry (i, j), i < j, is at offsets[i] + j.
  const offsets = Array.from({ length: nSamples }, (_, row) => row * nSamples - (row * (row + 3)) / 2 - 1);
  const at = (a: number, b: number) => (a < b ? offsets[a] + b : offsets[b] + a);
  const active = Uint32Array.from({ length: nSamples }, (_, row) => row);
  let nActive = nSamples;
  const sizes = new Float64Array(nSamples).fill(1);
  const chain: number[] = [];
  const merges: Merge[] = [];

  while (merges.length < nSamples - 1) {
    if (chain.length === 0) chain.push(active[0]);
    const tip = chain[chain.length - 1];
    const before = chain.length > 1 ? chain[chain.length - 2] : -1;
    // On a tie the previous element wins: otherwise the chain could run in a circle.
    let neighbour = before;
    let shortest = before < 0 ? Number.POSITIVE_INFINITY : distances[at(tip, before)];
    const tipOffset = offsets[tip];
    for (let slot = 0; slot < nActive; slot++) {
      const other = active[slot];
      if (other === tip) continue;
      const distance = distances[other < tip ? offsets[other] + tip : tipOffset + other];
      if (distance < shortest) {
        shortest = distance;
        neighbour = other;
      }
    }
    if (neighbour !== before) {
      chain.push(neighbour);
      continue;
    }
    chain.length -= 2;
    const gone = Math.min(tip, neighbour);
    const kept = Math.max(tip, neighbour);
    merges.push({ left: gone, right: kept, height: shortest });
    nActive = remove(active, nActive, gone);
    for (let slot = 0; slot < nActive; slot++) {
      const other = active[slot];
      if (other === kept) continue;
      const target = at(kept, other);
      const a = distances[at(gone, other)];
      const b = distances[target];
      distances[target] =
        method === "complete" ? Math.max(a, b) : (sizes[gone] * a + sizes[kept] * b) / (sizes[gone] + sizes[kept]);
    }
    sizes[kept] += sizes[gone];
  }
  return merges;
}

function condensedDistances(data: Float64Array, nSamples: number, nFeatures: number): Float64Array {
  const distances = new Float64Array((nSamples * (nSamples - 1)) / 2);
  let index = 0;
  for (let row = 0; row < nSamples; row++) {
    for (let other = row + 1; other < nSamples; other++) {
      distances[index++] = Math.sqrt(squaredDistance(data, row, data, other, nFeatures));
    }
  }
  return distances;
}

/** Takes a value out of the first `length` ascending entries; returns the new length. */
export function remove(ascending: Uint32Array, length: number, value: number): number {
  const position = ascending.subarray(0, length).indexOf(value);
  ascending.copyWithin(position, position + 1, length);
  return length - 1;
}
