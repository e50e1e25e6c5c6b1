import { checkInteger } from "./checks";

/** An array or a typed array of numbers that can be written to. */
export interface NumberList {
  /** Number of items */
  length: number;
  [index: number]: number;
}

/**
 * Seeded random numbers: xoshiro128** (Blackman & Vigna 2018), its state filled from the seed by SplitMix32.
 * Only integer arithmetic, √ and log: the same seed gives the same bits on every machine.
 * @throws InvalidParameterError for a seed that is not an integer in its range
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { Random } from "churnlab";
 *
 * const random = new Random(42);
 * assert.equal(random.uint32(), 2837322924);
 * assert.deepEqual(new Random(7).permutation(5), new Random(7).permutation(5)); // same seed, same order
 * ```
 */
export class Random {
  private s0: number;
  private s1: number;
  private s2: number;
  private s3: number;
  private spareNormal: number | null = null;

  /** @param seed integer in [0, 2^32 − 1] */
  constructor(seed: number) {
    checkInteger("seed", seed, { min: 0, max: 0xffffffff });
    let state = seed >>> 0;
    const next = () => {
      state = (state + 0x9e3779b9) >>> 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      return (z ^ (z >>> 16)) >>> 0;
    };
    this.s0 = next();
    this.s1 = next();
    this.s2 = next();
    this.s3 = next();
  }

  /** A uniform integer in [0, 2^32). */
  uint32(): number {
    const product = Math.imul(this.s1, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = this.s1 << 9;
    this.s2 ^= this.s0;
    this.s3 ^= this.s1;
    this.s1 ^= this.s2;
    this.s0 ^= this.s3;
    this.s2 ^= t;
    this.s3 = (this.s3 << 11) | (this.s3 >>> 21);
    return result;
  }

  /** A uniform number in [0, 1) with 53 random bits. */
  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** A uniform integer in [0, bound), without modulo bias. `bound` is in [1, 2^32]. */
  integer(bound: number): number {
    // Remainders by division: exact for whole numbers of 32 bits, and much quicker than the operator on doubles.
    const limit = Math.floor(4294967296 / bound) * bound;
    let draw = this.uint32();
    while (draw >= limit) draw = this.uint32();
    return draw - Math.floor(draw / bound) * bound;
  }

  /** A standard normal number (Marsaglia's polar method: no trigonometric functions). */
  normal(): number {
    if (this.spareNormal !== null) {
      const spare = this.spareNormal;
      this.spareNormal = null;
      return spare;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const square = u * u + v * v;
      if (square > 0 && square < 1) {
        const factor = Math.sqrt((-2 * Math.log(square)) / square);
        this.spareNormal = v * factor;
        return u * factor;
      }
    }
  }

  /** An independent generator for part `index` of a task, so that parts can run in any order. */
  fork(index: number): Random {
    return new Random((this.s0 ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0);
  }

  /** Shuffles an array in place (Fisher–Yates) and returns it. */
  shuffle<T extends NumberList>(items: T): T {
    for (let last = items.length - 1; last > 0; last--) {
      const other = this.integer(last + 1);
      const kept = items[last];
      items[last] = items[other];
      items[other] = kept;
    }
    return items;
  }

  /** The numbers 0 … length − 1 in random order. */
  permutation(length: number): Uint32Array {
    return this.shuffle(Uint32Array.from({ length }, (_, index) => index));
  }
}
