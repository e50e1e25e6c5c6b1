import { slotWidth } from "./binned-rows";

/** Keeps a leaf value finite where minSumHessian is 0; scikit-learn's number. */
const tiny = 1e-15;

/** What a split must keep to. */
export interface SplitLimits {
  readonly minSamplesLeaf: number;
  readonly minSumHessian: number;
  readonly l2Regularization: number;
}

/** A node as the search sees it. */
export interface SearchedNode {
  readonly gradient: number;
  readonly hessian: number;
  readonly nRows: number;
  /** Its value times its gradient: what splitting it must beat. */
  readonly score: number;
  /** Between these the values of its children must lie, for the sake of monotone constraints above it. */
  readonly lower: number;
  readonly upper: number;
}

/** The value of a leaf before shrinkage: one Newton step, kept between bounds. Chen & Guestrin (2016), equation 5. */
export function leafStep(gradient: number, hessian: number, l2: number, lower: number, upper: number): number {
  const step = -gradient / (hessian + l2 + tiny);
  return step < lower ? lower : step > upper ? upper : step;
}

/** A question to a node: bins up to `bin` of `feature` go left. */
export interface Split {
  /** Twice the fall of the second-order loss. */
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
  readonly leftGradient: number;
  readonly leftHessian: number;
  readonly leftRows: number;
}

/**
 * Finds the best split of a node from its histogram: the largest fall of the second-order loss (Chen & Guestrin 2016,
 * equation 7, without the factor ½), the first feature and the lowest bin among equals, as in scikit-learn.
 */
export class SplitSearch implements Split {
  /** Twice the fall of the loss; −Infinity when no split is allowed. */
  gain = Number.NEGATIVE_INFINITY;
  feature = -1;
  /** The last bin that goes left. */
  bin = 0;
  leftGradient = 0;
  leftHessian = 0;
  leftRows = 0;

  constructor(
    private readonly starts: Int32Array,
    private readonly limits: SplitLimits,
    /** 1, −1 or 0 a feature; null when no feature is constrained. */
    private readonly directions: Int8Array | null,
  ) {}

  /** @param features the features to try, in order */
  search(histogram: Float64Array, node: SearchedNode, features: Int32Array): void {
    this.gain = Number.NEGATIVE_INFINITY;
    this.feature = -1;
    for (let index = 0; index < features.length; index++) {
      if (this.directions === null) this.tryFree(histogram, node, features[index]);
      else this.tryBounded(histogram, node, features[index], this.directions[features[index]]);
    }
  }

  private tryFree(histogram: Float64Array, node: SearchedNode, feature: number): void {
    const { gradient, hessian, nRows, score } = node;
    const { minSamplesLeaf, minSumHessian } = this.limits;
    const l2 = this.limits.l2Regularization + tiny;
    const start = this.starts[feature];
    const last = this.starts[feature + 1] - slotWidth;
    let leftGradient = 0;
    let leftHessian = 0;
    let leftRows = 0;
    let bestGain = this.gain;
    let bestSlot = -1;
    for (let slot = start; slot < last; slot += slotWidth) {
      const rows = histogram[slot + 2];
      if (rows === 0) continue;
      leftRows += rows;
      leftGradient += histogram[slot];
      leftHessian += histogram[slot + 1];
      if (leftRows < minSamplesLeaf) continue;
      if (nRows - leftRows < minSamplesLeaf) break;
      const rightHessian = hessian - leftHessian;
      if (leftHessian < minSumHessian) continue;
      if (rightHessian < minSumHessian) break;
      const rightGradient = gradient - leftGradient;
      const gain =
        score +
        leftGradient * (leftGradient / (leftHessian + l2)) +
        rightGradient * (rightGradient / (rightHessian + l2));
      if (gain > bestGain) {
        bestGain = gain;
        bestSlot = slot;
        this.leftGradient = leftGradient;
        this.leftHessian = leftHessian;
        this.leftRows = leftRows;
      }
    }
    if (bestSlot < 0) return;
    this.gain = bestGain;
    this.feature = feature;
    this.bin = (bestSlot - start) / slotWidth;
  }

  /** As {@link tryFree}, with bounded leaf values and, where direction is not 0, the children in that order. */
  private tryBounded(histogram: Float64Array, node: SearchedNode, feature: number, direction: number): void {
    const { gradient, hessian, nRows, score, lower, upper } = node;
    const { minSamplesLeaf, minSumHessian, l2Regularization } = this.limits;
    const start = this.starts[feature];
    const last = this.starts[feature + 1] - slotWidth;
    let leftGradient = 0;
    let leftHessian = 0;
    let leftRows = 0;
    for (let slot = start; slot < last; slot += slotWidth) {
      const rows = histogram[slot + 2];
      if (rows === 0) continue;
      leftRows += rows;
      leftGradient += histogram[slot];
      leftHessian += histogram[slot + 1];
      if (leftRows < minSamplesLeaf || leftHessian < minSumHessian) continue;
      if (nRows - leftRows < minSamplesLeaf || hessian - leftHessian < minSumHessian) break;
      const rightGradient = gradient - leftGradient;
      const left = leafStep(leftGradient, leftHessian, l2Regularization, lower, upper);
      const right = leafStep(rightGradient, hessian - leftHessian, l2Regularization, lower, upper);
      if (direction * (right - left) < 0) continue;
      const gain = score - leftGradient * left - rightGradient * right;
      if (gain <= this.gain) continue;
      this.gain = gain;
      this.feature = feature;
      this.bin = (slot - start) / slotWidth;
      this.leftGradient = leftGradient;
      this.leftHessian = leftHessian;
      this.leftRows = leftRows;
    }
  }
}
