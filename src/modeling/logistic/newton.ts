import { cholesky, choleskySolve } from "./cholesky";
import { type Derivatives, RowPasses } from "./derivatives";
import type { LogisticProblem } from "./logistic-problem";

export interface NewtonOptions {
  readonly maxIterations: number;
  readonly tolerance: number;
  /** Whether columns without penalty are to be checked for linear dependence at the start. */
  readonly checkColumns: boolean;
}

export interface NewtonResult {
  /** γ, length nFeatures + 1, the intercept's first. */
  readonly solution: Float64Array;
  readonly converged: boolean;
  /** Steps made. */
  readonly nIterations: number;
  /** A direction that lets the likelihood grow for ever was found: maximum likelihood has no finite answer. */
  readonly separated: boolean;
  /** Number of the first column that is a linear combination of those before it; null when there is none. */
  readonly dependentColumn: number | null;
}

/** 1 − R² of a column on those before it, below which it counts as their linear combination. */
const minIndependence = 1e-11;
/** The same inside the iteration, where a smaller pivot only means that the step needs damping. */
const minStepPivot = 1e-14;
/** Share of the largest move by which a separating direction may move a row the wrong way: rounding errors. */
const separationSlack = 1e-9;

/**
 * Newton's method (iteratively reweighted least squares) from a start, every step one pass over the rows.
 *
 * Step control needs no value of the objective, whose differences drown in rounding errors near the minimum. Along a
 * step that moves no row's log-odds by more than M, the second derivative changes by no more than the factor e^M (Bach
 * 2010), so that the share ln(1 + M)/M of a Newton step always lowers the objective (Sun & Tran-Dinh 2019), and with
 * M ≤ 1 the whole step does. A longer step is good where the objective still falls at its end, as it is convex.
 *
 * Converged: another step would move no log-odds by more than tolerance · max(1, largest |log-odds|), as measured or as
 * the quadratic rate of convergence foretells with a tenfold margin.
 */
export function minimiseLogisticLoss(
  problem: LogisticProblem,
  start: Float64Array,
  { maxIterations, tolerance, checkColumns }: NewtonOptions,
): NewtonResult {
  const passes = new RowPasses(problem);
  const isPenalised = problem.penalties.some((penalty) => penalty > 0);
  const stopped = { converged: false, separated: false, dependentColumn: null };
  let solution = start;
  let spare: Float64Array = new Float64Array(problem.labels.length);
  let logOdds: Float64Array = new Float64Array(problem.labels.length);
  let here = passes.at(solution, spare, logOdds);
  if (!isPenalised && checkColumns) {
    const { failed } = cholesky(here.hessian, start.length, minIndependence);
    if (failed !== null) return { ...stopped, solution, nIterations: 0, dependentColumn: failed };
  }
  // Largest move of a row for a step of unit length in the metric of the Hessian, from the step before.
  let reach = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const newton = newtonStep(here);
    if (newton === null) return { ...stopped, solution, nIterations: iteration - 1 };
    const { step, error } = newton;
    const slope = dot(here.gradient, step);
    if (slope === 0) return { ...stopped, solution, nIterations: iteration - 1, converged: true };
    const length = Math.sqrt(Math.abs(slope));
    const expectedMove = reach * length;
    const limit = tolerance * Math.max(1, here.largestLogOdds);
    if (expectedMove * (10 * expectedMove + error) <= limit) {
      return { ...stopped, solution: plusMultiple(solution, 1, step), nIterations: iteration, converged: true };
    }
    let size = 1;
    let trial = plusMultiple(solution, size, step);
    let there = passes.at(trial, logOdds, spare);
    const { largestMove } = there;
    if (!isPenalised && isSeparated(there)) {
      return { ...stopped, solution: trial, nIterations: iteration, separated: true };
    }
    const safeSize = largestMove <= 1 ? 1 : Math.log1p(largestMove) / largestMove;
    for (let rise = dot(there.gradient, step); rise > 0 && size > safeSize; rise = dot(there.gradient, step)) {
      size = Math.max(safeSize, Math.min(size / 2, (size * slope) / (slope - rise)));
      trial = plusMultiple(solution, size, step);
      there = passes.at(trial, logOdds, spare);
    }
    solution = trial;
    here = there;
    [logOdds, spare] = [spare, logOdds];
    reach = largestMove / length;
    if (largestMove <= limit) return { ...stopped, solution, nIterations: iteration, converged: true };
  }
  return { ...stopped, solution, nIterations: maxIterations };
}

/**
 * Whether the solution, or the step to it, moves every row towards its own class, and so separates the classes completely
 * or almost (Albert & Anderson 1984).
 */
function isSeparated({ lowestMargin, largestLogOdds, lowestMove, largestMove }: Derivatives): boolean {
  if (lowestMargin > separationSlack * largestLogOdds) return true;
  return largestMove > 0.5 && lowestMove >= -separationSlack * largestMove;
}

/**
 * −H⁻¹·g; a matrix that is singular to working precision is damped until it is not. Null when that is hopeless.
 * `error` bounds the step's relative rounding error, roughly.
 */
function newtonStep({ hessian, gradient }: Derivatives): { step: Float64Array; error: number } | null {
  const width = gradient.length;
  const downhill = gradient.map((value) => -value);
  for (let damping = 0; damping <= 1; damping = damping === 0 ? 1e-12 : damping * 100) {
    const damped = hessian.slice();
    for (let column = 0; column < width; column++) damped[column * (width + 1)] *= 1 + damping;
    const { factor, failed, smallestPivot } = cholesky(damped, width, minStepPivot);
    if (failed === null) {
      return { step: choleskySolve(factor, downhill), error: damping + (100 * Number.EPSILON) / smallestPivot };
    }
  }
  return null;
}

function plusMultiple(start: Float64Array, factor: number, direction: Float64Array): Float64Array {
  return start.map((value, index) => value + factor * direction[index]);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index], 0);
}
