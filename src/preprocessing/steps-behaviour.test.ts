import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type FittedTransformer,
  InvalidParameterError,
  type MatrixLike,
  Random,
  ShapeError,
  type Transformer,
} from "../core";
import { assertClose } from "../testing/assert-close";
import { FittedKBinsDiscretizer } from "./fitted-k-bins-discretizer";
import { FittedOneHotEncoder } from "./fitted-one-hot-encoder";
import { KBinsDiscretizer } from "./k-bins-discretizer";
import { MinMaxScaler } from "./min-max-scaler";
import { mutualInformation } from "./mutual-information";
import { OneHotEncoder } from "./one-hot-encoder";
import { makePipeline } from "./pipeline";
import { RobustScaler } from "./robust-scaler";
import { SelectFeatures } from "./select-features";
import { SelectKBest } from "./select-k-best";
import { SimpleImputer } from "./simple-imputer";
import { StandardScaler } from "./standard-scaler";
import { trainTestSplit } from "./train-test-split";

const random = new Random(8);
const rows = Array.from({ length: 80 }, () => [random.normal(), random.integer(4), 1e12 + 1e6 * random.normal(), 5]);
const labels = rows.map(([x], row) => Number(x + (row % 3) > 1));
const steps: Readonly<Record<string, Transformer>> = {
  standard: new StandardScaler(),
  robust: new RobustScaler(),
  minMax: new MinMaxScaler({ clip: true }),
  bins: new KBinsDiscretizer({ nBins: 7 }),
  oneHotBins: new KBinsDiscretizer({ nBins: 3, encode: "oneHot" }),
  oneHot: new OneHotEncoder({ handleUnknown: "ignore" }),
  imputer: new SimpleImputer(),
  selection: new SelectFeatures({ by: "variance" }),
};

for (const [name, step] of Object.entries(steps)) {
  test(`${name}: rows are transformed one by one, in place of their sources, and the input stays`, () => {
    const frozen = Object.freeze(rows.map((row) => Object.freeze([...row]))) as number[][];
    const fitted = step.fit(frozen, labels);
    const whole = fitted.transform(frozen);
    const order = new Random(3).permutation(rows.length);
    const shuffled = fitted.transform(Array.from(order, (row) => rows[row]));
    assert.deepEqual(shuffled.data, whole.selectRows(order).data);
    const { sources } = fitted;
    assert.equal(sources?.length, whole.nFeatures);
    // A change in one column shows in no output of another.
    const changed = fitted.transform(rows.map((row) => [row[0] + 1, ...row.slice(1)]));
    sources?.forEach((source, column) => {
      if (source !== 0) assert.deepEqual(changed.column(column), whole.column(column));
    });
  });

  test(`${name}: other features, values that are not finite and no rows are refused`, () => {
    const fitted: FittedTransformer = step.fit(rows, labels);
    assert.throws(() => fitted.transform([[1, 2, 3]]), ShapeError);
    assert.throws(() => fitted.transform([[1, Number.POSITIVE_INFINITY, 3, 5]]), InvalidParameterError);
    assert.throws(() => step.fit([[1], [Number.NEGATIVE_INFINITY]], [0, 1]), InvalidParameterError);
    assert.throws(() => step.fit([] as unknown as MatrixLike), ShapeError);
    if (name === "imputer") return;
    assert.throws(() => fitted.transform([[Number.NaN, 2, 3, 5]]), InvalidParameterError);
    assert.throws(() => step.fit([[1], [Number.NaN]], [0, 1]), InvalidParameterError);
  });
}

test("bins hold their values, keep the order, and take values beyond to the ends", () => {
  const value = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: -3, max: 3 }));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(value), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 2, max: 20 }),
      fc.constantFrom("quantile" as const, "uniform" as const),
      (raw, nBins, strategy) => {
        const X = raw as unknown as number[][];
        const fitted = new KBinsDiscretizer({ nBins, strategy }).fit(X);
        const [edges] = fitted.binEdges;
        const bins = fitted.transform(X).data;
        if (edges.length === 0) return;
        X.forEach(([x], row) => {
          assert.ok(x >= edges[bins[row]] && (x < edges[bins[row] + 1] || bins[row] === edges.length - 2));
        });
        assert.deepEqual(Array.from(fitted.transform([[-1e9], [1e9]]).data), [0, fitted.nBins[0] - 1]);
        const marks = new KBinsDiscretizer({ nBins, strategy, encode: "oneHot" }).fit(X).transform(X);
        assert.ok(X.every((_, row) => marks.row(row).indexOf(1) === bins[row]));
      },
    ),
  );
});

