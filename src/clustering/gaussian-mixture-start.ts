import { checkNumber, type FeatureMatrix, InvalidParameterError, ShapeError, show, toVector } from "../core";
import {
  type CovarianceType,
  covarianceLength,
  type Whitening,
  whiteningOf,
  whiteningOfPrecisions,
} from "./gaussian-mixture-covariances";
import type { PaddedRows } from "./gaussian-mixture-densities";
import type { MixtureStart } from "./gaussian-mixture-em";
import { mixtureMoments } from "./gaussian-mixture-moments";

/** Parts of a start that the caller gave; the others come from k-means. */
export interface GivenStart {
  readonly weights?: Float64Array;
  readonly means?: Float64Array;
  readonly whitening?: Whitening;
}

/** Weights: positive, with the sum 1. */
export function readWeights(name: string, given: ArrayLike<number>, nComponents: number): Float64Array {
  const weights = toVector(given as readonly number[], nComponents, name);
  weights.forEach((weight, component) => {
    checkNumber(`${name}[${component}]`, weight, { exclusiveMin: 0, max: 1 });
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (Math.abs(sum - 1) > 1e-6) throw new InvalidParameterError(`${name} must sum to 1; got the sum ${sum}`);
  return weights;
}

/** Nested arrays of the shape that the covariance type asks for, as one flat array. */
export function readNested(
  name: string,
  given: unknown,
  type: CovarianceType,
  nComponents: number,
  nFeatures: number,
): Float64Array {
  const shapes = {
    full: [nComponents, nFeatures, nFeatures],
    tied: [nFeatures, nFeatures],
    diag: [nComponents, nFeatures],
    spherical: [nComponents],
  };
  const flat = new Float64Array(covarianceLength(type, nComponents, nFeatures));
  let next = 0;
  const read = (value: unknown, place: string, shape: readonly number[]): void => {
    if (shape.length === 0) {
      flat[next++] = checkNumber(place, value);
      return;
    }
    const items = ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;
    if (!Array.isArray(items) || items.length !== shape[0]) {
      const got = Array.isArray(items) ? items.length : show(items);
      throw new ShapeError(`${place} must be an array of ${shape[0]} (${type}); got ${got}`);
    }
    items.forEach((item, index) => {
      read(item, `${place}[${index}]`, shape.slice(1));
    });
  };
  read(given, name, shapes[type]);
  return flat;
}

/** The whitening of precisions that the caller gave. */
export function readPrecisions(
  given: unknown,
  type: CovarianceType,
  nComponents: number,
  nFeatures: number,
): Whitening {
  const precisions = readNested("precisionsInit", given, type, nComponents, nFeatures);
  checkSymmetric("precisionsInit", precisions, type, nFeatures);
  const whitening = whiteningOfPrecisions(precisions, type, nComponents, nFeatures);
  if (typeof whitening === "number") {
    throw new InvalidParameterError(`precisionsInit must be positive definite; that of component ${whitening} is not`);
  }
  return whitening;
}

/** Covariances and precisions are symmetric, up to rounding. */
export function checkSymmetric(name: string, matrices: Float64Array, type: CovarianceType, nFeatures: number): void {
  if (type === "diag" || type === "spherical") return;
  const size = nFeatures * nFeatures;
  for (let index = 0; index < matrices.length; index++) {
    const place = index % size;
    const row = Math.floor(place / nFeatures);
    const column = place % nFeatures;
    const mirrored = matrices[index - place + column * nFeatures + row];
    const diagonal =
      matrices[index - place + row * (nFeatures + 1)] * matrices[index - place + column * (nFeatures + 1)];
    if (Math.abs(matrices[index] - mirrored) > 1e-8 * Math.sqrt(Math.abs(diagonal))) {
      throw new InvalidParameterError(
        `${name} must be symmetric; got ${matrices[index]} and ${mirrored} at (${row}, ${column})`,
      );
    }
  }
}

/**
 * A start from the labels of k-means, as responsibilities of 0 and 1, with the given parts in their place.
 * @returns the start, or the number of a component whose covariance is not positive definite
 */
export function startFromLabels(
  rows: PaddedRows,
  labels: Uint32Array,
  nComponents: number,
  type: CovarianceType,
  regularization: number,
  given: GivenStart,
): MixtureStart | number {
  const responsibilities = new Float64Array(nComponents * rows.nPadded);
  for (let row = 0; row < rows.nSamples; row++) responsibilities[labels[row] * rows.nPadded + row] = 1;
  const moments = mixtureMoments(rows, responsibilities, type, regularization);
  const whitening = given.whitening ?? whiteningOf(moments.covariances, type, nComponents, rows.nFeatures);
  if (typeof whitening === "number") return whitening;
  return { weights: given.weights ?? moments.weights, means: given.means ?? moments.means, whitening };
}

/** Means that the caller gave, centred as the rows are. */
export function centreMeans(means: FeatureMatrix, center: Float64Array): Float64Array {
  return means.data.map((value, index) => value - center[index % center.length]);
}
