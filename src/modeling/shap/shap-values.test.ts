import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  FeatureMatrix,
  type FittedClassifier,
  type FittedTransformer,
  InvalidParameterError,
  type MatrixLike,
  Random,
  ShapeError,
  type Transformer,
  toFeatureMatrix,
} from "../../core";
import {
  type ClassifierOf,
  DropColumns,
  deriveFeature,
  FittedPipeline,
  makePipeline,
  StandardScaler,
} from "../../preprocessing";
import { assertClose } from "../../testing/assert-close";
import { hardSets } from "../../testing/hard-sets";
import { readFixture } from "../../testing/read-fixture";
import { DummyClassifier } from "../dummy-classifier";
import { FittedLogisticRegression } from "../fitted-logistic-regression";
import { GradientBoostingClassifier } from "../gradient-boosting";
import { LogisticRegression } from "../logistic-regression";
import { RandomForestClassifier } from "../random-forest";
import type { ShapValues } from "./shap-explanation";
import { shapValues } from "./shap-values";
import { summarizeShap } from "./summarize-shap";

/** Cuts every value to [−1, 1]. */
const clipper: Transformer = {
  fit: (X) => ({
    featureNames: toFeatureMatrix(X).featureNames,
    sources: [0, 1, 2],
    transform: (rows) => {
      const { data, nSamples, featureNames } = toFeatureMatrix(rows);
      return new FeatureMatrix(
        data.map((value) => Math.max(-1, Math.min(1, value))),
        nSamples,
        featureNames,
      );
    },
    toJSON: () => ({}),
  }),
};

const { X, y } = drawnClients(1, 120);
const forest = new RandomForestClassifier({ nEstimators: 5, seed: 1 });
const boosting = new GradientBoostingClassifier({ nEstimators: 6, minSamplesLeaf: 3 });
const logistic = new LogisticRegression({ penalty: "l2", C: 1 });

for (const { name, X, y, sampleWeight } of hardSets()) {
  test(`sums are forecasts to 1e-9 on the hard set ${name}`, () => {
    for (const model of [forest, boosting, logistic, makePipeline(new StandardScaler(), logistic)]) {
      const fitted = model.fit(X, y, sampleWeight === undefined ? {} : { sampleWeight });
      const rows = X.slice(0, 150);
      assertAddUp(shapValues(fitted, rows), fitted, rows);
    }
  });
}

test("a logistic regression has the values of shap's LinearExplainer", () => {
  interface LogisticCase extends Record<"background" | "X" | "values", number[][]> {
    readonly coefficients: number[];
    readonly intercept: number;
    readonly baseValue: number;
  }
  const { logistic } = readFixture<{ logistic: LogisticCase }>("modeling", "shap-values");
  const fitted = withCoefficients(logistic.coefficients, logistic.intercept);
  const { background, X } = logistic;
  const { values, baseValue, scale } = shapValues(fitted, X, { background });
  assert.equal(scale, "logOdds");
  assertClose(values.data, logistic.values.flat(), { absolute: 1e-12 });
  assertClose(baseValue, logistic.baseValue, { absolute: 1e-12 });
});

test("without background a logistic regression is explained from its training means", () => {
  const fitted = logistic.fit(X, y);
  const { values, baseValue } = shapValues(fitted, X);
  assert.deepEqual(values.data, fitted.contributions(X).data);
  assert.equal(baseValue, fitted.baselineLogOdds);
});

test("scalers and other steps with sources count for their column; a dropped feature has 0", () => {
  const steps = [new StandardScaler(), clipper, new DropColumns({ columns: ["b"] })];
  const models: ClassifierOf<FittedClassifier>[] = [forest, boosting, logistic];
  for (const model of models) {
    const pipeline = makePipeline(...steps, model).fit(X, y);
    const shap = shapValues(pipeline, X);
    const inner = shapValues(pipeline.classifier, pipeline.transform(X));
    assert.deepEqual(shap.featureNames, ["a", "b", "c"]);
    assert.deepEqual(shap.values.selectColumns(["a", "c"]).data, inner.values.data);
    assert.ok(shap.values.column("b").every((value) => value === 0));
    assert.equal(shap.baseValue, inner.baseValue);
    assert.deepEqual(shap.features.data, X.data);
    assertAddUp(shap, pipeline, X);
  }
});

test("a scaler does not change the values of a forest", () => {
  const plain = shapValues(forest.fit(X, y), X);
  const scaled = shapValues(makePipeline(new StandardScaler(), forest).fit(X, y), X);
  assertClose(scaled.values.data, plain.values.data, { absolute: 1e-12 });
});

