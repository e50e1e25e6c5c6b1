import { jStat } from "jstat";
import { checkNumber, InvalidParameterError, show } from "../core";
import { logNormalTail, normalUpperQuantile } from "./normal";
import { checkReal } from "./real-argument";
import { logBeta, logIncompleteBeta } from "./special-functions";

/**
 * ln P(T > t) of Student's t distribution, to 12 digits however far the tail goes.
 * `Math.exp` of it is SciPy's `t.sf(t, degreesOfFreedom)`.
 * @param t any number; NaN gives NaN
 * @param degreesOfFreedom positive, need not be whole; Infinity is the normal distribution
 * @returns a number < 0
 * @throws InvalidParameterError for degrees of freedom that are not positive, or what is no number
 * @see DiDonato & Morris (1992), ACM Trans. Math. Software 18; SciPy `t.logsf(t, degreesOfFreedom)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { logStudentTTail } from "churnlab";
 *
 * assert.equal(Math.exp(logStudentTTail(2, 10)).toFixed(6), "0.036694");
 * ```
 */
export function logStudentTTail(t: number, degreesOfFreedom: number): number {
  checkReal("t", t);
  if (checkReal("degreesOfFreedom", degreesOfFreedom) <= 0) throw positive(degreesOfFreedom);
  if (degreesOfFreedom === Number.POSITIVE_INFINITY) return logNormalTail(t);
  const ratio = Math.abs(t) / Math.sqrt(degreesOfFreedom);
  // x = 1 / (1 + ratio²) and y = 1 − x, by logarithms.
  const logX = -logOnePlusSquare(ratio);
  const logY = ratio > 1 ? -Math.log1p(1 / ratio / ratio) : 2 * Math.log(ratio) + logX;
  const logHalfTail = Math.log(0.5) + logIncompleteBeta(logX, logY, degreesOfFreedom / 2, 0.5);
  return t >= 0 ? logHalfTail : Math.log1p(-Math.exp(logHalfTail));
}

/**
 * The t ≥ 0 with P(T > t) = tail, for tail in (0, 0.5]: jstat's value, polished by Newton steps in ln t,
 * where ln P is concave: the steps close in from any start.
 * @param tail probability in (0, 0.5]
 * @param degreesOfFreedom positive, need not be whole
 * @returns a number ≥ 0
 * @throws InvalidParameterError when a number breaks its rule
 * @see SciPy `t.isf(tail, degreesOfFreedom)`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { studentTUpperQuantile } from "churnlab";
 *
 * assert.equal(studentTUpperQuantile(0.025, 10).toFixed(6), "2.228139");
 * ```
 */
export function studentTUpperQuantile(tail: number, degreesOfFreedom: number): number {
  checkNumber("tail", tail, { exclusiveMin: 0, max: 0.5 });
  if (!(checkReal("degreesOfFreedom", degreesOfFreedom) > 0)) throw positive(degreesOfFreedom);
  if (tail === 0.5) return 0;
  if (degreesOfFreedom === Number.POSITIVE_INFINITY) return normalUpperQuantile(tail);
  const target = Math.log(tail);
  const guess = jStat.studentt.inv(1 - tail, degreesOfFreedom);
  let t = Number.isFinite(guess) && guess > 0 ? guess : normalUpperQuantile(tail);
  for (let step = 0; step < 200; step++) {
    const logTail = logStudentTTail(t, degreesOfFreedom);
    const slope = Math.exp(Math.log(t) + logDensity(t, degreesOfFreedom) - logTail);
    const change = (logTail - target) / slope;
    t *= Math.exp(Math.max(-100, Math.min(100, change)));
    // Beyond the largest number, as of a tail of 1e-200 with half a degree of freedom.
    if (Math.abs(change) <= 1e-15 || t === Number.POSITIVE_INFINITY) break;
  }
  return t;
}

function logDensity(t: number, degreesOfFreedom: number): number {
  const half = degreesOfFreedom / 2;
  const ratio = t / Math.sqrt(degreesOfFreedom);
  return -(half + 0.5) * logOnePlusSquare(ratio) - 0.5 * Math.log(degreesOfFreedom) - logBeta(half, 0.5);
}

/** ln(1 + ratio²) for ratio ≥ 0, where ratio² may overflow. */
function logOnePlusSquare(ratio: number): number {
  return ratio > 1e8 ? 2 * Math.log(ratio) : Math.log1p(ratio * ratio);
}

function positive(degreesOfFreedom: number): InvalidParameterError {
  return new InvalidParameterError(`degreesOfFreedom must be positive; got ${show(degreesOfFreedom)}`);
}
