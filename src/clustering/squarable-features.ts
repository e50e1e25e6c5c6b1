import { type FeatureMatrix, InvalidParameterError, type MatrixLike, toFeatureMatrix } from "../core";

/** Squares of differences up to twice as large can be added up over ten million values and stay finite. */
const largest = 1e150;

/**
 * As `toFeatureMatrix`, for methods that add up squared distances.
 * @throws InvalidParameterError for a value beyond ±1e150, whose squares would not be finite
 */
export function toSquarableFeatures(X: MatrixLike): FeatureMatrix {
  const matrix = toFeatureMatrix(X);
  const { data, nFeatures, featureNames } = matrix;
  for (let place = 0; place < data.length; place++) {
    if (data[place] >= -largest && data[place] <= largest) continue;
    throw new InvalidParameterError(
      `X must hold numbers in [-1e150, 1e150], whose squares are finite; got ${data[place]} in row ` +
        `${Math.floor(place / nFeatures)}, column ${featureNames[place % nFeatures]}: give larger units`,
    );
  }
  return matrix;
}
