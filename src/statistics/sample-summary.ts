import { deviationNorm, meanOf } from "../core";

/** What the tests of means need to know of a sample. */
export interface SampleSummary {
  readonly n: number;
  readonly mean: number;
  /** √Σ (x − mean)² */
  readonly norm: number;
}

/** Sums up at least one value. */
export function summarize(values: Float64Array): SampleSummary {
  const mean = meanOf(values);
  return { n: values.length, mean, norm: deviationNorm(values, mean) };
}

/** The standard deviation with n − 1 in the divisor; NaN for a single value. */
export function deviationOf({ n, norm }: SampleSummary): number {
  return n < 2 ? Number.NaN : norm / Math.sqrt(n - 1);
}
