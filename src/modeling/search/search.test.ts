import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, type LabelsLike, type MatrixLike, Random, toLabels } from "../../core";
import { makePipeline, type Splitter, StandardScaler, StratifiedKFold } from "../../preprocessing";
import { assertClose } from "../../testing/assert-close";
import { readFixture } from "../../testing/read-fixture";
import { crossValidate } from "../cross-validate";
import { DummyClassifier } from "../dummy-classifier";
import { LogisticRegression } from "../logistic-regression";
import { RandomForestClassifier } from "../random-forest";
import { summarizeScores } from "../summarize-scores";
import { CandidateError, GridSearch, nestedCrossValidate, parameterGrid, RandomSearch } from ".";
import { drawOptions } from "./draw-options";
import { chooseCandidate, rankCandidates } from "./search-result";

type Scores<T> = Record<"rocAuc" | "brier" | "logLoss", T>;

interface SearchFixture {
  X: number[][];
  y: number[];
  C: number[];
  grid: {
    params: object[];
    scores: Scores<number[][]>;
    mean: Scores<number[]>;
    standardDeviation: Scores<number[]>;
    rank: Scores<number[]>;
    bestIndex: number;
    bestScore: number;
    forecast: number[];
  };
  nested: { scores: Scores<number[]>; innerScores: number[]; chosen: object[] };
}

const fixture = readFixture<SearchFixture>("modeling", "search");
const { X, y } = fixture;
const names = ["rocAuc", "brier", "logLoss"] as const;

/** Fold k tests the rows whose number leaves k when divided by n, as in the oracle's script. */
const everyNth = (n: number): Splitter => ({
  split: (labels: LabelsLike) => {
    const rows = Uint32Array.from(toLabels(labels).keys());
    return Array.from({ length: n }, (_, fold) => ({
      train: rows.filter((row) => row % n !== fold),
      test: rows.filter((row) => row % n === fold),
    }));
  },
});

const logisticSearch = (nFolds: number) =>
  new GridSearch({
    build: (options) => makePipeline(new StandardScaler(), new LogisticRegression(options)),
    grid: { C: fixture.C, classWeight: [undefined, "balanced"] },
    scoring: names,
    refit: "logLoss",
    cv: everyNth(nFolds),
  });

test("scores of every fold, means, deviations, ranks, choice and forecast are those of GridSearchCV", () => {
  const fitted = logisticSearch(5).fit(X, y);
  const { grid } = fixture;
  assert.deepEqual(
    fitted.results.map(({ options }) => options),
    grid.params,
  );
  for (const name of names) {
    const column = <T>(of: (result: (typeof fitted.results)[number]) => T) => fitted.results.map(of);
    assertClose(
      column(({ scores }) => Array.from(scores[name])).flat(),
      grid.scores[name].flat(),
      { absolute: 1e-9 },
      name,
    );
    assertClose(
      column(({ mean }) => mean[name]),
      grid.mean[name],
      { absolute: 1e-9 },
      `mean ${name}`,
    );
    assertClose(
      column(({ standardDeviation }) => standardDeviation[name]),
      grid.standardDeviation[name],
      { absolute: 1e-9 },
      `standard deviation ${name}`,
    );
    assert.deepEqual(
      column(({ rank }) => rank[name]),
      grid.rank[name],
    );
  }
  assert.equal(fitted.bestIndex, grid.bestIndex);
  assertClose(fitted.bestScore, grid.bestScore, { absolute: 1e-9 });
  assertClose(fitted.predictProba(X.slice(0, 10)), grid.forecast, { absolute: 1e-9 });
  assert.deepEqual(fitted.predictProba(X), fitted.bestModel.predictProba(X));
  assert.deepEqual(fitted.bestModel.classifier.featureNames, ["x0", "x1", "x2", "x3", "x4"]);
  assert.equal(fitted.fitSeconds?.length, 8);
  assert.equal(fitted.training.nSamples, 150);
});

