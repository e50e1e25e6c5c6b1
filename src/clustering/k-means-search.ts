import { type FeatureMatrix, type OnProgress, Random } from "../core";
import { exchangeRows } from "./exchange-rows";
import { hamerly, type StoppingRule } from "./hamerly";
import { Candidates, candidateCount, kMeansPlusPlus } from "./k-means-plus-plus";
import type { KMeansRun, KMeansStart, WeightedRows } from "./k-means-run";
import { nearestCenters } from "./nearest-centers";
import { rowOrder } from "./row-order";
import { shakeCenters } from "./shake-centers";
import { swapCenters } from "./swap-centers";
import { weightedRows } from "./weighted-rows";

/** What the search for the best partition is told. */
export interface KMeansSearch {
  readonly nClusters: number;
  readonly nInit: number;
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly seed: number;
  readonly onProgress?: OnProgress;
  /** Where one start more begins: nClusters × nFeatures, where the optimum is expected. */
  readonly expected?: Float64Array;
  /** Whether the best start may move single centres elsewhere. */
  readonly swaps: boolean;
}

/** One start in so many goes on to the end: the best ones, of different inertia, at least one. */
const startsPerFinalist = 10;

/** A swap goes on to the end where it comes so near to the best inertia. */
const withinReach = 1.003;

/** Finalists so near to the best one are refined by exchanging rows. */
const exchangeWithin = 1.001;

/** Half as many swaps without a gain as starts end the search. */
const startsPerSwap = 2;

/** From so many clusters on, where more of them can stand wrong, it takes two swaps more for each, up to a number. */
const manyClusters = 5;
const mostForClusters = 20;

/**
 * Small data is searched further: by as many swaps as this many subtractions allow, at most forty. On such data
 * local optima are many and swaps cost less than anything around them.
 */
const smallWork = 1.5e6;
const mostExtra = 40;

/** One shake of the centres of the best partition for so many starts, and one for the first two. */
const startsPerShake = 11;
const firstShakes = 1;

/**
 * The partition of least inertia found. The rows are worked on in the order of their values, so that shuffled rows give
 * the same partition, to the last bit. Prior validation is assumed.
 * @param weights one weight > 0 a row
 */
export function bestRun(matrix: FeatureMatrix, weights: Float64Array, search: KMeansSearch): KMeansRun {
  const { data, nFeatures } = matrix;
  const order = rowOrder(data, nFeatures, weights);
  const rows = weightedRows(
    matrix.selectRows(order).data,
    nFeatures,
    Float64Array.from(order, (row) => weights[row]),
    Math.max(search.nClusters, candidateCount(search.nClusters)),
  );
  const best = searchRows(rows, search);
  const labels = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place++) labels[order[place]] = best.labels[place];
  return { ...best, labels };
}

/** What the steps of one search share. */
interface Context {
  readonly rows: WeightedRows;
  readonly search: KMeansSearch;
  readonly rule: StoppingRule;
  readonly random: Random;
  readonly candidates: Candidates;
  /** Further swaps that cost next to nothing, as the data is small. */
  readonly nExtra: number;
}

function searchRows(rows: WeightedRows, search: KMeansSearch): KMeansRun {
  const { nClusters, maxIterations, tolerance, seed, swaps } = search;
  const maxShift = (tolerance * rows.total) / (rows.mass * rows.nFeatures);
  const context: Context = {
    rows,
    search,
    rule: { maxIterations, maxShift },
    random: new Random(seed),
    candidates: new Candidates(rows, candidateCount(nClusters)),
    nExtra: swaps ? extraSwaps(rows.data.length * nClusters) : 0,
  };
  const finalists = bestStarts(context);
  if (swaps) finalists[0] = swapBest(context, finalists[0]);
  const best = finalists
    .filter(({ inertia }) => inertia <= finalists[0].inertia * exchangeWithin)
    .map((run) => exchange(context, run))
    .reduce(least);
  return swaps ? shakeBest(context, best) : best;
}

