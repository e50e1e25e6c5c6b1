import {
  checkInteger,
  FeatureMatrix,
  InvalidParameterError,
  innerOf,
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  Random,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  toFeatureMatrix,
  toMatchingFeatures,
} from "../core";
import { canonicalOrder } from "./canonical-order";
import {
  type CovarianceType,
  cholesky,
  covarianceParameters,
  type Whitening,
  whiteningOf,
} from "./gaussian-mixture-covariances";
import { normaliseLogs, padRows, weightedLogDensities } from "./gaussian-mixture-densities";
import type { MixtureRun } from "./gaussian-mixture-em";
import { checkSymmetric, readNested, readWeights } from "./gaussian-mixture-start";

/** What {@link FittedGaussianMixture.toJSON} writes: plain numbers and arrays. */
export interface GaussianMixtureJSON extends ModelHeader {
  readonly model: "GaussianMixture";
  /** Shape of the covariances */
  readonly covarianceType: CovarianceType;
  /** Share of each component */
  readonly weights: readonly number[];
  /** nComponents × nFeatures */
  readonly means: readonly (readonly number[])[];
  /** Row after row; nested as the covariance type asks */
  readonly covariances: readonly unknown[];
  /** Number of training rows */
  readonly nSamples: number;
  /** Of the training rows together */
  readonly logLikelihood: number;
  /** Mean log-likelihood a row before the last step */
  readonly lowerBound: number;
  /** Steps of the start that won */
  readonly nIterations: number;
  /** Whether that start stopped by itself */
  readonly converged: boolean;
}

/** What a {@link FittedGaussianMixture} is made of. */
interface MixtureFields {
  readonly featureNames: readonly string[];
  readonly covarianceType: CovarianceType;
  readonly weights: Float64Array;
  readonly means: FeatureMatrix;
  readonly covariances: Float64Array;
  readonly nSamples: number;
  readonly logLikelihood: number;
  readonly lowerBound: number;
  readonly nIterations: number;
  readonly converged: boolean;
}

/** Rows drawn from a mixture. */
export interface MixtureSample {
  /** nSamples × nFeatures, in the units of the training matrix. */
  readonly X: FeatureMatrix;
  /** The component that each row was drawn from, length nSamples. */
  readonly components: Uint32Array;
}

/**
 * A fitted mixture of normal distributions.
 * @see {@link GaussianMixture}, which makes it
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedGaussianMixture, GaussianMixture } from "churnlab";
 *
 * const X = [[1], [1.5], [2], [8], [9], [10], [11]];
 * const fitted = new GaussianMixture({ nComponents: 2, covarianceType: "spherical" }).fit(X);
 * const [left, right] = fitted.predictProba([[2.5]]).row(0); // the component at 9.5 comes first: it weighs more
 * assert.ok(left < 0.01 && right > 0.99);
 * const same = FittedGaussianMixture.fromJSON(JSON.parse(JSON.stringify(fitted)));
 * assert.equal(same.score(X), fitted.score(X));
 * ```
 */
export class FittedGaussianMixture {
  /** Features in the order of training; prediction needs the same. */
  readonly featureNames: readonly string[];
  /** Shape of the covariances. */
  readonly covarianceType: CovarianceType;
  /** Share of each component, length nComponents, with the sum 1. */
  readonly weights: Float64Array;
  /** nComponents × nFeatures, in the units of the training matrix. */
  readonly means: FeatureMatrix;
  /**
   * Covariances, regularisation included, row after row in scikit-learn's shape: "full" nComponents × nFeatures ×
   * nFeatures, "tied" nFeatures × nFeatures, "diag" nComponents × nFeatures, "spherical" nComponents.
   */
  readonly covariances: Float64Array;
  /** Number of training rows. */
  readonly nSamples: number;
  /** Natural log of the density of all training rows. */
  readonly logLikelihood: number;
  /** Mean log-likelihood of a training row before the last step: what the stopping rule watches (lower_bound_). */
  readonly lowerBound: number;
  /** Steps of the start that won. */
  readonly nIterations: number;
  /** Whether it came to rest before maxIterations. */
  readonly converged: boolean;
  readonly #whitening: Whitening;

