import { GainQueue } from "./gain-queue";
import type { NodeRows } from "./node-rows";
import type { ClassWeights } from "./row-block";

/** A split of a node: rows of `feature` in bins up to `bin` go left, which have these weights. */
export interface NodeSplit extends ClassWeights {
  readonly feature: number;
  readonly bin: number;
  /** Features known to be constant in the node, as in {@link NodeRows}. */
  readonly constants: number;
}

/** The best split of a node with what it gains. */
export interface PricedSplit extends NodeSplit {
  readonly gain: number;
  readonly threshold: number;
}

/** A node of a tree that grows where it gains most. */
export interface Branch {
  readonly node: NodeRows;
  /** null in a leaf. */
  parted: { readonly split: PricedSplit; readonly left: Branch; readonly right: Branch } | null;
}

/**
 * Splits the node that gains most, again and again, until there are as many leaves as allowed or nothing is left to be
 * split (Shi 2007; scikit-learn's order, too).
 * @param find the best split of a node; null where it is to stay a leaf
 * @param divide makes the children, left and right
 */
export function growBestFirst(
  top: NodeRows,
  maxLeafNodes: number,
  find: (node: NodeRows) => PricedSplit | null,
  divide: (node: NodeRows, split: PricedSplit) => readonly [NodeRows, NodeRows],
): Branch {
  const queue = new GainQueue<{ branch: Branch; split: PricedSplit; gain: number }>();
  const consider = (node: NodeRows): Branch => {
    const branch: Branch = { node, parted: null };
    const split = find(node);
    if (split !== null) queue.add({ branch, split, gain: split.gain });
    return branch;
  };
  const root = consider(top);
  for (let nLeaves = 1; nLeaves < maxLeafNodes; nLeaves++) {
    const best = queue.take();
    if (best === undefined) break;
    const { branch, split } = best;
    const [left, right] = divide(branch.node, split);
    branch.parted = { split, left: consider(left), right: consider(right) };
  }
  return root;
}
