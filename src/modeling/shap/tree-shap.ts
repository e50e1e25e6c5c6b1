import { InvalidParameterError, type OnProgress } from "../../core";
import type { TreeEnsemble } from "../trees/tree-nodes";
import { hasPatterns, LeafGame, mostPatternFeatures } from "./leaf-game";
import { addTable, PatternStack, splitPatterns } from "./row-patterns";
import { type SplitCodes, splitCodes, writeCodes } from "./split-codes";
import { TreePath } from "./tree-path";

/** Rows that are explained together; what is kept for them fits a processor's second-level cache. */
const blockRows = 8192;

/** To tabulate a leaf costs about as much as computing one row for so many patterns (measured). */
const patternsPerRow = 8;

/** Sums over trees; a forest divides them by the number of its trees. */
export interface TreeShap {
  /** Row-major, nSamples × nFeatures. */
  readonly values: Float64Array;
  /** Sum over trees of the mean leaf value, by cover. */
  readonly baseValue: number;
}

/**
 * Path-dependent TreeSHAP of the sum of trees: exact, and to the same bits whatever rows are explained together.
 * @param data row-major, nSamples × nFeatures
 * @param onProgress called after each tree of each block of rows
 * @throws InvalidParameterError for a node without cover
 */
export function treeShap(
  trees: TreeEnsemble,
  data: Float64Array,
  nSamples: number,
  nFeatures: number,
  onProgress?: OnProgress,
): TreeShap {
  const plan = planFor(trees, nFeatures);
  const nTrees = trees.roots.length - 1;
  const values = new Float64Array(nSamples * nFeatures);
  const explainer = new BlockExplainer(trees, plan, nFeatures, Math.min(blockRows, nSamples));
  const nBlocks = Math.ceil(nSamples / blockRows);
  for (let block = 0; block < nBlocks; block++) {
    const firstRow = block * blockRows;
    explainer.setRows(data, firstRow, Math.min(blockRows, nSamples - firstRow));
    for (let tree = 0; tree < nTrees; tree++) {
      explainer.addTree(tree);
      onProgress?.(block * nTrees + tree + 1, nBlocks * nTrees);
    }
    explainer.writeRows(values, firstRow);
  }
  return { values, baseValue: plan.baseValue };
}

/** What does not depend on the rows. */
interface TreePlan {
  readonly splits: SplitCodes;
  readonly family: Family;
  readonly baseValue: number;
}

/** Kept as long as the trees are: to prepare them takes longer than to explain one row. */
const plans = new WeakMap<TreeEnsemble, TreePlan>();

function planFor(trees: TreeEnsemble, nFeatures: number): TreePlan {
  const known = plans.get(trees);
  if (known !== undefined) return known;
  checkCover(trees);
  let baseValue = 0;
  for (let tree = 0; tree + 1 < trees.roots.length; tree++) {
    baseValue += meanLeaf(trees, trees.roots[tree], trees.roots[tree + 1]);
  }
  const plan = { splits: splitCodes(trees, nFeatures), family: familyOf(trees), baseValue };
  plans.set(trees, plan);
  return plan;
}

/** Shares of cover are the weights of everything here. */
function checkCover({ cover }: TreeEnsemble): void {
  const node = cover.findIndex((value) => !(value > 0 && Number.isFinite(value)));
  if (node < 0) return;
  throw new InvalidParameterError(
    `every node must have been reached by training rows of positive weight, as SHAP values weigh branches by it; ` +
      `got cover ${cover[node]} in node ${node}`,
  );
}

/** The value of a tree when no feature is known. Children come after their parents, so one pass backwards does. */
function meanLeaf({ feature, threshold, right, cover }: TreeEnsemble, root: number, end: number): number {
  const means = threshold.slice(root, end);
  for (let node = end - 1; node >= root; node--) {
    if (feature[node] < 0) continue;
    const left = (cover[node + 1] / cover[node]) * means[node + 1 - root];
    means[node - root] = left + (cover[right[node]] / cover[node]) * means[right[node] - root];
  }
  return means[0];
}

/** Where each node hangs. */
interface Family {
  /** Parent of each node; −1 for roots. */
  readonly parent: Int32Array;
  /** Questions above each node. */
  readonly level: Int32Array;
  readonly nLevels: number;
}

function familyOf({ feature, right }: TreeEnsemble): Family {
  const parent = new Int32Array(feature.length).fill(-1);
  const level = new Int32Array(feature.length);
  let deepest = 0;
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] < 0) continue;
    for (const child of [node + 1, right[node]]) {
      parent[child] = node;
      level[child] = level[node] + 1;
      deepest = Math.max(deepest, level[child]);
    }
  }
  return { parent, level, nLevels: deepest + 1 };
}

