import { orderStatistics, type Random } from "../core";
import { cholesky, logDeterminant, squaredDistances } from "./cholesky";
import { type ScatterEstimate, scatterOf } from "./scatter-estimate";

/** Starts in all, candidates that are followed on, and the sizes of the parts of a large data set: those of the paper. */
const nStarts = 500;
const nBest = 10;
const partSize = 300;
const largestPool = 1500;
const largestWhole = 600;
const mostSteps = 100;

/** A subset of rows with its scatter. */
interface Candidate {
  readonly estimate: ScatterEstimate;
  readonly logDet: number;
  /** The column that the others explain on the subset, −1 for none */
  readonly collinear: number;
  readonly rows: Int32Array;
}

/** Rows to work on; of `data`, row-major with `size` columns. */
interface Sample {
  readonly data: Float64Array;
  readonly size: number;
  readonly nRows: number;
  /** Rows of a subset */
  readonly nSupport: number;
}

/** What {@link fastMcd} finds. */
export interface McdResult extends ScatterEstimate {
  /** The rows of the subset, ascending */
  readonly support: Int32Array;
  /** The column that the others explain on the subset, so that its determinant is 0; −1 for none */
  readonly collinear: number;
}

/**
 * The `nSupport` rows whose covariance has the smallest determinant, by the FAST-MCD algorithm: random starts, two
 * concentration steps each, the best followed to the end; of more than 600 rows in parts first, then pooled.
 * @param data row-major, `size` ≥ 2 columns of about the same scale
 * @see Rousseeuw & Van Driessen (1999), Technometrics 41(3)
 */
export function fastMcd(data: Float64Array, size: number, nSupport: number, random: Random): McdResult {
  const whole: Sample = { data, size, nRows: data.length / size, nSupport };
  const starts = whole.nRows <= largestWhole ? startsOf(whole, nStarts, random) : pooledStarts(whole, random);
  let best: Candidate | null = null;
  for (const start of starts) {
    const candidate = concentrate(whole, start.estimate, mostSteps);
    if (best === null || candidate.logDet < best.logDet) best = candidate;
  }
  if (best === null) throw new Error("FAST-MCD has starts");
  return { ...best.estimate, support: best.rows.sort(), collinear: best.collinear };
}

/** The best of random starts after two steps. */
function startsOf(sample: Sample, count: number, random: Random): Candidate[] {
  const order = Int32Array.from({ length: sample.nRows }, (_, row) => row);
  return bestOf(Array.from({ length: count }, () => concentrate(sample, randomStart(sample, order, random), 2)));
}

function bestOf(candidates: Candidate[]): Candidate[] {
  return candidates.sort((left, right) => left.logDet - right.logDet).slice(0, nBest);
}

/** Starts in disjoint parts of about 300 rows, followed in their pool. */
function pooledStarts(whole: Sample, random: Random): Candidate[] {
  const { nRows, nSupport } = whole;
  const nParts = Math.min(largestPool / partSize, Math.floor(nRows / partSize));
  const perPart = Math.min(partSize, Math.floor(nRows / nParts));
  const order = random.permutation(nRows);
  const pool = part(whole, order.subarray(0, nParts * perPart), nSupport / nRows);
  const found: Candidate[] = [];
  for (let place = 0; place < nParts; place++) {
    const rows = order.subarray(place * perPart, (place + 1) * perPart);
    found.push(...startsOf(part(whole, rows, nSupport / nRows), nStarts / nParts, random));
  }
  return bestOf(found.map(({ estimate }) => concentrate(pool, estimate, 2)));
}

function part({ data, size }: Sample, rows: Uint32Array, share: number): Sample {
  const own = new Float64Array(rows.length * size);
  for (let place = 0; place < rows.length; place++) {
    own.set(data.subarray(rows[place] * size, (rows[place] + 1) * size), place * size);
  }
  return { data: own, size, nRows: rows.length, nSupport: Math.ceil(rows.length * share) };
}

