import { cholesky, choleskySolve } from "./cholesky";
import { hessianAt, type LogisticProblem } from "./newton";
import type { StandardisedDesign } from "./standardised-design";

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
export function standardErrorsAt(
  problem: LogisticProblem,
  solution: Float64Array,
  { means, scales }: StandardisedDesign,
): StandardErrors | null {
  const width = problem.columns.length;
  const factor = cholesky(hessianAt(problem, solution), width, 1e-14);
  if (typeof factor === "number") return null;
  const errorOf = (direction: Float64Array) => {
    const solved = choleskySolve(factor, direction);
    return Math.sqrt(direction.reduce((sum, value, column) => sum + value * solved[column], 0));
  };
  const coefficients = scales.map((scale, feature) => {
    const unit = new Float64Array(width);
    unit[feature + 1] = 1;
    return errorOf(unit) / scale;
  });
  const toIntercept = Float64Array.from([1, ...means.map((mean, feature) => -mean / scales[feature])]);
  return { intercept: errorOf(toIntercept), coefficients };
}
