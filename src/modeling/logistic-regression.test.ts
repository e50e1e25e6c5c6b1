import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import {
  CollinearFeaturesError,
  FeatureMatrix,
  InvalidParameterError,
  PerfectSeparationError,
  Random,
  ShapeError,
  toFeatureMatrix,
} from "../core";
import { StandardScaler, StratifiedKFold } from "../preprocessing";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { crossValPredict } from "./cross-val-predict";
import { LogisticRegression } from "./logistic-regression";
import { rocAucScore } from "./metrics";

interface Estimates {
  intercept: number;
  coefficients: number[];
  interceptStandardError?: number;
  standardErrors?: number[];
}

interface LogisticCase {
  name: string;
  X: number[][];
  y: number[];
  C?: number;
  sampleWeight?: number[];
  classWeight?: "balanced";
  expected: Estimates;
}

const { cases } = readFixture<{ cases: LogisticCase[] }>("modeling", "logistic");

function modelOf({ C, classWeight }: LogisticCase): LogisticRegression {
  return new LogisticRegression({ ...(C === undefined ? { penalty: "none" } : { C }), classWeight });
}

for (const oracle of cases) {
  test(`agrees with the minimum computed with 60 digits: ${oracle.name}`, () => {
    const { X, y, sampleWeight, expected } = oracle;
    for (const row of Object.freeze(X)) Object.freeze(row);
    Object.freeze(y);
    const fitted = modelOf(oracle).fit(X, y, { sampleWeight });
    assert.ok(fitted.converged);
    // Relative to the largest effect of any feature: a coefficient of exactly 0 is as good as 1e-17.
    const scaled = (values: ArrayLike<number>) => Array.from(values, (value, j) => value * columnScale(X, j));
    const size = Math.max(...scaled(expected.coefficients).map(Math.abs));
    const near = { absolute: 1e-9 * size, relative: 1e-6 };
    assertClose(scaled(fitted.coefficients), scaled(expected.coefficients), near, "coefficients");
    assertClose(fitted.intercept, expected.intercept, { absolute: 1e-9, relative: 1e-6 }, "intercept");
    const logOdds = X.map((row) => row.reduce((sum, x, j) => sum + x * expected.coefficients[j], expected.intercept));
    assertClose(fitted.decisionFunction(X), logOdds, { absolute: 1e-8, relative: 1e-6 }, "log-odds");
    if (expected.standardErrors !== undefined && expected.interceptStandardError !== undefined) {
      assertClose(fitted.standardErrors, expected.standardErrors, { relative: 1e-6 }, "standard errors");
      assertClose(fitted.interceptStandardError, expected.interceptStandardError, { relative: 1e-6 }, "intercept's");
    }
  });
}

function columnScale(X: number[][], column: number): number {
  return Math.max(...X.map((row) => Math.abs(row[column])));
}

interface SampleFixture {
  sample: string;
  sha256: string;
  featureNames: string[];
  maximumLikelihood: Required<Estimates> & { lower90: number[]; upper90: number[] };
  ridge: Estimates & { rocAuc: number };
  balanced: Estimates;
}

const sampleFixture = readFixture<SampleFixture>("modeling", "logistic-sample");

