import { PCA as MlPca } from "ml-pca";
import {
  checkInteger,
  checkNumber,
  checkOptionNames,
  FeatureMatrix,
  type FittedTransformer,
  InvalidParameterError,
  innerOf,
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  meanOf,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  show,
  toFeatureMatrix,
  toMatchingFeatures,
} from "../core";

/** Options of {@link PCA}. */
export interface PCAOptions {
  /** Components to keep, an integer in [1, min(nSamples, nFeatures)]. Default: all of them. */
  readonly nComponents?: number;
  /** Whether scores are divided by their standard deviations, so that every component has variance 1. Default false. */
  readonly whiten?: boolean;
}

/** What {@link FittedPCA.toJSON} writes. */
export interface PCAJSON extends ModelHeader {
  readonly model: "PCA";
  /** Mean of each feature */
  readonly mean: readonly number[];
  /** nComponents × nFeatures */
  readonly components: readonly (readonly number[])[];
  /** Variance along each component */
  readonly explainedVariance: readonly number[];
  /** Null where all features are constant. */
  readonly explainedVarianceRatio: readonly (number | null)[];
  /** Number of training rows */
  readonly nSamples: number;
  /** Whether scores are divided by their standard deviations */
  readonly whiten: boolean;
}

/**
 * Principal component analysis by singular value decomposition of the centred matrix, computed by the package ml-pca.
 * Features are centred, not scaled: standardise them first when their units differ.
 * @see scikit-learn `PCA`; the package ml-pca
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { PCA } from "churnlab";
 *
 * const fitted = new PCA({ nComponents: 1 }).fit([[1, 2], [2, 4], [3, 6]]); // all on one line
 * assert.equal(fitted.explainedVarianceRatio[0].toFixed(6), "1.000000");
 * assert.equal(fitted.transform([[2, 4]]).at(0, 0).toFixed(6), "0.000000"); // the mean
 * ```
 */
export class PCA {
  private readonly nComponents: number | undefined;
  private readonly whiten: boolean;

  /** @throws InvalidParameterError for an unknown option or one out of its range */
  constructor(options: PCAOptions = {}) {
    checkOptionNames("PCA", options, ["nComponents", "whiten"]);
    const { nComponents, whiten = false } = options;
    if (nComponents !== undefined) checkInteger("nComponents", nComponents, { min: 1 });
    if (typeof whiten !== "boolean") {
      throw new InvalidParameterError(`whiten must be true or false; got ${show(whiten)}`);
    }
    this.nComponents = nComponents;
    this.whiten = whiten;
  }

  /**
   * Finds the components.
   * @param X nSamples × nFeatures, at least 2 rows
   * @throws ShapeError for fewer than 2 rows; InvalidParameterError when nComponents > min(nSamples, nFeatures), or for
   * values so large that their squares are not finite
   */
  fit(X: MatrixLike): FittedPCA {
    const matrix = toFeatureMatrix(X);
    if (matrix.nSamples < 2) throw new ShapeError(`X must have at least 2 rows; got ${matrix.nSamples}`);
    const most = Math.min(matrix.nSamples, matrix.nFeatures);
    const nComponents = checkInteger("nComponents", this.nComponents ?? most, { min: 1, max: most });
    return decompose(matrix, nComponents, this.whiten);
  }
}

/**
 * The fitted components: directions of most variance, at right angles to each other.
 * @see {@link PCA}, which makes it
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedPCA, PCA } from "churnlab";
 *
 * const fitted = new PCA().fit([[1, 0], [-1, 0], [0, 2], [0, -2]]);
 * assert.deepEqual(Array.from(fitted.components.row(0), Math.abs), [0, 1]); // most variance: the second feature
 * const same = FittedPCA.fromJSON(JSON.parse(JSON.stringify(fitted)));
 * assert.deepEqual(same.loadings.toArrays(), fitted.loadings.toArrays());
 * ```
 */
export class FittedPCA implements FittedTransformer {
  constructor(
    /** Features in the order of training. */
    readonly featureNames: readonly string[],
    /** Mean of each feature, length nFeatures. */
    readonly mean: Float64Array,
    /**
     * nComponents × nFeatures, rows of length 1, most variance first. The sign of a component is arbitrary; here its
     * entry of largest absolute value is positive (the first one on a tie, up to 1e-8), so that charts do not flip.
     */
    readonly components: FeatureMatrix,
    /** Variance along each component, divisor nSamples − 1, length nComponents. */
    readonly explainedVariance: Float64Array,
    /** Share of the total variance along each component, length nComponents; NaN when all features are constant. */
    readonly explainedVarianceRatio: Float64Array,
    /** Number of training rows. */
    readonly nSamples: number,
    /** Whether scores are divided by their standard deviations. */
    readonly whiten: boolean,
  ) {
    makeImmutable(this);
  }

