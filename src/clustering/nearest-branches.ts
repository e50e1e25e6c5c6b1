import type { TreeNode } from "./shallow-tree";

/** One turn on the way from the root to a node. */
export interface Step {
  readonly feature: number;
  readonly cut: number;
  readonly isBelow: boolean;
}

/** A node and the way to it. */
export interface Branch {
  readonly node: TreeNode;
  readonly steps: readonly Step[];
}

/** A further level of the tree must bring the rule nearer to the cluster by this much F1. */
const worthALevel = 0.02;
/** So must a further branch. */
const worthABranch = 0.01;

/**
 * The branches of a tree that together come nearest to the cluster, in F1 (the harmonic mean of precision and recall),
 * and are still short to say: no deeper than pays, no branch that hardly matters, and sibling branches as one.
 * @returns the largest branch first; at least one, since the root has members
 */
export function nearestBranches(root: TreeNode, maxDepth: number): Branch[] {
  const byDepth = Array.from({ length: maxDepth }, (_, depth) => chooseBranches(root, depth + 1));
  const least = nearness(byDepth[maxDepth - 1], root) - worthALevel;
  const chosen = byDepth.find((branches) => nearness(branches, root) >= least) as Branch[];
  return joinSiblings(chosen, root).sort((a, b) => b.node.members - a.node.members || b.node.size - a.node.size);
}

function chooseBranches(root: TreeNode, depth: number): Branch[] {
  const pureFirst = leavesAt({ node: root, steps: [] }, depth)
    .filter(({ node }) => node.members > 0)
    .sort((a, b) => b.node.members / b.node.size - a.node.members / a.node.size || b.node.size - a.node.size);
  let chosen: Branch[] = [];
  for (let count = 1; count <= pureFirst.length; count++) {
    const branches = pureFirst.slice(0, count);
    if (nearness(branches, root) > nearness(chosen, root)) chosen = branches;
  }
  return withoutTrifles(chosen, root);
}

/** Leaves out branches, the least needed first, as long as that costs next to nothing. */
function withoutTrifles(branches: Branch[], root: TreeNode): Branch[] {
  if (branches.length === 1) return branches;
  const shorter = branches.map((_, left) => branches.filter((_branch, place) => place !== left));
  const best = shorter.reduce((most, list) => (nearness(list, root) > nearness(most, root) ? list : most));
  return nearness(branches, root) - nearness(best, root) < worthABranch ? withoutTrifles(best, root) : branches;
}

/** F1 of "in one of the branches" as a forecast of "in the cluster". */
function nearness(branches: readonly Branch[], root: TreeNode): number {
  const hits = branches.reduce((sum, { node }) => sum + node.members, 0);
  const claimed = branches.reduce((sum, { node }) => sum + node.size, 0);
  return (2 * hits) / (claimed + root.members);
}

function leavesAt({ node, steps }: Branch, depth: number): Branch[] {
  if (node.split === null || steps.length === depth) return [{ node, steps }];
  const { feature, cut, left, right } = node.split;
  return [
    ...leavesAt({ node: left, steps: [...steps, { feature, cut, isBelow: true }] }, depth),
    ...leavesAt({ node: right, steps: [...steps, { feature, cut, isBelow: false }] }, depth),
  ];
}

/** Where all leaves below a node are chosen, the node stands for them. */
function joinSiblings(branches: readonly Branch[], root: TreeNode): Branch[] {
  const chosen = new Set(branches.map(({ node }) => node));
  const join = (branch: Branch): Branch[] => {
    const { node, steps } = branch;
    if (chosen.has(node)) return [branch];
    if (node.split === null) return [];
    const children = leavesAt({ node, steps }, steps.length + 1);
    const below = children.map(join);
    const areWhole = below.every((list, side) => list.length === 1 && list[0].node === children[side].node);
    return areWhole ? [branch] : below.flat();
  };
  return join({ node: root, steps: [] });
}
