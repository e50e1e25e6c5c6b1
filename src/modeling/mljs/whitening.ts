import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { FeatureMatrix } from "../../core";
import { type StandardisedDesign, standardiseDesign } from "./standardised-design";

/** Uncorrelated inputs of variance 1, with a column of ones in front. */
export interface WhitenedInput {
  /** nSamples × (1 + rank) */
  readonly inputs: Matrix;
  readonly design: StandardisedDesign;
  /** nFeatures × rank: the standardised features times this are the inputs after the first. */
  readonly rotation: Matrix;
}

/** Directions with less than this share of a feature's variance hold only rounding errors. */
const minVariance = 1e-11;

/**
 * Standardises the features and turns them into their principal components of variance 1, so that the log-likelihood of
 * a logistic regression curves about equally in every direction and plain gradient ascent gets on.
 */
export function whiten(X: FeatureMatrix): WhitenedInput {
  const design = standardiseDesign(X, new Float64Array(X.nSamples).fill(1));
  const standardised = new Matrix(design.columns.slice(1).map((column) => Array.from(column))).transpose();
  const covariance = standardised.transpose().mmul(standardised).div(X.nSamples);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const kept = realEigenvalues.map((_, index) => index).filter((index) => realEigenvalues[index] > minVariance);
  const rotation = new Matrix(X.nFeatures, kept.length);
  kept.forEach((index, target) => {
    rotation.setColumn(target, eigenvectorMatrix.getColumnVector(index).div(Math.sqrt(realEigenvalues[index])));
  });
  const inputs = standardised.mmul(rotation).addColumn(0, new Array(X.nSamples).fill(1));
  return { inputs, design, rotation };
}