test("a derived feature is one of its own, also from a pipeline in a pipeline", () => {
  const product = deriveFeature({ name: "ab", from: ["a", "b"], compute: (a, b) => a * b });
  const difference = deriveFeature({ name: "c − ab", from: ["c", "ab"], compute: (c, ab) => c - ab });
  const inner = makePipeline(difference, new StandardScaler(), boosting);
  const pipeline = makePipeline(product, new DropColumns({ columns: ["a"] }), inner).fit(X, y);
  const shap = shapValues(pipeline, X);
  assert.deepEqual(shap.featureNames, ["a", "b", "c", "ab", "c − ab"]);
  assert.deepEqual(
    shap.features.column("c − ab"),
    shap.features.column("c").map((value, row) => value - X.at(row, 0) * X.at(row, 1)),
  );
  assert.ok(shap.values.column("a").every((value) => value === 0));
  assert.ok(shap.values.column("c − ab").some((value) => value !== 0));
  assertAddUp(shap, pipeline, X);
});

test("a pipeline's background is raw", () => {
  const pipeline = makePipeline(new StandardScaler(), logistic).fit(X, y);
  const background = X.selectRows([0, 1, 2]);
  const shap = shapValues(pipeline, X, { background });
  const meanOfBackground = shapValues(pipeline, background, { background }).values;
  for (const name of X.featureNames) {
    assertClose(
      meanOfBackground.column(name).reduce((sum, value) => sum + value),
      0,
      { absolute: 1e-12 },
    );
  }
  assertAddUp(shap, pipeline, X);
});

test("columns that several raw features share are refused, and so is a name given twice", () => {
  const mixing = (names: readonly string[]): FittedTransformer => ({
    featureNames: X.featureNames,
    transform: (rows: MatrixLike) => {
      const { data, nSamples } = toFeatureMatrix(rows);
      return new FeatureMatrix(Float64Array.from(data).reverse(), nSamples, names);
    },
    toJSON: () => ({}),
  });
  const fitted = logistic.fit(X, y);
  assert.throws(
    () => shapValues(new FittedPipeline(X.featureNames, [mixing(["a", "b", "c"])], fitted), X),
    new InvalidParameterError(
      'step 0 of the pipeline changes "a" and does not say which columns it is computed from (`sources`), so that SHAP ' +
        "values cannot be attributed to raw features; explain the last step on transformed rows",
    ),
  );
  const dropped = new DropColumns({ columns: ["a"] }).fit(X);
  const steps = [dropped, { ...mixing(["a", "b"]), sources: undefined }];
  assert.throws(
    () => shapValues(new FittedPipeline(X.featureNames, steps, fitted), X),
    /a derived feature must have a name of its own to have SHAP values; got "a" twice/,
  );
  const wrong = { ...mixing(["a", "b", "c"]), sources: [0] };
  assert.throws(
    () => shapValues(new FittedPipeline(X.featureNames, [wrong], fitted), X),
    new ShapeError("sources of a transformer must have one place a column: 3; got 1"),
  );
});

test("rows without names take those of training, and inputs stay as they are", () => {
  const fitted = forest.fit(X, y);
  const rows = Object.freeze(X.toArrays().map((row) => Object.freeze(row)));
  const shap = shapValues(fitted, rows, Object.freeze({}));
  assert.deepEqual(shap.features.featureNames, ["a", "b", "c"]);
  assert.deepEqual(shap.values.featureNames, ["a", "b", "c"]);
  assert.deepEqual(shap, shapValues(fitted, X));
});

test("another order of rows gives the same rows; a saved model gives the same bits", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (seed) => {
      const { X, y } = drawnClients(seed, 40);
      const order = new Random(seed).permutation(40);
      for (const model of [forest, boosting, logistic]) {
        const fitted = model.fit(X, y);
        const { values } = shapValues(fitted, X);
        assert.deepEqual(shapValues(fitted, X.selectRows(order)).values.data, values.selectRows(order).data);
        const type = fitted.constructor as unknown as { fromJSON(json: object): FittedClassifier };
        const reread = type.fromJSON(JSON.parse(JSON.stringify(fitted.toJSON())));
        assert.deepEqual(shapValues(reread, X).values.data, values.data);
      }
    }),
    { numRuns: 6 },
  );
});

test("progress ends at the total", () => {
  const calls: [number, number][] = [];
  shapValues(forest.fit(X, y), X, { onProgress: (done, total) => calls.push([done, total]) });
  assert.deepEqual(calls.at(-1), [5, 5]);
});

