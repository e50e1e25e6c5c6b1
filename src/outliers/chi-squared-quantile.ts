import { logGamma } from "./log-gamma";

const precision = 1e-16;
const smallest = 1e-300;

/** P(X ≤ x) of the chi-squared distribution, to about 14 digits. */
export function chiSquaredCdf(x: number, degreesOfFreedom: number): number {
  const upper = chiSquaredTail(x, degreesOfFreedom);
  return upper < 0.5 ? 1 - upper : lowerShare(x / 2, degreesOfFreedom / 2);
}

/** P(X > x). */
export function chiSquaredTail(x: number, degreesOfFreedom: number): number {
  if (x <= 0) return 1;
  const [half, a] = [x / 2, degreesOfFreedom / 2];
  return half < a + 1 ? 1 - lowerShare(half, a) : upperShare(half, a);
}

/** The x that the chi-squared distribution stays below with probability p in (0, 1), by bisection. */
export function chiSquaredQuantile(p: number, degreesOfFreedom: number): number {
  // Above the middle by the tail, whose digits 1 − p keeps.
  const isBelow =
    p < 0.5
      ? (x: number) => chiSquaredCdf(x, degreesOfFreedom) < p
      : (x: number) => chiSquaredTail(x, degreesOfFreedom) > 1 - p;
  let low = 0;
  let high = degreesOfFreedom + 10;
  while (isBelow(high)) high *= 2;
  for (let step = 0; step < 1100 && high - low > 1e-15 * high; step++) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** x^a e^−x / Γ(a) */
function front(x: number, a: number): number {
  return Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** The regularised lower incomplete gamma function by its series (Abramowitz & Stegun 6.5.29). */
function lowerShare(x: number, a: number): number {
  if (x <= 0) return 0;
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k < 100_000 && term > sum * precision; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return Math.min(1, sum * front(x, a));
}

/** The upper one by its continued fraction (Abramowitz & Stegun 6.5.31, Lentz's method). */
function upperShare(x: number, a: number): number {
  let b = x + 1 - a;
  let c = 1 / smallest;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k < 100_000; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b || smallest);
    c = b + numerator / c || smallest;
    const factor = d * c;
    value *= factor;
    if (!(Math.abs(factor - 1) >= 2 * precision)) break;
  }
  return value * front(x, a);
}