  /**
   * Reads what {@link toJSON} wrote; the round trip is exact.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedPCA {
    const fields = readModelJSON(json, "PCA", options);
    const { featureNames } = fields;
    const { data, nSamples } = toFeatureMatrix((json as PCAJSON).components, "components in the JSON of a PCA");
    const components = new FeatureMatrix(data, nSamples, featureNames);
    checkOrthonormal(components);
    const variances = variancesOf(fields.vector("explainedVariance", nSamples));
    const ratios = fields.vectorWithGaps("explainedVarianceRatio", nSamples);
    checkRatios(ratios, variances);
    return new FittedPCA(
      featureNames,
      fields.vector("mean", featureNames.length),
      components,
      variances,
      ratios,
      checkInteger("nSamples in the JSON of a PCA", fields.integer("nSamples"), { min: 2 }),
      fields.boolean("whiten"),
    );
  }

  /** Number of components */
  get nComponents(): number {
    return innerOf(this).components.nSamples;
  }

  /** Singular values of the centred training matrix, length nComponents: √(explainedVariance · (nSamples − 1)). */
  get singularValues(): Float64Array {
    return this.explainedVariance.map((variance) => Math.sqrt(variance * (this.nSamples - 1)));
  }

  /**
   * nFeatures × nComponents: component × √(its variance), the arrows of a biplot beside the scores. For standardised features (nearly) the correlation of the
   * feature with the component.
   */
  get loadings(): FeatureMatrix {
    const { nComponents, components, explainedVariance } = innerOf(this);
    const nFeatures = this.featureNames.length;
    const data = new Float64Array(nFeatures * nComponents);
    for (let component = 0; component < nComponents; component++) {
      const spread = Math.sqrt(explainedVariance[component]);
      for (let feature = 0; feature < nFeatures; feature++) {
        data[feature * nComponents + component] = components.at(component, feature) * spread;
      }
    }
    return new FeatureMatrix(data, nFeatures, componentNames(nComponents));
  }

  /**
   * Coordinates of each row along the components: nSamples × nComponents, columns PC1, PC2, …. With `whiten` they are
   * divided by the component's standard deviation; a component of no variance (below the last digits of the first
   * component's) has coordinates 0.
   * @throws ShapeError or InvalidParameterError when X does not have the features of training
   */
  transform(X: MatrixLike): FeatureMatrix {
    const matrix = toMatchingFeatures(X, this.featureNames);
    const { nComponents, mean, components } = innerOf(this);
    const scores = new Float64Array(matrix.nSamples * nComponents);
    const scales = this.#scales();
    for (let row = 0; row < matrix.nSamples; row++) {
      for (let component = 0; component < nComponents; component++) {
        let sum = 0;
        for (let feature = 0; feature < matrix.nFeatures; feature++) {
          sum += (matrix.at(row, feature) - mean[feature]) * components.at(component, feature);
        }
        scores[row * nComponents + component] = sum * scales[component];
      }
    }
    return new FeatureMatrix(scores, matrix.nSamples, componentNames(nComponents));
  }

  /** Rows of the original features from their coordinates: the best approximation by the kept components. */
  inverseTransform(scores: MatrixLike): FeatureMatrix {
    const { nComponents, mean, components } = innerOf(this);
    const matrix = toMatchingFeatures(scores, componentNames(nComponents), "scores");
    const nFeatures = this.featureNames.length;
    const scales = this.#scales().map((scale) => (scale === 0 ? 0 : 1 / scale));
    const data = new Float64Array(matrix.nSamples * nFeatures);
    for (let row = 0; row < matrix.nSamples; row++) {
      for (let feature = 0; feature < nFeatures; feature++) {
        let sum = mean[feature];
        for (let component = 0; component < nComponents; component++) {
          sum += matrix.at(row, component) * scales[component] * components.at(component, feature);
        }
        data[row * nFeatures + feature] = sum;
      }
    }
    return new FeatureMatrix(data, matrix.nSamples, this.featureNames);
  }

  /** The components as a plain object, which {@link FittedPCA.fromJSON} reads. */
  toJSON(): PCAJSON {
    return {
      ...modelHeader("PCA", this.featureNames),
      mean: Array.from(this.mean),
      components: this.components.toArrays(),
      explainedVariance: Array.from(this.explainedVariance),
      explainedVarianceRatio: Array.from(this.explainedVarianceRatio, (share) => (Number.isNaN(share) ? null : share)),
      nSamples: this.nSamples,
      whiten: this.whiten,
    };
  }

