import assert from "node:assert/strict";
import { test } from "node:test";
import { FeatureMatrix } from "../core";
import { assertClose } from "../testing/assert-close";
import { hardSets } from "../testing/hard-sets";
import { readFixture } from "../testing/read-fixture";
import type { BinStrategy, QuantileMethod } from "./bin-edges";
import { KBinsDiscretizer } from "./k-bins-discretizer";
import { MinMaxScaler } from "./min-max-scaler";
import { mutualInformation } from "./mutual-information";
import { OneHotEncoder, type OneHotEncoderOptions } from "./one-hot-encoder";
import { RobustScaler } from "./robust-scaler";
import { type ImputationStrategy, SimpleImputer } from "./simple-imputer";
import { StandardScaler } from "./standard-scaler";

interface Scalers {
  readonly standard: { mean: number[]; scale: number[] };
  readonly "robust 25 75": { center: number[]; scale: number[] };
  readonly "robust 10 95": { center: number[]; scale: number[] };
  readonly "minMax -1 3": { min: number[]; scale: number[] };
}
interface Bins {
  readonly nBins: number;
  readonly strategy: BinStrategy;
  readonly quantileMethod: QuantileMethod;
  readonly edges: number[][];
  readonly bins: number[];
}
interface Information {
  readonly discrete: number;
  readonly neighbours: number[];
}
interface Steps {
  readonly matrices: { name: string; X: number[][]; scalers: Scalers; bins: Bins[] }[];
  readonly hard: Record<string, { scalers: Scalers; information: Information[] }>;
  readonly oneHot: {
    readonly train: Record<string, (string | number)[]>;
    readonly test: Record<string, (string | number)[]>;
    readonly cases: { options: OneHotEncoderOptions; names: string[]; train: number[]; test: number[] }[];
  };
  readonly imputation: {
    readonly X: number[][];
    readonly fresh: number[][];
    readonly cases: { strategy: ImputationStrategy; keepEmptyFeatures: boolean; test: number[][]; sum: number[] }[];
  };
  readonly information: { X: number[][]; y: number[]; values: Information[] }[];
}
const fixture = readFixture<Steps>("preprocessing", "steps");

function assertScalers(X: number[][], expected: Scalers, name: string): void {
  const close = { relative: 1e-10 };
  const standard = new StandardScaler().fit(X);
  // The mean's own rounding: a unit in the last place of the values.
  const ulps = X[0].map((_, column) => 1e-14 * Math.max(...X.map((row) => Math.abs(row[column]))));
  standard.mean.forEach((mean, column) => {
    assertClose(mean, expected.standard.mean[column], { absolute: ulps[column] }, `${name}: mean ${column}`);
  });
  assertClose(standard.scale, expected.standard.scale, close, `${name}: standard scale`);
  for (const [low, high] of [
    [25, 75],
    [10, 95],
  ] as const) {
    const robust = new RobustScaler({ quantileRange: [low, high] }).fit(X);
    const theirs = expected[`robust ${low} ${high}` as "robust 25 75"];
    assertClose(robust.center, theirs.center, close, `${name}: center`);
    assertClose(robust.scale, theirs.scale, close, `${name}: robust scale`);
  }
  const minMax = new MinMaxScaler({ featureRange: [-1, 3] }).fit(X);
  assertClose(minMax.scale, expected["minMax -1 3"].scale, close, `${name}: min-max scale`);
  assertClose(minMax.min, expected["minMax -1 3"].min, { relative: 1e-9, absolute: 1e-12 }, `${name}: min`);
}

test("scalers are scikit-learn's", () => {
  for (const { name, X, scalers } of fixture.matrices) assertScalers(X, scalers, name);
});

test("scalers are scikit-learn's on the hard sets", () => {
  for (const { name, X } of hardSets()) {
    if (fixture.hard[name] !== undefined) assertScalers(X, fixture.hard[name].scalers, name);
  }
});

