import { type FeatureMatrix, type MatrixLike, ShapeError, toFeatureMatrix, unitDeviations } from "../core";

/** How far a feature is explained by the others. */
export interface VarianceInflation {
  /** The column's name */
  readonly feature: string;
  /**
   * 1 / (1 − R²) of the feature regressed on all others with an intercept, ≥ 1; Infinity for perfect collinearity
   * (a constant feature too: it repeats the intercept)
   */
  readonly vif: number;
}

/** A column whose part outside the others is shorter than this, of 1, is their linear combination up to rounding. */
const collinear = 1e-10;

/**
 * The variance inflation factor of every feature, one record a feature in the order of the columns.
 * Above 5–10, coefficients of the feature in a linear model are unstable.
 * @param X nSamples × nFeatures, at least two rows
 * @returns factors without unit, each ≥ 1
 * @throws ShapeError for fewer than two rows
 * @see Belsley, Kuh & Welsch (1980); statsmodels `variance_inflation_factor` on X with a constant
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { varianceInflationFactor } from "churnlab";
 *
 * const X = [[1, 1], [1, -1], [-1, 1], [-1, -1]]; // columns that have nothing in common
 * const vifs = varianceInflationFactor(X).map(({ vif }) => vif.toFixed(6));
 * assert.deepEqual(vifs, ["1.000000", "1.000000"]);
 * ```
 */
export function varianceInflationFactor(X: MatrixLike): VarianceInflation[] {
  const matrix = toFeatureMatrix(X);
  if (matrix.nSamples < 2) throw new ShapeError(`X must have at least 2 rows; got ${matrix.nSamples}`);
  return inflation(matrix);
}

function inflation(matrix: FeatureMatrix): VarianceInflation[] {
  const deviations = matrix.featureNames.map((name) => unitDeviations(matrix.column(name)));
  const varying = shorten(deviations.filter((column): column is Float64Array => column !== null));
  let next = 0;
  return matrix.featureNames.map((feature, index) => {
    if (deviations[index] === null) return { feature, vif: Number.POSITIVE_INFINITY };
    const own = next++;
    const outside = lengthOutside(
      varying[own],
      varying.filter((_, other) => other !== own),
    );
    return { feature, vif: outside < collinear ? Number.POSITIVE_INFINITY : Math.max(1, 1 / outside ** 2) };
  });
}

/** The columns in coordinates of their own span: same lengths and angles, fewer numbers. */
function shorten(columns: readonly Float64Array[]): Float64Array[] {
  const basis = orthonormalBasis(columns);
  return columns.map((column) => Float64Array.from(basis, (direction) => dot(column, direction)));
}

/** The length of what is left of `target` after projection on `others`. */
function lengthOutside(target: Float64Array, others: readonly Float64Array[]): number {
  const left = Float64Array.from(target);
  const basis = orthonormalBasis(others);
  for (const direction of basis) removePart(left, direction);
  for (const direction of basis) removePart(left, direction);
  return length(left);
}

/** Unit vectors at right angles that span the columns: Gram–Schmidt, the longest remainder first. */
function orthonormalBasis(columns: readonly Float64Array[]): Float64Array[] {
  let remaining = columns.map((column) => Float64Array.from(column));
  const basis: Float64Array[] = [];
  while (remaining.length > 0) {
    const lengths = remaining.map(length);
    const longest = lengths.indexOf(Math.max(...lengths));
    if (lengths[longest] < collinear) break;
    const direction = remaining[longest];
    scale(direction, 1 / lengths[longest]);
    // A second pass restores the right angles that rounding loses when the remainder is short.
    for (const earlier of basis) removePart(direction, earlier);
    scale(direction, 1 / length(direction));
    remaining = remaining.filter((_, index) => index !== longest);
    for (const column of remaining) removePart(column, direction);
    basis.push(direction);
  }
  return basis;
}

function dot(left: Float64Array, right: Float64Array): number {
  let product = 0;
  for (let index = 0; index < left.length; index++) product += left[index] * right[index];
  return product;
}

function removePart(vector: Float64Array, direction: Float64Array): void {
  const product = dot(vector, direction);
  for (let index = 0; index < vector.length; index++) vector[index] -= product * direction[index];
}

function length(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

function scale(vector: Float64Array, factor: number): void {
  for (let index = 0; index < vector.length; index++) vector[index] *= factor;
}