  private constructor(fields: MixtureFields, whitening: Whitening) {
    this.featureNames = fields.featureNames;
    this.covarianceType = fields.covarianceType;
    this.weights = fields.weights;
    this.means = fields.means;
    this.covariances = fields.covariances;
    this.nSamples = fields.nSamples;
    this.logLikelihood = fields.logLikelihood;
    this.lowerBound = fields.lowerBound;
    this.nIterations = fields.nIterations;
    this.converged = fields.converged;
    this.#whitening = whitening;
    makeImmutable(this);
  }

  /**
   * Numbers a run's components; for {@link GaussianMixture}. Prior validation is assumed.
   * @internal
   */
  static fromRun(
    run: MixtureRun,
    covarianceType: CovarianceType,
    matrix: FeatureMatrix,
    center: Float64Array,
    reorder: boolean,
  ): FittedGaussianMixture {
    const { nFeatures, nSamples } = matrix;
    const { featureNames } = matrix;
    const places = run.means.map((value, index) => value + center[index % nFeatures]);
    const order = reorder ? canonicalOrder(run.weights, places, nFeatures) : Array.from(run.weights.keys());
    const fields = {
      featureNames,
      covarianceType,
      weights: Float64Array.from(order, (component) => run.weights[component]),
      means: new FeatureMatrix(places, order.length, featureNames).selectRows(order),
      covariances: covarianceType === "tied" ? run.covariances : reorderParts(run.covariances, order),
      nSamples,
      logLikelihood: 0,
      lowerBound: run.lowerBound,
      nIterations: run.nIterations,
      converged: run.converged,
    };
    const whitening = checkedWhitening(fields);
    const logLikelihood = new FittedGaussianMixture(fields, whitening)
      .scoreSamples(matrix)
      .reduce((sum, value) => sum + value, 0);
    return new FittedGaussianMixture({ ...fields, logLikelihood }, whitening);
  }

  /**
   * Reads what {@link toJSON} wrote; the round trip is exact.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedGaussianMixture {
    const read = readModelJSON(json, "GaussianMixture", options);
    const { featureNames } = read;
    const where = (field: string) => `${field} in the JSON of a GaussianMixture`;
    const covarianceType = read.oneOf<CovarianceType>("covarianceType", ["full", "tied", "diag", "spherical"]);
    const { data, nSamples, nFeatures } = toFeatureMatrix((json as GaussianMixtureJSON).means, where("means"));
    if (nFeatures !== featureNames.length) {
      throw new ShapeError(`${where("means")} must have ${featureNames.length} columns; got ${nFeatures}`);
    }
    const nested = (json as GaussianMixtureJSON).covariances;
    const covariances = readNested(where("covariances"), nested, covarianceType, nSamples, nFeatures);
    checkSymmetric(where("covariances"), covariances, covarianceType, nFeatures);
    const fields = {
      featureNames,
      covarianceType,
      weights: readWeights(where("weights"), read.vector("weights", nSamples), nSamples),
      means: new FeatureMatrix(data, nSamples, featureNames),
      covariances,
      nSamples: checkInteger(where("nSamples"), read.integer("nSamples"), { min: 1 }),
      logLikelihood: read.number("logLikelihood"),
      lowerBound: read.number("lowerBound"),
      nIterations: checkInteger(where("nIterations"), read.integer("nIterations"), { min: 1 }),
      converged: read.boolean("converged"),
    };
    return new FittedGaussianMixture(fields, checkedWhitening(fields));
  }

  /** Number of components */
  get nComponents(): number {
    return this.weights.length;
  }

