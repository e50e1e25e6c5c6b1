import { deviationNorm, type FeatureMatrix, meanOf } from "../core";

/** Mean and population standard deviation of each feature. Prior validation is assumed. */
export function featureSpreads(matrix: FeatureMatrix): { mean: number; deviation: number }[] {
  return matrix.featureNames.map((_, column) => {
    const values = matrix.column(column);
    const mean = meanOf(values);
    return { mean, deviation: deviationNorm(values, mean) / Math.sqrt(values.length) };
  });
}

/** Features whose correlation is at least this strong say the same thing. */
const strong = 0.8;

/** For each feature those that move together with it (|Pearson's r| ≥ 0.8). Prior validation is assumed. */
export function strongCorrelations(matrix: FeatureMatrix): Map<string, ReadonlySet<string>> {
  const { data, nSamples, nFeatures, featureNames } = matrix;
  const spreads = featureSpreads(matrix);
  const correlation = (left: number, right: number): number => {
    if (spreads[left].deviation === 0 || spreads[right].deviation === 0) return 0;
    let sum = 0;
    for (let row = 0; row < nSamples; row++) {
      const start = row * nFeatures;
      sum += (data[start + left] - spreads[left].mean) * (data[start + right] - spreads[right].mean);
    }
    return sum / nSamples / (spreads[left].deviation * spreads[right].deviation);
  };
  return new Map(
    featureNames.map((feature, left) => [
      feature,
      new Set(featureNames.filter((_, right) => right !== left && Math.abs(correlation(left, right)) >= strong)),
    ]),
  );
}
