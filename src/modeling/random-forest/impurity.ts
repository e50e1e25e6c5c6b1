/** How the purity of a node is measured. */
export type SplitCriterion = "gini" | "entropy";

/** Half the Gini impurity, w₀w₁ / w², times the weight w = w₀ + w₁ > 0. */
export function weightedGini(weight0: number, weight1: number): number {
  return (weight0 * weight1) / (weight0 + weight1);
}

/** The entropy in nats times the weight: −Σ wₖ ln(wₖ / w). */
export function weightedEntropy(weight0: number, weight1: number): number {
  const total = weight0 + weight1;
  return (
    (weight0 > 0 ? weight0 * Math.log(total / weight0) : 0) + (weight1 > 0 ? weight1 * Math.log(total / weight1) : 0)
  );
}

/** What brings the two measures above to scikit-learn's units: Gini impurity, and entropy in bits. */
export const impurityUnits = { gini: 2, entropy: Math.LOG2E } as const;
