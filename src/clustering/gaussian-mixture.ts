import {
  checkInteger,
  checkNumber,
  checkOneOf,
  checkOptionNames,
  type FeatureMatrix,
  InvalidParameterError,
  type MatrixLike,
  meanOf,
  Random,
  type ReadModelOptions,
  ShapeError,
  toFeatureMatrix,
} from "../core";
import type { CovarianceType } from "./gaussian-mixture-covariances";
import { type PaddedRows, padRows } from "./gaussian-mixture-densities";
import { type EmRules, type MixtureRun, type MixtureStart, runEm } from "./gaussian-mixture-em";
import { FittedGaussianMixture } from "./gaussian-mixture-fitted";
import { centreMeans, type GivenStart, readPrecisions, readWeights, startFromLabels } from "./gaussian-mixture-start";
import { KMeans } from "./k-means";
import { toSquarableFeatures } from "./squarable-features";

/** Options of {@link GaussianMixture}. */
export interface GaussianMixtureOptions {
  /** Number of components, an integer in [1, nSamples]. */
  readonly nComponents: number;
  /**
   * Shape of the covariances: "full" (a matrix each), "tied" (one matrix for all), "diag" (variances each),
   * "spherical" (one variance each). Default "full".
   */
  readonly covarianceType?: CovarianceType;
  /** Number of starts, of which the one of the highest likelihood wins; an integer ≥ 1. Default 1. */
  readonly nInit?: number;
  /** Most steps of one start, an integer ≥ 1. Default 100. */
  readonly maxIterations?: number;
  /** A start stops when the mean log-likelihood a row changes by less than this, ≥ 0. Default 1e-3. */
  readonly tolerance?: number;
  /** Added to every variance, in squared units of the features, ≥ 0. Default 1e-6. */
  readonly regularization?: number;
  /** Seed of the k-means starts, an integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
  /** Weights to start from, length nComponents, positive, with the sum 1. Default: by k-means. */
  readonly weightsInit?: ArrayLike<number>;
  /** Means to start from, nComponents × nFeatures. Default: by k-means. */
  readonly meansInit?: MatrixLike;
  /**
   * Inverse covariances to start from: nComponents × nFeatures × nFeatures ("full"), nFeatures × nFeatures ("tied"),
   * nComponents × nFeatures ("diag") or nComponents ("spherical"). Default: by k-means.
   */
  readonly precisionsInit?: readonly (number | ArrayLike<number> | readonly ArrayLike<number>[])[];
}

const optionNames = [
  "nComponents",
  "covarianceType",
  "nInit",
  "maxIterations",
  "tolerance",
  "regularization",
  "seed",
  "weightsInit",
  "meansInit",
  "precisionsInit",
];

/**
 * A mixture of normal distributions, fitted by expectation–maximisation (Dempster, Laird & Rubin 1977) from k-means.
 * Where clusters overlap it says how surely a row belongs to each; BIC compares numbers and shapes of components.
 * Features should be on one scale: `regularization` and k-means know no units.
 * @see scikit-learn `GaussianMixture`, whose steps, stopping rule and regularisation these are
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { GaussianMixture } from "churnlab";
 *
 * const X = [[1], [1.5], [2], [8], [9], [10], [11]];
 * const fitted = new GaussianMixture({ nComponents: 2, seed: 1 }).fit(X);
 * assert.deepEqual(Array.from(fitted.predict(X)), [1, 1, 1, 0, 0, 0, 0]);
 * assert.equal(fitted.means.at(0, 0).toFixed(3), "9.500");
 * const single = new GaussianMixture({ nComponents: 1 }).fit(X);
 * assert.ok(fitted.bic < single.bic); // two components describe these rows better
 * ```
 */
export class GaussianMixture {
  private readonly options: GaussianMixtureOptions;
  private readonly rules: EmRules;

  /** @throws InvalidParameterError for an unknown option or one out of its range */
  constructor(options: GaussianMixtureOptions) {
    checkOptionNames("GaussianMixture", options, optionNames);
    const { covarianceType = "full", maxIterations = 100, tolerance = 1e-3, regularization = 1e-6 } = options;
    checkInteger("nComponents", options.nComponents, { min: 1 });
    checkOneOf("covarianceType", covarianceType, ["full", "tied", "diag", "spherical"]);
    checkInteger("nInit", options.nInit ?? 1, { min: 1 });
    checkInteger("seed", options.seed ?? 0, { min: 0, max: 0xffffffff });
    this.rules = {
      type: covarianceType,
      maxIterations: checkInteger("maxIterations", maxIterations, { min: 1 }),
      tolerance: checkNumber("tolerance", tolerance, { min: 0 }),
      regularization: checkNumber("regularization", regularization, { min: 0 }),
    };
    if (options.weightsInit !== undefined) readWeights("weightsInit", options.weightsInit, options.nComponents);
    this.options = options;
  }

