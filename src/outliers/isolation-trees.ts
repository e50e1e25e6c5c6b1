import type { FeatureMatrix, Random } from "../core";

const eulerGamma = 0.5772156649015329;

/** Trees in flat arrays, one node after the other; a split's right child follows its left one. */
export interface IsolationTrees {
  /** Rows that each tree was grown on */
  readonly maxSamples: number;
  /** First node of each tree, then the number of nodes */
  readonly starts: Int32Array;
  /** Column of each split, −1 for a leaf */
  readonly features: Int32Array;
  /** Values at or below it go left; 0 for a leaf */
  readonly thresholds: Float64Array;
  /** Left child of each split, −1 for a leaf */
  readonly lefts: Int32Array;
  /** Training rows in each node */
  readonly counts: Int32Array;
}

/** Splits that it takes on average to isolate one of n rows: the depth of an unsuccessful search (Liu 2008, eq. 1). */
export function averagePathLength(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + eulerGamma) - (2 * (n - 1)) / n;
}

/** Grows trees to depth ⌈log₂ maxSamples⌉, each on rows drawn without replacement. */
export function growTrees(matrix: FeatureMatrix, nTrees: number, maxSamples: number, random: Random): IsolationTrees {
  const grower = new TreeGrower(matrix, nTrees, maxSamples, random);
  for (let tree = 0; tree < nTrees; tree++) grower.grow();
  return grower.finish();
}

class TreeGrower {
  private readonly rows: Uint32Array;
  /** The rows of the tree in growth, one column after the other */
  private readonly sample: Float64Array;
  /** Places in `sample`, in an order where the rows of a node stand together */
  private readonly order: Int32Array;
  private readonly candidates: Int32Array;
  private readonly starts: Int32Array;
  private readonly features: Int32Array;
  private readonly thresholds: Float64Array;
  private readonly lefts: Int32Array;
  private readonly counts: Int32Array;
  private nGrown = 0;
  private nNodes = 0;

  constructor(
    private readonly matrix: FeatureMatrix,
    nTrees: number,
    private readonly maxSamples: number,
    private readonly random: Random,
  ) {
    const most = nTrees * (2 * maxSamples - 1);
    this.rows = Uint32Array.from({ length: matrix.nSamples }, (_, row) => row);
    this.sample = new Float64Array(maxSamples * matrix.nFeatures);
    this.order = new Int32Array(maxSamples);
    this.candidates = Int32Array.from({ length: matrix.nFeatures }, (_, column) => column);
    this.starts = new Int32Array(nTrees + 1);
    this.features = new Int32Array(most);
    this.thresholds = new Float64Array(most);
    this.lefts = new Int32Array(most);
    this.counts = new Int32Array(most);
  }

  grow(): void {
    this.drawRows();
    const root = this.nNodes;
    this.starts[this.nGrown++] = root;
    this.nNodes++;
    this.split(root, 0, this.maxSamples, Math.ceil(Math.log2(Math.max(2, this.maxSamples))));
    this.starts[this.nGrown] = this.nNodes;
  }

  finish(): IsolationTrees {
    const { maxSamples, starts, nNodes } = this;
    return {
      maxSamples,
      starts,
      features: this.features.slice(0, nNodes),
      thresholds: this.thresholds.slice(0, nNodes),
      lefts: this.lefts.slice(0, nNodes),
      counts: this.counts.slice(0, nNodes),
    };
  }

  /** Moves `maxSamples` random rows to the front of `rows`, and copies their values. */
  private drawRows(): void {
    const { rows, sample, order, maxSamples, random } = this;
    const { data, nFeatures, nSamples } = this.matrix;
    for (let place = 0; place < maxSamples; place++) {
      const other = place + random.integer(nSamples - place);
      const row = rows[other];
      rows[other] = rows[place];
      rows[place] = row;
      order[place] = place;
      for (let column = 0, from = row * nFeatures; column < nFeatures; column++, from++) {
        sample[column * maxSamples + place] = data[from];
      }
    }
  }

  private split(node: number, first: number, end: number, levels: number): void {
    this.counts[node] = end - first;
    this.features[node] = -1;
    this.lefts[node] = -1;
    if (levels === 0 || end - first <= 1) return;
    const middle = this.divide(node, first, end);
    if (middle < 0) return;
    const left = this.nNodes;
    this.nNodes += 2;
    this.lefts[node] = left;
    this.split(left, first, middle, levels - 1);
    this.split(left + 1, middle, end, levels - 1);
  }