  /** Free parameters: weights, means and covariances. */
  get nParameters(): number {
    const { nComponents, covarianceType } = this;
    const nFeatures = this.featureNames.length;
    return nComponents - 1 + nComponents * nFeatures + covarianceParameters(covarianceType, nComponents, nFeatures);
  }

  /** Bayesian information criterion on the training rows: −2 logLikelihood + nParameters · ln nSamples; less is better. */
  get bic(): number {
    return -2 * this.logLikelihood + this.nParameters * Math.log(this.nSamples);
  }

  /** Akaike information criterion on the training rows: −2 logLikelihood + 2 nParameters; less is better. */
  get aic(): number {
    return -2 * this.logLikelihood + 2 * this.nParameters;
  }

  /** The covariance of one component as an nFeatures × nFeatures matrix, whatever the covariance type. */
  covarianceOf(component: number): FeatureMatrix {
    checkInteger("component", component, { min: 0, max: this.nComponents - 1 });
    return new FeatureMatrix(expand(innerOf(this), component), this.featureNames.length, this.featureNames);
  }

  /**
   * P(component | row): nSamples × nComponents, rows with the sum 1, columns named component0, component1, ….
   * @throws ShapeError or InvalidParameterError when X does not have the features of training
   */
  predictProba(X: MatrixLike): FeatureMatrix {
    const { nComponents } = this;
    const { logs, nSamples } = this.#densities(X);
    const nPadded = logs.length / nComponents;
    const shares = new Float64Array(nSamples * nComponents);
    for (let row = 0; row < nSamples; row++) {
      for (let component = 0; component < nComponents; component++) {
        shares[row * nComponents + component] = logs[component * nPadded + row];
      }
    }
    const names = Array.from({ length: nComponents }, (_, component) => `component${component}`);
    return new FeatureMatrix(shares, nSamples, names);
  }

  /** The likeliest component of each row, length nSamples; the first one on a tie. */
  predict(X: MatrixLike): Uint32Array {
    const { nComponents } = this;
    const { logs, nSamples } = this.#densities(X);
    const nPadded = logs.length / nComponents;
    return Uint32Array.from({ length: nSamples }, (_, row) => {
      let best = 0;
      for (let component = 1; component < nComponents; component++) {
        if (logs[component * nPadded + row] > logs[best * nPadded + row]) best = component;
      }
      return best;
    });
  }

  /** Natural log of the mixture's density at each row, length nSamples. */
  scoreSamples(X: MatrixLike): Float64Array {
    return this.#densities(X).densities;
  }

  /** Mean of {@link scoreSamples}. */
  score(X: MatrixLike): number {
    const samples = this.scoreSamples(X);
    if (samples.length === 0) throw new ShapeError("X must have at least one row; got none");
    return samples.reduce((sum, value) => sum + value, 0) / samples.length;
  }

  /**
   * New rows drawn from the mixture.
   * @param nSamples an integer ≥ 1
   * @param seed an integer in [0, 2^32 − 1]
   * @returns the rows and the component of each
   */
  sample(nSamples: number, seed: number): MixtureSample {
    checkInteger("nSamples", nSamples, { min: 1 });
    const random = new Random(seed);
    const nFeatures = this.featureNames.length;
    const { weights, means } = innerOf(this);
    const roots = Array.from(weights, (_, component) => {
      // Positive definite when it was fitted or read: there is a root.
      return cholesky(expand(innerOf(this), component), nFeatures) as Float64Array;
    });
    const data = new Float64Array(nSamples * nFeatures);
    const components = Uint32Array.from({ length: nSamples }, (_, row) => {
      const component = drawComponent(weights, random.uniform());
      const steps = Float64Array.from({ length: nFeatures }, () => random.normal());
      for (let feature = 0; feature < nFeatures; feature++) {
        let value = means.at(component, feature);
        for (let k = 0; k <= feature; k++) value += roots[component][feature * nFeatures + k] * steps[k];
        data[row * nFeatures + feature] = value;
      }
      return component;
    });
    return { X: new FeatureMatrix(data, nSamples, this.featureNames), components };
  }