test("edges and bins are scikit-learn's", () => {
  for (const { name, X, bins } of fixture.matrices) {
    for (const { nBins, strategy, quantileMethod, edges, bins: expected } of bins) {
      const method = strategy === "uniform" ? {} : { quantileMethod };
      const fitted = new KBinsDiscretizer({ nBins, strategy, ...method }).fit(X);
      X[0].forEach((_, column) => {
        // scikit-learn joins edges closer than 1e-8, in whatever unit.
        if (name === "clients" && column === 5 && strategy === "quantile") return;
        assertClose(fitted.binEdges[column], edges[column], { relative: 1e-14 }, `${name} ${strategy} ${column}`);
        const ours = fitted.transform(X).column(column);
        assert.deepEqual(
          Array.from(ours),
          X.map((__, row) => expected[row * X[0].length + column]),
          `${name} ${strategy} ${nBins} ${column}`,
        );
      });
    }
  }
});

test("one-hot columns are scikit-learn's, rare and unknown categories included", () => {
  const { train, test: fresh, cases } = fixture.oneHot;
  for (const { options, names, train: ofTrain, test: ofTest } of cases) {
    const fitted = new OneHotEncoder(options).fit(train);
    assert.deepEqual(fitted.outputNames, names, JSON.stringify(options));
    assert.deepEqual(Array.from(fitted.transform(train).data), ofTrain, JSON.stringify(options));
    assert.deepEqual(Array.from(fitted.transform(fresh).data), ofTest, JSON.stringify(options));
  }
});

test("imputed values and indicators are scikit-learn's", () => {
  const { X, fresh, cases } = fixture.imputation;
  for (const { strategy, keepEmptyFeatures, test: expected, sum } of cases) {
    const fill = strategy === "constant" ? { fillValue: -7.5 } : {};
    const fitted = new SimpleImputer({ strategy, keepEmptyFeatures, addIndicator: true, ...fill }).fit(X);
    assertClose(fitted.transform(fresh).data, expected.flat(), { relative: 1e-12 }, strategy);
    const filled = fitted.transform(X);
    const sums = filled.featureNames.map((_, column) => filled.column(column).reduce((a, b) => a + b, 0));
    assertClose(sums, sum, { relative: 1e-10 }, strategy);
  }
});

function assertInformation(X: number[][], y: number[], expected: Information[], name: string): void {
  const close = { relative: 1e-9, absolute: 1e-12 };
  const discrete = mutualInformation(X, y, { discreteFeatures: true });
  assertClose(
    discrete.map(({ information }) => information),
    expected.map((entry) => entry.discrete),
    close,
    `${name}: discrete`,
  );
  [1, 3, 7].forEach((nNeighbors, place) => {
    if (expected[0].neighbours.length === 0) return;
    const ours = mutualInformation(X, y, { discreteFeatures: false, nNeighbors });
    assertClose(
      ours.map(({ information }) => information),
      expected.map(({ neighbours }) => neighbours[place]),
      close,
      `${name}: ${nNeighbors} neighbours`,
    );
  });
}

test("mutual information is scikit-learn's, exactly for counts and by nearest neighbours without noise", () => {
  for (const { X, y, values } of fixture.information) assertInformation(X, y, values, `${X.length} rows`);
});

test("mutual information is scikit-learn's on the hard sets", () => {
  for (const { name, X, y } of hardSets()) {
    if (fixture.hard[name] !== undefined) assertInformation(X, y, fixture.hard[name].information, name);
  }
});

test("9,000 rows take the quick way to the quantiles and come to the same", () => {
  const rows = Array.from({ length: 9000 }, (_, row) => [(row * 7919) % 9001, row % 3]);
  const shuffled = rows.map(([value, group]) => [value / 9, group]);
  const { center, scale, zeroRangeFeatures } = new RobustScaler().fit(shuffled);
  const sorted = shuffled.map(([value]) => value).sort((a, b) => a - b);
  const at = (share: number) => {
    const position = 8999 * share;
    const below = Math.floor(position);
    return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
  };
  assertClose([center[0], scale[0]], [at(0.5), at(0.75) - at(0.25)], { relative: 1e-12 });
  assert.deepEqual(zeroRangeFeatures, []);
  const few = new RobustScaler({ quantileRange: [40, 60] }).fit(
    new FeatureMatrix(new Float64Array(20), 10, ["a", "b"]),
  );
  assert.deepEqual(few.zeroRangeFeatures, ["a", "b"]);
});
