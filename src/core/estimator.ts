import type { FeatureMatrix, MatrixLike } from "./feature-matrix";
import type { LabelsLike } from "./labels";

/** What `fit` may be told beside X and y. */
export interface FitOptions {
  /** One non-negative weight a sample; a weight of 2 equals the row twice. Default: 1 each. */
  readonly sampleWeight?: ArrayLike<number>;
}

/** A recipe for a model: hyperparameters only. `fit` learns and returns an immutable fitted model. */
export interface Classifier {
  /**
   * Learns from training rows.
   * @param X nSamples × nFeatures
   * @param y labels 0 or 1, length nSamples
   * @param options sample weights
   */
  fit(X: MatrixLike, y: LabelsLike, options?: FitOptions): FittedClassifier;
}

/** A fitted binary classifier. Class 1 is "the client leaves". */
export interface FittedClassifier {
  /** Features in the order of training; prediction needs the same. */
  readonly featureNames: readonly string[];
  /** P(churn) of each row of X, length nSamples, each in [0, 1]. */
  predictProba(X: MatrixLike): Float64Array;
  /** 1 where predictProba ≥ threshold (default 0.5), else 0. */
  predict(X: MatrixLike, threshold?: number): Uint8Array;
  /** The model as a plain object, which `JSON.stringify` writes and `fromJSON` reads. */
  toJSON(): object;
}

/** A recipe for a column transformation. */
export interface Transformer {
  /**
   * Learns from training rows.
   * @param X nSamples × nFeatures
   * @param y labels 0 or 1, length nSamples; most transformers do without
   */
  fit(X: MatrixLike, y?: LabelsLike): FittedTransformer;
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
  /** The transformed copy of X. @param X nSamples × nFeatures, the features of training */
  transform(X: MatrixLike): FeatureMatrix;
  /** The transformation as a plain object, which `JSON.stringify` writes and `fromJSON` reads. */
  toJSON(): object;
}

/** Called as long work goes on, so that a notebook can show a progress bar. */
export type OnProgress = (done: number, total: number) => void;