function readClients(path: string): { X: FeatureMatrix; y: Uint8Array } {
  const [header, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const names = header.split(",");
  const all = toFeatureMatrix(lines.map((line) => line.split(",").map(Number)));
  const table = new FeatureMatrix(all.data, all.nSamples, names);
  return { X: table.dropColumns(["Churn"]), y: Uint8Array.from(table.column("Churn")) };
}

test("agrees with statsmodels and scikit-learn on the simulated sample", () => {
  const { sample, sha256, maximumLikelihood, ridge, balanced } = sampleFixture;
  const digest = createHash("sha256").update(readFileSync(sample)).digest("hex");
  assert.equal(digest, sha256, "the sample has changed: run scripts/oracles/modeling.py again");
  const { X, y } = readClients(sample);
  const near = { relative: 1e-6 };

  const plain = new LogisticRegression({ penalty: "none" }).fit(X, y);
  assertClose(plain.coefficients, maximumLikelihood.coefficients, near, "coefficients");
  assertClose(plain.intercept, maximumLikelihood.intercept, near, "intercept");
  assertClose(plain.standardErrors, maximumLikelihood.standardErrors, near, "standard errors");
  assertClose(plain.interceptStandardError, maximumLikelihood.interceptStandardError, near, "intercept's");
  const intervals = plain.waldIntervals(0.9);
  assert.deepEqual(
    intervals.map(({ feature }) => feature),
    sampleFixture.featureNames,
  );
  const edges = { absolute: 1e-8, relative: 1e-6 };
  assertClose(
    intervals.map(({ lower }) => lower),
    maximumLikelihood.lower90,
    edges,
    "lower",
  );
  assertClose(
    intervals.map(({ upper }) => upper),
    maximumLikelihood.upper90,
    edges,
    "upper",
  );
  assertClose(
    plain.oddsRatios(0.9).map(({ upper }) => upper),
    maximumLikelihood.upper90.map(Math.exp),
    edges,
    "odds ratio",
  );

  const Z = new StandardScaler().fit(X).transform(X);
  const penalised = new LogisticRegression().fit(Z, y);
  assertClose(penalised.coefficients, ridge.coefficients, near, "ridge");
  assertClose(penalised.intercept, ridge.intercept, near, "ridge intercept");
  assertClose(rocAucScore(y, penalised.predictProba(Z)), ridge.rocAuc, { absolute: 1e-9 }, "ROC AUC");
  const even = new LogisticRegression({ C: 0.1, classWeight: "balanced" }).fit(Z, y);
  assertClose(even.coefficients, balanced.coefficients, near, "balanced");
  assertClose(even.intercept, balanced.intercept, near, "balanced intercept");
});

const realData = process.env["CHURN_REAL_DATA"];
const noRealData = realData === undefined ? "set CHURN_REAL_DATA to the real file to run this" : false;

test("reaches an out-of-fold ROC AUC of 0.976 ± 0.003 on the real data", { skip: noRealData }, () => {
  const { X, y } = readClients(realData ?? "");
  const Z = new StandardScaler().fit(X).transform(X);
  const p = crossValPredict(new LogisticRegression(), Z, y, { cv: new StratifiedKFold({ nSplits: 5, seed: 1 }) });
  assertClose(rocAucScore(y, p), 0.976, { absolute: 0.003 }, "ROC AUC");
});

function draw(nSamples: number, nFeatures: number, seed: number) {
  const random = new Random(seed);
  const X = Array.from({ length: nSamples }, () => Array.from({ length: nFeatures }, () => random.normal()));
  const y = X.map((row) => Number(random.uniform() < 1 / (1 + Math.exp(-row[0]))));
  // Both classes, whatever was drawn.
  y[0] = 0;
  y[1] = 1;
  return { X, y };
}

const problems = fc.record({
  nSamples: fc.integer({ min: 4, max: 30 }),
  nFeatures: fc.integer({ min: 1, max: 8 }),
  seed: fc.nat(0xffffffff),
});

test("the gradient of the stated objective is zero at the result", () => {
  fc.assert(
    fc.property(problems, fc.constantFrom(0.01, 1, 100), ({ nSamples, nFeatures, seed }, C) => {
      const { X, y } = draw(nSamples, nFeatures, seed);
      const { coefficients, ...fitted } = new LogisticRegression({ C }).fit(X, y);
      const p = new LogisticRegression({ C }).fit(X, y).predictProba(X);
      const residuals = y.map((label, row) => label - p[row]);
      const near = { absolute: 1e-8 * (1 + C) };
      assert.ok(fitted.converged);
      assertClose(
        residuals.reduce((sum, value) => sum + value, 0),
        0,
        near,
        "intercept",
      );
      coefficients.forEach((coefficient, feature) => {
        const pull = C * residuals.reduce((sum, value, row) => sum + value * X[row][feature], 0);
        assertClose(pull, coefficient, near, `feature ${feature}`);
      });
    }),
    { numRuns: 60 },
  );
});

test("a weight of 2 equals the row twice, and a weight of 0 no row", () => {
  fc.assert(
    fc.property(problems, ({ nSamples, nFeatures, seed }) => {
      const { X, y } = draw(nSamples, nFeatures, seed);
      const sampleWeight = y.map((_, row) => (row < 2 ? 2 : row % 3));
      const rows = sampleWeight.flatMap((weight, row) => new Array<number>(weight).fill(row));
      const weighted = new LogisticRegression().fit(X, y, { sampleWeight });
      const repeated = new LogisticRegression().fit(
        rows.map((row) => X[row]),
        rows.map((row) => y[row]),
      );
      assertClose(weighted.coefficients, repeated.coefficients, { absolute: 1e-9 });
      assertClose(weighted.intercept, repeated.intercept, { absolute: 1e-9 });
    }),
    { numRuns: 40 },
  );
});

test("swapping the classes turns every sign", () => {
  const { X, y } = draw(50, 3, 8);
  const one = new LogisticRegression().fit(X, y);
  const other = new LogisticRegression().fit(
    X,
    y.map((label) => 1 - label),
  );
  assertClose(
    other.coefficients,
    one.coefficients.map((value) => -value),
    { absolute: 1e-10 },
  );
});

test("contributions and the baseline add up to the log-odds; an average client's are 0", () => {
  const { X, y } = draw(50, 3, 4);
  const fitted = new LogisticRegression().fit(X, y);
  const added = fitted.contributions(X);
  assert.deepEqual(added.featureNames, ["x0", "x1", "x2"]);
  const sums = X.map((_, row) => added.row(row).reduce((sum, value) => sum + value, fitted.baselineLogOdds));
  assertClose(sums, fitted.decisionFunction(X), { absolute: 1e-12 });
  const average = [Array.from(fitted.trainingMeans)];
  assertClose(fitted.contributions(average).data, [0, 0, 0], { absolute: 1e-15 });
});

test("predictions are probabilities, and labels follow the threshold", () => {
  const { X, y } = draw(40, 2, 6);
  const fitted = new LogisticRegression().fit(X, y);
  const p = fitted.predictProba(X);
  assert.deepEqual(
    fitted.predict(X, 0.3),
    Uint8Array.from(p, (value) => Number(value >= 0.3)),
  );
  assert.ok(fitted.predict(X, Number.POSITIVE_INFINITY).every((label) => label === 0));
  assert.throws(() => fitted.predict(X, Number.NaN), InvalidParameterError);
  assert.deepEqual(Array.from(fitted.predictProba([[1e9, 0]])), [fitted.coefficients[0] > 0 ? 1 : 0], "no overflow");
});

test("JSON keeps the fitted model to the last bit", () => {
  const { X, y } = draw(60, 2, 3);
  for (const model of [new LogisticRegression(), new LogisticRegression({ penalty: "none" })]) {
    const fitted = model.fit(X, y);
    const copy = LogisticRegression.fromJSON(JSON.parse(JSON.stringify(fitted)));
    assert.deepEqual(copy, fitted);
    assert.deepEqual(copy.predictProba(X), fitted.predictProba(X));
  }
  assert.throws(
    () => LogisticRegression.fromJSON({ model: "KMeans" }),
    new InvalidParameterError(
      'model in the JSON of a LogisticRegression must be one of "LogisticRegression"; got "KMeans"',
    ),
  );
  assert.throws(
    () => LogisticRegression.fromJSON({ model: "LogisticRegression", featureNames: ["a"] }),
    InvalidParameterError,
  );
});

test("perfect separation is named, complete or not, and the penalty is the way out", () => {
  const line = [[-3], [-2], [-1], [1], [2], [3]];
  const labels = [0, 0, 0, 1, 1, 1];
  const plain = new LogisticRegression({ penalty: "none" });
  assert.throws(() => plain.fit(line, labels), PerfectSeparationError);
  // Quasi-complete: the classes overlap at 1 only.
  assert.throws(() => plain.fit([[0], [1], [1], [2], [3]], [0, 0, 1, 1, 1]), PerfectSeparationError);
  // A rare 0/1 feature that holds leavers only, beside an informative one.
  const { X, y } = draw(200, 1, 11);
  const rare = X.map((row, index) => [row[0], Number(y[index] === 1 && index % 10 === 1)]);
  assert.throws(() => plain.fit(rare, y), PerfectSeparationError);
  assert.ok(new LogisticRegression().fit(line, labels).converged);
});

test("nearly separated data has an answer, and gets it", () => {
  const X = [[0], [1], [2], [2.01], [3], [4]];
  assert.ok(new LogisticRegression({ penalty: "none" }).fit(X, [0, 0, 1, 0, 1, 1]).converged);
});

test("collinear and constant features are named; the penalty is the way out", () => {
  const { X, y } = draw(40, 2, 5);
  const sum = X.map(([a, b]) => [a, b, a + b]);
  const plain = new LogisticRegression({ penalty: "none" });
  assert.throws(
    () => plain.fit(sum, y),
    new CollinearFeaturesError(
      "feature x2 is a linear combination of the features before it, so that coefficients are not unique: " +
        'leave it out, or use penalty "l2"',
    ),
  );
  const constant = X.map(([a]) => [0.1, a]);
  assert.throws(() => plain.fit(constant, y), CollinearFeaturesError);
  assert.throws(
    () =>
      plain.fit(
        [
          [1, 2, 3, 4],
          [2, 1, 4, 1],
        ],
        [0, 1],
      ),
    CollinearFeaturesError,
  );
  assert.equal(new LogisticRegression().fit(constant, y).coefficients[0], 0);
});

test("standard errors that would mislead are refused with the reason", () => {
  const { X, y } = draw(60, 1, 9);
  assert.throws(() => new LogisticRegression().fit(X, y).waldIntervals(), /penalty "l2" biases/);
  const balanced = new LogisticRegression({ penalty: "none", classWeight: "balanced" }).fit(X, y);
  assert.throws(() => balanced.standardErrors, /class weights/);
});

test("too few iterations are said, by the model and by a warning", async () => {
  const { X, y } = draw(60, 2, 9);
  const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
  const fitted = new LogisticRegression({ penalty: "none", maxIterations: 1 }).fit(X, y);
  assert.equal(fitted.converged, false);
  assert.throws(() => fitted.standardErrors, /has not converged/);
  const warning = await warned;
  assert.equal(warning.name, "ConvergenceWarning");
  assert.match(warning.message, /has not converged after 1 iterations/);
});

test("options and data that break a rule are refused before any work", () => {
  assert.throws(
    () => new LogisticRegression({ C: 0 }),
    new InvalidParameterError("C must be a finite number in (0, ∞); got 0"),
  );
  assert.throws(() => new LogisticRegression({ penalty: "l1" as "l2" }), InvalidParameterError);
  assert.throws(
    () => new LogisticRegression({ c: 1 } as object),
    new InvalidParameterError(
      'LogisticRegression has no option "c"; its options are penalty, C, maxIterations, tolerance, classWeight',
    ),
  );
  const model = new LogisticRegression();
  assert.throws(
    () => model.fit([[1], [2]], [1, 1]),
    new InvalidParameterError(
      "LogisticRegression needs samples of both classes in y, with positive weight; got only class 1",
    ),
  );
  assert.throws(() => model.fit([[1], [2]], [0, 1], { sampleWeight: [1, 0] }), InvalidParameterError);
  assert.throws(() => model.fit([[1], [2]], [0, 1], { sampleWeight: [1, -1] }), InvalidParameterError);
  assert.throws(() => model.fit([[1], [2]], [0]), ShapeError);
  assert.throws(() => model.fit([[1], [Number.NaN]], [0, 1]), InvalidParameterError);
  const fitted = model.fit([[1], [2]], [0, 1]);
  assert.throws(() => fitted.predictProba([[1, 2]]), ShapeError);
  assert.throws(() => fitted.waldIntervals(1), InvalidParameterError);
});
