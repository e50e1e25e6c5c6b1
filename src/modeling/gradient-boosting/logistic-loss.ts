import { expOfNegative } from "./exp-of-negative";

/**
 * Log loss of log-odds and its first two derivatives, rounded to multiples of one power of two that is so large that
 * every sum of them is exact: sums then depend neither on the order of the rows nor on how a histogram came about
 * (added up, or parent less sibling), and rows given twice equal rows of weight 2 to the last bit.
 */
export class LogisticLoss {
  /** Gradient and hessian of each row in turn, by the last call of {@link update}. */
  readonly derivatives: Float64Array;
  private readonly rounder: number;

  /**
   * @param labels 0 or 1 a row
   * @param weights > 0 a row
   */
  constructor(
    private readonly labels: Uint8Array,
    private readonly weights: Float64Array,
    private readonly totalWeight: number,
  ) {
    this.derivatives = new Float64Array(2 * labels.length);
    // Adding and subtracting 1.5 · 2^52 units rounds to whole units. Sums stay below 2^51 of them.
    const unit = 2 ** (Math.ceil(Math.log2(totalWeight)) - 51);
    this.rounder = 1.5 * 2 ** 52 * unit;
  }

  /** Writes the derivatives at these log-odds. @returns the mean log loss */
  update(logOdds: Float64Array): number {
    const isWeighted = this.weights.some((weight) => weight !== 1);
    const sum = isWeighted ? this.updateWeighted(logOdds) : this.updatePlain(logOdds);
    return sum / this.totalWeight;
  }

  private updatePlain(logOdds: Float64Array): number {
    const { labels, derivatives, rounder } = this;
    let loss = 0;
    // Σ log p is the log of a product: one logarithm for many rows.
    let product = 1;
    for (let row = 0; row < labels.length; row++) {
      const sign = labels[row] === 1 ? 1 : -1;
      const margin = sign * logOdds[row];
      const e = expOfNegative(margin < 0 ? margin : -margin);
      const larger = 1 / (1 + e);
      const smaller = e * larger;
      const wrong = margin < 0 ? larger : smaller;
      derivatives[2 * row] = rounder - sign * wrong - rounder;
      derivatives[2 * row + 1] = rounder + larger * smaller - rounder;
      if (margin < -30) {
        loss -= margin;
      } else {
        product *= margin < 0 ? smaller : larger;
        if (product < 1e-200) {
          loss -= Math.log(product);
          product = 1;
        }
      }
    }
    return loss - Math.log(product);
  }

  private updateWeighted(logOdds: Float64Array): number {
    const { labels, weights, derivatives, rounder } = this;
    let loss = 0;
    for (let row = 0; row < labels.length; row++) {
      const weight = weights[row];
      const sign = labels[row] === 1 ? 1 : -1;
      const margin = sign * logOdds[row];
      const e = expOfNegative(margin < 0 ? margin : -margin);
      const larger = 1 / (1 + e);
      const smaller = e * larger;
      const wrong = margin < 0 ? larger : smaller;
      // Rounded before weighting too, so that a whole weight is that many copies.
      derivatives[2 * row] = rounder + weight * (rounder - sign * wrong - rounder) - rounder;
      derivatives[2 * row + 1] = rounder + weight * (rounder + larger * smaller - rounder) - rounder;
      loss += weight * (margin < -30 ? -margin : -Math.log(margin < 0 ? smaller : larger));
    }
    return loss;
  }
}

/** Mean log loss alone, for rows that are not learned from. */
export function meanLogLoss(logOdds: Float64Array, labels: Uint8Array, weights: Float64Array): number {
  let loss = 0;
  let total = 0;
  for (let row = 0; row < labels.length; row++) {
    const margin = labels[row] === 1 ? logOdds[row] : -logOdds[row];
    const excess = Math.log1p(expOfNegative(margin < 0 ? margin : -margin));
    loss += weights[row] * (margin < 0 ? excess - margin : excess);
    total += weights[row];
  }
  return loss / total;
}
