import { logNormalTail } from "./normal";
import { logGammaFront, logLowerGamma, logUpperGamma } from "./special-functions";

/** Steps of the trapezoidal rule a standard deviation: it converges to rounding for smooth bells. */
const stepsPerDeviation = 8;
/** Beyond so many standard deviations a bell has nothing left. */
const reach = 9;

/**
 * P(T ≤ t), or P(T > t), of the noncentral t distribution: T = (Z + noncentrality) / S with S² = χ² / degreesOfFreedom.
 * An average over S of the normal distribution, or over Z of the chi-squared one, whichever is the smoother. Either tail
 * keeps its digits where it is small.
 */
export function noncentralT(
  t: number,
  degreesOfFreedom: number,
  noncentrality: number,
  tail: "lower" | "upper",
): number {
  if (t < 0) return noncentralT(-t, degreesOfFreedom, -noncentrality, tail === "lower" ? "upper" : "lower");
  return t * t < 2 * degreesOfFreedom
    ? averageOverS(t, degreesOfFreedom, noncentrality, tail)
    : averageOverZ(t, degreesOfFreedom, noncentrality, tail);
}

function averageOverS(t: number, degreesOfFreedom: number, noncentrality: number, tail: "lower" | "upper"): number {
  const half = degreesOfFreedom / 2;
  const sign = tail === "lower" ? 1 : -1;
  // The density of u = ln S is 2 half^half exp(2 half u − half e^(2u)) / Γ(half).
  const logTop = Math.LN2 + logGammaFront(half, half);
  const step = 1 / (stepsPerDeviation * Math.sqrt(2 * degreesOfFreedom));
  let sum = 0;
  for (const side of [-1, 1]) {
    for (let k = side < 0 ? 1 : 0; ; k++) {
      const u = side * k * step;
      const drop = half * (Math.expm1(2 * u) - 2 * u);
      if (drop > 0.5 * reach * reach) break;
      sum += Math.exp(logTop - drop + logNormalTail(sign * (noncentrality - t * Math.exp(u))));
    }
  }
  return Math.min(1, sum * step);
}

/** T ≤ t is certain where Z ≤ −noncentrality; from there on, Gauss's rule in panels of one standard deviation. */
function averageOverZ(t: number, degreesOfFreedom: number, noncentrality: number, tail: "lower" | "upper"): number {
  const half = degreesOfFreedom / 2;
  const start = Math.max(-reach, -noncentrality);
  const panels = Math.max(0, Math.ceil(reach - start));
  const width = panels === 0 ? 0 : (reach - start) / panels;
  const logShare = tail === "lower" ? logUpperGamma : logLowerGamma;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    for (let node = 0; node < gauss.nodes.length; node++) {
      const z = start + (panel + gauss.nodes[node]) * width;
      const x = (z + noncentrality) / t;
      sum += gauss.weights[node] * Math.exp(-0.5 * z * z + logShare(half, half * x * x));
    }
  }
  const certain = tail === "lower" ? Math.exp(logNormalTail(-start)) : 0;
  return Math.min(1, certain + (sum * width) / Math.sqrt(2 * Math.PI));
}

/** Nodes and weights of Gauss's rule on [0, 1]: roots of a Legendre polynomial, by Newton's method. */
function gaussRule(count: number): { nodes: Float64Array; weights: Float64Array } {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    let x = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let step = 0; step < 20; step++) {
      let before = 1;
      let value = x;
      for (let degree = 2; degree <= count; degree++) {
        const next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
        before = value;
        value = next;
      }
      slope = (count * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    nodes[index] = (1 - x) / 2;
    weights[index] = 1 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

const gauss = gaussRule(16);

/** P(X > x) of the noncentral chi-squared distribution, a Poisson mixture of central ones. */
export function noncentralChiSquaredTail(x: number, degreesOfFreedom: number, noncentrality: number): number {
  if (noncentrality === 0) return Math.exp(logUpperGamma(degreesOfFreedom / 2, x / 2));
  const mean = noncentrality / 2;
  const { first, last } = poissonRange(mean);
  let a = degreesOfFreedom / 2 + first;
  let tail = Math.exp(logUpperGamma(a, x / 2));
  // Q(a + 1, y) = Q(a, y) + y^a e^−y / Γ(a + 1): upwards, only positive terms.
  let gain = Math.exp(logGammaFront(a, x / 2)) / a;
  let weight = poissonWeight(first, mean);
  let sum = 0;
  for (let j = first; j <= last; j++) {
    sum += weight * tail;
    tail += gain;
    a += 1;
    gain *= x / 2 / a;
    weight *= mean / (j + 1);
  }
  return Math.min(1, sum);
}

/** P(X ≤ x) of the same, with its digits where it is small. */
export function noncentralChiSquared(x: number, degreesOfFreedom: number, noncentrality: number): number {
  if (x <= 0) return 0;
  if (noncentrality === 0) return Math.exp(logLowerGamma(degreesOfFreedom / 2, x / 2));
  const mean = noncentrality / 2;
  const { first, last } = poissonRange(mean);
  let a = degreesOfFreedom / 2 + last;
  let share = Math.exp(logLowerGamma(a, x / 2));
  // P(a − 1, y) = P(a, y) + y^(a − 1) e^−y / Γ(a): downwards, only positive terms.
  let gain = Math.exp(logGammaFront(a, x / 2)) / (x / 2);
  let weight = poissonWeight(last, mean);
  let sum = 0;
  for (let j = last; j >= first; j--) {
    sum += weight * share;
    if (j === first) break;
    share += gain;
    a -= 1;
    // Far above x the terms start below the smallest number, where their neighbours would stay.
    gain = gain > 1e-280 ? (gain * a) / (x / 2) : Math.exp(logGammaFront(a, x / 2)) / (x / 2);
    weight *= j / mean;
  }
  return Math.min(1, sum);
}

function poissonRange(mean: number): { first: number; last: number } {
  const width = 9 * Math.sqrt(mean) + 45;
  return { first: Math.max(0, Math.floor(mean - width)), last: Math.ceil(mean + width) };
}

function poissonWeight(count: number, mean: number): number {
  return count === 0 ? Math.exp(-mean) : Math.exp(logGammaFront(count, mean)) / count;
}
