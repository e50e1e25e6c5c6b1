/**
 * The path from the root to the node at hand, questions about one feature joined into one: the shape that TreeSHAP
 * works on. One row of the arrays a level, each a copy of the row above with one entry changed, so that coming back
 * from a subtree restores nothing.
 */
export class TreePath {
  /** Distinct features on the path to each level. */
  readonly length: Int32Array;
  private readonly width: number;
  private readonly features: Int32Array;
  private readonly shares: Float64Array;
  private readonly lows: Int32Array;
  private readonly highs: Int32Array;

  /**
   * @param nLevels levels of the deepest tree, root included
   * @param nFeatures features of the data
   */
  constructor(nLevels: number, nFeatures: number) {
    this.width = Math.min(nFeatures, nLevels);
    this.length = new Int32Array(nLevels);
    this.features = new Int32Array(nLevels * this.width);
    this.shares = new Float64Array(nLevels * this.width);
    this.lows = new Int32Array(nLevels * this.width);
    this.highs = new Int32Array(nLevels * this.width);
  }

  /** The features on the path to a level, in the order of their first question. */
  featuresAt(level: number): Int32Array {
    return this.features.subarray(level * this.width, level * this.width + this.length[level]);
  }

  /** Of each of these, the share of cover that goes along where the feature's value is not known: in (0, 1]. */
  sharesAt(level: number): Float64Array {
    return this.shares.subarray(level * this.width, level * this.width + this.length[level]);
  }

  /** A row goes along where each feature's code is above this … */
  lowsAt(level: number): Int32Array {
    return this.lows.subarray(level * this.width, level * this.width + this.length[level]);
  }

  /** … and at most this. */
  highsAt(level: number): Int32Array {
    return this.highs.subarray(level * this.width, level * this.width + this.length[level]);
  }

  /** Place of a feature on the path to a level; the path's length where it is new. */
  placeOf(level: number, feature: number): number {
    const from = level * this.width;
    const length = this.length[level];
    for (let place = 0; place < length; place++) if (this.features[from + place] === feature) return place;
    return length;
  }

  /**
   * Goes one question down from the level above.
   * @param share of the parent's cover
   * @param cut codes ≤ cut go left
   */
  enter(level: number, feature: number, share: number, cut: number, isLeft: boolean): void {
    const { width, features, shares, lows, highs } = this;
    const from = (level - 1) * width;
    const to = level * width;
    let length = this.length[level - 1];
    const place = this.placeOf(level - 1, feature);
    for (let index = 0; index < length; index++) {
      features[to + index] = features[from + index];
      shares[to + index] = shares[from + index];
      lows[to + index] = lows[from + index];
      highs[to + index] = highs[from + index];
    }
    if (place === length) {
      features[to + place] = feature;
      shares[to + place] = 1;
      lows[to + place] = -1;
      highs[to + place] = 0x7fffffff;
      length++;
    }
    shares[to + place] *= share;
    if (isLeft) highs[to + place] = Math.min(highs[to + place], cut);
    else lows[to + place] = Math.max(lows[to + place], cut);
    this.length[level] = length;
  }
}
