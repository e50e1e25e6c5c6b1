/** The share-quantile of numbers, linear between order statistics (type 7). */
export function quantile(values, share) {
  if (values.length === 0) throw new RangeError("a quantile needs at least one value");
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}

export function median(values) {
  return quantile(values, 0.5);
}

/**
 * Times of two sides, measured in pairs: both medians, their ratio, and the quartiles of the pairs' ratios.
 * @param {{ ours: number, theirs: number }[]} pairs seconds
 */
export function summarise(pairs) {
  const ours = median(pairs.map((pair) => pair.ours));
  const theirs = median(pairs.map((pair) => pair.theirs));
  const ratios = pairs.map((pair) => pair.ours / pair.theirs);
  return { ours, theirs, ratio: ours / theirs, lower: quantile(ratios, 0.25), upper: quantile(ratios, 0.75) };
}

/** The largest odd number of rounds that the budget pays for, within [least, most]; both odd. */
export function oddRounds(secondsARound, { budget, least, most }) {
  const affordable = Math.floor(budget / secondsARound);
  const odd = affordable % 2 === 1 ? affordable : affordable - 1;
  return Math.min(most, Math.max(least, odd));
}

/** Largest absolute difference of two arrays of numbers; infinite where their lengths differ. */
export function largestDifference(a, b) {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((largest, value, place) => Math.max(largest, Math.abs(value - b[place])), 0);
}

/**
 * Largest difference of two arrays of numbers as a share of the second one's, or of `floor` where that is larger;
 * infinite where their lengths differ.
 */
export function largestRelativeDifference(a, b, floor) {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce(
    (largest, value, place) => Math.max(largest, Math.abs(value - b[place]) / Math.max(Math.abs(b[place]), floor)),
    0,
  );
}
