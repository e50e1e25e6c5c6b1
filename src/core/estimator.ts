import type { FeatureMatrix, MatrixLike } from "./feature-matrix";
import type { LabelsLike } from "./labels";

/** What `fit` may be told beside X and y. */
export interface FitOptions {
  /** One non-negative weight a sample; a weight of 2 equals the row twice. Default: 1 each. */
  readonly sampleWeight?: ArrayLike<number>;
}

/** A recipe for a model: hyperparameters only. `fit` learns and returns an immutable fitted model. */
export interface Classifier {
  /** True where X may hold NaN, a missing value, in `fit` and in forecasts. Default: false */
  readonly allowsMissing?: boolean;
  /**
   * Learns from training rows.
   * @param X nSamples × nFeatures
   * @param y labels 0 or 1, length nSamples
   * @param options sample weights
   */
  fit(X: MatrixLike, y: LabelsLike, options?: FitOptions): FittedClassifier;
  /**
   * Refuses what `fit` would refuse of these labels, options and columns, without any work: a pipeline, a search or a
   * cross-validation asks it before it fits anything. A recipe of one's own may do without it.
   * @param y labels of the training rows, 0 or 1
   * @param options those of `fit`
   * @param featureNames columns of X; null where steps that are yet to be fitted make them
   */
  checkFit?(y: Uint8Array, options: FitOptions, featureNames: readonly string[] | null): void;
}

/** A fitted binary classifier. Class 1 is "the client leaves". */
export interface FittedClassifier {
  /** Features in the order of training; prediction needs the same. */
  readonly featureNames: readonly string[];
  /** True where X may hold NaN, a missing value. Default: false */
  readonly allowsMissing?: boolean;
  /** P(churn) of each row of X, length nSamples, each in [0, 1]. */
  predictProba(X: MatrixLike): Float64Array;
  /** 1 where predictProba ≥ threshold (default 0.5), else 0. */
  predict(X: MatrixLike, threshold?: number): Uint8Array;
  /** The model as a plain object, which `JSON.stringify` writes and `fromJSON` reads. */
  toJSON(): object;
}

/** A recipe for a column transformation. */
export interface Transformer {
  /** True where X may hold NaN, a missing value, in `fit` and in the fitted form's `transform`. Default: false */
  readonly allowsMissing?: boolean;
  /**
   * Learns from training rows.
   * @param X nSamples × nFeatures
   * @param y labels 0 or 1, length nSamples; most transformers do without
   */
  fit(X: MatrixLike, y?: LabelsLike): FittedTransformer;
  /**
   * Refuses columns that `fit` would refuse, without any work.
   * @param featureNames columns of X
   * @returns the columns of what `transform` will give; null where only the rows can tell
   */
  checkFeatures?(featureNames: readonly string[]): readonly string[] | null;
}

/** A fitted transformation, learned from training rows only. */
export interface FittedTransformer {
  /** Features in the order of training. */
  readonly featureNames: readonly string[];
  /**
   * Where every output column is computed from one input column alone, value by value: the place of that input column,
   * one entry an output column. So known, rows can be transformed first and shuffled or changed afterwards.
   */
  readonly sources?: readonly number[];
  /** True where `transform` takes NaN, a missing value, and gives none. Default: false */
  readonly allowsMissing?: boolean;
  /**
   * Training rows, ascending from 0, that the transformer takes for outliers: a pipeline fits the steps after it without
   * them. `transform` never drops a row. Default: none
   */
  readonly droppedRows?: Uint32Array;
  /** The transformed copy of X. @param X nSamples × nFeatures, the features of training */
  transform(X: MatrixLike): FeatureMatrix;
  /** The transformation as a plain object, which `JSON.stringify` writes and `fromJSON` reads. */
  toJSON(): object;
}

/** Called as long work goes on, so that a notebook can show a progress bar. */
export type OnProgress = (done: number, total: number) => void;
