// What is measured against what. A ratio is ours / theirs; a target is the most that it may be. `slow`: left out of a
// quick run. `once`: takes so long on the other side that one run has to do; rows before it have warmed the code.
import { largestDifference } from "../side-by-side/statistics.mjs";

/** Ensembles and shuffles are drawn by other random numbers on each side: they agree within these margins only. */
const AUC_MARGIN = 0.01;

const sameCoefficients = (ours, theirs) => [
  ["coefficients", largestDifference(ours.coefficients, theirs.coefficients), 1e-6],
];
const sameHeldOutAuc = (ours, theirs) => [["AUC held out", Math.abs(ours.heldOutAuc - theirs.heldOutAuc), AUC_MARGIN]];
const sameAuc = (margin) => (ours, theirs) => [["AUC", Math.abs(ours.auc - theirs.auc), margin]];
/** Shuffles differ: the means of ten may differ by some of their standard errors, and by what the models differ. */
const sameMeans = (modelMargin) => (ours, theirs) => {
  const differences = ours.means.map((mean, feature) => {
    const deviation = Math.hypot(ours.deviations[feature], theirs.deviations[feature]);
    return Math.max(0, Math.abs(mean - theirs.means[feature]) - modelMargin) / (deviation / Math.sqrt(10) + 1e-4);
  });
  return [[`mean drops beyond ${modelMargin}, standard errors`, Math.max(...differences), 6]];
};
const sameCalibration = (ours, theirs) => [
  ["AUC", Math.abs(ours.auc - theirs.auc), 1e-3],
  ["Brier score", Math.abs(ours.brier - theirs.brier), 1e-4],
];
const sameLimits = (ours, theirs) => [["limits", largestDifference(ours.limits, theirs.limits), 0.002]];
const sameShap = (ours, theirs) => [
  ["values of 100 rows", largestDifference(ours.first, theirs.first), 1e-8],
  ["row sums", largestDifference(ours.rowSums, theirs.rowSums), 1e-8],
  ["row sums and forecasts", ours.gap, 1e-9],
];
const sameForest = (ours, theirs) => [
  ...sameHeldOutAuc(ours, theirs),
  ["nodes, share of theirs", Math.abs(ours.nNodes / theirs.nNodes - 1), 0.25],
];

