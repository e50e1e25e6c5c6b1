/** Features as numbers of cuts, for growing a tree. */
export interface CodedFeatures {
  /** One array a feature: for each row the number of cuts at or below its value. */
  readonly codes: readonly Uint8Array[];
  /** Cuts of each feature */
  readonly nCuts: readonly number[];
}

/** A division of a node: codes up to `cut` go left. */
export interface TreeSplit {
  readonly feature: number;
  readonly cut: number;
  readonly left: TreeNode;
  readonly right: TreeNode;
}

/** A node of a classification tree of members against the others. */
export interface TreeNode {
  /** Rows in it */
  readonly size: number;
  /** Members in it */
  readonly members: number;
  /** Null in a leaf. */
  readonly split: TreeSplit | null;
}

/**
 * A classification tree by Gini impurity (Breiman et al. 1984), of members against the others: every node that holds
 * both is divided where the weighted impurity of the halves is least, down to the depth given. Of equal divisions the
 * first wins, by feature, then from below; of cuts with no row in between the middle one. Prior validation is assumed.
 * @see scikit-learn `DecisionTreeClassifier(max_depth)`, which draws lots between equal divisions
 */
export function growTree(features: CodedFeatures, isMember: Uint8Array, rows: Uint32Array, depth: number): TreeNode {
  let members = 0;
  for (let place = 0; place < rows.length; place++) members += isMember[rows[place]];
  const node = { size: rows.length, members };
  if (depth === 0 || members === 0 || members === rows.length) return { ...node, split: null };
  const best = bestSplit(features, isMember, rows, members);
  if (best === null) return { ...node, split: null };
  const { below, above } = divide(rows, features.codes[best.feature], best.cut);
  const left = growTree(features, isMember, below, depth - 1);
  const right = growTree(features, isMember, above, depth - 1);
  return { ...node, split: { ...best, left, right } };
}

function divide(rows: Uint32Array, codes: Uint8Array, cut: number): { below: Uint32Array; above: Uint32Array } {
  const divided = new Uint32Array(rows.length);
  let low = 0;
  let high = rows.length;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place];
    if (codes[row] <= cut) divided[low++] = row;
    else divided[--high] = row;
  }
  return { below: divided.subarray(0, low), above: divided.subarray(low) };
}

function bestSplit(
  { codes, nCuts }: CodedFeatures,
  isMember: Uint8Array,
  rows: Uint32Array,
  members: number,
): { feature: number; cut: number } | null {
  let best: { feature: number; cut: number } | null = null;
  let bestPurity = Number.NEGATIVE_INFINITY;
  for (let feature = 0; feature < codes.length; feature++) {
    const counts = countCodes(codes[feature], nCuts[feature] + 1, isMember, rows);
    let size = 0;
    let count = 0;
    for (let cut = 0; cut < nCuts[feature]; cut++) {
      size += counts[2 * cut] + counts[2 * cut + 1];
      count += counts[2 * cut + 1];
      if (size === 0 || size === rows.length) continue;
      const purity = purityOf(size, count) + purityOf(rows.length - size, members - count);
      if (purity > bestPurity) {
        best = { feature, cut: middleOfGap(counts, cut) };
        bestPurity = purity;
      }
    }
  }
  return best;
}

/** Cuts with no row in between divide alike: the middle one keeps its distance from the rows on both sides. */
function middleOfGap(counts: Uint32Array, cut: number): number {
  let last = cut;
  // Stops before the end: above every cut in question there are rows.
  while (counts[2 * last + 2] + counts[2 * last + 3] === 0) last++;
  return (cut + last) >> 1;
}

/** For each code the number of others and of members, side by side. */
function countCodes(codes: Uint8Array, nCodes: number, isMember: Uint8Array, rows: Uint32Array): Uint32Array {
  const counts = new Uint32Array(2 * nCodes);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place];
    counts[2 * codes[row] + isMember[row]]++;
  }
  return counts;
}

/** size × (1 − Gini impurity): the more, the purer. Counts only, so that equal divisions are equal to the last bit. */
function purityOf(size: number, members: number): number {
  return (members * members + (size - members) * (size - members)) / size;
}
