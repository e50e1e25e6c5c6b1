import { expOfMinus } from "../../core/exp-of-minus";

/**
 * Log loss of log-odds and its first two derivatives.
 *
 * The derivatives are rounded to single precision, as in scikit-learn and LightGBM, so that splits that are almost
 * equally good are decided as there. Then they are rounded to multiples of one power of two, so large that every sum of
 * them is exact: sums depend neither on the order of the rows nor on how a histogram came about (added up, or parent
 * less sibling), and a row given twice equals a row of weight 2 to the last bit.
 */
export class LogisticLoss {
  /** Gradient and hessian of each row in turn, by the last call of {@link update}. */
  readonly derivatives: Float64Array;
  private readonly rounder: number;
  private readonly isWeighted: boolean;

  /**
   * @param labels 0 or 1 a row
   * @param weights > 0 a row
   */
  constructor(
    private readonly labels: Uint8Array,
    private readonly weights: Float64Array,
    private readonly totalWeight: number,
  ) {
    this.isWeighted = weights.some((weight) => weight !== 1);
    this.derivatives = new Float64Array(2 * labels.length);
    // Adding and subtracting 1.5 · 2^52 units rounds to whole units. Sums stay below 2^51 of them.
    const unit = 2 ** (Math.ceil(Math.log2(totalWeight)) - 51);
    this.rounder = 1.5 * 2 ** 52 * unit;
  }

  /** Writes the derivatives at these log-odds. @returns the mean log loss */
  update(logOdds: Float64Array): number {
    const sum = this.isWeighted ? this.updateWeighted(logOdds) : this.updatePlain(logOdds);
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
      const e = expOfMinus(Math.abs(margin));
      const larger = 1 / (1 + e);
      const smaller = e * larger;
      const wrong = margin < 0 ? larger : smaller;
      derivatives[2 * row] = rounder - Math.fround(sign * wrong) - rounder;
      derivatives[2 * row + 1] = rounder + Math.fround(larger * smaller) - rounder;
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
      const e = expOfMinus(Math.abs(margin));
      const larger = 1 / (1 + e);
      const smaller = e * larger;
      const wrong = margin < 0 ? larger : smaller;
      // Rounded before weighting too, so that a whole weight is that many copies.
      derivatives[2 * row] = rounder + weight * (rounder - Math.fround(sign * wrong) - rounder) - rounder;
      derivatives[2 * row + 1] = rounder + weight * (rounder + Math.fround(larger * smaller) - rounder) - rounder;
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
    const excess = Math.log1p(expOfMinus(Math.abs(margin)));
    loss += weights[row] * (margin < 0 ? excess - margin : excess);
    total += weights[row];
  }
  return loss / total;
}