/** From ten on: for fewer the data is not small. @param work subtractions of one pass over all rows and centres */
function extraSwaps(work: number): number {
  const affordable = Math.floor(smallWork / work);
  return affordable < 10 ? 0 : Math.min(mostExtra, affordable);
}

/** The best tenth of the starts, the least inertia first. */
function bestStarts({ rows, search, rule, random, candidates, nExtra }: Context): KMeansRun[] {
  const { nClusters, nInit, expected, onProgress } = search;
  const most = Math.ceil(nInit / startsPerFinalist);
  const quick: KMeansRun[] = [];
  const enter = (start: KMeansStart) => {
    // On small data no start is given up.
    const rival = nExtra > 0 ? undefined : (quick[0]?.inertia ?? Number.POSITIVE_INFINITY);
    enterFinal(quick, hamerly(rows, start, { ...rule, rival }), most);
  };
  if (expected !== undefined) {
    enter({ labels: nearestCenters(rows.data, rows.nFeatures, expected), centers: expected });
  }
  for (let start = 0; start < nInit; start++) {
    enter(kMeansPlusPlus(rows, nClusters, random, candidates));
    onProgress?.(start + 1, nInit);
  }
  const ended: KMeansRun[] = [];
  for (const run of quick) enterFinal(ended, resume(rows, run, rule), most);
  return ended;
}

function swapBest(context: Context, best: KMeansRun): KMeansRun {
  const { rows, search, rule, random, candidates, nExtra } = context;
  const improve = (start: KMeansStart, rival: number) => {
    if (nExtra > 0) return exchange(context, hamerly(rows, start, rule));
    const quick = hamerly(rows, start, { ...rule, rival });
    return quick.inertia < rival * withinReach ? resume(rows, quick, rule) : quick;
  };
  const patience = Math.ceil(search.nInit / startsPerSwap) + nExtra + swapsForClusters(search);
  return swapCenters(rows, nExtra > 0 ? exchange(context, best) : best, patience, random, candidates, improve);
}

function swapsForClusters({ nClusters, nInit }: KMeansSearch): number {
  return Math.min(2 * Math.max(0, nClusters - manyClusters), 2 * nInit, mostForClusters);
}

function shakeBest(context: Context, run: KMeansRun): KMeansRun {
  const { rows, search, rule, random, nExtra } = context;
  let best = run;
  const nShakes =
    Math.min(search.nInit >> 1, firstShakes) +
    Math.floor(search.nInit / startsPerShake) +
    Math.ceil(nExtra / startsPerShake);
  for (let shake = 0; shake < nShakes; shake++) {
    best = least(best, exchange(context, hamerly(rows, shakeCenters(rows, best, random), rule)));
  }
  return best;
}

function exchange({ rows, rule }: Context, run: KMeansRun): KMeansRun {
  return exchangeRows(rows, run, Math.max(1, rule.maxIterations - run.nIterations));
}

function least(one: KMeansRun, other: KMeansRun): KMeansRun {
  return other.inertia < one.inertia ? other : one;
}

/** Goes on with a run that stopped. */
function resume(rows: WeightedRows, run: KMeansRun, rule: StoppingRule): KMeansRun {
  const maxIterations = Math.max(1, rule.maxIterations - run.nIterations);
  const ended = hamerly(rows, run, { ...rule, maxIterations });
  return { ...ended, nIterations: run.nIterations + ended.nIterations };
}

/** Keeps the list ascending by inertia, without equals, and short. */
function enterFinal(finalists: KMeansRun[], run: KMeansRun, most: number): void {
  if (finalists.some(({ inertia }) => inertia === run.inertia)) return;
  finalists.push(run);
  finalists.sort((a, b) => a.inertia - b.inertia);
  finalists.length = Math.min(finalists.length, most);
}