test("scalers go to and fro, and do not depend on units", () => {
  const cell = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 30 }),
      fc.integer({ min: -40, max: 40 }),
      (raw, power) => {
        const X = raw.map((row) => row.map((x) => x / 8));
        const moved = X.map((row) => row.map((x) => x * 2 ** power));
        const robust = [new RobustScaler().fit(X), new RobustScaler().fit(moved)];
        const minMax = [X, moved].map((rowsOf) => new MinMaxScaler({ featureRange: [-2, 5] }).fit(rowsOf));
        for (const [fitted, other] of [robust, minMax]) {
          assertClose(fitted.inverseTransform(fitted.transform(X)).data, X.flat(), { absolute: 1e-6 });
          if ([...robust[0].zeroRangeFeatures, ...minMax[0].constantFeatures].length > 0) continue;
          assertClose(other.transform(moved).data, fitted.transform(X).data, { relative: 1e-12, absolute: 1e-12 });
        }
      },
    ),
  );
});

test("an unknown category is an error that names it, zeros, or one of the infrequent", () => {
  const table = { City: ["Perm", "Omsk", "Perm", "Tver"], Plan: [1, 12, 1, 1] };
  const fresh = { City: ["Orel"], Plan: [6] };
  const fit = (options: ConstructorParameters<typeof OneHotEncoder>[0]) => new OneHotEncoder(options).fit(table);
  assert.throws(
    () => fit({}).transform(fresh),
    new InvalidParameterError(
      'column City must hold categories of training ("Omsk", "Perm", "Tver"), or set handleUnknown to "ignore" or "infrequent"; got "Orel" in row 0',
    ),
  );
  assert.deepEqual(fit({ handleUnknown: "ignore" }).transform(fresh).toArrays(), [[0, 0, 0, 0, 0]]);
  assert.deepEqual(fit({ handleUnknown: "infrequent" }).transform(fresh).toArrays(), [[0, 0, 0, 0, 0]]);
  const rare = fit({ handleUnknown: "infrequent", minFrequency: 2 });
  assert.deepEqual(rare.outputNames, ["City=Perm", "City=(infrequent)", "Plan=1", "Plan=(infrequent)"]);
  assert.deepEqual(rare.transform(fresh).toArrays(), [[0, 1, 0, 1]]);
  assert.deepEqual(rare.unknown(fresh), [
    { feature: "City", category: "Orel", count: 1 },
    { feature: "Plan", category: 6, count: 1 },
  ]);
  const opened = FittedOneHotEncoder.fromJSON(JSON.parse(JSON.stringify(rare)));
  assert.deepEqual(opened.transform(table), rare.transform(table));
  assert.throws(() => new OneHotEncoder().fit([["a"], [2]]), /column "x0" must hold texts or numbers; got both/);
  assert.throws(() => new OneHotEncoder().fit([["a"], [null as never]]), /got null in row 1, column x0/);
  assert.throws(() => fit({ columns: ["Town"] }), /no column "Town"/);
  assert.throws(
    () => fit({ columns: ["Plan"] }),
    /^InvalidParameterError: X must hold numbers in columns that are not|.*/,
  );
  assert.throws(() => fit({ minFrequency: 1.5 }), /minFrequency must be an integer/);
  assert.throws(() => fit({ drop: "first", maxCategories: 1 }), /must leave at least one column/);
});

test("a pipeline that begins with an imputer takes gaps, in training and in forecasts", () => {
  const X = rows.map((row, index) => (index % 5 === 0 ? [Number.NaN, ...row.slice(1)] : row));
  const classifier = { fit: (matrix: MatrixLike) => ({ seen: matrix }) };
  const pipeline = makePipeline(new SimpleImputer({ addIndicator: true }), new StandardScaler(), stub(classifier));
  assert.equal(pipeline.allowsMissing, true);
  const fitted = pipeline.fit(X, labels);
  assert.ok(fitted.transform(X).data.every(Number.isFinite));
  assert.deepEqual(fitted.transform(X).featureNames.at(-1), "x0 missing");
  assert.throws(() => makePipeline(new StandardScaler(), stub(classifier)).fit(X, labels), InvalidParameterError);
  assert.throws(() => trainTestSplit(X, labels, { seed: 1 }), InvalidParameterError);
  assert.equal(trainTestSplit(X, labels, { seed: 1, allowMissing: true }).XTrain.nSamples, 60);
});

/** A classifier that learns nothing and gives 0.5. */
function stub(_: object) {
  return {
    fit: (X: MatrixLike, _y: unknown, options?: { sampleWeight?: ArrayLike<number> }) => {
      const { featureNames, nSamples } = X as { featureNames: readonly string[]; nSamples: number };
      const predictProba = (rowsOf: MatrixLike) =>
        new Float64Array((rowsOf as { nSamples: number }).nSamples).fill(0.5);
      const predict = () => new Uint8Array(0);
      return { featureNames, nSamples, weights: options?.sampleWeight, predictProba, predict, toJSON: () => ({}) };
    },
  };
}