test("what cannot be explained is refused before any work", () => {
  const fitted = forest.fit(X, y);
  const refused = (run: () => unknown, message: string) => assert.throws(run, new InvalidParameterError(message));
  const types =
    "fitted must be a FittedRandomForest, FittedGradientBoosting or FittedLogisticRegression, or a pipeline of one; got ";
  const dummy = new DummyClassifier().fit(X, y);
  refused(() => shapValues(dummy, X), `${types}FittedDummyClassifier`);
  refused(
    () => shapValues(makePipeline(new StandardScaler(), new DummyClassifier()).fit(X, y), X),
    `${types}FittedDummyClassifier`,
  );
  refused(() => shapValues(null as unknown as FittedClassifier, X), `${types}null`);
  refused(
    () => shapValues(fitted, X, { background: X }),
    "background is for logistic regressions; trees keep the weight of their training rows instead; got one for a FittedRandomForest",
  );
  refused(
    () => shapValues(fitted, X, { onProgress: 1 } as never),
    "onProgress of shapValues must be a function; got 1",
  );
  refused(
    () => shapValues(fitted, X, { rows: 1 } as never),
    'shapValues has no option "rows"; its options are background, onProgress',
  );
  refused(() => shapValues(fitted, [[1, Number.NaN, 3]]), "X must hold finite numbers; got NaN in row 0, column x1");
  const none = X.selectRows([]);
  assert.throws(() => shapValues(fitted, none), new ShapeError("X must have at least one row; got none"));
  assert.throws(
    () => shapValues(logistic.fit(X, y), X, { background: none }),
    new ShapeError("background must have at least one row; got none"),
  );
  assert.throws(() => shapValues(fitted, [[1, 2]]), ShapeError);
  assert.throws(() => shapValues(fitted, X.selectColumns(["b", "a", "c"])), ShapeError);
});

test("the summary ranks by mean |SHAP value| and tells the direction", () => {
  const fitted = withCoefficients([1, -3, 0], 0);
  const summary = summarizeShap(
    shapValues(
      fitted,
      [
        [1, 2, 3],
        [2, 1, 4],
        [3, 3, 5],
      ],
      { background: [[2, 2, 4]] },
    ),
  );
  assert.deepEqual(
    summary.map(({ feature }) => feature),
    ["x1", "x0", "x2"],
  );
  assertClose(
    summary.map(({ meanAbsolute }) => meanAbsolute),
    [2, 2 / 3, 0],
    { absolute: 1e-15 },
  );
  assertClose(
    summary.map(({ share }) => share),
    [0.75, 0.25, 0],
    { absolute: 1e-15 },
  );
  assertClose(
    summary.map(({ direction }) => direction),
    [-1, 1, Number.NaN],
    { absolute: 1e-15 },
  );
});

test("a summary of one row, or of a model without a split, has no direction", () => {
  const [first] = summarizeShap(shapValues(logistic.fit(X, y), X.selectRows([0])));
  assert.ok(Number.isNaN(first.direction));
  const flat = summarizeShap(
    shapValues(withCoefficients([0, 0], 1), [
      [1, 2],
      [2, 3],
    ]),
  );
  assert.deepEqual(
    flat.map(({ feature, share, direction }) => [feature, share, direction]),
    [
      ["x0", 0, Number.NaN],
      ["x1", 0, Number.NaN],
    ],
  );
});

function assertAddUp(shap: ShapValues, fitted: FittedClassifier, X: MatrixLike): void {
  const { values, baseValue, scale } = shap;
  const forecasts = fitted.predictProba(X);
  const sums = forecasts.map((_, row) => values.row(row).reduce((sum, value) => sum + value, baseValue));
  const classifier = fitted instanceof FittedPipeline ? fitted.classifier : fitted;
  const transformed = fitted instanceof FittedPipeline ? fitted.transform(X) : X;
  const expected =
    scale === "probability"
      ? forecasts
      : (classifier as { decisionFunction?(X: MatrixLike): Float64Array }).decisionFunction?.(transformed);
  if (expected !== undefined) assertClose(sums, expected, { absolute: 1e-9 });
  const probabilities = scale === "probability" ? sums : sums.map((sum) => 1 / (1 + Math.exp(-sum)));
  assertClose(probabilities, forecasts, { absolute: 1e-9 });
}

function withCoefficients(coefficients: number[], intercept: number): FittedLogisticRegression {
  const rows = coefficients.map((_, row) => coefficients.map((_, feature) => Number(row === feature)));
  const fitted = new LogisticRegression({ penalty: "l2" }).fit(
    [...rows, rows[0].map(() => 2)],
    [...rows.map(() => 0), 1],
  );
  const json = fitted.toJSON() as Record<string, unknown>;
  const trainingMeans = coefficients.map(() => 0);
  return FittedLogisticRegression.fromJSON({ ...json, coefficients, trainingMeans, baselineLogOdds: intercept });
}

/** Features a, b, c of many, few and two values; the label leans on all. */
function drawnClients(seed: number, nClients: number): { X: FeatureMatrix; y: Uint8Array } {
  const random = new Random(seed);
  const rows = Array.from({ length: nClients }, () => [random.normal(), random.integer(5), random.integer(2)]);
  const y = Uint8Array.from(rows, ([a, b, c], row) => (row < 2 ? row : Number(a + b * c - 1 + random.normal() > 0)));
  return { X: new FeatureMatrix(Float64Array.from(rows.flat()), nClients, ["a", "b", "c"]), y };
}
