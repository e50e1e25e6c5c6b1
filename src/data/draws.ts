import type { Random } from "../core";

/** 1 with the given probability, else 0. */
export function drawFlag(random: Random, probability: number): 0 | 1 {
  return random.uniform() < probability ? 1 : 0;
}

/** 1 with the probability that has the given log odds, else 0. */
export function drawFlagByLogOdds(random: Random, logOdds: number): 0 | 1 {
  return drawFlag(random, 1 / (1 + Math.exp(-logOdds)));
}

/**
 * A gamma number of shape ≥ 1 and the given scale, by squeezed rejection (Marsaglia & Tsang 2000, "A simple method for
 * generating gamma variables").
 */
export function drawGamma(random: Random, shape: number, scale: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    // log(0) is −∞, which accepts, as it should.
    if (Math.log(random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v * scale;
  }
}

/** How many times in a row a flag of the given probability comes up, `most` at the most. */
export function drawRun(random: Random, probability: number, most: number): number {
  let length = 0;
  while (length < most && random.uniform() < probability) length += 1;
  return length;
}
