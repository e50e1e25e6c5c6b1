// What churnlab does in each measurement. A task prepares its input, outside the clock, and returns `run`, which is
// timed, and `evidence`, which turns what `run` returned into numbers that the other side has to match.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { largestDifference } from "../side-by-side/statistics.mjs";
import { foldsByRow } from "./folds-by-row.mjs";
import { boostingOf, exported, forestOf } from "./our-models.mjs";

const require = createRequire(import.meta.url);
const churnlab = require("../../dist/index.js");
const { LogisticRegression, StandardScaler, makePipeline, rocAucScore } = churnlab;

export const tasks = {
  logistic: ({ small: { X, y } }) => {
    const scaled = standardise(X);
    return {
      run: () => new LogisticRegression().fit(scaled, y),
      evidence: ({ intercept, coefficients }) => ({ coefficients: [intercept, ...coefficients] }),
    };
  },

  logit: ({ small: { X, y } }) => {
    const scaled = standardise(X);
    return {
      run: () => {
        const fitted = new LogisticRegression({ penalty: "none" }).fit(scaled, y);
        return { fitted, standardErrors: fitted.standardErrors };
      },
      evidence: ({ fitted, standardErrors }) => ({
        coefficients: [fitted.intercept, ...fitted.coefficients],
        standardErrors: [...standardErrors],
      }),
    };
  },

  forest: ({ small: { X, y } }, { nJobs }) => ({
    run: () => forestOf({ nJobs }).fit(X, y),
    evidence: (fitted) => ({
      nNodes: fitted.nNodes,
      heldOutAuc: heldOutAuc(forestOf({}), X, y),
      sameBits: nJobs === undefined || hashOfModel(fitted) === hashOfModel(forestOf({ nJobs: 1 }).fit(X, y)),
    }),
  }),

  boosting: ({ small: { X, y } }) => {
    const recipe = boostingOf({});
    return { run: () => recipe.fit(X, y), evidence: () => ({ heldOutAuc: heldOutAuc(recipe, X, y) }) };
  },

  forestScore: ({ small: { X, y } }) => {
    const fitted = forestOf({}).fit(X, y);
    return { run: () => fitted.predictProba(X), evidence: (p) => ({ auc: rocAucScore(y, p) }) };
  },

  permutation: ({ small: { X, y } }, { model }) => {
    const fitted = recipeOf(model).fit(X, y);
    return {
      run: () => churnlab.permutationImportance(fitted, X, y, { scoring: "rocAuc", nRepeats: 10, seed: 1 }),
      evidence: ({ mean, standardDeviation }) => ({ means: [...mean], deviations: [...standardDeviation] }),
    };
  },

  crossValidation: ({ small: { X, y } }) => ({
    run: () =>
      churnlab.crossValidate(recipeOf("logistic"), X, y, {
        cv: new churnlab.RepeatedStratifiedKFold({ nSplits: 5, nRepeats: 5, seed: 1 }),
        scoring: ["rocAuc"],
      }),
    evidence: ({ scores }) => ({ meanAuc: mean(scores.rocAuc) }),
  }),

  calibration: ({ small: { X, y } }, { method }) => {
    const cv = foldsByRow(X.nSamples);
    const recipe = new (exported("CalibratedClassifier"))(recipeOf("logistic"), { method, cv });
    return {
      run: () => recipe.fit(X, y),
      evidence: (fitted) => {
        const p = fitted.predictProba(X);
        return { auc: rocAucScore(y, p), brier: churnlab.brierScore(y, p) };
      },
    };
  },

  forestShap: ({ small: { X, y } }, { rows }) => explaining(forestOf({}).fit(X, y), X, rows),

  boostingShap: ({ small: { X, y } }, { rows }) => explaining(boostingOf({}).fit(X, y), X, rows),

  rocAuc: (data) => {
    const { y } = data.small;
    const scores = readScores(data);
    return { run: () => rocAucScore(y, scores), evidence: (auc) => ({ auc }) };
  },

  bootstrap: (data) => {
    const { y } = data.small;
    const scores = readScores(data);
    return {
      run: () => churnlab.bootstrapInterval(rocAucScore, y, scores, { nResamples: 2000, seed: 1 }),
      evidence: ({ lower, upper }) => ({ limits: [lower, upper] }),
    };
  },

  largeLogisticScore: (data) => {
    const fitted = new LogisticRegression().fit(data.small.X, data.small.y);
    return scoring(fitted, data.large());
  },

  largePipelineScore: (data) => scoring(recipeOf("logistic").fit(data.small.X, data.small.y), data.large()),

  largeForestScore: (data) => scoring(forestOf({}).fit(data.small.X, data.small.y), data.large()),

  largeFit: (data, { model, rows }) => {
    const { X, y } = data.large(rows);
    const recipe = recipeOf(model, 20);
    const evidence = (fitted) => (model === "forest" ? { levels: meanLevels(fitted.trees) } : {});
    return { run: () => recipe.fit(X, y), evidence };
  },
};

function recipeOf(model, nEstimators) {
  if (model === "forest") return forestOf({ nEstimators });
  if (model === "boosting") return boostingOf({ nEstimators });
  return makePipeline(new StandardScaler(), new LogisticRegression());
}

function standardise(X) {
  return new StandardScaler().fit(X).transform(X);
}

function scoring(fitted, { X, y }) {
  return {
    run: () => fitted.predictProba(X),
    evidence: (p) => ({ first: [...p.subarray(0, 1000)], auc: rocAucScore(y, p) }),
  };
}

function explaining(fitted, X, rows) {
  const shapValues = exported("shapValues");
  const first = X.selectRows(Array.from({ length: rows }, (_, row) => row));
  return {
    run: () => shapValues(fitted, first),
    evidence: ({ values, baseValue, scale }) => {
      const forecast = scale === "logOdds" ? fitted.decisionFunction(first) : fitted.predictProba(first);
      const rowSums = values.toArrays().map((row) => row.reduce((sum, value) => sum + value, 0));
      return {
        first: [...values.data.subarray(0, 100 * X.nFeatures)],
        rowSums,
        gap: largestDifference(
          rowSums.map((sum) => sum + baseValue),
          [...forecast],
        ),
      };
    },
  };
}

function heldOutAuc(recipe, X, y) {
  const { train, test } = foldsByRow(X.nSamples)[4];
  const labels = (rows) => Uint8Array.from(rows, (row) => y[row]);
  const fitted = recipe.fit(X.selectRows(train), labels(train));
  return rocAucScore(labels(test), fitted.predictProba(X.selectRows(test)));
}

/** The forecasts that the exchange file holds, so that both sides judge the same numbers. */
function readScores(data) {
  return Float64Array.from(JSON.parse(readFileSync(data.path("scores.json"), "utf8")));
}

function hashOfModel(fitted) {
  const { training, ...model } = fitted.toJSON();
  return createHash("sha256").update(JSON.stringify(model)).digest("hex");
}

/** How many nodes of a tree are split with a training row in them, on average: the work of growing, a row. */
function meanLevels({ feature, cover, roots }) {
  let inSplitNodes = 0;
  feature.forEach((asked, node) => {
    if (asked >= 0) inSplitNodes += cover[node];
  });
  return inSplitNodes / cover[0] / (roots.length - 1);
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
