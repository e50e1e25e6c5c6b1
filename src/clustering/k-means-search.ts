import { type FeatureMatrix, type OnProgress, Random } from "../core";
import { exchangeRows } from "./exchange-rows";
import { hamerly, type StoppingRule } from "./hamerly";
import { Candidates, candidateCount, kMeansPlusPlus } from "./k-means-plus-plus";
import type { KMeansRun, KMeansStart, WeightedRows } from "./k-means-run";
import { nearestCenters } from "./lloyd";
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

/** One shake of the centres of the best partition for so many starts. */
const startsPerShake = 8;

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
  );
  const best = searchRows(rows, search);
  const labels = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place++) labels[order[place]] = best.labels[place];
  return { ...best, labels };
}

function searchRows(rows: WeightedRows, search: KMeansSearch): KMeansRun {
  const { nClusters, nInit, maxIterations, tolerance, seed, onProgress, expected, swaps } = search;
  const maxShift = (tolerance * rows.total) / (rows.mass * rows.nFeatures);
  const rule = { maxIterations, maxShift };
  const random = new Random(seed);
  const candidates = new Candidates(rows, candidateCount(nClusters));
  const finalists: KMeansRun[] = [];
  const enter = (start: KMeansStart) => {
    const rival = finalists.length === 0 ? Number.POSITIVE_INFINITY : finalists[0].inertia;
    enterFinal(finalists, hamerly(rows, start, { ...rule, rival }), Math.ceil(nInit / startsPerFinalist));
  };
  if (expected !== undefined) {
    enter({ labels: nearestCenters(rows.data, rows.nFeatures, expected), centers: expected });
  }
  for (let start = 0; start < nInit; start++) {
    enter(kMeansPlusPlus(rows, nClusters, random, candidates));
    onProgress?.(start + 1, nInit);
  }
  const ended: KMeansRun[] = [];
  for (const run of finalists) enterFinal(ended, resume(rows, run, rule), Math.ceil(nInit / startsPerFinalist));
  if (swaps) {
    const improve = (start: KMeansStart, best: number) => {
      const quick = hamerly(rows, start, { ...rule, rival: best });
      return quick.inertia < best * withinReach ? resume(rows, quick, rule) : quick;
    };
    ended[0] = swapCenters(rows, ended[0], Math.ceil(nInit / startsPerSwap), random, candidates, improve);
  }
  const exchange = (run: KMeansRun) => exchangeRows(rows, run, Math.max(1, maxIterations - run.nIterations));
  const least = (one: KMeansRun, other: KMeansRun) => (other.inertia < one.inertia ? other : one);
  let best = ended
    .filter(({ inertia }) => inertia <= ended[0].inertia * exchangeWithin)
    .map(exchange)
    .reduce(least);
  for (let shake = 0; shake < Math.floor(nInit / startsPerShake); shake++) {
    best = least(best, exchange(hamerly(rows, shakeCenters(rows, best, random), rule)));
  }
  return best;
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
