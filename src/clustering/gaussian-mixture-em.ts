import { type CovarianceType, type Whitening, whiteningOf } from "./gaussian-mixture-covariances";
import { normaliseLogs, type PaddedRows, weightedLogDensities } from "./gaussian-mixture-densities";
import { type MixtureMoments, mixtureMoments } from "./gaussian-mixture-moments";

/** Where EM begins: weights, means (centred as the rows are) and the whitening of the covariances. */
export interface MixtureStart {
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly whitening: Whitening;
}

/** What one run of EM found. */
export interface MixtureRun extends MixtureMoments {
  /** Mean log-likelihood a row before the last step, scikit-learn's lower_bound_. */
  readonly lowerBound: number;
  readonly nIterations: number;
  readonly converged: boolean;
}

/** Rules of a run of EM. */
export interface EmRules {
  readonly type: CovarianceType;
  readonly regularization: number;
  readonly tolerance: number;
  readonly maxIterations: number;
}

/**
 * Expectation–maximisation: responsibilities from the densities, then weights, means and covariances from the
 * responsibilities, until the mean log-likelihood changes by less than the tolerance.
 * @returns the run, or the number of a component whose covariance ceased to be positive definite
 */
export function runEm(rows: PaddedRows, start: MixtureStart, rules: EmRules): MixtureRun | number {
  const { type, regularization, tolerance, maxIterations } = rules;
  const nComponents = start.weights.length;
  const logs = new Float64Array(nComponents * rows.nPadded);
  const densities = new Float64Array(rows.nSamples);
  let lowerBound = Number.NEGATIVE_INFINITY;
  let shape: MixtureStart = start;
  for (let iteration = 1; ; iteration++) {
    weightedLogDensities(rows, { type, ...shape }, logs);
    normaliseLogs(logs, nComponents, rows.nSamples, densities);
    const moments = mixtureMoments(rows, logs, type, regularization);
    const whitening = whiteningOf(moments.covariances, type, nComponents, rows.nFeatures);
    if (typeof whitening === "number") return whitening;
    const before = lowerBound;
    lowerBound = densities.reduce((sum, value) => sum + value, 0) / rows.nSamples;
    const converged = Math.abs(lowerBound - before) < tolerance;
    if (converged || iteration === maxIterations) return { ...moments, lowerBound, nIterations: iteration, converged };
    shape = { weights: moments.weights, means: moments.means, whitening };
  }
}
