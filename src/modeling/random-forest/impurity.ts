/** How the purity of a node is measured. */
export type SplitCriterion = "gini" | "entropy";

/**
 * Purity of a node times its weight, up to a term that is the same for every split of one parent: larger is purer.
 * The gain of a split is purity(left) + purity(right) − purity(parent).
 */
export type Purity = (weight0: number, weight1: number) => number;

/** Minus the Gini impurity times the weight, plus the weight: (w₀² + w₁²) / w. */
function giniPurity(weight0: number, weight1: number): number {
  return (weight0 * weight0 + weight1 * weight1) / (weight0 + weight1);
}

/** Minus the entropy in nats times the weight: Σ wₖ ln(wₖ / w). */
function entropyPurity(weight0: number, weight1: number): number {
  const total = weight0 + weight1;
  return (
    (weight0 > 0 ? weight0 * Math.log(weight0 / total) : 0) + (weight1 > 0 ? weight1 * Math.log(weight1 / total) : 0)
  );
}

/** The purity function of a criterion. */
export function purityOf(criterion: SplitCriterion): Purity {
  return criterion === "gini" ? giniPurity : entropyPurity;
}
