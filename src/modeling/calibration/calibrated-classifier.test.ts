import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  ChurnlabError,
  type Classifier,
  type FittedClassifier,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  Random,
  toFeatureMatrix,
} from "../../core";
import { type Fold, makePipeline, StandardScaler, StratifiedKFold } from "../../preprocessing";
import { assertClose } from "../../testing/assert-close";
import { damaged, damages } from "../../testing/damage";
import { type Digest, digest } from "../../testing/digest";
import { type HardSet, hardSets } from "../../testing/hard-sets";
import { readFixture } from "../../testing/read-fixture";
import { DummyClassifier } from "../dummy-classifier";
import { FittedLogisticRegression } from "../fitted-logistic-regression";
import { LogisticRegression } from "../logistic-regression";
import { CalibratedClassifier, type CalibrationMethod, calibrate } from ".";
import { applyCalibrator, fitCalibrator } from "./calibrator";
import { FittedCalibratedClassifier } from "./fitted-calibrated-classifier";

interface Case {
  set: string;
  weights: "none" | "given";
  forecast: Digest;
}

interface SigmoidCase extends Case {
  column: number;
}

interface ClassifierCase extends Case {
  base: "share" | "logistic";
  method: CalibrationMethod;
  ensemble: boolean | "fitted";
}

const oracle = readFixture<{ sigmoid: SigmoidCase[]; classifiers: ClassifierCase[] }>("modeling", "calibration");
const sets = new Map(hardSets().map((set) => [set.name, set]));
const setOf = (name: string) => sets.get(name) as HardSet;

function dataOf({ set, weights }: Case) {
  const { X, y, sampleWeight } = setOf(set);
  const given = sampleWeight ?? y.map((_, i) => ((i * 7) % 5) / 2);
  return { X, y, sampleWeight: weights === "none" ? undefined : given };
}

function assertDigest(values: Float64Array, expected: Digest, relative: number, what: string): void {
  assertClose(Object.values(digest(values)), Object.values(expected), { relative, absolute: relative }, what);
}

test("Platt's scaling finds the optimum to 1e-9 on the hard sets: separable, of size 1e±12, far from zero, weighted", () => {
  for (const each of oracle.sigmoid) {
    const { X, y, sampleWeight } = dataOf(each);
    const scores = Float64Array.from(X, (row) => row[each.column]);
    const weights = Float64Array.from(sampleWeight ?? y.map(() => 1));
    const calibrator = fitCalibrator("sigmoid", scores, Uint8Array.from(y), weights);
    const what = `${each.set}, column ${each.column}, weights ${each.weights}`;
    assertDigest(applyCalibrator(calibrator, scores), each.forecast, 1e-9, what);
  }
});

/** Forecasts the share of training values of the first column that are at most the row's: no decisionFunction. */
class ShareOfColumn implements Classifier {
  fit(X: MatrixLike, _y: LabelsLike): FittedClassifier {
    const features = toFeatureMatrix(X);
    const sorted = features.column(0).sort();
    const shareUpTo = (value: number) => {
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (sorted[middle] <= value) low = middle + 1;
        else high = middle;
      }
      return low / sorted.length;
    };
    return {
      featureNames: features.featureNames,
      predictProba: (rows) => toFeatureMatrix(rows).column(0).map(shareUpTo),
      predict: () => new Uint8Array(0),
      toJSON: () => ({}),
    };
  }
}

/** Row i of each class goes to test part i mod 3. */
function foldsFor(y: readonly number[]): Fold[] {
  const seen = [0, 0];
  const part = y.map((label) => seen[label]++ % 3);
  const rows = Uint32Array.from(y.keys());
  return [0, 1, 2].map((k) => ({
    train: rows.filter((row) => part[row] !== k),
    test: rows.filter((row) => part[row] === k),
  }));
}

