import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FeatureMatrix, type FittedClassifier, InvalidParameterError, Random, ShapeError } from "../../core";
import {
  DropColumns,
  deriveFeature,
  makePipeline,
  SelectColumns,
  StandardScaler,
  StratifiedKFold,
} from "../../preprocessing";
import { assertClose } from "../../testing/assert-close";
import { hardSets } from "../../testing/hard-sets";
import { readFixture } from "../../testing/read-fixture";
import { LogisticRegression } from "../logistic-regression";
import { partialDependence } from "../partial-dependence";
import { partialDependencePair } from "../partial-dependence-pair";
import { permutationImportance } from "../permutation-importance";
import { RandomForestClassifier } from "../random-forest";
import { greaterIsBetter, type ScoringName, scoreForecast } from "../scoring";
import { GridSearch } from "../search";

interface ImportanceFixture {
  X: number[][];
  y: number[];
  nRepeats: number;
  permutation: Record<"rocAuc" | "brier" | "logLoss", { mean: number[]; sd: number[] }>;
  dependence: {
    call: string;
    feature: number;
    gridSize: number;
    percentiles: [number, number];
    grid: number[];
    average: number[];
    individual: number[][];
  }[];
  pairs: {
    call: string;
    features: [number, number];
    gridSize: number;
    percentiles: [number, number];
    grids: number[][];
    average: number[][];
  }[];
}

const fixture = readFixture<ImportanceFixture>("modeling", "importance");
const { X, y } = fixture;
const model = makePipeline(new StandardScaler(), new LogisticRegression()).fit(X, y);
const names = ["rocAuc", "brier", "logLoss"] as const;

test("importances of a pipeline are scikit-learn's within the error of the shuffles, several scores at once", () => {
  const nRepeats = 80;
  const results = permutationImportance(model, X, y, { scoring: names, nRepeats, seed: 3 });
  for (const name of names) {
    const { mean, sd } = fixture.permutation[name];
    results[name].mean.forEach((importance, feature) => {
      const error = sd[feature] * Math.sqrt(1 / nRepeats + 1 / fixture.nRepeats);
      assert.ok(
        Math.abs(importance - mean[feature]) < 4.5 * error,
        `${name} ${feature}: ${importance}, ${mean[feature]}`,
      );
    });
  }
  const alone = permutationImportance(model, X, y, { scoring: "brier", nRepeats, seed: 3 });
  assert.deepEqual(results.brier, alone);
});

test("grids, averages and single curves are scikit-learn's", () => {
  for (const { call, feature, gridSize, percentiles, grid, average, individual } of fixture.dependence) {
    const ours = partialDependence(model, X, feature, { gridSize, percentiles, kind: "individual" });
    assertClose(ours.grid, grid, { relative: 1e-14, absolute: 1e-14 }, `grid of ${call}`);
    assertClose(ours.average, average, { absolute: 1e-10 }, `average of ${call}`);
    individual.forEach((curve, row) => {
      assertClose(ours.individual?.[row] ?? [], curve, { absolute: 1e-10 }, `row ${row} of ${call}`);
    });
  }
});

test("the dependence on two features is scikit-learn's", () => {
  for (const { call, features, gridSize, percentiles, grids, average } of fixture.pairs) {
    const ours = partialDependencePair(model, X, features, { gridSize, percentiles });
    ours.grids.forEach((grid, axis) => {
      assertClose(grid, grids[axis], { relative: 1e-14, absolute: 1e-14 }, `grid ${axis} of ${call}`);
    });
    ours.average.forEach((line, place) => {
      assertClose(line, average[place], { absolute: 1e-10 }, `line ${place} of ${call}`);
    });
  }
});

/** Permutation importance as it is written in the books: shuffle a column of the raw rows and forecast them all. */
function plainImportances(
  fitted: FittedClassifier,
  rows: FeatureMatrix,
  labels: number[],
  scoring: ScoringName,
  nRepeats: number,
  seed: number,
) {
  const random = new Random(seed);
  const score = (matrix: FeatureMatrix) => scoreForecast(scoring, Uint8Array.from(labels), fitted.predictProba(matrix));
  const baseline = score(rows);
  return rows.featureNames.map((_, column) => {
    const shuffler = random.fork(column);
    return Float64Array.from({ length: nRepeats }, () => {
      const order = shuffler.permutation(rows.nSamples);
      const data = rows.data.slice();
      order.forEach((source, row) => {
        data[row * rows.nFeatures + column] = rows.at(source, column);
      });
      const shuffled = score(new FeatureMatrix(data, rows.nSamples, rows.featureNames));
      return greaterIsBetter(scoring) ? baseline - shuffled : shuffled - baseline;
    });
  });
}

