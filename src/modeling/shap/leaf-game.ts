import { gaussLegendre, type Quadrature } from "./gauss-legendre";

/** Paths with at most this many features are tabulated: a table has 2^12 rows at most. */
export const mostTableFeatures = 12;

/**
 * The Shapley values of one leaf. Along its path a row either meets feature i's conditions (i is hot) or not (cold);
 * with the values of the features in S known, the leaf is reached with weight Π_{i∈S} hotᵢ · Π_{i∉S} shareᵢ.
 *
 * Owen's multilinear extension (1972) writes the Shapley value of i as an integral over [0, 1]:
 *
 *     φᵢ = value · (hotᵢ − shareᵢ) · ∫ Π_{j≠i} (shareⱼ·(1 − t) + hotⱼ·t) dt.
 *
 * The integrand is a polynomial of degree d − 1, so a Gauss–Legendre sum of ⌈d/2⌉ terms is exact, and as all its
 * terms have one sign, no digits are lost on deep paths. It equals Algorithm 2 of Lundberg, Erion & Lee (2018).
 */
export class LeafGame {
  private nFeatures = 0;
  private value = 0;
  private shares: Float64Array = new Float64Array(0);
  /** (1 − share) / share of each feature: what a hot feature gains where a cold one loses 1. */
  private readonly gains = new Float64Array(mostTableFeatures);
  private readonly rules: Quadrature[] = [];
  private rule: Quadrature = gaussLegendre(1);
  /** Factors of a cold and of a hot feature, feature by feature, one a node of the rule. */
  private cold = new Float64Array(0);
  private hot = new Float64Array(0);
  private readonly starts = new Float64Array(mostTableFeatures);
  private readonly products = new Float64Array(1 << (mostTableFeatures - 1));
  private readonly losses = new Float64Array(1 << mostTableFeatures);
  private readonly table = new Float64Array(mostTableFeatures << mostTableFeatures);
  private prefixes = new Float64Array(0);

  /** Turns to another leaf. @param shares one a feature of its path, at least one; not copied */
  setLeaf(value: number, shares: Float64Array): void {
    const nFeatures = shares.length;
    this.value = value;
    this.shares = shares;
    this.nFeatures = nFeatures;
    this.rule = this.ruleFor(nFeatures);
    const { nodes, complements, weights } = this.rule;
    const size = nodes.length;
    if (this.cold.length < nFeatures * size) {
      this.cold = new Float64Array(nFeatures * size);
      this.hot = new Float64Array(nFeatures * size);
      this.prefixes = new Float64Array(nFeatures);
    }
    for (let feature = 0; feature < nFeatures; feature++) {
      for (let q = 0; q < size; q++) {
        this.cold[feature * size + q] = shares[feature] * complements[q];
        this.hot[feature * size + q] = shares[feature] * complements[q] + nodes[q];
      }
    }
    if (nFeatures > mostTableFeatures) return;
    for (let feature = 0; feature < nFeatures; feature++) {
      this.gains[feature] = (1 - shares[feature]) / shares[feature];
    }
    for (let q = 0; q < size; q++) this.starts[q] = (value * weights[q]) / complements[q];
  }

  /**
   * The values for every pattern of hot and cold: that of feature i and pattern m, a number whose bit i says whether
   * i is hot, is at i · 2^d + m. Valid until the next call.
   */
  tabulate(): Float64Array {
    const { nFeatures, losses, gains, table } = this;
    const nPatterns = 1 << nFeatures;
    this.tabulateLosses();
    for (let feature = 0; feature < nFeatures; feature++) {
      const bit = 1 << feature;
      const from = feature * nPatterns;
      const gain = gains[feature];
      for (let block = 0; block < nPatterns; block += 2 * bit) {
        for (let pattern = block; pattern < block + bit; pattern++) {
          const loss = losses[pattern];
          table[from + pattern] = -loss;
          table[from + pattern + bit] = gain * loss;
        }
      }
    }
    return table;
  }

  /**
   * The values for one pattern, to the same bits as {@link tabulate}: quicker for few rows.
   * @param values written here, one a feature
   */
  valuesOfPattern(pattern: number, values: Float64Array): void {
    const loss = this.lossOf(pattern);
    for (let feature = 0; feature < this.nFeatures; feature++) {
      const bit = 1 << feature;
      values[feature] = (pattern & bit) === 0 ? -loss : this.gains[feature] * this.lossOf(pattern ^ bit);
    }
  }

  /**
   * The values for any number of features.
   * @param isHot 1 or 0, one a feature
   * @param values written here, one a feature
   */
  valuesOf(isHot: Uint8Array, values: Float64Array): void {
    const { nFeatures, shares, cold, hot, prefixes } = this;
    const { weights } = this.rule;
    const size = weights.length;
    values.fill(0, 0, nFeatures);
    for (let q = 0; q < size; q++) {
      let product = weights[q];
      for (let feature = 0; feature < nFeatures; feature++) {
        prefixes[feature] = product;
        product *= isHot[feature] === 1 ? hot[feature * size + q] : cold[feature * size + q];
      }
      product = 1;
      for (let feature = nFeatures - 1; feature >= 0; feature--) {
        values[feature] += prefixes[feature] * product;
        product *= isHot[feature] === 1 ? hot[feature * size + q] : cold[feature * size + q];
      }
    }
    for (let feature = 0; feature < nFeatures; feature++) {
      values[feature] *= this.value * (isHot[feature] - shares[feature]);
    }
  }

  /** What each cold feature loses in each pattern: it is the same for all of them, as share·(1 − t) cancels one factor. */
  private tabulateLosses(): void {
    const { nFeatures, cold, hot, starts, products, losses } = this;
    const size = this.rule.weights.length;
    const half = 1 << (nFeatures - 1);
    losses.fill(0, 0, 2 * half);
    for (let q = 0; q < size; q++) {
      products[0] = starts[q];
      for (let feature = 0; feature < nFeatures - 1; feature++) {
        const bit = 1 << feature;
        const coldFactor = cold[feature * size + q];
        const hotFactor = hot[feature * size + q];
        for (let pattern = 0; pattern < bit; pattern++) {
          const product = products[pattern];
          products[pattern + bit] = product * hotFactor;
          products[pattern] = product * coldFactor;
        }
      }
      const coldFactor = cold[(nFeatures - 1) * size + q];
      const hotFactor = hot[(nFeatures - 1) * size + q];
      for (let pattern = 0; pattern < half; pattern++) {
        losses[pattern] += products[pattern] * coldFactor;
        losses[pattern + half] += products[pattern] * hotFactor;
      }
    }
  }

  /** One entry of {@link tabulateLosses}: the same operations in the same order. */
  private lossOf(pattern: number): number {
    const { nFeatures, cold, hot, starts } = this;
    const size = this.rule.weights.length;
    let loss = 0;
    for (let q = 0; q < size; q++) {
      let product = starts[q];
      for (let feature = 0; feature < nFeatures; feature++) {
        product *= ((pattern >> feature) & 1) === 1 ? hot[feature * size + q] : cold[feature * size + q];
      }
      loss += product;
    }
    return loss;
  }

  private ruleFor(nFeatures: number): Quadrature {
    const size = (nFeatures + 1) >> 1;
    this.rules[size] ??= gaussLegendre(size);
    return this.rules[size];
  }
}