test("nested cross-validation is that of cross_validate around GridSearchCV", () => {
  const nested = nestedCrossValidate(logisticSearch(3), X, y, { cv: everyNth(4), scoring: names });
  for (const name of names)
    assertClose(nested.scores[name], fixture.nested.scores[name], { absolute: 1e-9 }, `outer ${name}`);
  assertClose(nested.innerScores, fixture.nested.innerScores, { absolute: 1e-9 }, "inner");
  assert.deepEqual(
    nested.searches.map((search) => search.bestOptions),
    fixture.nested.chosen,
  );
  assert.deepEqual(nested.choices, [
    { options: { C: 0.03 }, count: 3 },
    { options: { C: 0.001 }, count: 1 },
  ]);
  assert.equal(nested.agreement, 0.75);
  const gap = nested.outerScores.reduce((sum, score, fold) => sum + score - nested.innerScores[fold], 0) / 4;
  assertClose(nested.optimism, gap, { absolute: 1e-15 }, "of a loss too positive is too good");
  const { mean } = summarizeScores(nested).brier;
  assertClose(mean, fixture.nested.scores.brier.reduce((sum, score) => sum + score, 0) / 4, { absolute: 1e-9 });
  const plain = crossValidate(logisticSearch(3), X, y, { cv: everyNth(4), scoring: names });
  assert.deepEqual(plain.scores, nested.scores, "a search is a classifier");
});

test("the best of many candidates without information looks good inside and is worth nothing outside", () => {
  const random = new Random(5);
  const noise = Array.from({ length: 80 }, () => Array.from({ length: 30 }, () => random.normal()));
  const labels = noise.map((_, row) => row % 2);
  const search = new GridSearch({
    build: ({ feature }) => ({
      fit: (rows: MatrixLike, truth: LabelsLike) =>
        makePipeline({ fit: (given) => new Only(given as never, feature) }, new LogisticRegression()).fit(rows, truth),
    }),
    grid: { feature: noise[0].map((_, feature) => feature) },
    cv: new StratifiedKFold({ nSplits: 4, seed: 1 }),
  });
  const { optimism, innerScores, outerScores } = nestedCrossValidate(search, noise, labels, {
    cv: new StratifiedKFold({ nSplits: 5, seed: 2 }),
  });
  assert.ok(Math.min(...innerScores) > 0.55, String(innerScores));
  assert.ok(optimism > 0.05, `optimism ${optimism}, outside ${outerScores}`);
});

/** One column of a matrix, by place. */
class Only {
  readonly featureNames: readonly string[];
  constructor(
    matrix: { featureNames: readonly string[] },
    private readonly place: number,
  ) {
    this.featureNames = matrix.featureNames;
  }
  transform(rows: MatrixLike) {
    const matrix = rows as unknown as { selectColumns(names: string[]): never };
    return matrix.selectColumns([this.featureNames[this.place]]);
  }
  toJSON() {
    return {};
  }
}

test("within one standard error the first candidate wins, of a score and of a loss", () => {
  const folds = (values: number[]) => ({ rocAuc: Float64Array.from(values), brier: Float64Array.from(values) });
  // Means 0.70, 0.79, 0.80; the standard error of the last is 0.02.
  const scores = [folds([0.69, 0.7, 0.71]), folds([0.78, 0.79, 0.8]), folds([0.76, 0.8, 0.84])];
  const results = rankCandidates([{ a: 1 }, { a: 2 }, { a: 3 }], scores, ["rocAuc", "brier"]);
  assert.deepEqual(
    results.map(({ rank }) => [rank.rocAuc, rank.brier]),
    [
      [3, 1],
      [2, 2],
      [1, 3],
    ],
  );
  assert.equal(chooseCandidate(results, "rocAuc", false), 2);
  assert.equal(chooseCandidate(results, "rocAuc", true), 1);
  assert.equal(chooseCandidate(results, "brier", true), 0);
  const ties = rankCandidates([{}, {}, {}], [folds([1, 2]), folds([2, 1]), folds([0, 1])], ["rocAuc"]);
  assert.deepEqual(
    ties.map(({ rank }) => rank.rocAuc),
    [1, 1, 3],
  );
  assert.equal(chooseCandidate(ties, "rocAuc", false), 0);
});

