import type { FeatureMatrix } from "../../core";

/** For each feature the ascending limits between its bins: a value below limits[b] and not below limits[b − 1] is in b. */
export type BinLimits = readonly Float64Array[];

/**
 * Cuts every feature into at most maxBins bins of about equally many samples. A feature with no more distinct values
 * than that gets one bin a value. Limits lie halfway between neighbouring values.
 */
export function quantileBinLimits(X: FeatureMatrix, maxBins: number): BinLimits {
  return X.featureNames.map((_, feature) => limitsOf(X.column(feature).sort(), maxBins));
}

/** The number of each value's bin, as rows of plain numbers. */
export function binRows(X: FeatureMatrix, limits: BinLimits): number[][] {
  return Array.from({ length: X.nSamples }, (_, row) =>
    limits.map((featureLimits, feature) => binOf(featureLimits, X.at(row, feature))),
  );
}

function limitsOf(sorted: Float64Array, maxBins: number): Float64Array {
  const steps: number[] = [];
  for (let place = 1; place < sorted.length; place++) if (sorted[place] > sorted[place - 1]) steps.push(place);
  const chosen = steps.length < maxBins ? steps : quantileSteps(steps, sorted.length, maxBins);
  return Float64Array.from(chosen, (place) => sorted[place - 1] + (sorted[place] - sorted[place - 1]) / 2);
}

/** Of the places where the value changes, the first at or after each quantile. */
function quantileSteps(steps: readonly number[], nSamples: number, maxBins: number): number[] {
  const chosen = new Set<number>();
  let next = 0;
  for (let bin = 1; bin < maxBins; bin++) {
    while (next < steps.length && steps[next] < (bin * nSamples) / maxBins) next++;
    if (next < steps.length) chosen.add(steps[next]);
  }
  return [...chosen];
}

function binOf(limits: Float64Array, value: number): number {
  let bin = 0;
  while (bin < limits.length && value >= limits[bin]) bin++;
  return bin;
}
