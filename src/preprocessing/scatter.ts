import { deviationNorm, meanOf, type Random } from "../core";

/**
 * Values as they are, or divided by their standard deviation and scattered by 1e-10 of their mean size (of at least 1),
 * in scikit-learn's manner. Unscattered they need no division: it would only round equal distances apart.
 */
export function scatter(values: Float64Array, random: Random | null): Float64Array {
  if (random === null) return values;
  const deviation = deviationNorm(values, meanOf(values)) / Math.sqrt(values.length);
  const scaled = deviation > 0 ? values.map((value) => value / deviation) : values.slice();
  const size = 1e-10 * Math.max(1, meanOf(scaled.map(Math.abs)));
  return scaled.map((value) => value + size * random.normal());
}
