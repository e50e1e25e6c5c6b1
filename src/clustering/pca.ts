import { PCA as MlPca } from "ml-pca";
import {
  checkInteger,
  checkOptionNames,
  FeatureMatrix,
  type FittedTransformer,
  InvalidParameterError,
  type MatrixLike,
  meanOf,
  ShapeError,
  show,
  toFeatureMatrix,
  toMatchingFeatures,
} from "../core";

/** Options of {@link PCA}. */
export interface PCAOptions {
  /** Components to keep, an integer in [1, min(nSamples, nFeatures)]. Default: all of them. */
  readonly nComponents?: number;
}

/** What {@link FittedPCA.toJSON} writes. */
export interface PCAJSON {
  readonly type: "PCA";
  readonly featureNames: readonly string[];
  readonly mean: readonly number[];
  readonly components: readonly (readonly number[])[];
  readonly explainedVariance: readonly number[];
  readonly explainedVarianceRatio: readonly number[];
}

/**
 * Principal component analysis by singular value decomposition of the centred matrix, computed by the package ml-pca.
 * Features are centred, not scaled: standardise them first when their units differ.
 */
export class PCA {
  private readonly nComponents: number | undefined;

  /** @throws InvalidParameterError for an unknown option or one out of its range */
  constructor(options: PCAOptions = {}) {
    checkOptionNames("PCA", options, ["nComponents"]);
    if (options.nComponents !== undefined) checkInteger("nComponents", options.nComponents, { min: 1 });
    this.nComponents = options.nComponents;
  }

  /** @param X nSamples × nFeatures, at least 2 rows */
  fit(X: MatrixLike): FittedPCA {
    const matrix = toFeatureMatrix(X);
    if (matrix.nSamples < 2) throw new ShapeError(`X must have at least 2 rows; got ${matrix.nSamples}`);
    const most = Math.min(matrix.nSamples, matrix.nFeatures);
    const nComponents = checkInteger("nComponents", this.nComponents ?? most, { min: 1, max: most });
    return decompose(matrix, nComponents);
  }
}

/** The fitted components: directions of most variance, at right angles to each other. */
export class FittedPCA implements FittedTransformer {
  constructor(
    /** Features in the order of training. */
    readonly featureNames: readonly string[],
    /** Mean of each feature, length nFeatures. */
    readonly mean: Float64Array,
    /**
     * nComponents × nFeatures, rows of length 1, most variance first. The sign of a component is arbitrary; here its
     * entry of largest absolute value is positive (the first one on a tie), so that charts do not flip.
     */
    readonly components: FeatureMatrix,
    /** Variance along each component, divisor nSamples − 1, length nComponents. */
    readonly explainedVariance: Float64Array,
    /** Share of the total variance along each component, length nComponents; NaN when all features are constant. */
    readonly explainedVarianceRatio: Float64Array,
  ) {}

  /** Reads what {@link toJSON} wrote; the round trip is exact. */
  static fromJSON(json: PCAJSON): FittedPCA {
    if (json?.type !== "PCA") throw new InvalidParameterError(`type must be "PCA"; got ${show(json?.type)}`);
    const components = toFeatureMatrix(json.components, "components");
    return new FittedPCA(
      [...json.featureNames],
      Float64Array.from(json.mean),
      new FeatureMatrix(components.data, components.nSamples, [...json.featureNames]),
      Float64Array.from(json.explainedVariance),
      Float64Array.from(json.explainedVarianceRatio),
    );
  }

  get nComponents(): number {
    return this.components.nSamples;
  }

  /**
   * nFeatures × nComponents: component × √(its variance). For standardised features (nearly) the correlation of the
   * feature with the component.
   */
  get loadings(): FeatureMatrix {
    const { nComponents } = this;
    const nFeatures = this.featureNames.length;
    const data = new Float64Array(nFeatures * nComponents);
    for (let component = 0; component < nComponents; component++) {
      const spread = Math.sqrt(this.explainedVariance[component]);
      for (let feature = 0; feature < nFeatures; feature++) {
        data[feature * nComponents + component] = this.components.at(component, feature) * spread;
      }
    }
    return new FeatureMatrix(data, nFeatures, componentNames(nComponents));
  }

  /** Coordinates of each row along the components: nSamples × nComponents, columns PC1, PC2, …. */
  transform(X: MatrixLike): FeatureMatrix {
    const matrix = toMatchingFeatures(X, this.featureNames);
    const { nComponents } = this;
    const scores = new Float64Array(matrix.nSamples * nComponents);
    for (let row = 0; row < matrix.nSamples; row++) {
      for (let component = 0; component < nComponents; component++) {
        let sum = 0;
        for (let feature = 0; feature < matrix.nFeatures; feature++) {
          sum += (matrix.at(row, feature) - this.mean[feature]) * this.components.at(component, feature);
        }
        scores[row * nComponents + component] = sum;
      }
    }
    return new FeatureMatrix(scores, matrix.nSamples, componentNames(nComponents));
  }

  /** Rows of the original features from their coordinates: the best approximation by the kept components. */
  inverseTransform(scores: MatrixLike): FeatureMatrix {
    const { nComponents } = this;
    const matrix = toMatchingFeatures(scores, componentNames(nComponents), "scores");
    const nFeatures = this.featureNames.length;
    const data = new Float64Array(matrix.nSamples * nFeatures);
    for (let row = 0; row < matrix.nSamples; row++) {
      for (let feature = 0; feature < nFeatures; feature++) {
        let sum = this.mean[feature];
        for (let component = 0; component < nComponents; component++) {
          sum += matrix.at(row, component) * this.components.at(component, feature);
        }
        data[row * nFeatures + feature] = sum;
      }
    }
    return new FeatureMatrix(data, matrix.nSamples, this.featureNames);
  }

  toJSON(): PCAJSON {
    return {
      type: "PCA",
      featureNames: [...this.featureNames],
      mean: Array.from(this.mean),
      components: this.components.toArrays(),
      explainedVariance: Array.from(this.explainedVariance),
      explainedVarianceRatio: Array.from(this.explainedVarianceRatio),
    };
  }
}

function decompose(matrix: FeatureMatrix, nComponents: number): FittedPCA {
  const { nFeatures, featureNames } = matrix;
  const means = Float64Array.from(featureNames, (_, column) => meanOf(matrix.column(column)));
  const centred = matrix.data.map((value, index) => value - means[index % nFeatures]);
  // Centred here, with a second pass over the rounding: ml-pca's own centring keeps the error of its mean.
  const fitted = new MlPca(new FeatureMatrix(centred, matrix.nSamples, featureNames).toArrays(), { center: false });
  const variances = fitted.getEigenvalues();
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  const vectors = fitted.getEigenvectors();
  const components = new Float64Array(nComponents * nFeatures);
  for (let component = 0; component < nComponents; component++) {
    const direction = withFixedSign(vectors.getColumn(component));
    for (let feature = 0; feature < nFeatures; feature++)
      components[component * nFeatures + feature] = direction[feature];
  }
  const kept = Float64Array.from(variances.slice(0, nComponents));
  return new FittedPCA(
    [...featureNames],
    means,
    new FeatureMatrix(components, nComponents, [...featureNames]),
    kept,
    kept.map((variance) => variance / total),
  );
}

function withFixedSign(direction: number[]): number[] {
  const largest = direction.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? direction.map((value) => -value) : direction;
}

function componentNames(nComponents: number): string[] {
  return Array.from({ length: nComponents }, (_, component) => `PC${component + 1}`);
}
