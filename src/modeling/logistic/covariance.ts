import { cholesky, choleskySolve } from "./cholesky";
import { RowPasses } from "./derivatives";
import type { LogisticProblem } from "./logistic-problem";

/** Standard errors on the scale of the features as given. */
export interface StandardErrors {
  readonly intercept: number;
  /** Length nFeatures. */
  readonly coefficients: Float64Array;
}

/**
 * Standard errors of unpenalised coefficients: square roots of the diagonal of the inverse observed information at the
 * maximum (McCullagh & Nelder 1989, 4.4), carried back from the standardised columns. Null when the information is
 * singular to working precision.
 */
export function standardErrorsAt(problem: LogisticProblem, solution: Float64Array): StandardErrors | null {
  const { means, factors, labels } = problem;
  const width = solution.length;
  const unused = new Float64Array(labels.length);
  const { hessian } = new RowPasses(problem).at(solution, unused, unused);
  const { factor, failed } = cholesky(hessian, width, 1e-14);
  if (failed !== null) return null;
  const errorOf = (direction: Float64Array) => {
    const solved = choleskySolve(factor, direction);
    return Math.sqrt(direction.reduce((sum, value, column) => sum + value * solved[column], 0));
  };
  const coefficients = factors.map((scale, feature) => {
    const unit = new Float64Array(width);
    unit[feature + 1] = 1;
    return errorOf(unit) * scale;
  });
  const toIntercept = Float64Array.from([1, ...means.map((mean, feature) => -mean * factors[feature])]);
  return { intercept: errorOf(toIntercept), coefficients };
}