const rows = new FeatureMatrix(Float64Array.from(X.flat()), X.length, [
  "age",
  "near",
  "contract",
  "spent",
  "share",
  "noise",
]);
const forest = new RandomForestClassifier({ nEstimators: 5, maxDepth: 5, seed: 1 });
const models: Readonly<Record<string, FittedClassifier>> = {
  logistic: new LogisticRegression().fit(rows, y),
  forest: forest.fit(rows, y),
  scaled: makePipeline(new StandardScaler(), new LogisticRegression()).fit(rows, y),
  chosen: makePipeline(
    new DropColumns({ columns: ["noise"] }),
    new SelectColumns({ columns: ["spent", "age", "near", "share"] }),
    new StandardScaler(),
    forest,
  ).fit(rows, y),
  derived: makePipeline(
    new StandardScaler(),
    deriveFeature({ name: "both", from: ["age", "near"], compute: "product" }),
    new LogisticRegression(),
  ).fit(rows, y),
  search: new GridSearch({
    build: (options) =>
      makePipeline(new StandardScaler(), makePipeline(new StandardScaler(), new LogisticRegression(options))),
    grid: { C: [0.1] },
    cv: new StratifiedKFold({ nSplits: 2, seed: 1 }),
  }).fit(rows, y),
};

for (const [kind, fitted] of Object.entries(models)) {
  test(`${kind}: importances and curves have the bits of the plain way`, () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(...names, "averagePrecision" as const, "accuracy" as const),
        (seed, nRepeats, scoring) => {
          const { importances } = permutationImportance(fitted, rows, y, { seed, nRepeats, scoring });
          assert.deepEqual(importances, plainImportances(fitted, rows, y, scoring, nRepeats, seed));
        },
      ),
      { numRuns: 6 },
    );
    rows.featureNames.forEach((name, column) => {
      const { grid, individual } = partialDependence(fitted, rows, name, { gridSize: 3, kind: "individual" });
      grid.forEach((value, point) => {
        const data = rows.data.slice();
        for (let place = column; place < data.length; place += rows.nFeatures) data[place] = value;
        const plain = fitted.predictProba(new FeatureMatrix(data, rows.nSamples, rows.featureNames));
        assert.deepEqual(
          Float64Array.from(individual ?? [], (curve) => curve[point]),
          plain,
        );
      });
    });
  });
}

test("importances of sets that are hard on an estimator are finite, and a constant feature has none", () => {
  for (const { name, X: hard, y: labels } of hardSets()) {
    if (hard.length > 500 || new Set(labels).size < 2) continue;
    const fitted = new RandomForestClassifier({ nEstimators: 3, maxDepth: 3, seed: 1 }).fit(hard, labels);
    const { importances, mean } = permutationImportance(fitted, hard, labels, {
      seed: 1,
      nRepeats: 3,
      scoring: "brier",
    });
    assert.ok(
      importances.every((drops) => drops.every(Number.isFinite)),
      name,
    );
    hard[0].forEach((_, column) => {
      if (new Set(hard.map((row) => row[column])).size === 1) assert.equal(mean[column], 0, name);
    });
    const { average } = partialDependence(fitted, hard, 0, { gridSize: 4 });
    assert.ok(
      average.every((p) => p >= 0 && p <= 1),
      name,
    );
  }
});

test("features that are called by numbers keep their order", () => {
  const numbered = new FeatureMatrix(rows.data, rows.nSamples, ["20", "3", "1", "b", "a", "0"]);
  const fitted = new LogisticRegression().fit(numbered, y);
  const { featureNames } = permutationImportance(fitted, numbered, y, { seed: 1, nRepeats: 1 });
  assert.deepEqual(featureNames, ["20", "3", "1", "b", "a", "0"]);
});

test("wrong questions are refused", () => {
  assert.throws(() => permutationImportance(model, [], [], { seed: 1 }), ShapeError);
  assert.throws(() => permutationImportance(model, X, y, { seed: 1, scoring: [] }), InvalidParameterError);
  assert.throws(() => permutationImportance(model, X, y, { seed: 1.5 }), /seed must be an integer/);
  assert.throws(() => permutationImportance(model, X, y, { seed: 1, groups: [] as never }), /groups must be an object/);
  assert.throws(() => permutationImportance(model, X, new Array(160).fill(1), { seed: 1 }), /both classes/);
  assert.throws(
    () => partialDependencePair(model, X, [1, "x1"]),
    new InvalidParameterError('features must be different; got "x1" twice'),
  );
  assert.throws(() => partialDependencePair(model, X, [1] as never), /features must be two features/);
  assert.throws(() => partialDependencePair(model, X, [0, 1], { grids: [[1]] as never }), /grids must be two arrays/);
  assert.throws(() => partialDependencePair(model, X, [0, 1], { grid: [1] } as never), /no option "grid"/);
});
