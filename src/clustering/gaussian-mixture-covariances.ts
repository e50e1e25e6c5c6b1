/** Shapes of the covariances of a mixture: one matrix each, one for all, one diagonal each, one number each. */
export type CovarianceType = "full" | "tied" | "diag" | "spherical";

/** How many numbers hold the covariances of `nComponents` components of `nFeatures` features. */
export function covarianceLength(type: CovarianceType, nComponents: number, nFeatures: number): number {
  if (type === "spherical") return nComponents;
  if (type === "diag") return nComponents * nFeatures;
  return (type === "tied" ? 1 : nComponents) * nFeatures * nFeatures;
}

/** Free parameters of the covariances, for BIC and AIC. */
export function covarianceParameters(type: CovarianceType, nComponents: number, nFeatures: number): number {
  if (type === "spherical") return nComponents;
  if (type === "diag") return nComponents * nFeatures;
  return ((type === "tied" ? 1 : nComponents) * nFeatures * (nFeatures + 1)) / 2;
}

/**
 * What turns deviations into independent ones of variance 1: for matrices the lower triangular W with WᵀW = Σ⁻¹, for
 * variances 1 / √variance; laid out as the covariances are. logDeterminants: of W, one a component.
 */
export interface Whitening {
  readonly factors: Float64Array;
  readonly logDeterminants: Float64Array;
}

/** The whitening of covariances, or the number of the first one that is not positive definite. */
export function whiteningOf(
  covariances: Float64Array,
  type: CovarianceType,
  nComponents: number,
  nFeatures: number,
): Whitening | number {
  if (type === "diag" || type === "spherical") {
    const bad = covariances.findIndex((variance) => !(variance > 0));
    if (bad >= 0) return Math.floor((bad * nComponents) / covariances.length);
    return scales(
      covariances.map((variance) => 1 / Math.sqrt(variance)),
      type,
      nComponents,
      nFeatures,
    );
  }
  const size = nFeatures * nFeatures;
  const factors = new Float64Array(covariances.length);
  for (let matrix = 0; matrix < covariances.length / size; matrix++) {
    const lower = cholesky(covariances.subarray(matrix * size, (matrix + 1) * size), nFeatures);
    if (lower === null) return matrix;
    factors.set(invertLower(lower, nFeatures), matrix * size);
  }
  return triangles(factors, nComponents, nFeatures);
}

/** As {@link whiteningOf}, from precisions (inverse covariances) in the same layout. */
export function whiteningOfPrecisions(
  precisions: Float64Array,
  type: CovarianceType,
  nComponents: number,
  nFeatures: number,
): Whitening | number {
  if (type === "diag" || type === "spherical") {
    const bad = precisions.findIndex((precision) => !(precision > 0));
    if (bad >= 0) return Math.floor((bad * nComponents) / precisions.length);
    return scales(precisions.map(Math.sqrt), type, nComponents, nFeatures);
  }
  const size = nFeatures * nFeatures;
  const factors = new Float64Array(precisions.length);
  for (let matrix = 0; matrix < precisions.length / size; matrix++) {
    // P = UUᵀ with U upper triangular is the Cholesky decomposition seen from the last row and column; W = Uᵀ.
    const lower = cholesky(turned(precisions.subarray(matrix * size, (matrix + 1) * size)), nFeatures);
    if (lower === null) return matrix;
    factors.set(transposed(turned(lower), nFeatures), matrix * size);
  }
  return triangles(factors, nComponents, nFeatures);
}

function scales(factors: Float64Array, type: CovarianceType, nComponents: number, nFeatures: number): Whitening {
  const logDeterminants = new Float64Array(nComponents);
  for (let component = 0; component < nComponents; component++) {
    if (type === "spherical") logDeterminants[component] = nFeatures * Math.log(factors[component]);
    else {
      for (let feature = 0; feature < nFeatures; feature++) {
        logDeterminants[component] += Math.log(factors[component * nFeatures + feature]);
      }
    }
  }
  return { factors, logDeterminants };
}

function triangles(factors: Float64Array, nComponents: number, nFeatures: number): Whitening {
  const nMatrices = factors.length / (nFeatures * nFeatures);
  const ofMatrices = Float64Array.from({ length: nMatrices }, (_, matrix) => {
    let sum = 0;
    for (let feature = 0; feature < nFeatures; feature++) {
      sum += Math.log(factors[(matrix * nFeatures + feature) * nFeatures + feature]);
    }
    return sum;
  });
  const logDeterminants = Float64Array.from({ length: nComponents }, (_, component) =>
    nMatrices === 1 ? ofMatrices[0] : ofMatrices[component],
  );
  return { factors, logDeterminants };
}

/** The lower triangular L with LLᵀ = matrix (row-major, size × size), or null unless it is positive definite. */
export function cholesky(matrix: Float64Array, size: number): Float64Array | null {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column];
      for (let k = 0; k < column; k++) sum -= lower[row * size + k] * lower[column * size + k];
      if (row === column) {
        if (!(sum > 0) || sum === Number.POSITIVE_INFINITY) return null;
        lower[row * size + row] = Math.sqrt(sum);
      } else {
        lower[row * size + column] = sum / lower[column * size + column];
      }
    }
  }
  return lower;
}

function invertLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    inverse[column * size + column] = 1 / lower[column * size + column];
    for (let row = column + 1; row < size; row++) {
      let sum = 0;
      for (let k = column; k < row; k++) sum -= lower[row * size + k] * inverse[k * size + column];
      inverse[row * size + column] = sum / lower[row * size + row];
    }
  }
  return inverse;
}

/** Rows and columns in reverse order. */
function turned(matrix: Float64Array): Float64Array {
  return matrix.slice().reverse();
}

function transposed(matrix: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) result[column * size + row] = matrix[row * size + column];
  }
  return result;
}
