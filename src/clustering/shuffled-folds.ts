import type { FeatureMatrix } from "../core";

/**
 * Rows in a random order that depends on what they hold and on the seed, never on where they stand: shuffled data comes
 * in the same order. Equal rows are neighbours. Prior validation is assumed.
 */
export function contentOrder({ data, nSamples, nFeatures }: FeatureMatrix, seed: number): Uint32Array {
  const words = new Uint32Array(2);
  const value = new Float64Array(words.buffer);
  const keys = new Float64Array(nSamples);
  for (let row = 0, place = 0; row < nSamples; row++) {
    let first = seed | 0;
    let second = ~seed;
    for (let column = 0; column < nFeatures; column++, place++) {
      value[0] = data[place] + 0; // + 0: −0 equals 0
      // Sum and exclusive or of both halves: the same whichever half a machine stores first.
      first = scramble(first ^ (words[0] + words[1]));
      second = scramble(second ^ words[0] ^ words[1] ^ first);
    }
    keys[row] = (first >>> 5) * 67108864 + (second >>> 6);
  }
  const order = Uint32Array.from(keys.keys());
  return order.sort((a, b) => keys[a] - keys[b]);
}

/** A stratified fold of each row: members and others are dealt out one by one, in the order given. */
export function dealFolds(order: Uint32Array, isMember: Uint8Array, nFolds: number): Uint32Array {
  const folds = new Uint32Array(order.length);
  const dealt = [0, 0];
  for (const row of order) folds[row] = dealt[isMember[row]]++ % nFolds;
  return folds;
}

/** The finalizer of MurmurHash3 (Appleby 2011), which spreads every bit over all 32. */
function scramble(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