/** Scatter of p + 1 random rows, and of as many more as it takes to fill all directions. */
function randomStart({ data, size, nRows }: Sample, order: Int32Array, random: Random): ScatterEstimate {
  let drawn = 0;
  for (let wanted = size + 1; ; wanted++) {
    for (; drawn < wanted; drawn++) {
      const other = drawn + random.integer(nRows - drawn);
      const row = order[other];
      order[other] = order[drawn];
      order[drawn] = row;
    }
    const estimate = scatterOf(data, size, order.subarray(0, drawn));
    if (drawn === nRows || cholesky(estimate.covariance, size).collinear < 0) return estimate;
  }
}

/**
 * Concentration steps: the scatter of the nearest rows, until the determinant falls no more. It ends at a subset whose
 * determinant is 0 too, with the estimate before it, from which a larger sample can go on.
 */
function concentrate(sample: Sample, start: ScatterEstimate, steps: number): Candidate {
  const { data, size, nRows, nSupport } = sample;
  const distances = new Float64Array(nRows);
  let estimate = start;
  let factor = cholesky(start.covariance, size);
  let logDet = Number.POSITIVE_INFINITY;
  let rows: Int32Array = new Int32Array(0);
  for (let step = 0; step < steps && factor.collinear < 0; step++) {
    squaredDistances(data, size, estimate.location, factor.lower, distances);
    const nearest = nearestRows(distances, nSupport);
    const next = scatterOf(data, size, nearest);
    const nextFactor = cholesky(next.covariance, size);
    if (nextFactor.collinear >= 0) {
      return { estimate, logDet: Number.NEGATIVE_INFINITY, collinear: nextFactor.collinear, rows: nearest };
    }
    const nextLogDet = logDeterminant(nextFactor.lower, size);
    if (step > 0 && nextLogDet >= logDet) break;
    estimate = next;
    factor = nextFactor;
    logDet = nextLogDet;
    rows = nearest;
  }
  return { estimate, logDet, collinear: factor.collinear, rows };
}

/** The rows of the smallest distances, of equal ones the first; ascending. */
function nearestRows(distances: Float64Array, count: number): Int32Array {
  const [limit] = orderStatistics(distances, [count - 1]);
  let below = 0;
  for (let row = 0; row < distances.length; row++) if (distances[row] < limit) below++;
  let equals = count - below;
  const rows = new Int32Array(count);
  let next = 0;
  for (let row = 0; row < distances.length && next < count; row++) {
    if (distances[row] < limit || (distances[row] === limit && equals-- > 0)) rows[next++] = row;
  }
  return rows;
}

/** For one column exactly: the `nSupport` neighbouring values of the smallest variance (Rousseeuw & Leroy 1987). */
export function univariateMcd(values: Float64Array, nSupport: number): McdResult {
  const order = Int32Array.from({ length: values.length }, (_, row) => row).sort((a, b) => values[a] - values[b]);
  let best = Number.POSITIVE_INFINITY;
  let bestFirst = 0;
  // Sums move along with the window, from a value in the middle, so that little is lost by squaring.
  const middle = values[order[values.length >> 1]];
  let sum = 0;
  let squares = 0;
  for (let place = 0; place < order.length; place++) {
    const entering = values[order[place]] - middle;
    sum += entering;
    squares += entering * entering;
    const first = place + 1 - nSupport;
    if (first < 0) continue;
    const spread = squares - (sum * sum) / nSupport;
    if (spread < best) {
      best = spread;
      bestFirst = first;
    }
    const leaving = values[order[first]] - middle;
    sum -= leaving;
    squares -= leaving * leaving;
  }
  const support = order.slice(bestFirst, bestFirst + nSupport).sort();
  const estimate = scatterOf(values, 1, support);
  return { ...estimate, support, collinear: estimate.covariance[0] > 0 ? -1 : 0 };
}
