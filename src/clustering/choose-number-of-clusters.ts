import { checkInteger, checkOptionNames, type FeatureMatrix, type MatrixLike, type OnProgress } from "../core";
import { calinskiHarabaszScore } from "./calinski-harabasz-score";
import { checkCandidates } from "./check-candidates";
import { stabilityOf } from "./cluster-stability";
import { daviesBouldinScore } from "./davies-bouldin-score";
import { describeAgreement } from "./describe-agreement";
import type { FittedKMeans } from "./fitted-k-means";
import { checkDiffer, type GapStatistic, judgeGaps } from "./gap-statistic";
import { joinNearestClusters } from "./join-nearest-clusters";
import { fitFrom, KMeans, type KMeansOptions } from "./k-means";
import { sampledSilhouetteScore } from "./sampled-silhouette";
import { silhouetteScores } from "./silhouette";
import { toSquarableFeatures } from "./squarable-features";

/** Options of {@link chooseNumberOfClusters}. */
export interface ChooseNumberOfClustersOptions {
  /** Numbers of clusters to try, different integers in [2, nSamples − 1]. Default 2 … 8, as far as there are rows. */
  readonly candidates?: readonly number[];
  /** An integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
  /**
   * Random starts of k-means on the whole, an integer ≥ 1. Default 50. Where one cluster more is also tried, one start
   * is from its clusters with the nearest two joined.
   */
  readonly nInit?: number;
  /** Resamples for the stability, an integer ≥ 1. Default 10. */
  readonly nResamples?: number;
  /** Starts on each resample, beside one from the centres of the whole; an integer ≥ 1. Default 3. */
  readonly nInitOfResamples?: number;
  /** Sets of rows without structure for the gap statistic, an integer ≥ 2. Default 10. */
  readonly nReferences?: number;
  /** Starts on each of them, an integer ≥ 1. Default 2. */
  readonly nInitOfReferences?: number;
  /**
   * Rows whose silhouettes are measured, an integer ≥ 2; see sampledSilhouetteScore. Default: all of at most 10,000
   * rows, 2,000 of more.
   */
  readonly silhouetteSampleSize?: number;
  /** Called after each candidate. */
  readonly onProgress?: OnProgress;
}

type SilhouetteOfRow = Pick<ClusterCountRow, "silhouette" | "silhouetteLower" | "silhouetteUpper">;

/** What is known of one number of clusters. */
export interface ClusterCountRow {
  /** The number tried */
  readonly nClusters: number;
  /** Within-cluster sum of squares; falls with every cluster more. */
  readonly inertia: number;
  /** Larger is better. */
  readonly silhouette: number;
  /** Lower limit of its 95% interval where it is estimated from a sample of rows; else the silhouette itself. */
  readonly silhouetteLower: number;
  /** Upper limit of the same interval. */
  readonly silhouetteUpper: number;
  /** Larger is better. */
  readonly calinskiHarabasz: number;
  /** Smaller is better. */
  readonly daviesBouldin: number;
  /** Mean adjusted Rand index over resamples; larger is better. */
  readonly stability: number;
  /** The gap statistic; larger is better, but see its rule. */
  readonly gap: number;
  /** Standard error of `gap`. */
  readonly gapStandardError: number;
  /** Rows in the smallest cluster. */
  readonly smallestSize: number;
}

/** The number of clusters that each index prefers; on a tie the smaller one. */
export interface PreferredClusterCounts {
  /** The elbow: where the inertia lies deepest below the straight line from the first to the last candidate; null for fewer than 3. */
  readonly inertia: number | null;
  /** Where the silhouette is largest */
  readonly silhouette: number;
  /** Where the index is largest */
  readonly calinskiHarabasz: number;
  /** Where the index is smallest */
  readonly daviesBouldin: number;
  /** What the gap statistic's one-standard-error rule chooses: 1 where it sees no groups; null where it never settles. */
  readonly gap: number | null;
  /** Where the stability is largest */
  readonly stability: number;
}

