import type { Merge } from "./label-merges";

/**
 * Ward's clustering by nearest-neighbour chains of centroids: the squared height of a merge is
 * 2 |a| |b| / (|a| + |b|) · ‖centroid a − centroid b‖², so no distance needs to be kept. Prior validation is assumed.
 */
export function centroidChain(data: Float64Array, nSamples: number, nFeatures: number): Merge[] {
  // Living clusters fill the first nActive slots of these arrays, in ascending order of their number.
  const centroids = data.slice();
  const sizes = new Float64Array(nSamples).fill(1);
  const numbers = Uint32Array.from({ length: nSamples }, (_, row) => row);
  let nActive = nSamples;
  const chain: number[] = [];
  const merges: Merge[] = [];

  while (nActive > 1) {
    if (chain.length === 0) chain.push(numbers[0]);
    const tipSlot = slotOf(numbers, nActive, chain[chain.length - 1]);
    const beforeSlot = chain.length > 1 ? slotOf(numbers, nActive, chain[chain.length - 2]) : -1;
    const { slot, squared } = nearestCluster(centroids, sizes, nActive, nFeatures, tipSlot, beforeSlot);
    if (slot !== beforeSlot) {
      chain.push(numbers[slot]);
      continue;
    }
    chain.length -= 2;
    const gone = Math.min(tipSlot, slot);
    const kept = Math.max(tipSlot, slot);
    merges.push({ left: numbers[gone], right: numbers[kept], height: Math.sqrt(squared) });
    join(centroids, sizes, nFeatures, gone, kept);
    centroids.copyWithin(gone * nFeatures, (gone + 1) * nFeatures, nActive * nFeatures);
    sizes.copyWithin(gone, gone + 1, nActive);
    numbers.copyWithin(gone, gone + 1, nActive);
    nActive--;
  }
  return merges;
}

/** Binary search in the ascending numbers of the living clusters. */
function slotOf(numbers: Uint32Array, nActive: number, number: number): number {
  let low = 0;
  let high = nActive - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle] < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The nearest cluster to the tip; on a tie the one before it in the chain, else the lowest number. */
function nearestCluster(
  centroids: Float64Array,
  sizes: Float64Array,
  nActive: number,
  nFeatures: number,
  tip: number,
  before: number,
): { slot: number; squared: number } {
  const tipSize = sizes[tip];
  let nearest = before;
  let shortest = before < 0 ? Number.POSITIVE_INFINITY : wardDistance(centroids, sizes, nFeatures, tip, before);
  for (let slot = 0; slot < nActive; slot++) {
    if (slot === tip || slot === before) continue;
    // The sum only grows: stop a candidate as soon as it has passed the best so far.
    const factor = (2 * tipSize * sizes[slot]) / (tipSize + sizes[slot]);
    const limit = shortest / factor;
    const left = tip * nFeatures;
    const right = slot * nFeatures;
    let sum = 0;
    for (let column = 0; column < nFeatures; column++) {
      const difference = centroids[left + column] - centroids[right + column];
      sum += difference * difference;
      if (sum > limit) break;
    }
    if (sum * factor < shortest) {
      shortest = sum * factor;
      nearest = slot;
    }
  }
  return { slot: nearest, squared: shortest };
}

function wardDistance(centroids: Float64Array, sizes: Float64Array, nFeatures: number, a: number, b: number): number {
  let sum = 0;
  for (let column = 0; column < nFeatures; column++) {
    const difference = centroids[a * nFeatures + column] - centroids[b * nFeatures + column];
    sum += difference * difference;
  }
  return ((2 * sizes[a] * sizes[b]) / (sizes[a] + sizes[b])) * sum;
}

/** Writes the union of two clusters into `kept`. */
function join(centroids: Float64Array, sizes: Float64Array, nFeatures: number, gone: number, kept: number): void {
  const total = sizes[gone] + sizes[kept];
  for (let column = 0; column < nFeatures; column++) {
    const target = kept * nFeatures + column;
    const sum = sizes[gone] * centroids[gone * nFeatures + column] + sizes[kept] * centroids[target];
    centroids[target] = sum / total;
  }
  sizes[kept] = total;
}
