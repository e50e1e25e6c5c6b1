import { columnsOf, correlationOf, type FeatureMatrix, unitDeviations } from "../core";

/** Features whose correlation is at least this strong say the same thing. */
const strong = 0.8;
/** Rounding must not decide on a correlation that is exactly as strong. */
const rounding = 1e-12;

/** For each feature those that move together with it (|Pearson's r| ≥ 0.8). Prior validation is assumed. */
export function strongCorrelations(matrix: FeatureMatrix): Map<string, ReadonlySet<string>> {
  const { featureNames } = matrix;
  const deviations = columnsOf(matrix).map(unitDeviations);
  const together = featureNames.map(() => new Set<string>());
  for (let left = 0; left < featureNames.length; left++) {
    for (let right = left + 1; right < featureNames.length; right++) {
      // A constant feature has no correlation: NaN is not strong.
      if (!(Math.abs(correlationOf(deviations[left], deviations[right])) >= strong - rounding)) continue;
      together[left].add(featureNames[right]);
      together[right].add(featureNames[left]);
    }
  }
  return new Map(featureNames.map((feature, column) => [feature, together[column]]));
}
