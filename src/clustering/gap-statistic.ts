import {
  checkInteger,
  checkOneOf,
  checkOptionNames,
  FeatureMatrix,
  InvalidParameterError,
  type MatrixLike,
  type OnProgress,
  Random,
} from "../core";
import { checkCandidates } from "./check-candidates";
import { KMeans } from "./k-means";
import { rotateToComponents } from "./rotate-to-components";
import { toSquarableFeatures } from "./squarable-features";

/** Options of {@link gapStatistic}. */
export interface GapStatisticOptions {
  /** Numbers of clusters to try, different integers in [1, nSamples − 1]. Default 1 … 8, as far as there are rows. */
  readonly candidates?: readonly number[];
  /** Sets of rows without clusters to compare with, an integer ≥ 2. Default 20. */
  readonly nReferences?: number;
  /**
   * Where those rows are drawn: uniformly over the range of each feature ("range"), or of each principal component
   * ("components", the default), which follows the shape of the data.
   */
  readonly reference?: "range" | "components";
  /** Starts of k-means on the data and on each reference, an integer ≥ 1. Default 10. */
  readonly nInit?: number;
  /** An integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
  /** Called after each set of rows, the data among them. */
  readonly onProgress?: OnProgress;
}

/** The gap of one number of clusters. */
export interface GapRow {
  /** The number tried */
  readonly nClusters: number;
  /** ln of the within-cluster sum of squares of the data */
  readonly logInertia: number;
  /** Mean of the same over the references. */
  readonly expected: number;
  /** expected − logInertia: how much tighter the clusters are than without structure. */
  readonly gap: number;
  /** Standard error of the simulation: sd · √(1 + 1 / nReferences). */
  readonly standardError: number;
}

/** What {@link gapStatistic} finds. */
export interface GapStatistic {
  /** One row a candidate, ascending. */
  readonly table: readonly GapRow[];
  /**
   * The smallest candidate whose gap is at least the next one's less that one's standard error (the rule of the paper);
   * the last candidate where there is none.
   */
  readonly nClusters: number;
  /** Whether some candidate fulfilled that rule. */
  readonly isDecided: boolean;
}

const optionNames = ["candidates", "nReferences", "reference", "nInit", "seed", "onProgress"];

/**
 * The gap statistic: how much more the within-cluster sum of squares falls with each number of clusters than it would on
 * rows drawn uniformly, without clusters. It is the one index that can also answer "1".
 * On few rows the rule is timid: it may stop at 1 although a larger number has a much larger gap; look at the table.
 * A data set whose inertia is 0 for a candidate has an infinite gap there.
 * @param X nSamples × nFeatures, features on one scale
 * @param options see {@link GapStatisticOptions}
 * @returns a table, one row a candidate, and the number that the one-standard-error rule chooses
 * @throws InvalidParameterError for a bad or unknown option
 * @see Tibshirani, Walther & Hastie (2001), J. R. Stat. Soc. B 63; R `cluster::clusGap` (inertia as in its d.power = 2)
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { gapStatistic } from "churnlab";
 *
 * const X = Array.from({ length: 40 }, (_, row) => [(row % 2) * 10 + (row % 5) / 5, (row % 7) / 7]); // two groups
 * const { nClusters, table } = gapStatistic(X, { candidates: [1, 2, 3], nReferences: 10, seed: 1 });
 * assert.equal(nClusters, 2);
 * assert.equal(table.length, 3);
 * ```
 */
