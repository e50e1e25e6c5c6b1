import { RankFinder } from "./rank-finder";
import { leafValue, type TreeEnsemble } from "./tree-nodes";

/** Numbers of a block of rows that stay in the cache while tree after tree is walked. */
const blockNumbers = 1 << 15;

/** More thresholds of one feature than this do not fit the packed form. */
const mostRanks = 0xffff;

/**
 * Adds up, for each row, the leaf values of an ensemble's trees, in the order of the trees.
 *
 * For walking, the trees are rewritten: thresholds become their ranks among all thresholds of the feature, a node takes
 * two 32-bit numbers side by side, siblings are neighbours, and a leaf leads to itself. Rows become ranks too, block by
 * block, and four of them go down a tree together, without a branch at the nodes: each waits for memory while the
 * others work. Comparing ranks tells exactly what comparing values tells, so the sums have the same bits as a plain walk.
 */
export class EnsembleScorer {
  private readonly finders: RankFinder[];
  /** Two a node: feature · 2¹⁶ + rank of the threshold, and the place in here of the left child. */
  private readonly packed: Int32Array;
  /** Value of each leaf, in the order of `packed`. */
  private readonly values: Float64Array;
  private readonly roots: Int32Array;

  private constructor(
    trees: TreeEnsemble,
    private readonly nFeatures: number,
    thresholds: readonly Float64Array[],
  ) {
    this.finders = thresholds.map((values) => new RankFinder(values));
    const ranks = rankNodes(trees, thresholds, this.finders);
    this.roots = trees.roots;
    this.packed = new Int32Array(2 * trees.feature.length);
    this.values = new Float64Array(trees.feature.length);
    for (let tree = 0; tree + 1 < this.roots.length; tree++) this.pack(trees, ranks, tree);
  }

  /** The packed form of an ensemble; null where a feature has too many thresholds for it. */
  static of(trees: TreeEnsemble, nFeatures: number): EnsembleScorer | null {
    if (nFeatures > 0x7fff) return null;
    const thresholds = distinctThresholds(trees, nFeatures);
    // A leaf's rank is above that of any row.
    if (thresholds.some((values) => values.length >= mostRanks)) return null;
    return new EnsembleScorer(trees, nFeatures, thresholds);
  }

  /**
   * @param data row-major values, nFeatures a row
   * @param sums where the sums are added, one a row
   * @param skips what to leave out: whether a tree is not to be asked about a row. Default: nothing
   */
  addSums(data: Float64Array, start: number, end: number, sums: Float64Array, skips?: Skips): void {
    const { nFeatures, roots } = this;
    const nTrees = roots.length - 1;
    const blockRows = Math.max(64, Math.floor(blockNumbers / nFeatures));
    const ranks = new Uint16Array(Math.min(blockRows, end - start) * nFeatures);
    const list = new Int32Array(Math.min(blockRows, end - start) + 3);
    for (let first = start; first < end; first += blockRows) {
      const last = Math.min(end, first + blockRows);
      for (let feature = 0; feature < nFeatures; feature++) {
        this.finders[feature].writeRanks(data, feature, nFeatures, first, last, ranks, feature, nFeatures);
      }
      let count = last - first;
      for (let place = 0; place < count; place++) list[place] = place;
      for (let tree = 0; tree < nTrees; tree++) {
        if (skips !== undefined) count = skips.list(tree, first, last, list);
        this.walk(2 * roots[tree], ranks, list, count, sums, first);
      }
    }
  }

  /** Walks one tree with the listed rows of a block, four at a time. */
  private walk(
    root: number,
    ranks: Uint16Array,
    list: Int32Array,
    count: number,
    sums: Float64Array,
    first: number,
  ): void {
    const { packed, values, nFeatures } = this;
    // The last three may stand for no row: they walk with row 0 and are not counted.
    for (let place = count; place < count + 3; place++) list[place] = 0;
    for (let place = 0; place < count; place += 4) {
      const rowA = list[place] * nFeatures;
      const rowB = list[place + 1] * nFeatures;
      const rowC = list[place + 2] * nFeatures;
      const rowD = list[place + 3] * nFeatures;
      let a = root;
      let b = root;
      let c = root;
      let d = root;
      for (;;) {
        const askA = packed[a];
        const askB = packed[b];
        const askC = packed[c];
        const askD = packed[d];
        // The sign bit is set where the row's rank is above the threshold's: 2 more, the right child.
        const nextA = packed[a + 1] + ((((askA & 0xffff) - ranks[rowA + (askA >>> 16)]) >>> 31) << 1);
        const nextB = packed[b + 1] + ((((askB & 0xffff) - ranks[rowB + (askB >>> 16)]) >>> 31) << 1);
        const nextC = packed[c + 1] + ((((askC & 0xffff) - ranks[rowC + (askC >>> 16)]) >>> 31) << 1);
        const nextD = packed[d + 1] + ((((askD & 0xffff) - ranks[rowD + (askD >>> 16)]) >>> 31) << 1);
        if (((nextA ^ a) | (nextB ^ b) | (nextC ^ c) | (nextD ^ d)) === 0) break;
        a = nextA;
        b = nextB;
        c = nextC;
        d = nextD;
      }
      sums[first + list[place]] += values[a >> 1];
      if (place + 1 < count) sums[first + list[place + 1]] += values[b >> 1];
      if (place + 2 < count) sums[first + list[place + 2]] += values[c >> 1];
      if (place + 3 < count) sums[first + list[place + 3]] += values[d >> 1];
    }
  }

  /** Writes one tree level by level, so that the nodes that most rows meet stand together. */
  private pack(trees: TreeEnsemble, ranks: Int32Array, tree: number): void {
    const { feature, threshold, right } = trees;
    const { packed, values, roots } = this;
    const first = roots[tree];
    const queue = new Int32Array(roots[tree + 1] - first);
    queue[0] = first;
    let filled = 1;
    for (let place = 0; place < filled; place++) {
      const node = queue[place];
      const at = first + place;
      if (feature[node] < 0) {
        packed[2 * at] = mostRanks;
        packed[2 * at + 1] = 2 * at;
        values[at] = threshold[node];
        continue;
      }
      packed[2 * at] = (feature[node] << 16) | ranks[node];
      packed[2 * at + 1] = 2 * (first + filled);
      queue[filled++] = node + 1;
      queue[filled++] = right[node];
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

function rankNodes(
  { feature, threshold }: TreeEnsemble,
  thresholds: readonly Float64Array[],
  finders: readonly RankFinder[],
): Int32Array {
  const ranks = new Int32Array(feature.length);
  const rank = new Uint16Array(1);
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] < 0 || thresholds[feature[node]].length === 0) continue;
    finders[feature[node]].writeRanks(threshold, 0, 1, node, node + 1, rank, 0, 1);
    ranks[node] = rank[0];
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
