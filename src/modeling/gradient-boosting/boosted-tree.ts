import type { TreeNodes } from "../trees/tree-nodes";
import type { BinThresholds } from "./bin-thresholds";
import type { GrowingNode } from "./growing-node";

/** A grown tree, and where the rows of its leaves stand. */
export interface BoostedTree {
  /** In pre-order; leaf values with shrinkage. */
  readonly nodes: TreeNodes;
  /** Numbers of the leaves among the nodes, and the rows order[leafStart … leafEnd) of each. */
  readonly leaves: Int32Array;
  readonly leafStart: Int32Array;
  readonly leafEnd: Int32Array;
}

/**
 * Writes a grown tree out in pre-order.
 * @param order the rows of the tree, sorted by leaf
 * @param weights one > 0 a row
 * @param gains twice the fall of the second-order loss by each feature is added here
 */
export function writeTree(
  root: GrowingNode,
  thresholds: BinThresholds,
  learningRate: number,
  order: Uint32Array,
  weights: Float64Array,
  gains: Float64Array,
): BoostedTree {
  const inOrder = preOrder(root);
  const nNodes = inOrder.length;
  const nLeaves = (nNodes + 1) / 2;
  const feature = new Int32Array(nNodes).fill(-1);
  const threshold = new Float64Array(nNodes);
  const right = new Int32Array(nNodes);
  const cover = new Float64Array(nNodes);
  const [leaves, leafStart, leafEnd] = [new Int32Array(nLeaves), new Int32Array(nLeaves), new Int32Array(nLeaves)];
  let leaf = 0;
  inOrder.forEach((node, number) => {
    if (node.split !== null && node.left !== null) {
      feature[number] = node.split.feature;
      threshold[number] = thresholds[node.split.feature][node.split.bin];
      gains[node.split.feature] += node.split.gain;
      return;
    }
    threshold[number] = learningRate * node.value;
    cover[number] = sumOfWeights(order, node.start, node.end, weights);
    leaves[leaf] = number;
    leafStart[leaf] = node.start;
    leafEnd[leaf++] = node.end;
  });
  linkUp(feature, right, cover);
  return { nodes: { feature, threshold, right, cover }, leaves, leafStart, leafEnd };
}

function preOrder(root: GrowingNode): GrowingNode[] {
  const nodes: GrowingNode[] = [];
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes.push(node);
    if (node.right !== null) stack.push(node.right);
    if (node.left !== null) stack.push(node.left);
  }
  return nodes;
}

function sumOfWeights(order: Uint32Array, start: number, end: number, weights: Float64Array): number {
  let sum = 0;
  for (let place = start; place < end; place++) sum += weights[order[place]];
  return sum;
}

/** From the last node to the first: the two subtrees last completed are the children of a question. */
function linkUp(feature: Int32Array, right: Int32Array, cover: Float64Array): void {
  const completed: number[] = [];
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node] >= 0) {
      const left = completed.pop() as number;
      right[node] = completed.pop() as number;
      cover[node] = cover[left] + cover[right[node]];
    }
    completed.push(node);
  }
}
