import type { Random } from "../../core";

/** Draws `count` of the numbers 0 … length − 1 without replacement, in ascending order (Knuth's algorithm S). */
export function drawRows(length: number, count: number, random: Random): Uint32Array {
  const drawn = new Uint32Array(count);
  let taken = 0;
  if (count === length) {
    for (; taken < length; taken++) drawn[taken] = taken;
    return drawn;
  }
  for (let row = 0; taken < count; row++) {
    if (random.integer(length - row) < count - taken) drawn[taken++] = row;
  }
  return drawn;
}

/** Draws a share of the features, at least one, in ascending order. */
export function drawFeatures(features: Int32Array, share: number, random: Random): Int32Array {
  const count = Math.max(1, Math.ceil(share * features.length));
  if (count === features.length) return features;
  return Int32Array.from(drawRows(features.length, count, random), (place) => features[place]);
}