  /** Splits at a random value of a random column that varies in the node. Returns the first place of the right part. */
  private divide(node: number, first: number, end: number): number {
    const { candidates, sample, order, maxSamples, random } = this;
    for (let left = candidates.length; left > 0; left--) {
      const drawn = random.integer(left);
      const column = candidates[drawn];
      candidates[drawn] = candidates[left - 1];
      candidates[left - 1] = column;
      const offset = column * maxSamples;
      let smallest = sample[offset + order[first]];
      let largest = smallest;
      for (let place = first + 1; place < end; place++) {
        const value = sample[offset + order[place]];
        if (value < smallest) smallest = value;
        if (value > largest) largest = value;
      }
      if (smallest === largest) continue;
      const share = random.uniform();
      // Weighted, so that the width of the range cannot overflow; below the largest value, so that the right has rows.
      const drawnAt = smallest * (1 - share) + largest * share;
      const threshold = drawnAt >= smallest && drawnAt < largest ? drawnAt + 0 : smallest + 0;
      this.features[node] = column;
      this.thresholds[node] = threshold;
      return partition(sample, order, offset, first, end, threshold);
    }
    return -1;
  }
}

function partition(
  sample: Float64Array,
  order: Int32Array,
  offset: number,
  first: number,
  end: number,
  threshold: number,
): number {
  let middle = first;
  for (let place = first; place < end; place++) {
    const own = order[place];
    if (sample[offset + own] > threshold) continue;
    order[place] = order[middle];
    order[middle++] = own;
  }
  return middle;
}

/** For each node the splits above it and, in a leaf, those that would isolate one of its rows: h(x) of Liu (2008). */
export function pathLengths({ starts, lefts, counts }: IsolationTrees): Float64Array {
  const lengths = new Float64Array(lefts.length);
  for (let tree = 0; tree + 1 < starts.length; tree++) {
    for (let node = starts[tree]; node < starts[tree + 1]; node++) {
      const left = lefts[node];
      if (left < 0) lengths[node] += averagePathLength(counts[node]);
      else {
        lengths[left] = lengths[node] + 1;
        lengths[left + 1] = lengths[node] + 1;
      }
    }
  }
  return lengths;
}

/** The path length of every row, on average over the trees. */
export function meanPathLengths(matrix: FeatureMatrix, trees: IsolationTrees, lengths: Float64Array): Float64Array {
  const sums = new Float64Array(matrix.nSamples);
  const nTrees = trees.starts.length - 1;
  for (let tree = 0; tree < nTrees; tree++) {
    addPaths(matrix.data, matrix.nFeatures, trees, trees.starts[tree], lengths, sums);
  }
  for (let row = 0; row < sums.length; row++) sums[row] /= nTrees;
  return sums;
}

function addPaths(
  data: Float64Array,
  nFeatures: number,
  { features, thresholds, lefts }: IsolationTrees,
  root: number,
  lengths: Float64Array,
  sums: Float64Array,
): void {
  for (let row = 0, offset = 0; row < sums.length; row++, offset += nFeatures) {
    let node = root;
    let left = lefts[node];
    while (left >= 0) {
      node = data[offset + features[node]] > thresholds[node] ? left + 1 : left;
      left = lefts[node];
    }
    sums[row] += lengths[node];
  }
}

/**
 * Adds up by column how many splits the row's splits saved against the average path: at each split from n to m rows,
 * c(n) − 1 − c(m). Over all columns they add up to c(maxSamples) − h(x).
 */
export function addSavings(row: Float64Array, trees: IsolationTrees, savings: Float64Array): void {
  const { starts, features, thresholds, lefts, counts } = trees;
  const nTrees = starts.length - 1;
  for (let tree = 0; tree < nTrees; tree++) {
    for (let node = starts[tree]; lefts[node] >= 0; ) {
      const column = features[node];
      const child = row[column] > thresholds[node] ? lefts[node] + 1 : lefts[node];
      savings[column] += (averagePathLength(counts[node]) - 1 - averagePathLength(counts[child])) / nTrees;
      node = child;
    }
  }
}