export const smallComparisons = [
  {
    label: "logistic regression, fit",
    against: "scikit-learn, lbfgs",
    target: 0.5,
    ours: ["logistic"],
    theirs: ["logistic"],
    check: sameCoefficients,
  },
  {
    label: "logistic regression, fit",
    against: "scikit-learn, newton-cholesky",
    ours: ["logistic"],
    theirs: ["logistic", { solver: "newton-cholesky" }],
    check: sameCoefficients,
  },
  {
    label: "logistic regression without penalty, with standard errors",
    against: "statsmodels Logit",
    ours: ["logit"],
    theirs: ["logit"],
    check: (ours, theirs) => [
      ...sameCoefficients(ours, theirs),
      ["standard errors", largestDifference(ours.standardErrors, theirs.standardErrors), 1e-6],
    ],
  },
  {
    label: "random forest, 100 trees, fit",
    against: "scikit-learn",
    target: 0.5,
    ours: ["forest"],
    theirs: ["forest"],
    check: sameForest,
  },
  {
    label: "random forest, forecast",
    against: "scikit-learn",
    ours: ["forestScore"],
    theirs: ["forestScore"],
    check: sameAuc(AUC_MARGIN),
  },
  {
    label: "boosting, 100 iterations, fit",
    against: "scikit-learn, HistGradientBoosting",
    target: 0.7,
    ours: ["boosting"],
    theirs: ["boosting"],
    check: sameHeldOutAuc,
  },
  {
    label: "boosting, 100 iterations, fit",
    against: "LightGBM",
    ours: ["boosting"],
    theirs: ["boosting", { library: "LightGBM" }],
    check: sameHeldOutAuc,
  },
  {
    label: "permutation importance, 10 repeats, logistic pipeline",
    against: "scikit-learn",
    target: 0.5,
    ours: ["permutation", { model: "logistic" }],
    theirs: ["permutation", { model: "logistic" }],
    check: sameMeans(0),
  },
  {
    label: "permutation importance, 10 repeats, forest",
    against: "scikit-learn",
    target: 0.5,
    slow: true,
    ours: ["permutation", { model: "forest" }],
    theirs: ["permutation", { model: "forest" }],
    check: sameMeans(0.01),
  },
  {
    label: "5 × 5 cross-validation, logistic pipeline",
    against: "scikit-learn",
    target: 0.4,
    ours: ["crossValidation"],
    theirs: ["crossValidation"],
    check: (ours, theirs) => [["mean AUC", Math.abs(ours.meanAuc - theirs.meanAuc), 0.002]],
  },
  {
    label: "SHAP of the forest, 500 rows",
    against: "shap, same trees",
    target: 1,
    slow: true,
    ours: ["forestShap", { rows: 500 }],
    theirs: ["forestShap", { rows: 500 }],
    check: sameShap,
  },
  {
    label: "SHAP of the forest, 4,000 rows",
    against: "shap, same trees",
    target: 1,
    slow: true,
    once: true,
    ours: ["forestShap", { rows: 4000 }],
    theirs: ["forestShap", { rows: 4000 }],
    check: sameShap,
  },
  {
    label: "SHAP of the forest, 500 rows",
    against: "shap, scikit-learn's forest",
    slow: true,
    once: true,
    ours: ["forestShap", { rows: 500 }],
    theirs: ["forestShap", { rows: 500, own: true }],
  },
  {
    label: "SHAP of boosting, 4,000 rows",
    against: "shap, same trees",
    ours: ["boostingShap", { rows: 4000 }],
    theirs: ["boostingShap", { rows: 4000 }],
    check: sameShap,
  },
  {
    label: "calibration, sigmoid, 5 folds of the logistic pipeline",
    against: "scikit-learn",
    ours: ["calibration", { method: "sigmoid" }],
    theirs: ["calibration", { method: "sigmoid" }],
    check: sameCalibration,
  },
  {
    label: "calibration, isotonic, 5 folds of the logistic pipeline",
    against: "scikit-learn",
    ours: ["calibration", { method: "isotonic" }],
    theirs: ["calibration", { method: "isotonic" }],
    check: sameCalibration,
  },
  {
    label: "AUC",
    against: "scikit-learn",
    ours: ["rocAuc"],
    theirs: ["rocAuc"],
    check: sameAuc(1e-12),
  },
  {
    label: "bootstrap interval of the AUC, 2,000 resamples",
    against: "NumPy, by hand",
    ours: ["bootstrap"],
    theirs: ["bootstrap", { method: "numpy" }],
    check: sameLimits,
  },
  {
    label: "bootstrap interval of the AUC, 2,000 resamples",
    against: "SciPy bootstrap",
    slow: true,
    once: true,
    ours: ["bootstrap"],
    theirs: ["bootstrap", { method: "scipy" }],
    check: sameLimits,
  },
];

/** Judged by wall time: that is what threads are for. */
export const threadComparisons = [
  {
    label: "random forest, 100 trees, fit, 2 threads",
    against: "scikit-learn, n_jobs=2",
    target: 0.6,
    ours: ["forest", { nJobs: 2 }],
    theirs: ["forest", { n_jobs: 2 }],
    check: (ours, theirs) => [...sameForest(ours, theirs), ["bits of one thread", ours.sameBits ? 0 : 1, 0]],
  },
];

export const largeComparisons = [
  {
    label: "logistic regression, forecast",
    against: "scikit-learn",
    target: 1,
    ours: ["largeLogisticScore"],
    theirs: ["largeLogisticScore"],
    check: sameForecasts,
  },
  {
    label: "scaler and logistic regression, forecast",
    against: "scikit-learn",
    ours: ["largePipelineScore"],
    theirs: ["largePipelineScore"],
    check: sameForecasts,
  },
  {
    label: "random forest, 100 trees, forecast",
    against: "scikit-learn",
    target: 0.7,
    ours: ["largeForestScore"],
    theirs: ["largeForestScore"],
    check: sameAuc(AUC_MARGIN),
  },
];

function sameForecasts(ours, theirs) {
  return [
    ["first 1,000 forecasts", largestDifference(ours.first, theirs.first), 1e-6],
    ["AUC", Math.abs(ours.auc - theirs.auc), 1e-6],
  ];
}