  /** Reads what `FittedGaussianMixture.toJSON` wrote. */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedGaussianMixture {
    return FittedGaussianMixture.fromJSON(json, options);
  }

  /**
   * Finds the mixture. Components are numbered by weight, largest first, or as in `meansInit` where that is given.
   * @param X nSamples × nFeatures, at least nComponents different rows
   * @throws InvalidParameterError when nComponents > nSamples, when there are fewer different rows than components, or
   * when a component shrinks to a covariance that is not positive definite; ShapeError for a start of another shape
   */
  fit(X: MatrixLike): FittedGaussianMixture {
    const matrix = toSquarableFeatures(X);
    const { nSamples, nFeatures } = matrix;
    if (nSamples === 0) throw new ShapeError("X must have at least one row; got none");
    checkInteger("nComponents", this.options.nComponents, { min: 1, max: nSamples });
    const center = Float64Array.from(matrix.featureNames, (_, column) => meanOf(matrix.column(column)));
    const given = this.readStart(nFeatures, center);
    const rows = padRows(matrix.data, nSamples, nFeatures, center, this.rules.type);
    const run = this.bestRun(matrix, rows, given);
    return FittedGaussianMixture.fromRun(run, this.rules.type, matrix, center, given.means === undefined);
  }

  private readStart(nFeatures: number, center: Float64Array): GivenStart {
    const { nComponents, weightsInit, meansInit, precisionsInit } = this.options;
    const start: { -readonly [Key in keyof GivenStart]: GivenStart[Key] } = {};
    if (weightsInit !== undefined) start.weights = readWeights("weightsInit", weightsInit, nComponents);
    if (meansInit !== undefined) {
      const means = toFeatureMatrix(meansInit, "meansInit");
      if (means.nSamples !== nComponents || means.nFeatures !== nFeatures) {
        throw new ShapeError(`meansInit must be ${nComponents} × ${nFeatures}; got ${means.shape.join(" × ")}`);
      }
      start.means = centreMeans(means, center);
    }
    if (precisionsInit !== undefined) {
      start.whitening = readPrecisions(precisionsInit, this.rules.type, nComponents, nFeatures);
    }
    return start;
  }

  private bestRun(matrix: FeatureMatrix, rows: PaddedRows, given: GivenStart): MixtureRun {
    const { weights, means, whitening } = given;
    if (weights !== undefined && means !== undefined && whitening !== undefined) {
      const run = runEm(rows, { weights, means, whitening }, this.rules);
      return typeof run === "number" ? this.fail(run) : run;
    }
    const random = new Random(this.options.seed ?? 0);
    let best: MixtureRun | null = null;
    let failed = 0;
    for (let start = 0; start < (this.options.nInit ?? 1); start++) {
      const from = this.startByKMeans(matrix, rows, given, random.uint32());
      const run = typeof from === "number" ? from : runEm(rows, from, this.rules);
      if (typeof run === "number") failed = run;
      else if (best === null || run.lowerBound > best.lowerBound) best = run;
    }
    return best ?? this.fail(failed);
  }

  private startByKMeans(
    matrix: FeatureMatrix,
    rows: PaddedRows,
    given: GivenStart,
    seed: number,
  ): MixtureStart | number {
    const { nComponents } = this.options;
    const { labels, sizes } = new KMeans({ nClusters: nComponents, nInit: 1, seed }).fit(matrix);
    const empty = sizes.indexOf(0);
    if (empty >= 0) {
      throw new InvalidParameterError(
        `nComponents must be at most the number of different rows of X, ${empty}; got ${nComponents}`,
      );
    }
    return startFromLabels(rows, labels, nComponents, this.rules.type, this.rules.regularization, given);
  }

  private fail(component: number): never {
    const whose = this.rules.type === "tied" ? "the components" : `component ${component}`;
    throw new InvalidParameterError(
      `the covariance of ${whose} must be positive definite, but shrank to a flat one: take fewer components, ` +
        `standardise the features or raise regularization; got nComponents ${this.options.nComponents} and ` +
        `regularization ${this.rules.regularization}`,
    );
  }
}