export function gapStatistic(X: MatrixLike, options: GapStatisticOptions = {}): GapStatistic {
  const matrix = toSquarableFeatures(X);
  checkOptionNames("gapStatistic", options, optionNames);
  const { nReferences = 20, reference = "components", nInit = 10, seed = 0, onProgress } = options;
  const most = Math.min(8, matrix.nSamples - 1);
  const { candidates = Array.from({ length: Math.max(0, most) }, (_, index) => index + 1) } = options;
  const counts = checkCandidates(candidates, 1, matrix.nSamples);
  checkInteger("nReferences", nReferences, { min: 2 });
  checkOneOf("reference", reference, ["range", "components"]);
  checkInteger("nInit", nInit, { min: 1 });
  checkInteger("seed", seed, { min: 0, max: 0xffffffff });
  checkDiffer(matrix);
  const observed = counts.map((nClusters) => Math.log(new KMeans({ nClusters, nInit, seed }).fit(matrix).inertia));
  return judgeGaps(counts, observed, { matrix, nReferences, reference, nInit, seed, onProgress });
}

/** Rows that are all alike have no range to draw references from. */
export function checkDiffer({ data, nFeatures }: FeatureMatrix): void {
  if (data.some((value, place) => value !== data[place % nFeatures])) return;
  throw new InvalidParameterError("X must have rows that differ for a gap statistic; all are alike");
}

/** What the simulation of references is told. */
export interface GapSimulation {
  readonly matrix: FeatureMatrix;
  readonly nReferences: number;
  readonly reference: "range" | "components";
  readonly nInit: number;
  readonly seed: number;
  readonly onProgress?: OnProgress;
}

/** {@link gapStatistic} of inertias that are already known, as logarithms. Prior validation is assumed. */
export function judgeGaps(
  counts: readonly number[],
  observed: readonly number[],
  { matrix, nReferences, reference, nInit, seed, onProgress }: GapSimulation,
): GapStatistic {
  onProgress?.(1, nReferences + 1);
  const draw = reference === "range" ? drawInRange : drawAlongComponents(matrix);
  const simulated = Array.from({ length: nReferences }, (_, index) => {
    const random = new Random(seed).fork(index);
    const rows = draw(matrix, random);
    const logs = counts.map((nClusters) =>
      Math.log(new KMeans({ nClusters, nInit, seed: random.uint32() }).fit(rows).inertia),
    );
    onProgress?.(index + 2, nReferences + 1);
    return logs;
  });
  const table = counts.map((nClusters, place) => {
    const logs = simulated.map((values) => values[place]);
    const expected = logs.reduce((sum, value) => sum + value, 0) / nReferences;
    const variance = logs.reduce((sum, value) => sum + (value - expected) ** 2, 0) / nReferences;
    const standardError = Math.sqrt(variance * (1 + 1 / nReferences));
    return { nClusters, logInertia: observed[place], expected, gap: expected - observed[place], standardError };
  });
  const found = table.findIndex(
    ({ gap }, place) => place + 1 < table.length && gap >= table[place + 1].gap - table[place + 1].standardError,
  );
  const isDecided = found >= 0;
  return { table, nClusters: table[isDecided ? found : table.length - 1].nClusters, isDecided };
}

type Draw = (matrix: FeatureMatrix, random: Random) => FeatureMatrix;

const drawInRange: Draw = ({ data, nSamples, nFeatures, featureNames }, random) => {
  const { lowest, widths } = ranges(data, nFeatures);
  const drawn = new Float64Array(data.length);
  for (let place = 0; place < drawn.length; place++) {
    const column = place % nFeatures;
    drawn[place] = lowest[column] + widths[column] * random.uniform();
  }
  return new FeatureMatrix(drawn, nSamples, featureNames);
};

/** Rotation keeps distances: the rows drawn need not be turned back. */
function drawAlongComponents(matrix: FeatureMatrix): Draw {
  const rotated = rotateToComponents(matrix);
  return (_, random) => drawInRange(rotated, random);
}

function ranges(data: Float64Array, nFeatures: number): { lowest: Float64Array; widths: Float64Array } {
  const lowest = new Float64Array(nFeatures).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(nFeatures).fill(Number.NEGATIVE_INFINITY);
  for (let place = 0; place < data.length; place++) {
    const column = place % nFeatures;
    lowest[column] = Math.min(lowest[column], data[place]);
    highest[column] = Math.max(highest[column], data[place]);
  }
  return { lowest, widths: highest.map((value, column) => value - lowest[column]) };
}