for (const set of new Set(oracle.classifiers.map((each) => each.set))) {
  test(`agrees with scikit-learn's CalibratedClassifierCV: ${set}`, () => {
    for (const each of oracle.classifiers.filter((one) => one.set === set)) {
      const { X, y, sampleWeight } = dataOf(each);
      const { base, method, ensemble } = each;
      const what = `${base}, ${method}, ensemble ${ensemble}, weights ${each.weights}`;
      // scikit-learn stops Platt's scaling early; isotonic steps are exact.
      const relative = method === "sigmoid" ? 1e-4 : base === "share" ? 1e-12 : 1e-6;
      assertDigest(forecast(each), each.forecast, relative, what);
      function forecast({ ensemble }: ClassifierCase): Float64Array {
        if (ensemble !== "fitted") {
          const recipe = base === "share" ? new ShareOfColumn() : new LogisticRegression();
          return new CalibratedClassifier(recipe, { method, ensemble, cv: foldsFor(y) })
            .fit(X, y, { sampleWeight })
            .predictProba(X);
        }
        const half = (odd: number) => X.map((_, row) => row).filter((row) => row % 2 === odd);
        const pick = <T>(values: readonly T[], odd: number) => half(odd).map((row) => values[row]);
        const fitted = new ShareOfColumn().fit(pick(X, 0), pick(y, 0));
        const weights = sampleWeight === undefined ? undefined : pick(sampleWeight, 1);
        return calibrate(fitted, pick(X, 1), pick(y, 1), { method, sampleWeight: weights }).predictProba(X);
      }
    }
  });
}

function draw(nSamples: number, seed: number) {
  const random = new Random(seed);
  const X = Array.from({ length: nSamples }, () => [random.normal(), random.normal()]);
  const y = X.map(([a]) => Number(a + random.normal() > 0.4));
  return { X, y };
}

const readers = {
  LogisticRegression: FittedLogisticRegression.fromJSON,
};

test("JSON keeps the model to the last bit, with its members", () => {
  const { X, y } = draw(120, 3);
  for (const method of ["sigmoid", "isotonic"] as const) {
    for (const ensemble of [true, false]) {
      const fitted = new CalibratedClassifier(new LogisticRegression(), { method, ensemble, seed: 7 }).fit(X, y);
      const opened = FittedCalibratedClassifier.fromJSON(JSON.parse(JSON.stringify(fitted)), readers);
      assert.deepEqual(opened, fitted);
      assert.deepEqual(opened.predictProba(X), fitted.predictProba(X));
      assert.equal(opened.members.length, ensemble ? 5 : 1);
    }
  }
});

test("a damaged file is refused with a clear error or read as the same model", () => {
  const { X, y } = draw(60, 4);
  for (const method of ["sigmoid", "isotonic"] as const) {
    const cv = new StratifiedKFold({ nSplits: 2, seed: 1 });
    const fitted = new CalibratedClassifier(new LogisticRegression(), { method, cv }).fit(X, y);
    const json = JSON.parse(JSON.stringify(fitted)) as object;
    fc.assert(
      fc.property(damages, (damage) => {
        const broken = damaged(json, damage, ["options"]);
        if (broken === null) return;
        let opened: FittedCalibratedClassifier;
        try {
          opened = FittedCalibratedClassifier.fromJSON(broken, readers);
        } catch (error) {
          assert.ok(error instanceof ChurnlabError, String(error));
          return;
        }
        assert.deepEqual(opened.predictProba(X), fitted.predictProba(X));
      }),
    );
  }
});

test("the same seed gives the same bits, another one another model; inputs are not changed", () => {
  const { X, y } = draw(100, 5);
  X.forEach(Object.freeze);
  Object.freeze(y);
  const fit = (seed: number) =>
    new CalibratedClassifier(new LogisticRegression(), { method: "isotonic", seed }).fit(X, y);
  assert.deepEqual(fit(1), fit(1));
  assert.notDeepEqual(fit(1).predictProba(X), fit(2).predictProba(X));
});

