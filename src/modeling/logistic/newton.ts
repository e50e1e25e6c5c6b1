import { cholesky, choleskySolve } from "./cholesky";

/**
 * Minimise Σᵢ weightᵢ·ln(1 + e^(−signᵢ·zᵢᵀγ)) + ½·Σⱼ penaltyⱼ·γⱼ² over γ.
 * Column 0 is the intercept.
 */
export interface LogisticProblem {
  /** The columns, each of length nSamples and of about unit size. */
  readonly columns: readonly Float64Array[];
  readonly nSamples: number;
  /** −1 for class 0, +1 for class 1. */
  readonly signs: Float64Array;
  readonly weights: Float64Array;
  /** One a column, ≥ 0; all 0 for maximum likelihood. */
  readonly penalties: Float64Array;
}

export interface NewtonResult {
  readonly solution: Float64Array;
  readonly converged: boolean;
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
/** Share of the largest move by which a separating direction may move a sample the wrong way. */
const separationSlack = 1e-7;

/**
 * Newton's method (iteratively reweighted least squares) from 0 with step halving; every step lowers the objective.
 * It has converged when a full step moves no sample's log-odds by more than tolerance · max(1, largest |log-odds|).
 * The errors of later steps are about the square of that (McCullagh & Nelder 1989, 2.5; Boyd & Vandenberghe 2004, 9.5).
 */
export function minimiseLogisticLoss(problem: LogisticProblem, maxIterations: number, tolerance: number): NewtonResult {
  const { penalties } = problem;
  const width = problem.columns.length;
  const isPenalised = penalties.some((penalty) => penalty > 0);
  let solution: Float64Array = new Float64Array(width);
  let logOdds: Float64Array = new Float64Array(problem.nSamples);
  let objective = objectiveAt(problem, logOdds, solution);
  const stopped = { converged: false, separated: false, dependentColumn: null };
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const { gradient, hessian } = derivatives(problem, logOdds, solution);
    if (iteration === 1 && !isPenalised) {
      const factor = cholesky(hessian, width, minIndependence);
      if (typeof factor === "number") return { ...stopped, solution, nIterations: 0, dependentColumn: factor };
    }
    const step = newtonStep(hessian, gradient);
    if (step === null) return { ...stopped, solution, nIterations: iteration };
    const move = multiply(problem, step);
    const largestMove = largestOf(move, problem.weights);
    if (!isPenalised && largestMove > 0.5 && isSeparating(problem, move, separationSlack)) {
      return { ...stopped, solution, nIterations: iteration, separated: true };
    }
    const slope = dot(gradient, step);
    const found = descend(problem, { logOdds, move, solution, step, objective, slope });
    if (found === null) {
      const isSettled = largestMove <= tolerance * Math.max(1, largestOf(logOdds, problem.weights));
      return { ...stopped, solution, nIterations: iteration, converged: isSettled };
    }
    solution = found.solution;
    objective = found.objective;
    // Anew and not by adding up moves, whose rounding errors would pile up.
    logOdds = multiply(problem, solution);
    if (!isPenalised && isSeparating(problem, logOdds, -separationSlack)) {
      return { ...stopped, solution, nIterations: iteration, separated: true };
    }
    const isSmall = largestMove <= tolerance * Math.max(1, largestOf(logOdds, problem.weights));
    if (isSmall) return { ...stopped, solution, nIterations: iteration, converged: true };
  }
  return { ...stopped, solution, nIterations: maxIterations };
}

/** The second derivatives of the objective, row-major width × width, lower triangle filled. */
export function hessianAt(problem: LogisticProblem, solution: Float64Array): Float64Array {
  return derivatives(problem, multiply(problem, solution), solution).hessian;
}

function derivatives(problem: LogisticProblem, logOdds: Float64Array, solution: Float64Array) {
  const { columns, nSamples, signs, weights, penalties } = problem;
  const width = columns.length;
  const pulls = new Float64Array(nSamples);
  const curvatures = new Float64Array(nSamples);
  for (let row = 0; row < nSamples; row++) {
    // 1 − P(own class), and its product with P(own class), without cancellation however certain the model is.
    const margin = signs[row] * logOdds[row];
    const small = Math.exp(-Math.abs(margin));
    const miss = (margin >= 0 ? small : 1) / (1 + small);
    pulls[row] = weights[row] * signs[row] * miss;
    curvatures[row] = (weights[row] * small) / ((1 + small) * (1 + small));
  }
  const gradient = penalties.map((penalty, column) => penalty * solution[column] - dot(pulls, columns[column]));
  const hessian = new Float64Array(width * width);
  const curved = new Float64Array(nSamples);
  for (let column = 0; column < width; column++) {
    const values = columns[column];
    for (let row = 0; row < nSamples; row++) curved[row] = curvatures[row] * values[row];
    for (let other = 0; other <= column; other++) hessian[column * width + other] = dot(curved, columns[other]);
    hessian[column * width + column] += penalties[column];
  }
  return { gradient, hessian };
}

