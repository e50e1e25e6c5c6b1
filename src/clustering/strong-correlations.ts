import type { FeatureMatrix } from "../core";

/** Features whose correlation is at least this strong say the same thing. */
const strong = 0.8;
/** Rounding must not decide on a correlation that is exactly as strong. */
const rounding = 1e-12;

/**
 * For each feature those that move together with it (|Pearson's r| ≥ 0.8). Prior validation is assumed.
 * @param means of the features
 * @param deviations of the features, population
 */
export function strongCorrelations(
  { data, nSamples, nFeatures, featureNames }: FeatureMatrix,
  means: Float64Array,
  deviations: Float64Array,
): Map<string, ReadonlySet<string>> {
  const correlation = (left: number, right: number): number => {
    if (deviations[left] === 0 || deviations[right] === 0) return 0;
    let sum = 0;
    for (let row = 0; row < nSamples; row++) {
      const start = row * nFeatures;
      const first = (data[start + left] - means[left]) / deviations[left];
      sum += first * ((data[start + right] - means[right]) / deviations[right]);
    }
    return sum / nSamples;
  };
  const together = new Map(featureNames.map((feature) => [feature, new Set<string>()]));
  for (let left = 0; left < nFeatures; left++) {
    for (let right = left + 1; right < nFeatures; right++) {
      if (Math.abs(correlation(left, right)) < strong - rounding) continue;
      together.get(featureNames[left])?.add(featureNames[right]);
      together.get(featureNames[right])?.add(featureNames[left]);
    }
  }
  return together;
}
