import { show } from "./checks";
import { ShapeError } from "./errors";
import { type FeatureMatrix, type MatrixLike, toFeatureMatrix } from "./feature-matrix";
import { areNamesGiven } from "./feature-names";

/**
 * Reads the matrix that a fitted model is to work on: the same features in the same order as in training.
 * A matrix without names (number[][], an ml-matrix Matrix) is matched by position, and so is any matrix where training
 * had no names; columns that are really called x0, x1, … have names.
 * @param checkValues as in {@link toFeatureMatrix}
 * @throws ShapeError for another number of columns, or for a name that differs, with both names
 */
export function toMatchingFeatures(
  X: MatrixLike,
  featureNames: readonly string[],
  argument = "X",
  checkValues = true,
): FeatureMatrix {
  const matrix = toFeatureMatrix(X, argument, checkValues);
  if (matrix.nFeatures !== featureNames.length) {
    throw new ShapeError(
      `${argument} must have the ${featureNames.length} features of training (${featureNames.join(", ")}); got ${matrix.nFeatures}`,
    );
  }
  if (!matrix.named || !areNamesGiven(featureNames)) return matrix;
  const place = featureNames.findIndex((name, index) => name !== matrix.featureNames[index]);
  if (place >= 0) {
    throw new ShapeError(
      `${argument} must have the features of training in their order; column ${place} must be ${show(featureNames[place])}; got ${show(matrix.featureNames[place])}`,
    );
  }
  return matrix;
}
