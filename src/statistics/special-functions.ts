/*
 * Logarithms of the incomplete gamma and beta functions. jstat returns these as plain numbers to about 10 digits and
 * rounds far tails to 0 or 1; in logarithms the tails keep 12 digits down to any size.
 */

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
const smallest = 1e-300;
const precision = 1e-16;
const maxTerms = 1_000_000;

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + stirlingError(shifted) - Math.log(product);
}

/** ln Γ(x) less Stirling's approximation, for x ≥ 10 (Abramowitz & Stegun 6.1.41). */
function stirlingError(x: number): number {
  const s = 1 / (x * x);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) / x;
}

/** ln B(a, b) for a, b > 0, without the cancellation of three large logarithms. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const rest = (large - 0.5) * Math.log1p(-small / (small + large));
  const error = stirlingError(large) - stirlingError(small + large);
  if (small < 10) return logGamma(small) + rest + error + small - small * Math.log(small + large);
  const ratio = small / (small + large);
  return small * Math.log(ratio) - 0.5 * Math.log(small) + rest + halfLogTwoPi + error + stirlingError(small);
}

/** ln Q(a, x), the regularised upper incomplete gamma function, for a > 0 and x ≥ 0. */
export function logUpperGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  const front = logGammaFront(a, x);
  if (x < a + 1) return Math.log1p(-Math.exp(front) * lowerGammaSeries(a, x));
  return front + Math.log(upperGammaFraction(a, x));
}

/** ln(x^a e^−x / Γ(a)) */
function logGammaFront(a: number, x: number): number {
  if (a < 10) return a * Math.log(x) - x - logGamma(a);
  const excess = (x - a) / a;
  return a * (Math.log1p(excess) - excess) + 0.5 * Math.log(a) - halfLogTwoPi - stirlingError(a);
}

/** Σ x^k / (a (a+1) … (a+k)) (Abramowitz & Stegun 6.5.29) */
function lowerGammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k < maxTerms && term > sum * precision; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** The continued fraction of Abramowitz & Stegun 6.5.31, evaluated by Lentz's method. */
function upperGammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / smallest;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k < maxTerms; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / awayFromZero(numerator * d + b);
    c = awayFromZero(b + numerator / c);
    const factor = d * c;
    value *= factor;
    // Written so that NaN ends the loop too.
    if (!(Math.abs(factor - 1) >= precision * 2)) break;
  }
  return value;
}

/**
 * ln I_x(a, b), the regularised incomplete beta function, with x given by its logarithm and that of y = 1 − x,
 * so that neither end loses digits.
 */
export function logIncompleteBeta(logX: number, logY: number, a: number, b: number): number {
  if (logX === Number.NEGATIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  if (logY === Number.NEGATIVE_INFINITY) return 0;
  const front = a * logX + b * logY - logBeta(a, b);
  const x = Math.exp(logX);
  if (x < (a + 1) / (a + b + 2)) return front - Math.log(a) + Math.log(betaFraction(x, a, b));
  return Math.log1p(-(Math.exp(front) / b) * betaFraction(Math.exp(logY), b, a));
}

/** The continued fraction of Abramowitz & Stegun 26.5.8, evaluated by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let k = 1; k < maxTerms; k++) {
    const even = (k * (b - k) * x) / ((a + 2 * k - 1) * (a + 2 * k));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + k) * (a + b + k) * x) / ((a + 2 * k) * (a + 2 * k + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    const factor = d * c;
    value *= factor;
    // Written so that NaN ends the loop too.
    if (!(Math.abs(factor - 1) >= precision * 2)) break;
  }
  return value;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < smallest ? smallest : value;
}
