import { type FeatureMatrix, Random } from "../core";

const nFolds = 5;
const newtonSteps = 25;

/**
 * ROC AUC of an L2 logistic regression (C = 1, standardised features, free intercept) on out-of-fold predictions. Plain
 * and small on purpose: the data folder may not import the models, and an oracle of its own is the better check.
 */
export function outOfFoldAuc(X: FeatureMatrix, y: Uint8Array): number {
  const order = new Random(1).permutation(X.nSamples);
  const scores = new Float64Array(X.nSamples);
  const design = standardised(X);
  for (let fold = 0; fold < nFolds; fold++) {
    const training = order.filter((_, place) => place % nFolds !== fold);
    const weights = fitLogistic(design, y, training);
    order.forEach((row, place) => {
      if (place % nFolds === fold) scores[row] = linear(design[row], weights);
    });
  }
  return auc(scores, y);
}

/** Rows of standardised features after a constant 1. Scaled on all rows: without the label, that leaks nothing here. */
function standardised(X: FeatureMatrix): Float64Array[] {
  const rows = Array.from({ length: X.nSamples }, () => new Float64Array(X.nFeatures + 1).fill(1));
  for (let column = 0; column < X.nFeatures; column++) {
    const values = X.column(column);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    for (const [row, value] of values.entries()) rows[row][column + 1] = (value - mean) / Math.sqrt(variance);
  }
  return rows;
}

/** Newton's method on the penalised log likelihood. */
function fitLogistic(design: readonly Float64Array[], y: Uint8Array, training: Uint32Array): Float64Array {
  const width = design[0].length;
  const weights = new Float64Array(width);
  for (let step = 0; step < newtonSteps; step++) {
    const gradient = weights.map((weight, index) => (index === 0 ? 0 : weight));
    const hessian = Array.from({ length: width }, (_, a) =>
      new Float64Array(width).fill(0).fill(a > 0 ? 1 : 0, a, a + 1),
    );
    for (const row of training) {
      const x = design[row];
      const probability = 1 / (1 + Math.exp(-linear(x, weights)));
      const curvature = probability * (1 - probability);
      for (let a = 0; a < width; a++) {
        gradient[a] += (probability - y[row]) * x[a];
        for (let b = 0; b < width; b++) hessian[a][b] += curvature * x[a] * x[b];
      }
    }
    const change = solve(hessian, gradient);
    for (let index = 0; index < width; index++) weights[index] -= change[index];
    if (change.every((value) => Math.abs(value) < 1e-8)) break;
  }
  return weights;
}

/** Gaussian elimination without pivoting: the matrix is positive definite. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const A = matrix.map((row) => row.slice());
  const x = right.slice();
  for (let pivot = 0; pivot < x.length; pivot++) {
    for (let row = 0; row < x.length; row++) {
      if (row === pivot) continue;
      const factor = A[row][pivot] / A[pivot][pivot];
      for (let column = pivot; column < x.length; column++) A[row][column] -= factor * A[pivot][column];
      x[row] -= factor * x[pivot];
    }
  }
  return x.map((value, index) => value / A[index][index]);
}

function linear(x: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < x.length; index++) sum += x[index] * weights[index];
  return sum;
}

/** The share of pairs of one leaver and one stayer in which the leaver's score is higher; no ties are expected. */
function auc(scores: Float64Array, y: Uint8Array): number {
  const order = Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b]);
  let stayersBelow = 0;
  let pairs = 0;
  for (const row of order) {
    if (y[row] === 1) pairs += stayersBelow;
    else stayersBelow += 1;
  }
  return pairs / (stayersBelow * (y.length - stayersBelow));
}
