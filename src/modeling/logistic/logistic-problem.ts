/**
 * Minimise Σᵢ weightᵢ·ln(1 + e^(−signᵢ·ηᵢ)) + ½·Σⱼ penaltyⱼ·γⱼ² over γ, where ηᵢ = γ₀ + Σⱼ γⱼ·(xᵢⱼ − meanⱼ)·factorⱼ are the
 * log-odds and signᵢ is −1 for class 0, +1 for class 1.
 */
export interface LogisticProblem {
  /** Row-major, nSamples × nFeatures; standardised block by block on the way, never copied as a whole. */
  readonly data: Float64Array;
  readonly means: Float64Array;
  readonly factors: Float64Array;
  /** 0 or 1, length nSamples, both there. */
  readonly labels: Uint8Array;
  /** > 0, length nSamples. */
  readonly weights: Float64Array;
  /** ≥ 0, length nFeatures + 1, the intercept's first; all 0 for maximum likelihood. */
  readonly penalties: Float64Array;
}