test("rows that a step takes for outliers are left out of the steps after it, with their weights", () => {
  const identity: Transformer = {
    fit: (X) => {
      const [, ...columns] = [X];
      const matrix = new StandardScaler().fit(X);
      return {
        featureNames: matrix.featureNames,
        droppedRows: Uint32Array.of(1, 3),
        transform: (other) => matrix.transform(other),
        toJSON: () => ({ columns }),
      };
    },
  };
  const fitted = makePipeline(identity, stub({})).fit([[1], [90], [2], [80], [3]], [0, 1, 0, 1, 1], {
    sampleWeight: [1, 2, 3, 4, 5],
  });
  const { nSamples, weights } = fitted.classifier as unknown as { nSamples: number; weights: Float64Array };
  assert.equal(nSamples, 3);
  assert.deepEqual(Array.from(weights), [1, 3, 5]);
  assert.equal(fitted.predictProba([[1], [90]]).length, 2);
  assert.throws(
    () => makePipeline(identity, stub({})).fit([[1], [2], [3], [4]], [0, 1, 0, 1], { sampleWeight: [1, 2] }),
    ShapeError,
  );
});

test("gaps are NaN or a marker; a feature without values is dropped with a reason, or stays", () => {
  const X = [
    [1, Number.NaN, -1],
    [Number.NaN, Number.NaN, 4],
    [3, Number.NaN, -1],
  ];
  const dropped = new SimpleImputer({ missingValue: -1 }).fit(X);
  assert.deepEqual(dropped.transform(X).toArrays(), [
    [1, 4],
    [2, 4],
    [3, 4],
  ]);
  assert.deepEqual(dropped.dropped, [{ feature: "x1", reason: "no value in the training rows" }]);
  assert.deepEqual(dropped.sources, [0, 2]);
  assert.deepEqual(new SimpleImputer({ keepEmptyFeatures: true }).fit(X).fills, [2, 0, 2 / 3]);
  assert.deepEqual(new SimpleImputer({ strategy: "mostFrequent" }).fit([[2], [1], [1], [2], [5]]).fills, [1]);
  assert.throws(() => new SimpleImputer({ fillValue: 1 }), /fillValue is not an option of strategy "mean"/);
  assert.throws(() => new SimpleImputer().fit([[Number.NaN]]), ShapeError);
});

test("selections tell why each column was dropped", () => {
  const X = rows.map(([a, b, c, d]) => [a, b, c, d, -2 * a + 1]);
  const reasons = (fitted: { dropped: readonly { feature: string; reason: string }[] }) =>
    fitted.dropped.map(({ feature, reason }) => `${feature}: ${reason}`);
  assert.deepEqual(reasons(new SelectFeatures({ by: "variance" }).fit(X)), ["x3: always 5: variance 0"]);
  assert.deepEqual(reasons(new SelectFeatures({ by: "correlation" }).fit(X)), [
    "x4: |r| above 0.9: r = -1 with x0, kept",
  ]);
  const byVif = new SelectFeatures({ by: "vif", threshold: 5 }).fit(X);
  assert.deepEqual(byVif.dropped.map(({ feature }) => feature).sort(), ["x3", "x4"]);
  const byInformation = new SelectFeatures({ by: "mutualInformation", threshold: 0.05 }).fit(X, labels);
  assert.ok(byInformation.kept.includes("x0") && !byInformation.kept.includes("x3"));
  assert.ok(
    byInformation.dropped.every(({ reason }) =>
      /mutual information with the label, .* nats, is not above/.test(reason),
    ),
  );
  const best = new SelectKBest({ k: 1 }).fit(X, labels);
  assert.equal(best.dropped.length, 4);
  assert.ok(best.dropped.every(({ reason }) => /place \d of 5; 1 are kept|constant/.test(reason)));
  assert.throws(() => new SelectFeatures({ by: "mutualInformation" }).fit(X), /needs labels/);
  assert.throws(
    () => new SelectFeatures({ by: "variance", threshold: 1e99 }).fit(X),
    /must leave at least one feature/,
  );
});

test("mutual information does not depend on the order of rows or on units, and needs no seed to repeat", () => {
  const order = new Random(2).permutation(rows.length);
  const expected = mutualInformation(rows, labels);
  const shuffled = mutualInformation(
    Array.from(order, (row) => rows[row].map((x) => x * 1024)),
    Array.from(order, (row) => labels[row]),
  );
  shuffled.forEach((entry, column) => {
    assert.equal(entry.discrete, expected[column].discrete);
    assertClose(entry.information, expected[column].information, { relative: 1e-12, absolute: 1e-14 });
  });
  assert.deepEqual(
    expected.map(({ discrete }) => discrete),
    [false, true, false, true],
  );
  const noisy = { discreteFeatures: false, seed: 4 };
  assert.deepEqual(mutualInformation(rows, labels, noisy), mutualInformation(rows, labels, noisy));
  assert.throws(() => mutualInformation(rows, labels, { discreteFeatures: ["age"] }), InvalidParameterError);
  assert.throws(() => mutualInformation(rows, labels, { nNeighbors: 0 }), InvalidParameterError);
});

test("bins that a file breaks are refused", () => {
  const json = JSON.parse(JSON.stringify(new KBinsDiscretizer().fit(rows)));
  assert.throws(
    () => FittedKBinsDiscretizer.fromJSON({ ...json, edges: [...json.edges].reverse() }),
    InvalidParameterError,
  );
});