/** Explains one block of rows, tree by tree, in work space that is allocated once. */
class BlockExplainer {
  private readonly splits: SplitCodes;
  private readonly family: Family;
  private readonly path: TreePath;
  private readonly game = new LeafGame();
  /** One array a feature. */
  private readonly codes: readonly Int32Array[];
  /** SHAP values so far, feature by feature: that of (row, feature) is at feature · maxRows + row. */
  private readonly sums: Float64Array;
  private readonly patterns: PatternStack;
  private readonly pathValues: Float64Array;
  private readonly isHot: Uint8Array;
  private nRows = 0;

  constructor(
    private readonly trees: TreeEnsemble,
    { splits, family }: TreePlan,
    private readonly nFeatures: number,
    private readonly maxRows: number,
  ) {
    this.splits = splits;
    this.family = family;
    this.path = new TreePath(this.family.nLevels, nFeatures);
    this.codes = Array.from({ length: nFeatures }, () => new Int32Array(maxRows));
    this.sums = new Float64Array(maxRows * nFeatures);
    this.patterns = new PatternStack(maxRows);
    this.pathValues = new Float64Array(nFeatures);
    this.isHot = new Uint8Array(nFeatures);
  }

  setRows(data: Float64Array, firstRow: number, nRows: number): void {
    this.nRows = nRows;
    writeCodes(this.splits.thresholds, data, firstRow, nRows, this.codes);
    this.sums.fill(0);
  }

  addTree(tree: number): void {
    const { feature, roots } = this.trees;
    for (let node = roots[tree]; node < roots[tree + 1]; node++) {
      const level = this.family.level[node];
      if (level > 0) this.enterNode(node, level);
      if (feature[node] >= 0) this.splitPatterns(node, level);
      else if (level > 0) this.addLeaf(node, level);
    }
  }

  writeRows(values: Float64Array, firstRow: number): void {
    const { nRows, nFeatures, maxRows, sums } = this;
    for (let feature = 0; feature < nFeatures; feature++) {
      const from = feature * maxRows;
      for (let row = 0; row < nRows; row++) values[(firstRow + row) * nFeatures + feature] = sums[from + row];
    }
  }

  private enterNode(node: number, level: number): void {
    const { feature, cover } = this.trees;
    const parent = this.family.parent[node];
    const share = cover[node] / cover[parent];
    this.path.enter(level, feature[parent], share, this.splits.cut[parent], this.isLeft(node));
  }

  private splitPatterns(node: number, level: number): void {
    const asked = this.trees.feature[node];
    const place = this.path.placeOf(level, asked);
    if (place >= mostPatternFeatures) return;
    const patterns = this.patterns.at(level, this.isLeft(node));
    const left = this.patterns.at(level + 1, true);
    const right = this.patterns.at(level + 1, false);
    splitPatterns(patterns, this.codes[asked], this.splits.cut[node], 1 << place, left, right, this.nRows);
  }

  private isLeft(node: number): boolean {
    const parent = this.family.parent[node];
    return parent >= 0 && node === parent + 1;
  }

  private addLeaf(leaf: number, level: number): void {
    const { path, game, nRows } = this;
    const features = path.featuresAt(level);
    const shares = path.sharesAt(level);
    game.setLeaf(this.trees.threshold[leaf], shares);
    if (!hasPatterns(shares)) {
      this.addWithoutPatterns(features, path.lowsAt(level), path.highsAt(level));
      return;
    }
    const patterns = this.patterns.at(level, this.isLeft(leaf));
    if (nRows * patternsPerRow < 1 << features.length) this.addRowByRow(features, patterns);
    else addTable(game.tabulate(), features, patterns, this.sums, this.maxRows, nRows);
  }

  private addRowByRow(features: Int32Array, patterns: Uint16Array): void {
    const { nRows, game, pathValues } = this;
    const mask = (1 << features.length) - 1;
    for (let row = 0; row < nRows; row++) {
      game.valuesOfPattern(patterns[row] & mask, pathValues);
      this.addRow(features, row);
    }
  }

  private addWithoutPatterns(features: Int32Array, lows: Int32Array, highs: Int32Array): void {
    const { nRows, game, codes, isHot, pathValues } = this;
    for (let row = 0; row < nRows; row++) {
      for (let place = 0; place < features.length; place++) {
        const code = codes[features[place]][row];
        isHot[place] = code > lows[place] && code <= highs[place] ? 1 : 0;
      }
      game.valuesOf(isHot, pathValues);
      this.addRow(features, row);
    }
  }

  private addRow(features: Int32Array, row: number): void {
    const { maxRows, sums, pathValues } = this;
    for (let place = 0; place < features.length; place++) sums[features[place] * maxRows + row] += pathValues[place];
  }
}
