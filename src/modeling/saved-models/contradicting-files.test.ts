import assert from "node:assert/strict";
import { test } from "node:test";
import { PCA } from "../../clustering";
import { StratifiedKFold } from "../../preprocessing";
import { FittedLogisticRegression } from "../fitted-logistic-regression";
import { GradientBoostingClassifier } from "../gradient-boosting";
import { LogisticRegression } from "../logistic-regression";
import { RandomForestClassifier } from "../random-forest";
import { FittedSearch, GridSearch, RandomSearch } from "../search";
import { fittedFromJSON, modelFromJSON } from ".";

const X = Array.from({ length: 60 }, (_, row) => [row % 7, (row * 5) % 11, 3]);
const y = X.map(([a, b]) => Number(a + b > 8));
const cv = new StratifiedKFold({ nSplits: 3, seed: 1 });

/** A copy of what a file would hold. */
function saved(fitted: object): Record<string, never> & { [name: string]: never } {
  return JSON.parse(JSON.stringify(fitted));
}

function refused(json: object, change: object, rule: RegExp): void {
  assert.doesNotThrow(() => fittedFromJSON(json));
  assert.throws(() => fittedFromJSON({ ...json, ...change }), rule);
}

test("importances that are not those of the trees are refused", () => {
  const forest = saved(new RandomForestClassifier({ nEstimators: 3, seed: 1 }).fit(X, y));
  const boosting = saved(new GradientBoostingClassifier({ nEstimators: 3, minSamplesLeaf: 3 }).fit(X, y));
  for (const json of [forest, boosting]) {
    const importances = json["featureImportances"] as number[];
    assert.equal(importances[2], 0);
    refused(json, { featureImportances: [0.5, 0.4, 0.1] }, /must be 0 for a feature that no tree asks about; got 0.1/);
    refused(json, { featureImportances: [0.5, 0.4, 0] }, /must have the sum 1, or be all 0; got the sum 0.9/);
    refused(json, { featureImportances: [1.5, -0.5, 0] }, /must be in \[0, 1\]; got 1.5 at position 0/);
  }
});

test("a search whose choice is not that of its scores is refused", () => {
  const build = (options: { C: number }) => new LogisticRegression(options);
  const grid = { C: [1e-6, 1, 100] };
  for (const oneStandardError of [false, true]) {
    const fitted = new GridSearch({ build, grid, cv, scoring: ["logLoss", "rocAuc"], oneStandardError }).fit(X, y);
    const json = saved(fitted);
    const other = (fitted.bestIndex + 1) % 3;
    refused(json, { bestIndex: other }, /bestIndex .* must be the candidate that the scores choose/);
    refused(json, { refit: "rocAuc" }, /refit .* must be that of its training, "logLoss"; got "rocAuc"/);
    const results = structuredClone(json["results"]) as { scores: { rocAuc: number[] } }[];
    results[0].scores.rocAuc[1] = 1.25;
    refused(json, { results }, /scores.rocAuc of results\[0\] .* must be in \[0, 1\]; got 1.25 at position 1/);
  }
});

test("each search reads its own files alone", () => {
  const readers = { LogisticRegression: FittedLogisticRegression.fromJSON };
  const build = (options: { C: number }) => new LogisticRegression(options);
  const byGrid = new GridSearch({ build, grid: { C: [1, 2] }, cv }).fit(X, y);
  const drawn = new RandomSearch({ build, distributions: { C: [1, 2] }, cv, seed: 1 }).fit(X, y);
  assert.deepEqual(GridSearch.fromJSON(saved(byGrid), readers), FittedSearch.fromJSON(saved(byGrid), readers));
  assert.deepEqual(RandomSearch.fromJSON(saved(drawn), readers).predictProba(X), drawn.predictProba(X));
  assert.throws(() => GridSearch.fromJSON(saved(drawn), readers), /must be one of "GridSearch"; got "RandomSearch"/);
  assert.throws(() => RandomSearch.fromJSON(saved(byGrid), readers), /must be one of "RandomSearch"; got "GridSearch"/);
  assert.deepEqual(modelFromJSON(saved(byGrid)).predictProba(X), byGrid.predictProba(X));
});

test("components that are no directions at right angles, or shares out of proportion, are refused", () => {
  const json = saved(new PCA({ nComponents: 2 }).fit(X));
  const [first, second] = json["components"] as number[][];
  refused(
    json,
    { components: [first, first] },
    /must have length 1 and be at right angles; the product of components 0 and 1/,
  );
  refused(json, { components: [first.map((value) => 2 * value), second] }, /the product of components 0 and 0 is 4/);
  const variances = json["explainedVariance"] as number[];
  refused(json, { explainedVariance: [...variances].reverse() }, /explainedVariance\[1\] in the JSON of a PCA must be/);
  const [share] = json["explainedVarianceRatio"] as number[];
  refused(json, { explainedVarianceRatio: [share, share] }, /must be shares of 1 in proportion to explainedVariance/);
  refused(
    json,
    { explainedVarianceRatio: [null, null] },
    /must be shares of 1 in proportion to explainedVariance; got NaN/,
  );
  const constant = saved(
    new PCA().fit([
      [1, 2],
      [1, 2],
      [1, 2],
    ]),
  );
  assert.doesNotThrow(() => fittedFromJSON(constant));
});