  /** What scores are multiplied by. */
  #scales(): Float64Array {
    const { explainedVariance, nSamples, whiten } = this;
    if (!whiten) return new Float64Array(explainedVariance.length).fill(1);
    const least = Math.sqrt(explainedVariance[0]) * Number.EPSILON * Math.max(nSamples, this.featureNames.length);
    return explainedVariance.map((variance) => (Math.sqrt(variance) > least ? 1 / Math.sqrt(variance) : 0));
  }
}

function decompose(matrix: FeatureMatrix, nComponents: number, whiten: boolean): FittedPCA {
  const { nFeatures, featureNames } = matrix;
  const means = Float64Array.from(featureNames, (_, column) => meanOf(matrix.column(column)));
  const centred = matrix.data.map((value, index) => value - means[index % nFeatures]);
  // Centred here, with a second pass over the rounding: ml-pca's own centring keeps the error of its mean.
  const fitted = new MlPca(new FeatureMatrix(centred, matrix.nSamples, featureNames).toArrays(), { center: false });
  const variances = fitted.getEigenvalues();
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  if (!Number.isFinite(total)) {
    throw new InvalidParameterError(`the variance of X must be finite; got ${total}: give larger units`);
  }
  const vectors = fitted.getEigenvectors();
  const components = new Float64Array(nComponents * nFeatures);
  for (let component = 0; component < nComponents; component++) {
    const direction = withFixedSign(vectors.getColumn(component));
    for (let feature = 0; feature < nFeatures; feature++)
      components[component * nFeatures + feature] = direction[feature];
  }
  const kept = Float64Array.from(variances.slice(0, nComponents));
  return new FittedPCA(
    featureNames,
    means,
    new FeatureMatrix(components, nComponents, featureNames),
    kept,
    kept.map((variance) => variance / total),
    matrix.nSamples,
    whiten,
  );
}

/** Variances in a saved file: none below 0, the largest first. */
function variancesOf(values: Float64Array): Float64Array {
  values.forEach((variance, component) => {
    const where = `explainedVariance[${component}] in the JSON of a PCA`;
    checkNumber(where, variance, { min: 0, max: component === 0 ? undefined : values[component - 1] });
  });
  return values;
}

/** How far rounding may take what is 0 or 1 by rights. */
const slack = 1e-8;

/** Components in a saved file: directions of length 1, at right angles. */
function checkOrthonormal(components: FeatureMatrix): void {
  const { nSamples, nFeatures } = components;
  if (nSamples > nFeatures) {
    throw new ShapeError(
      `components in the JSON of a PCA must be at most nFeatures = ${nFeatures} directions; got ${nSamples}`,
    );
  }
  const rows = components.toArrays();
  rows.forEach((row, first) => {
    for (let second = 0; second <= first; second++) {
      const product = row.reduce((sum, value, feature) => sum + value * rows[second][feature], 0);
      if (Math.abs(product - (first === second ? 1 : 0)) <= slack) continue;
      throw new InvalidParameterError(
        "components in the JSON of a PCA must have length 1 and be at right angles; the product of components " +
          `${second} and ${first} is ${product}`,
      );
    }
  });
}

/** Shares of the variance in a saved file: in proportion to the variances, no more than 1 together. */
function checkRatios(ratios: Float64Array, variances: Float64Array): void {
  const where = "explainedVarianceRatio in the JSON of a PCA";
  const isConstant = variances[0] === 0;
  const sum = ratios.reduce((total, share) => total + share, 0);
  ratios.forEach((share, component) => {
    const expected = (ratios[0] * variances[component]) / variances[0];
    const fits = isConstant ? Number.isNaN(share) : Math.abs(share - expected) <= slack;
    if (fits && !(share < 0) && !(sum > 1 + slack)) return;
    throw new InvalidParameterError(
      `${where} must be shares of 1 in proportion to explainedVariance; got ${share} at position ${component}`,
    );
  });
}

function withFixedSign(direction: number[]): number[] {
  const largest = direction.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // Entries alike up to rounding count as tied: which of them rounding made the largest must not decide.
  const leading = direction.find((value) => Math.abs(value) >= largest * (1 - 1e-8)) ?? 0;
  // + 0: no −0, which JSON loses.
  return direction.map((value) => (leading < 0 ? -value : value) + 0);
}

function componentNames(nComponents: number): string[] {
  return Array.from({ length: nComponents }, (_, component) => `PC${component + 1}`);
}
