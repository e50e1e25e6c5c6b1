import { InvalidParameterError, type ModelFields, ShapeError } from "../../core";
import { descendingOrder } from "../metrics/descending-order";
import { poolAdjacentViolators } from "./pool-adjacent-violators";

/** A monotone function: linear between its knots, constant beyond them. */
export interface MonotoneFunction {
  /** Ascending, length ≥ 1. */
  readonly x: Float64Array;
  /** Value at each knot. */
  readonly y: Float64Array;
}

/** Values of x closer than this to the first of their group are one value, as in scikit-learn. */
const resolution = 1e-15;

/**
 * Isotonic regression of y on x: tied x share the weighted mean of their y, then violators are pooled. Knots inside a
 * constant stretch are left out. Samples of weight 0 have no say.
 * @param weights one a sample, at least one of them positive
 */
export function fitMonotone(x: Float64Array, y: Float64Array, weights: Float64Array): MonotoneFunction {
  const groups = groupByValue(x, y, weights);
  return withoutInnerKnots(groups.x, poolAdjacentViolators(groups.y, groups.weights));
}

interface Groups extends MonotoneFunction {
  readonly weights: Float64Array;
}

function groupByValue(x: Float64Array, y: Float64Array, weights: Float64Array): Groups {
  const descending = descendingOrder(x);
  const knots = new Float64Array(x.length);
  const sums = new Float64Array(x.length);
  const totals = new Float64Array(x.length);
  let nGroups = 0;
  for (let rank = descending.length - 1; rank >= 0; rank--) {
    const sample = descending[rank];
    if (weights[sample] === 0) continue;
    if (nGroups === 0 || x[sample] - knots[nGroups - 1] >= resolution) knots[nGroups++] = x[sample];
    sums[nGroups - 1] += weights[sample] * y[sample];
    totals[nGroups - 1] += weights[sample];
  }
  for (let group = 0; group < nGroups; group++) sums[group] /= totals[group];
  return { x: knots.slice(0, nGroups), y: sums.slice(0, nGroups), weights: totals.slice(0, nGroups) };
}

function withoutInnerKnots(x: Float64Array, y: Float64Array): MonotoneFunction {
  const last = x.length - 1;
  const isKept = (at: number) => at === 0 || at === last || y[at] !== y[at - 1] || y[at] !== y[at + 1];
  return { x: x.filter((_, at) => isKept(at)), y: y.filter((_, at) => isKept(at)) };
}

/** The function at each place; the value of the nearest knot beyond the ends. */
export function evaluateMonotone({ x, y }: MonotoneFunction, places: Float64Array): Float64Array {
  const values = new Float64Array(places.length);
  const last = x.length - 1;
  for (let index = 0; index < places.length; index++) {
    const place = places[index];
    if (place <= x[0]) values[index] = y[0];
    else if (place >= x[last]) values[index] = y[last];
    else values[index] = interpolate(x, y, firstKnotAt(x, place), place);
  }
  return values;
}

/** The first knot at or above a place that is above the first and below the last. */
function firstKnotAt(x: Float64Array, place: number): number {
  let low = 1;
  let high = x.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (x[middle] < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Halves first: the distance of two knots may be beyond the largest number. */
function interpolate(x: Float64Array, y: Float64Array, above: number, place: number): number {
  if (x[above] === place || y[above] === y[above - 1]) return y[above];
  const share = (0.5 * place - 0.5 * x[above - 1]) / (0.5 * x[above] - 0.5 * x[above - 1]);
  return Math.min(y[above], y[above - 1] + (y[above] - y[above - 1]) * share);
}

/** Reads knots from a saved model: x ascending, y not descending and within [0, 1]. */
export function readMonotone(fields: ModelFields, where: string): MonotoneFunction {
  const x = fields.vector("x");
  if (x.length === 0) throw new ShapeError(`x of ${where} must have at least one knot; got none`);
  const y = fields.vector("y", x.length);
  for (let at = 0; at < x.length; at++) {
    if (at > 0 && !(x[at] > x[at - 1])) {
      throw new InvalidParameterError(`x of ${where} must ascend; got ${x[at]} after ${x[at - 1]}`);
    }
    if (!(y[at] >= (at === 0 ? 0 : y[at - 1]) && y[at] <= 1)) {
      throw new InvalidParameterError(`y of ${where} must ascend within [0, 1]; got ${y[at]} at position ${at}`);
    }
  }
  return { x, y };
}