test("a grid gives every combination once, the last option fastest; several grids one after another", () => {
  assert.deepEqual(parameterGrid({ a: [1, 2], b: ["x", "y"] }), [
    { a: 1, b: "x" },
    { a: 1, b: "y" },
    { a: 2, b: "x" },
    { a: 2, b: "y" },
  ]);
  assert.deepEqual(parameterGrid([{ a: [1] }, { b: [2, 3] }]), [{ a: 1 }, { b: 2 }, { b: 3 }]);
  assert.deepEqual(parameterGrid({}), [{}]);
  // The compiler knows names and values.
  const point: { readonly a: 1 | 2; readonly b: "x" } = parameterGrid({ a: [1, 2], b: ["x"] })[0];
  assert.equal(point.b, "x");
  assert.throws(
    () => parameterGrid({ a: [] }),
    new InvalidParameterError("grid.a must be an array of at least one value; got an array of 0"),
  );
});

test("draws stay in their range, repeat with their seed, and of lists alone never repeat", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 0xffffffff }),
      fc.double({ min: 1e-6, max: 1, noNaN: true }),
      fc.double({ min: 1, max: 1e6, noNaN: true }),
      (seed, low, high) => {
        const distributions = {
          list: ["a", "b"],
          real: { uniform: [-high, low] },
          scale: { logUniform: [low, high] },
          whole: { integer: [-2, 3] },
        } as const;
        const drawn = drawOptions(distributions, 6, seed);
        assert.deepEqual(drawOptions(distributions, 6, seed), drawn);
        for (const { list, real, scale, whole } of drawn as Record<string, number>[]) {
          assert.ok(["a", "b"].includes(String(list)));
          assert.ok(real >= -high && real <= low && scale >= low && scale <= high);
          assert.ok(Number.isInteger(whole) && whole >= -2 && whole <= 3);
        }
        const lists = drawOptions({ a: [1, 2, 3], b: [4, 5] }, 10, seed).map((point) => JSON.stringify(point));
        assert.equal(new Set(lists).size, 6);
      },
    ),
    { numRuns: 50 },
  );
  const logs = drawOptions({ C: { logUniform: [1e-4, 1e4] } }, 2000, 1).map(({ C }) => Math.log10(C as number));
  const mean = logs.reduce((sum, value) => sum + value, 0) / 2000;
  assert.ok(Math.abs(mean) < 4 * (8 / Math.sqrt(12 * 2000)), `mean exponent ${mean}`);
});

test("a random search draws by its seed and gives the same bits again", () => {
  const search = (seed: number) =>
    new RandomSearch({
      build: ({ C, penalty }) => new LogisticRegression({ C, penalty }),
      distributions: { C: { logUniform: [0.01, 100] }, penalty: ["l2"] },
      nCandidates: 4,
      cv: new StratifiedKFold({ nSplits: 3, seed: 1 }),
      seed,
    });
  const first = search(1).fit(X, y);
  assert.equal(JSON.stringify(search(1).fit(X, y)), JSON.stringify(first));
  assert.deepEqual(search(1).fit(X, y), first);
  assert.notDeepEqual(search(2).fit(X, y).bestOptions, first.bestOptions);
  const C: number = first.bestOptions.C;
  assert.ok(C >= 0.01 && C <= 100);
});

