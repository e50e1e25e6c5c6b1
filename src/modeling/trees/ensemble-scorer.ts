import { RankFinder } from "./rank-finder";
import { leafValue, type TreeEnsemble } from "./tree-nodes";

/** Fewest numbers of a block of rows: they stay in the cache while tree after tree is walked. */
const smallBlock = 1 << 14;

/** More thresholds of one feature than this do not fit the packed form. */
const mostRanks = 0x7ffd;

// Work space in constants, as V8 builds their addresses into machine code but loads those of other arrays anew for every
// element. Whoever uses it fills it first and calls nothing in between that could use it too.

/** Questions and children of the tree that is walked. */
const askSpace = new Int32Array(1 << 19);
const childSpace = new Int32Array(1 << 19);
/** Ranks of a block of rows, row by row. */
const rankSpace = new Int32Array(1 << 18);
/** Rows of the block that are asked about, and three places more. */
const listSpace = new Int32Array(rankSpace.length + 3);

/** The leaves that four rows have reached. */
const leafSpace = new Int32Array(4);

/** What a leaf asks: less than 0, and no difference to it that wraps around at 32 bits is. */
const leafAsks = -0x80000000;

/**
 * Walks the tree with four rows, each given by where its ranks start, into `leafSpace`. A function of its own and small
 * enough to be built into its caller, because only then V8 takes the work space for constant.
 */
function walkFour(rowA: number, rowB: number, rowC: number, rowD: number): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (;;) {
    const askA = askSpace[a];
    const askB = askSpace[b];
    const askC = askSpace[c];
    const askD = askSpace[d];
    if ((askA & askB & askC & askD) < 0) break;
    // The sign bit is set where the row's rank is above the threshold's: 1 more, the right child.
    a = (childSpace[a] + ((askA - rankSpace[(rowA + (askA & 0xffff)) | 0]) >>> 31)) | 0;
    b = (childSpace[b] + ((askB - rankSpace[(rowB + (askB & 0xffff)) | 0]) >>> 31)) | 0;
    c = (childSpace[c] + ((askC - rankSpace[(rowC + (askC & 0xffff)) | 0]) >>> 31)) | 0;
    d = (childSpace[d] + ((askD - rankSpace[(rowD + (askD & 0xffff)) | 0]) >>> 31)) | 0;
  }
  leafSpace[0] = a;
  leafSpace[1] = b;
  leafSpace[2] = c;
  leafSpace[3] = d;
}

/**
 * Adds up, for each row, the leaf values of an ensemble's trees, in the order of the trees.
 *
 * For walking, the trees are rewritten: a question becomes one number, 2¹⁶ · (1 + rank of its threshold among all
 * thresholds of the feature) + feature; siblings are neighbours; a leaf leads to itself. Rows become numbers 2¹⁶ · (1 +
 * rank) too, block by block: the sign of a difference says which child is next. Four rows go down a tree together,
 * without a branch at the nodes: each waits for memory while the others work. Comparing ranks tells exactly what
 * comparing values tells, so the sums have the same bits as a plain walk.
 */
export class EnsembleScorer {
  private readonly finders: RankFinder[];
  /** By node, tree after tree, each level by level. */
  private readonly asks: Int32Array;
  /** The left child of each node, counted from its tree's root. */
  private readonly children: Int32Array;
  /** The value of each leaf. */
  private readonly values: Float64Array;
  private readonly roots: Int32Array;

  private constructor(
    trees: TreeEnsemble,
    private readonly nFeatures: number,
    thresholds: readonly Float64Array[],
  ) {
    this.finders = thresholds.map((values) => new RankFinder(values));
    const ranks = rankNodes(trees, this.finders);
    this.roots = trees.roots;
    this.asks = new Int32Array(trees.feature.length);
    this.children = new Int32Array(trees.feature.length);
    this.values = new Float64Array(trees.feature.length);
    for (let tree = 0; tree + 1 < this.roots.length; tree++) this.pack(trees, ranks, tree);
  }

  /** The packed form of an ensemble; null where it has too many features, thresholds of one, or nodes of a tree. */
  static of(trees: TreeEnsemble, nFeatures: number): EnsembleScorer | null {
    const { roots } = trees;
    if (nFeatures > 0xffff) return null;
    if (roots.some((root, tree) => tree > 0 && root - roots[tree - 1] > askSpace.length)) return null;
    const thresholds = distinctThresholds(trees, nFeatures);
    if (thresholds.some((values) => values.length > mostRanks)) return null;
    return new EnsembleScorer(trees, nFeatures, thresholds);
  }

  /**
   * @param data row-major values, nFeatures a row
   * @param sums where the sums are added, one a row
   * @param skips what to leave out: whether a tree is not to be asked about a row. Default: nothing
   */
  addSums(data: Float64Array, start: number, end: number, sums: Float64Array, skips?: Skips): void {
    const { nFeatures, roots, asks, children } = this;
    const nTrees = roots.length - 1;
    // A tree is copied for each block: large trees want large blocks.
    const numbers = Math.min(rankSpace.length, Math.max(smallBlock, Math.ceil((4 * asks.length) / nTrees)));
    const blockRows = Math.max(1, Math.floor(numbers / nFeatures));
    for (let first = start; first < end; first += blockRows) {
      const last = Math.min(end, first + blockRows);
      this.rankRows(data, first, last);
      let count = last - first;
      for (let place = 0; place < count; place++) listSpace[place] = place;
      for (let tree = 0; tree < nTrees; tree++) {
        if (skips !== undefined) count = skips.list(tree, first, last, listSpace);
        askSpace.set(asks.subarray(roots[tree], roots[tree + 1]));
        childSpace.set(children.subarray(roots[tree], roots[tree + 1]));
        this.walk(roots[tree], count, sums, first);
      }
    }
  }

