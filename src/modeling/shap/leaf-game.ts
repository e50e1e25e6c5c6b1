import { gaussLegendre, type Quadrature } from "./gauss-legendre";

/** Paths with at most this many features are handled by patterns: a table has 2^12 of them at most. */
export const mostPatternFeatures = 12;

/** Where a share is smaller, as weights of 1e±200 can make it, what multiplies with it and is divided by it is lost. */
const leastPatternShare = 1e-200;

const mostHalfPatterns = 1 << (mostPatternFeatures / 2);
const mostNodes = mostPatternFeatures / 2;

/** Whether a leaf's values can be had by pattern. */
export function hasPatterns(shares: Float64Array): boolean {
  if (shares.length > mostPatternFeatures) return false;
  for (let feature = 0; feature < shares.length; feature++) if (shares[feature] < leastPatternShare) return false;
  return true;
}

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
 *
 * The values depend on the row by its pattern alone, a number whose bit i says whether i is hot. All cold features
 * have the same value, −loss(pattern), as their factor share·(1 − t) cancels against the front; a hot one has what it
 * would lose if it were cold, times (1 − share) / share.
 */
export class LeafGame {
  private nFeatures = 0;
  private value = 0;
  private shares: Float64Array = new Float64Array(0);
  private readonly rules: Quadrature[] = [];
  private rule: Quadrature = gaussLegendre(1);
  /** (1 − share) / share of each feature. */
  private readonly gains = new Float64Array(mostPatternFeatures);
  /** Number of features in the lower half of a pattern. */
  private nLow = 0;
  /** Products over the lower and over the upper half of the features, by half pattern, one block a node of the rule. */
  private readonly lowProducts = new Float64Array(mostNodes * mostHalfPatterns);
  private readonly highProducts = new Float64Array(mostNodes * mostHalfPatterns);
  private readonly losses = new Float64Array(1 << mostPatternFeatures);
  private readonly table = new Float64Array(mostPatternFeatures << mostPatternFeatures);
  private prefixes = new Float64Array(0);

  /** Turns to another leaf. @param shares one a feature of its path, at least one; not copied */
  setLeaf(value: number, shares: Float64Array): void {
    this.value = value;
    this.shares = shares;
    this.nFeatures = shares.length;
    this.rule = this.ruleFor(shares.length);
    if (this.prefixes.length < shares.length) this.prefixes = new Float64Array(shares.length);
    if (hasPatterns(shares)) this.multiplyHalves();
  }

  /** The values for every pattern, where {@link hasPatterns}: that of feature i and pattern m at i · 2^d + m. Valid until the next call. */
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
   * The values for one pattern, where {@link hasPatterns}, to the same bits as {@link tabulate}: quicker for few rows.
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
   * The values for any number of features and any shares.
   * @param isHot 1 or 0, one a feature
   * @param values written here, one a feature
   */
  valuesOf(isHot: Uint8Array, values: Float64Array): void {
    const { nFeatures, shares, prefixes } = this;
    const { nodes, complements, weights } = this.rule;
    values.fill(0, 0, nFeatures);
    for (let q = 0; q < nodes.length; q++) {
      const node = nodes[q];
      const complement = complements[q];
      let product = weights[q];
      for (let feature = 0; feature < nFeatures; feature++) {
        prefixes[feature] = product;
        product *= shares[feature] * complement + isHot[feature] * node;
      }
      product = 1;
      for (let feature = nFeatures - 1; feature >= 0; feature--) {
        values[feature] += prefixes[feature] * product;
        product *= shares[feature] * complement + isHot[feature] * node;
      }
    }
    for (let feature = 0; feature < nFeatures; feature++) {
      values[feature] *= this.value * (isHot[feature] - shares[feature]);
    }
  }

  private multiplyHalves(): void {
    const { nFeatures, shares, gains, value, lowProducts, highProducts } = this;
    const { complements, weights } = this.rule;
    const nLow = (nFeatures + 1) >> 1;
    this.nLow = nLow;
    for (let feature = 0; feature < nFeatures; feature++) gains[feature] = (1 - shares[feature]) / shares[feature];
    for (let q = 0; q < weights.length; q++) {
      lowProducts[q * mostHalfPatterns] = (value * weights[q]) / complements[q];
      this.multiply(lowProducts, q, 0, nLow);
      highProducts[q * mostHalfPatterns] = 1;
      this.multiply(highProducts, q, nLow, nFeatures);
    }
  }

  /** Products over features first … end − 1 for all their patterns, times what stands at the block's start. */
  private multiply(products: Float64Array, q: number, first: number, end: number): void {
    const node = this.rule.nodes[q];
    const complement = this.rule.complements[q];
    const from = q * mostHalfPatterns;
    for (let feature = first; feature < end; feature++) {
      const cold = this.shares[feature] * complement;
      const hot = cold + node;
      const bit = 1 << (feature - first);
      for (let place = from; place < from + bit; place++) {
        const product = products[place];
        products[place + bit] = product * hot;
        products[place] = product * cold;
      }
    }
  }

  private tabulateLosses(): void {
    const { nFeatures, nLow, lowProducts, highProducts, losses } = this;
    const nLowPatterns = 1 << nLow;
    const nHighPatterns = 1 << (nFeatures - nLow);
    losses.fill(0, 0, 1 << nFeatures);
    for (let q = 0; q < this.rule.weights.length; q++) {
      const from = q * mostHalfPatterns;
      for (let high = 0; high < nHighPatterns; high++) {
        const factor = highProducts[from + high];
        const to = high << nLow;
        for (let low = 0; low < nLowPatterns; low++) losses[to + low] += lowProducts[from + low] * factor;
      }
    }
  }

  /** One entry of {@link tabulateLosses}, by the same operations in the same order. */
  private lossOf(pattern: number): number {
    const { nLow, lowProducts, highProducts } = this;
    const low = pattern & ((1 << nLow) - 1);
    const high = pattern >> nLow;
    const end = this.rule.weights.length * mostHalfPatterns;
    let loss = 0;
    for (let from = 0; from < end; from += mostHalfPatterns) {
      loss += lowProducts[from + low] * highProducts[from + high];
    }
    return loss;
  }

  private ruleFor(nFeatures: number): Quadrature {
    const size = (nFeatures + 1) >> 1;
    this.rules[size] ??= gaussLegendre(size);
    return this.rules[size];
  }
}