test("every candidate sees the same folds, weights reach the fits, progress counts them", () => {
  const seen: string[] = [];
  const cv = new StratifiedKFold({ nSplits: 3, seed: 4 });
  const done: string[] = [];
  const search = new GridSearch({
    build: ({ name }) => ({
      fit: (rows: MatrixLike, labels: LabelsLike, options = {}) => {
        const { sampleWeight } = options as { sampleWeight?: ArrayLike<number> };
        seen.push(`${name} ${Array.from(labels as Uint8Array).join("")} ${Array.from(sampleWeight ?? []).join("")}`);
        return new DummyClassifier().fit(rows, labels, options);
      },
    }),
    grid: { name: ["a", "b"] },
    cv,
    scoring: ["brier"],
    onProgress: (...counts) => done.push(counts.join("/")),
  });
  const labels = [0, 1, 0, 1, 1, 0, 0];
  search.fit(
    labels.map((_, row) => [row]),
    labels,
    { sampleWeight: [1, 2, 3, 4, 5, 6, 7] },
  );
  const of = (name: string) => seen.filter((line) => line.startsWith(name)).map((line) => line.slice(2));
  assert.deepEqual(of("a").slice(0, 3), of("b"));
  assert.deepEqual(
    of("b"),
    cv
      .split(labels)
      .map(
        ({ train }) =>
          `${Array.from(train, (row) => labels[row]).join("")} ${Array.from(train, (row) => row + 1).join("")}`,
      ),
  );
  assert.equal(of("a")[3], "0101100 1234567");
  assert.deepEqual(done, ["1/7", "2/7", "3/7", "4/7", "5/7", "6/7", "7/7"]);
});

test("a candidate that fails names itself: when it is built, in a fold, on all rows", () => {
  const cv = new StratifiedKFold({ nSplits: 2, seed: 1 });
  const bad = () => new GridSearch({ build: (options) => new LogisticRegression(options), grid: { C: [1, -1] }, cv });
  assert.throws(bad, (error) => {
    assert.ok(error instanceof CandidateError);
    assert.equal(error.message, "candidate { C: -1 } failed to be built: C must be a finite number in (0, ∞); got -1");
    assert.deepEqual(error.candidate, { C: -1 });
    assert.ok(error.cause instanceof InvalidParameterError);
    return true;
  });
  const wide = new GridSearch({
    build: ({ maxFeatures }) => new RandomForestClassifier({ nEstimators: 1, maxFeatures, seed: 1 }),
    grid: { maxFeatures: [1, 9] },
    cv,
  });
  assert.throws(
    () => wide.fit(X, y),
    /^CandidateError: candidate \{ maxFeatures: 9 \} failed before any fit: maxFeatures/,
  );
  const noClassifier = () => new GridSearch({ build: () => ({}) as never, grid: { a: [1] }, cv });
  assert.throws(noClassifier, /candidate \{ a: 1 \} failed to be built: build must return a classifier/);
});

test("bad options are refused before any work", () => {
  const cv = new StratifiedKFold({ nSplits: 2, seed: 1 });
  const build = () => new DummyClassifier();
  const grid = { a: [1] };
  const refused = (options: object, message: RegExp) =>
    assert.throws(() => new GridSearch({ build, grid, cv, ...options } as never), message);
  refused({ gird: {} }, /GridSearch has no option "gird"/);
  refused({ build: 1 }, /build must be a function from options to a classifier; got 1/);
  refused({ cv: 5 }, /cv must be a splitter such as StratifiedKFold, or an array of folds; got 5/);
  refused({ scoring: ["auc"] }, /scoring\[0\] must be one of/);
  refused({ refit: "brier" }, /refit must be one of scoring, rocAuc; got "brier"/);
  refused({ oneStandardError: 1 }, /oneStandardError must be true or false; got 1/);
  const random =
    (distributions: object, more: object = { seed: 1 }) =>
    () =>
      new RandomSearch({ build, cv, distributions, ...more } as never);
  assert.throws(random({ a: { normal: [0, 1] } }), /distributions\.a must be an array of values, \{ uniform/);
  assert.throws(random({ a: { logUniform: [0, 1] } }), /distributions\.a\.logUniform\[0\] must be a finite number in/);
  assert.throws(random({ a: { integer: [3, 1] } }), /distributions\.a\.integer\[1\] must be an integer in \[3/);
  assert.throws(random({ a: [1] }, { seed: 0.5 }), /seed must be an integer/);
  assert.throws(random({ a: [1] }, { seed: 1, nCandidates: 0 }), /nCandidates must be an integer/);
  const search = new GridSearch({ build, grid, cv });
  assert.throws(() => search.fit(X, new Array(150).fill(0)), /GridSearch needs samples of both classes/);
  assert.throws(() => nestedCrossValidate(new DummyClassifier() as never, X, y, { cv }), /got another classifier/);
});