  /** The mixture as a plain object, which {@link FittedGaussianMixture.fromJSON} reads. */
  toJSON(): GaussianMixtureJSON {
    return {
      ...modelHeader("GaussianMixture", this.featureNames),
      covarianceType: this.covarianceType,
      weights: Array.from(this.weights),
      means: this.means.toArrays(),
      covariances: nest(innerOf(this)),
      nSamples: this.nSamples,
      logLikelihood: this.logLikelihood,
      lowerBound: this.lowerBound,
      nIterations: this.nIterations,
      converged: this.converged,
    };
  }

  /** Responsibilities (nComponents × a multiple of four rows) and log densities. */
  #densities(X: MatrixLike) {
    const { data, nSamples, nFeatures } = toMatchingFeatures(X, this.featureNames);
    // Rows and means are taken from the first mean: far from zero that saves digits.
    const { means: ofComponents, weights } = innerOf(this);
    const center = ofComponents.row(0);
    const rows = padRows(data, nSamples, nFeatures, center, this.covarianceType);
    const means = ofComponents.data.map((value, index) => value - center[index % nFeatures]);
    const logs = new Float64Array(this.nComponents * rows.nPadded);
    const densities = new Float64Array(nSamples);
    const shape = { type: this.covarianceType, weights, means, whitening: this.#whitening };
    weightedLogDensities(rows, shape, logs);
    normaliseLogs(logs, this.nComponents, nSamples, densities);
    return { logs, densities, nSamples };
  }
}

function checkedWhitening({ covariances, covarianceType, weights, means }: MixtureFields): Whitening {
  const whitening = whiteningOf(covariances, covarianceType, weights.length, means.nFeatures);
  if (typeof whitening === "number") {
    throw new InvalidParameterError(`covariances must be positive definite; that of component ${whitening} is not`);
  }
  return whitening;
}

/** The equal parts of an array in another order. */
function reorderParts(values: Float64Array, order: readonly number[]): Float64Array {
  const length = values.length / order.length;
  const result = new Float64Array(values.length);
  order.forEach((from, to) => {
    result.set(values.subarray(from * length, (from + 1) * length), to * length);
  });
  return result;
}

/** One covariance in full, row-major. */
function expand(
  {
    covariances,
    covarianceType,
    featureNames,
  }: Pick<FittedGaussianMixture, "covariances" | "covarianceType" | "featureNames">,
  component: number,
): Float64Array {
  const nFeatures = featureNames.length;
  const size = nFeatures * nFeatures;
  if (covarianceType === "tied") return covariances.slice();
  if (covarianceType === "full") return covariances.slice(component * size, (component + 1) * size);
  const matrix = new Float64Array(size);
  for (let feature = 0; feature < nFeatures; feature++) {
    const place = covarianceType === "diag" ? component * nFeatures + feature : component;
    matrix[feature * (nFeatures + 1)] = covariances[place];
  }
  return matrix;
}

/** Covariances as nested arrays in scikit-learn's shape. */
function nest(mixture: FittedGaussianMixture): readonly unknown[] {
  const { covariances, covarianceType, nComponents, featureNames } = mixture;
  const rows = (values: Float64Array) => {
    const count = values.length / featureNames.length;
    return Array.from({ length: count }, (_, row) =>
      Array.from(values.subarray(row * featureNames.length, (row + 1) * featureNames.length)),
    );
  };
  if (covarianceType === "spherical") return Array.from(covariances);
  if (covarianceType !== "full") return rows(covariances);
  return Array.from({ length: nComponents }, (_, component) => rows(expand(mixture, component)));
}

function drawComponent(weights: Float64Array, uniform: number): number {
  let sum = 0;
  for (let component = 0; component < weights.length - 1; component++) {
    sum += weights[component];
    if (uniform < sum) return component;
  }
  return weights.length - 1;
}