/** −H⁻¹·g; a matrix that is singular to working precision is damped until it is not. Null when that is hopeless. */
function newtonStep(hessian: Float64Array, gradient: Float64Array): Float64Array | null {
  const width = gradient.length;
  const downhill = gradient.map((value) => -value);
  for (let damping = 0; damping <= 1; damping = damping === 0 ? 1e-12 : damping * 100) {
    const damped = hessian.slice();
    for (let column = 0; column < width; column++) damped[column * (width + 1)] *= 1 + damping;
    const factor = cholesky(damped, width, minStepPivot);
    if (typeof factor !== "number") return choleskySolve(factor, downhill);
  }
  return null;
}

interface LineSearch {
  readonly logOdds: Float64Array;
  readonly move: Float64Array;
  readonly solution: Float64Array;
  readonly step: Float64Array;
  readonly objective: number;
  readonly slope: number;
}

/** The first of 1, ½, ¼, … of the step that lowers the objective enough (Armijo's rule, up to rounding), or null. */
function descend(problem: LogisticProblem, search: LineSearch): { solution: Float64Array; objective: number } | null {
  const rounding = 1e-13 * Math.abs(search.objective);
  for (let size = 1; size > 1e-12; size /= 2) {
    const solution = plusMultiple(search.solution, size, search.step);
    const objective = objectiveAt(problem, plusMultiple(search.logOdds, size, search.move), solution);
    if (objective <= search.objective + 1e-4 * size * search.slope + rounding) return { solution, objective };
  }
  return null;
}

function plusMultiple(start: Float64Array, factor: number, direction: Float64Array): Float64Array {
  const end = new Float64Array(start.length);
  for (let index = 0; index < end.length; index++) end[index] = start[index] + factor * direction[index];
  return end;
}

function objectiveAt(problem: LogisticProblem, logOdds: Float64Array, solution: Float64Array): number {
  const { signs, weights, penalties } = problem;
  let loss = 0;
  for (let row = 0; row < logOdds.length; row++) {
    const margin = signs[row] * logOdds[row];
    loss += weights[row] * (Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin));
  }
  for (let column = 0; column < penalties.length; column++) {
    loss += 0.5 * penalties[column] * solution[column] * solution[column];
  }
  return loss;
}

/**
 * Whether a direction moves every sample towards its own class, and so separates the classes completely or almost
 * (Albert & Anderson 1984). A negative slack asks for more than 0.
 */
function isSeparating({ signs, weights }: LogisticProblem, move: Float64Array, slack: number): boolean {
  const limit = -slack * largestOf(move, weights);
  for (let row = 0; row < move.length; row++) {
    if (weights[row] > 0 && signs[row] * move[row] <= limit) return false;
  }
  return true;
}

function multiply({ columns, nSamples }: LogisticProblem, vector: Float64Array): Float64Array {
  const product = new Float64Array(nSamples);
  for (let column = 0; column < columns.length; column++) {
    const values = columns[column];
    const factor = vector[column];
    for (let row = 0; row < nSamples; row++) product[row] += factor * values[row];
  }
  return product;
}

function largestOf(values: Float64Array, weights: Float64Array): number {
  let largest = 0;
  for (let row = 0; row < values.length; row++) {
    if (weights[row] > 0) largest = Math.max(largest, Math.abs(values[row]));
  }
  return largest;
}

/** Four sums side by side: quicker than one, and the rounding errors grow more slowly. */
function dot(a: Float64Array, b: Float64Array): number {
  const length = a.length;
  const whole = length - (length % 4);
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let index = 0; index < whole; index += 4) {
    sum0 += a[index] * b[index];
    sum1 += a[index + 1] * b[index + 1];
    sum2 += a[index + 2] * b[index + 2];
    sum3 += a[index + 3] * b[index + 3];
  }
  for (let index = whole; index < length; index++) sum0 += a[index] * b[index];
  return sum0 + sum1 + (sum2 + sum3);
}