  private rankRows(data: Float64Array, first: number, last: number): void {
    const { nFeatures, finders } = this;
    for (let feature = 0; feature < nFeatures; feature++) {
      finders[feature].writeRanks(data, feature, nFeatures, first, last, rankSpace, feature, nFeatures);
    }
    const count = (last - first) * nFeatures;
    for (let place = 0; place < count; place++) rankSpace[place] = (rankSpace[place] + 1) << 16;
  }

  /** Walks the tree in `askSpace` with the listed rows of a block, four at a time. */
  private walk(root: number, count: number, sums: Float64Array, first: number): void {
    const { values, nFeatures } = this;
    // The last three may stand for no row: they walk with row 0 and are not counted.
    for (let place = count; place < count + 3; place++) listSpace[place] = 0;
    for (let place = 0; place < count; place += 4) {
      walkFour(
        Math.imul(listSpace[place], nFeatures),
        Math.imul(listSpace[place + 1], nFeatures),
        Math.imul(listSpace[place + 2], nFeatures),
        Math.imul(listSpace[place + 3], nFeatures),
      );
      const counted = Math.min(4, count - place);
      for (let lane = 0; lane < counted; lane++) {
        sums[first + listSpace[place + lane]] += values[root + leafSpace[lane]];
      }
    }
  }

  /** Writes one tree level by level, so that the nodes that most rows meet stand together. */
  private pack(trees: TreeEnsemble, ranks: Int32Array, tree: number): void {
    const { feature, threshold, right } = trees;
    const { asks, children, values, roots } = this;
    const first = roots[tree];
    const queue = new Int32Array(roots[tree + 1] - first);
    queue[0] = first;
    let filled = 1;
    for (let place = 0; place < filled; place++) {
      const node = queue[place];
      if (feature[node] < 0) {
        asks[first + place] = leafAsks;
        children[first + place] = place;
        values[first + place] = threshold[node];
      } else {
        asks[first + place] = ((ranks[node] + 1) << 16) | feature[node];
        children[first + place] = filled;
        queue[filled++] = node + 1;
        queue[filled++] = right[node];
      }
    }
  }
}

/** Pairs of a tree and a row that {@link EnsembleScorer.addSums} leaves out. */
export interface Skips {
  /** Writes the rows of [start, end) that the tree is asked about, counted from start. @returns how many */
  list(tree: number, start: number, end: number, out: Int32Array): number;
}

function distinctThresholds({ feature, threshold }: TreeEnsemble, nFeatures: number): Float64Array[] {
  const counts = new Int32Array(nFeatures);
  for (let node = 0; node < feature.length; node++) if (feature[node] >= 0) counts[feature[node]]++;
  const thresholds = Array.from(counts, (count) => new Float64Array(count));
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] >= 0) thresholds[feature[node]][--counts[feature[node]]] = threshold[node];
  }
  return thresholds.map((values) => {
    values.sort();
    return values.filter((value, place) => place === 0 || value !== values[place - 1]);
  });
}

function rankNodes({ feature, threshold }: TreeEnsemble, finders: readonly RankFinder[]): Int32Array {
  const ranks = new Int32Array(feature.length);
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] >= 0) finders[feature[node]].writeRanks(threshold, 0, 1, node, node + 1, ranks, node, 1);
  }
  return ranks;
}

const scorers = new WeakMap<TreeEnsemble, EnsembleScorer | null>();

/**
 * Sum of the leaf values of all trees for each row, in the order of the trees.
 * @param data row-major, nSamples × nFeatures
 */
export function sumOfLeaves(
  trees: TreeEnsemble,
  data: Float64Array,
  nSamples: number,
  nFeatures: number,
): Float64Array {
  const sums = new Float64Array(nSamples);
  addLeaves(trees, data, nSamples, nFeatures, sums);
  return sums;
}

/** As {@link sumOfLeaves}, added to `sums`, with pairs of a tree and a row left out. */
export function addLeaves(
  trees: TreeEnsemble,
  data: Float64Array,
  nSamples: number,
  nFeatures: number,
  sums: Float64Array,
  skips?: Skips,
): void {
  const scorer = scorerFor(trees, nSamples, nFeatures);
  if (scorer === null) addByPlainWalk(trees, data, nSamples, nFeatures, sums, skips);
  else scorer.addSums(data, 0, nSamples, sums, skips);
}

/** The packed form, made when there are rows enough to pay for it, and kept as long as the trees are. */
function scorerFor(trees: TreeEnsemble, nSamples: number, nFeatures: number): EnsembleScorer | null {
  const known = scorers.get(trees);
  if (known !== undefined) return known;
  if (nSamples * (trees.roots.length - 1) < trees.feature.length) return null;
  const scorer = EnsembleScorer.of(trees, nFeatures);
  scorers.set(trees, scorer);
  return scorer;
}

function addByPlainWalk(
  trees: TreeEnsemble,
  data: Float64Array,
  nSamples: number,
  nFeatures: number,
  sums: Float64Array,
  skips?: Skips,
): void {
  const list = Int32Array.from({ length: nSamples }, (_, row) => row);
  for (let tree = 0; tree + 1 < trees.roots.length; tree++) {
    const root = trees.roots[tree];
    const count = skips === undefined ? nSamples : skips.list(tree, 0, nSamples, list);
    for (let place = 0; place < count; place++) {
      sums[list[place]] += leafValue(trees, root, data, list[place] * nFeatures);
    }
  }
}
