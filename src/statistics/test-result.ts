/** What every test returns. */
export interface TestResult {
  /** The test's statistic */
  readonly statistic: number;
  /** In [0, 1]; 0 only where the true value is below 5e-324 */
  readonly pValue: number;
  /** Natural logarithm of the p-value: keeps its digits where `pValue` is 0 */
  readonly logPValue: number;
}

/** A p-value in both forms. */
export function fromLog(logP: number): { pValue: number; logPValue: number } {
  const logPValue = Math.min(0, logP);
  return { pValue: Math.exp(logPValue), logPValue };
}

/** Twice the one-sided tail, at most 1. */
export function twoSided(logTail: number): { pValue: number; logPValue: number } {
  return fromLog(Math.LN2 + logTail);
}