/** Several numbers of clusters, judged by several indices. */
export interface ClusterCountChoice {
  /** One row a candidate, ascending. */
  readonly table: readonly ClusterCountRow[];
  /** The number that each index prefers */
  readonly preferred: PreferredClusterCounts;
  /** Whether silhouette, Calinski–Harabasz, Davies–Bouldin, gap and stability all prefer the same number. */
  readonly isUnanimous: boolean;
  /** In words: which indices agree and which do not, and what to beware of. Plain text, a sentence each. */
  readonly verdict: readonly string[];
}

const optionNames = [
  "candidates",
  "seed",
  "nInit",
  "nResamples",
  "nInitOfResamples",
  "nReferences",
  "nInitOfReferences",
  "silhouetteSampleSize",
  "onProgress",
];

/** More rows than these are judged by the silhouettes of a sample, as the time for all grows with their square. */
const mostExactSilhouettes = 10_000;
const sampledSilhouettes = 2000;

/**
 * Judges several numbers of clusters by several indices side by side, and says in words where they disagree: the choice
 * stays with the reader. The gap statistic is also computed for one cluster. Of more than 10,000 rows the silhouette is an
 * estimate with an interval, from one sample of rows for all numbers.
 * @param X nSamples × nFeatures, features on one scale
 * @returns one record a candidate, and the number that each index prefers
 * @throws InvalidParameterError for a bad or unknown option
 * @see {@link silhouetteScore}, {@link calinskiHarabaszScore}, {@link daviesBouldinScore}, {@link gapStatistic},
 * {@link clusterStability}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { chooseNumberOfClusters } from "churnlab";
 *
 * const X = [[0, 0], [0, 1], [1, 0], [9, 9], [9, 8], [8, 9], [0, 9], [1, 9], [0, 8]]; // three corners
 * const options = { candidates: [2, 3, 4], nInit: 5, nResamples: 3, seed: 1 };
 * const { table, preferred } = chooseNumberOfClusters(X, options);
 * assert.deepEqual(table.map(({ nClusters }) => nClusters), [2, 3, 4]);
 * assert.equal(preferred.silhouette, 3);
 * ```
 */
export function chooseNumberOfClusters(X: MatrixLike, options: ChooseNumberOfClustersOptions = {}): ClusterCountChoice {
  const matrix = toSquarableFeatures(X);
  checkOptionNames("chooseNumberOfClusters", options, optionNames);
  const most = Math.min(8, matrix.nSamples - 1);
  const {
    candidates = Array.from({ length: Math.max(0, most - 1) }, (_, index) => index + 2),
    seed = 0,
    nInit = 50,
    nResamples = 10,
  } = options;
  const { nInitOfResamples = 3, nReferences = 10, nInitOfReferences = 2, onProgress } = options;
  checkInteger("nResamples", nResamples, { min: 1 });
  checkInteger("nInitOfResamples", nInitOfResamples, { min: 1 });
  checkInteger("nInit", nInit, { min: 1 });
  checkInteger("seed", seed, { min: 0, max: 0xffffffff });
  checkInteger("nReferences", nReferences, { min: 2 });
  checkInteger("nInitOfReferences", nInitOfReferences, { min: 1 });
  const { silhouetteSampleSize = matrix.nSamples > mostExactSilhouettes ? sampledSilhouettes : matrix.nSamples } =
    options;
  checkInteger("silhouetteSampleSize", silhouetteSampleSize, { min: 2 });
  const counts = checkCandidates(candidates, 2, matrix.nSamples);
  checkDiffer(matrix);
  // From the most clusters down, so that each number can begin from one cluster more.
  let finer: FittedKMeans | null = null;
  const judged: { fitted: FittedKMeans; stability: number }[] = [];
  for (const nClusters of [...counts].reverse()) {
    const expected: FeatureMatrix | null = finer?.nClusters === nClusters + 1 ? joinNearestClusters(finer) : null;
    finer = fitBest(matrix, expected, { nClusters, seed, nInit });
    const stability = stabilityOf(matrix, finer, { nResamples, nInit: nInitOfResamples, seed }).mean;
    judged.unshift({ fitted: finer, stability });
    onProgress?.(judged.length, counts.length);
  }
  const silhouettes = silhouettesOf(
    matrix,
    judged.map(({ fitted }) => fitted.labels),
    { sampleSize: silhouetteSampleSize, seed },
  );
  const gaps = gapsOf(
    matrix,
    judged.map(({ fitted }) => fitted),
    { nReferences, nInit: nInitOfReferences, seed },
  );
  const table = judged.map(({ fitted, stability }, index) => ({
    ...describe(matrix, fitted, stability, silhouettes[index]),
    gap: gaps.table[index + 1].gap,
    gapStandardError: gaps.table[index + 1].standardError,
  }));
  const preferred = findPreferred(table, gaps);
  return { table, preferred, ...describeAgreement(table, preferred) };
}

