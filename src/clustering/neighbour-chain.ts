import type { Merge } from "./label-merges";
import { listLength, type NeighbourLists } from "./neighbour-lists";

/** Clusters under a linkage, numbered by one of their rows: a union keeps the higher number of its parts. */
export interface ClusterSpace {
  /** The distance of two living clusters, in the unit of the lists. */
  distance(left: number, right: number): number;
  /** The height at which clusters of this distance merge. */
  heightOf(distance: number): number;
  /** Fills the emptied list of a cluster from all living clusters, in ascending order of their numbers. */
  search(cluster: number, lists: NeighbourLists): void;
  /** Puts the union of two clusters in the place of `kept`. */
  join(gone: number, kept: number, distance: number): void;
  /** What a union is at least away from clusters that are at least these radii away from its parts; before the join. */
  radiusOfUnion(gone: number, kept: number, goneRadius: number, keptRadius: number, distance: number): number;
}

/** Radii are trusted up to this share: rounding can bring a union a few last digits nearer than its parts. */
const trust = 1 - 1e-11;

/**
 * Agglomeration by nearest-neighbour chains (Murtagh 1983): from each cluster to its nearest one, until two are nearest
 * to each other; these merge. Chains begin at the lowest number and prefer, on a tie, the cluster they come from, then
 * the lowest number, as SciPy does. Neighbours are looked up in short lists that stay valid while clusters merge, so
 * that a search through all clusters is seldom needed.
 */
export function neighbourChain(nSamples: number, space: ClusterSpace, lists: NeighbourLists): Merge[] {
  const forest = new Uint32Array(nSamples).map((_, number) => number);
  const seen = new Int32Array(nSamples).fill(-1);
  const chain: number[] = [];
  const merges: Merge[] = [];
  let lowest = 0;
  while (merges.length < nSamples - 1) {
    if (chain.length === 0) {
      while (forest[lowest] !== lowest) lowest++;
      chain.push(lowest);
    }
    const tip = chain[chain.length - 1];
    const before = chain.length > 1 ? chain[chain.length - 2] : -1;
    const { neighbour, distance } = nearest(tip, before, space, lists, forest);
    if (neighbour !== before) {
      chain.push(neighbour);
      continue;
    }
    chain.length -= 2;
    const gone = Math.min(tip, neighbour);
    const kept = Math.max(tip, neighbour);
    merges.push({ left: gone, right: kept, height: space.heightOf(distance) });
    const radius = space.radiusOfUnion(gone, kept, lists.radii[gone], lists.radii[kept], distance);
    space.join(gone, kept, distance);
    forest[gone] = kept;
    uniteLists(gone, kept, radius, space, lists, forest, seen, merges.length);
  }
  return merges;
}

function nearest(tip: number, before: number, space: ClusterSpace, lists: NeighbourLists, forest: Uint32Array) {
  const start = { neighbour: before, distance: before < 0 ? Number.POSITIVE_INFINITY : space.distance(tip, before) };
  const listed = nearestListed(tip, before, start.distance, space, lists, forest);
  if (listed.distance < lists.radii[tip] * trust) return listed;
  lists.clear(tip);
  space.search(tip, lists);
  return nearestListed(tip, before, start.distance, space, lists, forest);
}

function nearestListed(
  tip: number,
  before: number,
  toBeat: number,
  space: ClusterSpace,
  lists: NeighbourLists,
  forest: Uint32Array,
) {
  let neighbour = before;
  let distance = toBeat;
  const start = tip * listLength;
  const end = start + lists.counts[tip];
  for (let place = start; place < end; place++) {
    const other = rootOf(forest, lists.numbers[place]);
    lists.numbers[place] = other;
    if (other === tip || other === before) continue;
    const candidate = space.distance(tip, other);
    if (candidate < distance || (candidate === distance && neighbour !== before && other < neighbour)) {
      distance = candidate;
      neighbour = other;
    }
  }
  return { neighbour, distance };
}

/** The list of a union from the lists of its parts. */
function uniteLists(
  gone: number,
  kept: number,
  radius: number,
  space: ClusterSpace,
  lists: NeighbourLists,
  forest: Uint32Array,
  seen: Int32Array,
  stamp: number,
): void {
  const { numbers, counts } = lists;
  const ofGone = numbers.slice(gone * listLength, gone * listLength + counts[gone]);
  const ofKept = numbers.slice(kept * listLength, kept * listLength + counts[kept]);
  lists.clear(kept, radius);
  seen[kept] = stamp;
  for (const part of [ofGone, ofKept]) {
    for (let place = 0; place < part.length; place++) {
      const other = rootOf(forest, part[place]);
      if (seen[other] === stamp) continue;
      seen[other] = stamp;
      lists.offer(kept, other, space.distance(kept, other));
    }
  }
}

/** The living cluster that holds a number; halves the path on the way. */
function rootOf(forest: Uint32Array, number: number): number {
  let node = number;
  while (forest[node] !== node) {
    forest[node] = forest[forest[node]];
    node = forest[node];
  }
  return node;
}
