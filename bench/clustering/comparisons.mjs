// What is measured against what, in the form of bench/modeling/comparisons.mjs: a ratio is ours / theirs; a target is the
// most that it may be.
import { largestDifference, largestRelativeDifference, median } from "../side-by-side/statistics.mjs";

export const LARGE_ROWS = 1_000_000;
/** For the sampled silhouette. */
export const MIDDLE_ROWS = 100_000;

const sameHeights = (ours, theirs) => [["heights", largestDifference(ours.heights, theirs.heights), 1e-8]];

/** Of the sample. */
const smallRows = 4000;

/** A lower inertia is no fault. */
const noMoreInertia = (margin) => (ours, theirs) => [
  ["inertia above theirs, share", Math.max(0, ours.inertia / theirs.inertia - 1), margin],
];
const sameValues = (ours, theirs) => [
  ["first 1,000 rows", largestDifference(ours.first, theirs.first), 1e-9],
  // Sums that would be 0 but for rounding are measured by the number of rows.
  ["column sums, relative", largestRelativeDifference(ours.sums, theirs.sums, LARGE_ROWS), 1e-8],
];

export const smallComparisons = [
  {
    label: "k-means, 5 clusters, 10 restarts",
    against: "scikit-learn",
    target: 0.8,
    ours: ["kMeans"],
    theirs: ["kMeans"],
    check: noMoreInertia(1e-9),
  },
  {
    label: "Ward linkage",
    against: "SciPy",
    target: 0.6,
    ours: ["linkage", { method: "ward" }],
    theirs: ["linkage", { method: "ward" }],
    check: sameHeights,
  },
  {
    label: "average linkage",
    against: "SciPy",
    target: 1,
    ours: ["linkage", { method: "average" }],
    theirs: ["linkage", { method: "average" }],
    check: sameHeights,
  },
  {
    label: "silhouette",
    against: "scikit-learn",
    target: 0.6,
    ours: ["silhouette"],
    theirs: ["silhouette"],
    check: (ours, theirs) => [["score", Math.abs(ours.score - theirs.score), 1e-10]],
  },
  {
    label: "Gaussian mixture, 5 components",
    against: "scikit-learn",
    target: 0.8,
    ours: ["gaussianMixture"],
    theirs: ["gaussianMixture"],
    check: (ours, theirs) => [
      ["log-likelihood after 20 steps from one start, relative", relative(ours, theirs, "fromOneStart"), 1e-8],
      [
        "median log-likelihood of 15 seeds below theirs, a row",
        below(median(ours.defaults), median(theirs.defaults)),
        0,
      ],
    ],
  },
  {
    label: "isolation forest, 100 trees, fit and scores",
    against: "scikit-learn",
    target: 0.6,
    ours: ["isolationForest"],
    theirs: ["isolationForest"],
    check: (ours, theirs) => [
      ["mean score", Math.abs(mean(ours.scores) - mean(theirs.scores)), 0.01],
      ["1 − correlation of the scores", 1 - correlation(ours.scores, theirs.scores), 0.05],
    ],
  },
  {
    label: "13 group comparisons",
    against: "SciPy, its tests alone",
    target: 1,
    ours: ["groupComparisons"],
    theirs: ["groupComparisons"],
    check: (ours, theirs) => [
      ["p-values, relative", largestRelativeDifference(ours.pValues, theirs.pValues, 1e-300), 1e-8],
      ["limits of the differences, relative", largestRelativeDifference(ours.limits, theirs.limits, 1e-9), 1e-8],
    ],
  },
];

export const middleComparisons = [
  {
    label: "sampled silhouette with an interval, 1,000 rows against 100,000",
    against: "scikit-learn's distances, by hand",
    ours: ["sampledSilhouette", { rows: MIDDLE_ROWS }],
    theirs: ["sampledSilhouette", { rows: MIDDLE_ROWS }],
    check: (ours, theirs) => [
      [
        "estimates, standard errors",
        Math.abs(ours.estimate - theirs.estimate) / Math.hypot(ours.standardError, theirs.standardError),
        5,
      ],
      ["width of the interval", ours.upper - ours.lower, 0.05],
    ],
  },
];

export const largeComparisons = [
  {
    label: "mini-batch k-means, 5 clusters",
    against: "scikit-learn",
    target: 1,
    ours: ["miniBatch"],
    theirs: ["miniBatch"],
    check: noMoreInertia(0.02),
  },
  ...["StandardScaler", "RobustScaler", "MinMaxScaler", "KBinsDiscretizer"].map((name) => ({
    label: name,
    against: name === "KBinsDiscretizer" ? "scikit-learn, of all rows" : "scikit-learn",
    target: 1,
    ours: ["transformer", { name }],
    theirs: ["transformer", { name }],
    check: sameValues,
  })),
];

function relative(ours, theirs, name) {
  return Math.abs(ours[name] / theirs[name] - 1);
}

/** By how much a row the clients of the sample are less likely to us than to them. */
function below(ours, theirs) {
  return Math.max(0, theirs - ours) / smallRows;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlation(a, b) {
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x, y) => x.reduce((sum, value, place) => sum + value * y[place], 0);
  const [left, right] = [a.map((value) => value - meanA), b.map((value) => value - meanB)];
  return product(left, right) / Math.sqrt(product(left, left) * product(right, right));
}
