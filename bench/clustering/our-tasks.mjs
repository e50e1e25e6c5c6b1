// What churnlab does in each measurement. A task prepares its input, outside the clock, and returns `run`, which is
// timed, and `evidence`, which turns what `run` returned into numbers that the other side has to match.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const churnlab = require("../../dist/index.js");

export const N_CLUSTERS = 5;

/** One start finds one of many local optima: the defaults are compared over several. */
const MIXTURE_SEEDS = Array.from({ length: 15 }, (_, seed) => seed);

export const tasks = {
  kMeans: ({ small }) => {
    const X = standardise(small.X);
    return {
      run: () => new churnlab.KMeans({ nClusters: N_CLUSTERS, nInit: 10, seed: 1 }).fit(X),
      evidence: ({ inertia }) => ({ inertia }),
    };
  },

  linkage: (data, { method, rows }) => {
    const X = standardise(rows === undefined ? data.small.X : data.large(rows).X);
    return {
      run: () => churnlab.linkage(X, method),
      evidence: (merges) => ({ heights: merges.map(([, , height]) => height) }),
    };
  },

  silhouette: (data) => {
    const X = standardise(data.small.X);
    const labels = Uint32Array.from(read(data, "labels"));
    return { run: () => churnlab.silhouetteScore(X, labels), evidence: (score) => ({ score }) };
  },

  /** The timed fit is by the defaults; the steps are compared from one start, as k-means draws other random numbers. */
  gaussianMixture: (data) => {
    const X = standardise(data.small.X);
    const fit = (options) => new churnlab.GaussianMixture({ nComponents: N_CLUSTERS, seed: 1, ...options }).fit(X);
    return {
      run: () => fit({}),
      evidence: () => {
        const { logLikelihood, nIterations } = fit({ ...read(data, "mixture"), maxIterations: 20, tolerance: 0 });
        const defaults = MIXTURE_SEEDS.map((seed) => fit({ seed }).logLikelihood);
        return { fromOneStart: logLikelihood, nIterations, defaults };
      },
    };
  },

  isolationForest: ({ small: { X } }) => ({
    run: () => new churnlab.IsolationForest({ seed: 1 }).fit(X).scoreSamples(X),
    evidence: (scores) => ({ scores: [...scores] }),
  }),

  groupComparisons: ({ small: { X, y } }) => ({
    run: () => churnlab.compareGroups(X, y),
    evidence: (table) => ({
      pValues: table.flatMap((row) => [row.pValue, row.secondPValue, row.pAdjusted]),
      limits: table
        .filter(({ kind }) => kind === "numeric")
        .flatMap((row) => [row.differenceLower, row.differenceUpper]),
    }),
  }),

  miniBatch: (data) => {
    const X = standardise(data.large().X);
    return {
      run: () => new churnlab.MiniBatchKMeans({ nClusters: N_CLUSTERS, seed: 1 }).fit(X),
      evidence: ({ inertia }) => ({ inertia }),
    };
  },

  transformer: (data, { name, options = {} }) => {
    const { X } = data.large();
    return {
      run: () => new churnlab[name](options).fit(X).transform(X),
      evidence: ({ data: values, nFeatures }) => ({
        first: [...values.subarray(0, 1000 * nFeatures)],
        sums: columnSums(values, nFeatures),
      }),
    };
  },

  sampledSilhouette: (data, { rows }) => {
    const X = standardise(data.large(rows).X);
    const { labels } = new churnlab.KMeans({ nClusters: N_CLUSTERS, nInit: 1, seed: 1 }).fit(X);
    return {
      run: () => churnlab.sampledSilhouetteScore(X, labels, { sampleSize: 1000, seed: 1 }),
      evidence: ({ estimate, standardError, lower, upper }) => ({ estimate, standardError, lower, upper }),
    };
  },
};

export function standardise(X) {
  return new churnlab.StandardScaler().fit(X).transform(X);
}

/** Something of the exchange, so that both sides work on the same. */
function read(data, name) {
  return JSON.parse(readFileSync(data.path(`${name}.json`), "utf8"));
}

function columnSums(values, nFeatures) {
  const sums = new Array(nFeatures).fill(0);
  for (let place = 0; place < values.length; place++) sums[place % nFeatures] += values[place];
  return sums;
}
