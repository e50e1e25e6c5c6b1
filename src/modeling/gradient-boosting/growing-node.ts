import { leafStep, type SearchedNode, type Split } from "./split-search";

/** A node of a tree that grows; its rows are order[start … end) of the tree's sample. */
export interface GrowingNode extends SearchedNode {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  /** What it adds to the log-odds of its rows, before shrinkage, if it stays a leaf. */
  readonly value: number;
  /** The best split, where there is one. */
  split: Split | null;
  /** Present while the node waits to be split. */
  histogram: Float64Array | null;
  /** Both or neither. */
  left: GrowingNode | null;
  right: GrowingNode | null;
}

/** The root of a new tree. When it cannot be split it adds nothing, as in scikit-learn. */
export function rootNode(nRows: number, gradient: number, hessian: number, l2: number): GrowingNode {
  const step = leafStep(gradient, hessian, l2, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  return {
    start: 0,
    end: nRows,
    depth: 0,
    gradient,
    hessian,
    nRows,
    value: 0,
    score: step * gradient,
    lower: Number.NEGATIVE_INFINITY,
    upper: Number.POSITIVE_INFINITY,
    split: null,
    histogram: null,
    left: null,
    right: null,
  };
}

/**
 * Gives a node the children of its split.
 * @param direction the monotone constraint of the split's feature, 1, −1 or 0. Where there is one, no value below the
 *   left child may pass the middle of the two children's values, nor any below the right child from the other side:
 *   so the order that the split has is the order of all leaves below it.
 */
export function addChildren(node: GrowingNode, split: Split, direction: number, l2: number): void {
  const { start, end, depth, lower, upper } = node;
  const leftValue = leafStep(split.leftGradient, split.leftHessian, l2, lower, upper);
  const rightGradient = node.gradient - split.leftGradient;
  const rightHessian = node.hessian - split.leftHessian;
  const rightValue = leafStep(rightGradient, rightHessian, l2, lower, upper);
  const middle = (leftValue + rightValue) / 2;
  const boundary = start + split.leftRows;
  const shared = { depth: depth + 1, split: null, histogram: null, left: null, right: null };
  node.left = {
    ...shared,
    start,
    end: boundary,
    gradient: split.leftGradient,
    hessian: split.leftHessian,
    nRows: split.leftRows,
    value: leftValue,
    score: leftValue * split.leftGradient,
    lower: direction < 0 ? middle : lower,
    upper: direction > 0 ? middle : upper,
  };
  node.right = {
    ...shared,
    start: boundary,
    end,
    gradient: rightGradient,
    hessian: rightHessian,
    nRows: end - boundary,
    value: rightValue,
    score: rightValue * rightGradient,
    lower: direction > 0 ? middle : lower,
    upper: direction < 0 ? middle : upper,
  };
}
