import { type Interval, newcombeInterval, studentTUpperQuantile } from "../statistics";
import { type GroupMoments, restMoments } from "./group-moments";

/** How far a cluster is from all other clients in one feature. */
export interface FeatureDifference {
  /** The column's name */
  readonly feature: string;
  /** Mean in the cluster, in the feature's unit. */
  readonly mean: number;
  /** Mean of all clients outside it. */
  readonly restMean: number;
  /** mean − restMean with its interval, in the feature's unit. */
  readonly difference: Interval;
  /** The same over the standard deviation of all clients (population), which is taken as known; 0 for a constant. */
  readonly standardized: Interval;
}

interface Sides {
  readonly inside: number;
  readonly outside: number;
  readonly level: number;
}

/**
 * A cluster against the rest, feature by feature, the largest standardised difference first (ties: in the order of the
 * columns). Empty where there is no rest. Prior validation is assumed.
 * @param binary features that are 0 or 1
 */
export function clusterDifferences(
  featureNames: readonly string[],
  moments: GroupMoments,
  sizes: Uint32Array,
  group: number,
  binary: ReadonlySet<string>,
  level: number,
): FeatureDifference[] {
  const inside = sizes[group];
  const outside = sizes.reduce((sum, size) => sum + size, 0) - inside;
  if (outside === 0) return [];
  const sides = { inside, outside, level };
  const differences = featureNames.map((feature, column) => {
    const place = group * featureNames.length + column;
    const rest = restMoments(moments, sizes, group, column);
    const mean = moments.means[place];
    const deviation = moments.deviations[column];
    const estimate = moments.standardMeans[place] - rest.standardMean;
    const standardized =
      deviation === 0
        ? { estimate: 0, lower: 0, upper: 0, level }
        : binary.has(feature)
          ? ofShares(estimate, mean, rest.mean, deviation, sides)
          : ofMeans(estimate, moments.scatter[place], rest.scatter, sides);
    return {
      feature,
      mean,
      restMean: rest.mean,
      difference: {
        estimate: mean - rest.mean,
        lower: standardized.lower * deviation,
        upper: standardized.upper * deviation,
        level,
      },
      standardized,
    };
  });
  return differences.sort((a, b) => Math.abs(b.standardized.estimate) - Math.abs(a.standardized.estimate));
}

/** Newcombe's interval: unlike Welch's it knows that a share of 0 or 1 in a few clients proves little. */
function ofShares(
  estimate: number,
  share: number,
  restShare: number,
  deviation: number,
  { inside, outside, level }: Sides,
): Interval {
  const count = Math.round(share * inside);
  const restCount = Math.round(restShare * outside);
  const { lower, upper } = newcombeInterval(count, inside, restCount, outside, level);
  return { estimate, lower: lower / deviation, upper: upper / deviation, level };
}

/** Welch's interval. One client tells nothing of the spread around it: then all that is known is what is possible. */
function ofMeans(estimate: number, scatter: number, restScatter: number, { inside, outside, level }: Sides): Interval {
  if (inside === 1 || outside === 1) {
    // Divided by the deviation of all, two groups cannot be further apart: the correlation with membership is 1.
    const furthest = (inside + outside) / Math.sqrt(inside * outside);
    return { estimate, lower: Math.min(-furthest, estimate), upper: Math.max(furthest, estimate), level };
  }
  const variance = scatter / (inside - 1) / inside;
  const restVariance = restScatter / (outside - 1) / outside;
  const sum = variance + restVariance;
  if (sum === 0) return { estimate, lower: estimate, upper: estimate, level };
  const share = variance / sum;
  const freedom = 1 / (share ** 2 / (inside - 1) + (1 - share) ** 2 / (outside - 1));
  const margin = studentTUpperQuantile((1 - level) / 2, freedom) * Math.sqrt(sum);
  return { estimate, lower: estimate - margin, upper: estimate + margin, level };
}