test("a pipeline is calibrated on its log-odds, as its classifier alone would be", () => {
  const { X, y } = draw(100, 6);
  const cv = foldsFor(y);
  const options = { method: "sigmoid", cv } as const;
  const plain = new CalibratedClassifier(new LogisticRegression({ penalty: "none" }), options).fit(X, y);
  const pipeline = makePipeline(new StandardScaler(), new LogisticRegression({ penalty: "none" }));
  assertClose(new CalibratedClassifier(pipeline, options).fit(X, y).predictProba(X), plain.predictProba(X), {
    absolute: 1e-7,
  });
});

test("calibrated forecasts keep the order of the scores, and repair forecasts that are too sure", () => {
  const { X, y } = draw(400, 7);
  const scores = Float64Array.from(X, ([a]) => 10 * a);
  const ones = new Float64Array(400).fill(1);
  for (const method of ["sigmoid", "isotonic"] as const) {
    const p = applyCalibrator(fitCalibrator(method, scores, Uint8Array.from(y), ones), scores);
    const order = Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b]);
    assert.ok(order.every((row, rank) => rank === 0 || p[row] >= p[order[rank - 1]]));
    const mean = p.reduce((sum, value) => sum + value, 0) / 400;
    assertClose(mean, y.reduce((sum, label) => sum + label, 0) / 400, { absolute: 0.01 });
  }
});

test("equal scores give the smoothed or the plain churn rate", () => {
  const fitted = new DummyClassifier().fit([[1], [2]], [0, 1]);
  const [X, y] = [
    [[1], [2], [3], [4]],
    [0, 0, 0, 1],
  ];
  assertClose(calibrate(fitted, X, y).predictProba([[9]]), [(3 / 5 + 2 / 3) / 4], { absolute: 1e-15 });
  assert.deepEqual(Array.from(calibrate(fitted, X, y, { method: "isotonic" }).predictProba([[9]])), [0.25]);
});

test("what breaks a rule is refused before any fit", () => {
  const { X, y } = draw(40, 8);
  const never: Classifier = {
    fit: () => {
      throw new Error("fitted all the same");
    },
  };
  const fit = (options: object, labels: number[] = y) =>
    new CalibratedClassifier(never, options as never).fit(X, labels);
  assert.throws(() => fit({}), /CalibratedClassifier needs cv, or the seed of its default folds; got neither/);
  assert.throws(() => fit({ seed: 1.5 }), InvalidParameterError);
  assert.throws(() => fit({ seed: 1, cv: new StratifiedKFold({ seed: 1 }) }), /leave it out where cv is given/);
  assert.throws(() => fit({ seed: 1, method: "platt" }), /method must be one of "sigmoid", "isotonic"; got "platt"/);
  assert.throws(() => fit({ seed: 1, folds: 3 }), /has no option "folds"/);
  assert.throws(() => fit({ seed: 1, ensemble: "yes" }), /ensemble must be true or false; got "yes"/);
  assert.throws(() => fit({ seed: 1 }, new Array(40).fill(1)), /needs samples of both classes in y/);
  assert.throws(() => fit({ seed: 1 }, [1, ...new Array(39).fill(0)]), /nSplits must be at most 1/);
  const onlyZeros = y.flatMap((label, row) => (label === 0 ? [row] : []));
  const cv = [{ train: Uint32Array.from(y.keys()).filter((row) => !onlyZeros.includes(row)), test: onlyZeros }];
  assert.throws(() => fit({ cv }), /fold 0 has none of class 1/);
  assert.throws(() => fit({ cv, ensemble: false }), /exactly one test part; row \d+ is in 0/);
  assert.throws(() => new CalibratedClassifier({} as never, { seed: 1 }), /needs a classifier with a fit method/);
  const fitted = new DummyClassifier().fit(X, y);
  assert.throws(() => calibrate(fitted, [[1], [2]], [0, 1]), /must have the 2 features of training/);
  assert.throws(() => calibrate(fitted, X, new Array(40).fill(0)), /calibrate needs samples of both classes/);
});
