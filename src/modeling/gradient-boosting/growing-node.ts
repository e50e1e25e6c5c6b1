import { leafStep, type SearchedNode, type Split } from "./split-search";

/** A node of a tree that grows; its rows are order[start … end) of the tree's sample. */
export class GrowingNode implements SearchedNode {
  readonly nRows: number;
  /** {@link value} times the gradient: what splitting the node must beat. */
  readonly score: number;
  /** The best split, where there is one. */
  split: Split | null = null;
  /** Present while the node waits to be split. */
  histogram: Float64Array | null = null;
  /** Both or neither. */
  left: GrowingNode | null = null;
  right: GrowingNode | null = null;

  /**
   * @param value what it adds to the log-odds of its rows, before shrinkage, if it stays a leaf
   * @param lower with `upper`: what the values of its children are kept between
   */
  constructor(
    readonly start: number,
    readonly end: number,
    readonly depth: number,
    readonly gradient: number,
    readonly hessian: number,
    readonly value: number,
    readonly lower: number,
    readonly upper: number,
  ) {
    this.nRows = end - start;
    this.score = value * gradient;
  }

  /**
   * Gives the node the children of its split.
   * @param direction the monotone constraint of the split's feature, 1, −1 or 0. Where there is one, no value below the
   *   left child may pass the middle of the two children's values, nor any below the right child from the other side:
   *   so the order that the split has is the order of all leaves below it.
   */
  addChildren({ leftGradient, leftHessian, leftRows }: Split, direction: number, l2: number): void {
    const { start, end, depth, lower, upper } = this;
    const rightGradient = this.gradient - leftGradient;
    const rightHessian = this.hessian - leftHessian;
    const left = leafStep(leftGradient, leftHessian, l2, lower, upper);
    const right = leafStep(rightGradient, rightHessian, l2, lower, upper);
    const middle = (left + right) / 2;
    const boundary = start + leftRows;
    this.left = new GrowingNode(
      start,
      boundary,
      depth + 1,
      leftGradient,
      leftHessian,
      left,
      direction < 0 ? middle : lower,
      direction > 0 ? middle : upper,
    );
    this.right = new GrowingNode(
      boundary,
      end,
      depth + 1,
      rightGradient,
      rightHessian,
      right,
      direction > 0 ? middle : lower,
      direction < 0 ? middle : upper,
    );
  }
}