/** The silhouette of each partition and its limits: of all rows, or estimated from the same sample of them. */
function silhouettesOf(
  matrix: FeatureMatrix,
  partitions: readonly Uint32Array[],
  options: { readonly sampleSize: number; readonly seed: number },
): SilhouetteOfRow[] {
  if (options.sampleSize >= matrix.nSamples) {
    return silhouetteScores(matrix, partitions).map((score) => {
      return { silhouette: score, silhouetteLower: score, silhouetteUpper: score };
    });
  }
  return partitions.map((labels) => {
    const { estimate, lower, upper } = sampledSilhouetteScore(matrix, labels, options);
    return { silhouette: estimate, silhouetteLower: lower, silhouetteUpper: upper };
  });
}

/** The gap statistic of partitions that are there, and of one cluster. */
function gapsOf(
  matrix: FeatureMatrix,
  partitions: readonly FittedKMeans[],
  options: { readonly nReferences: number; readonly nInit: number; readonly seed: number },
): GapStatistic {
  const one = new KMeans({ nClusters: 1, nInit: 1 }).fit(matrix);
  const all = [one, ...partitions];
  return judgeGaps(
    all.map(({ nClusters }) => nClusters),
    all.map(({ inertia }) => Math.log(inertia)),
    { matrix, reference: "components", ...options },
  );
}

function fitBest(matrix: FeatureMatrix, expected: FeatureMatrix | null, options: KMeansOptions): FittedKMeans {
  return expected === null ? new KMeans(options).fit(matrix) : fitFrom(matrix, expected, options);
}

function describe(matrix: FeatureMatrix, fitted: FittedKMeans, stability: number, silhouette: SilhouetteOfRow) {
  const { nClusters, labels, inertia, sizes } = fitted;
  return {
    nClusters,
    inertia,
    ...silhouette,
    calinskiHarabasz: calinskiHarabaszScore(matrix, labels),
    daviesBouldin: daviesBouldinScore(matrix, labels),
    stability,
    smallestSize: sizes[nClusters - 1],
  };
}

function findPreferred(table: readonly ClusterCountRow[], gaps: GapStatistic): PreferredClusterCounts {
  const best = (score: (row: ClusterCountRow) => number) =>
    table.reduce((winner, row) => (score(row) > score(winner) ? row : winner)).nClusters;
  return {
    inertia: table.length < 3 ? null : best(depthBelowChord(table)),
    silhouette: best((row) => row.silhouette),
    calinskiHarabasz: best((row) => row.calinskiHarabasz),
    daviesBouldin: best((row) => -row.daviesBouldin),
    gap: gaps.isDecided ? gaps.nClusters : null,
    stability: best((row) => row.stability),
  };
}

/** How far below the line from the first to the last point of the inertia curve a row lies. */
function depthBelowChord(table: readonly ClusterCountRow[]): (row: ClusterCountRow) => number {
  const first = table[0];
  const last = table[table.length - 1];
  const slope = (last.inertia - first.inertia) / (last.nClusters - first.nClusters);
  return (row) => first.inertia + slope * (row.nClusters - first.nClusters) - row.inertia;
}
