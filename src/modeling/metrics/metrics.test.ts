import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, ShapeError, UndefinedMetricError } from "../../core";
import { assertClose } from "../../testing/assert-close";
import { readFixture } from "../../testing/read-fixture";
import {
  accuracyScore,
  averagePrecisionScore,
  balancedAccuracyScore,
  brierScore,
  confusionMatrix,
  f1Score,
  logLoss,
  precisionRecallCurve,
  precisionScore,
  recallScore,
  rocAucScore,
  rocCurve,
} from ".";

interface RocFixture {
  falsePositiveRate: number[];
  truePositiveRate: number[];
  thresholds: (number | string)[];
}

interface MetricCase {
  name: string;
  y: number[];
  p: number[];
  accuracyScore: number;
  balancedAccuracyScore: number;
  precisionScore: number;
  recallScore: number;
  f1Score: number;
  rocAucScore: number;
  averagePrecisionScore: number;
  brierScore: number;
  logLoss: number;
  confusionMatrix: object;
  rocCurve: { dropped: RocFixture; full: RocFixture };
  precisionRecallCurve: { precision: number[]; recall: number[]; thresholds: number[] };
}

const { cases } = readFixture<{ cases: MetricCase[] }>("modeling", "metrics");
const near = { absolute: 1e-12 };

for (const oracle of cases) {
  test(`metrics agree with scikit-learn to 1e-12: ${oracle.name}`, () => {
    const { y, p } = oracle;
    Object.freeze(y);
    Object.freeze(p);
    const predicted = p.map((value) => Number(value >= 0.5));
    assert.deepEqual(confusionMatrix(y, predicted), oracle.confusionMatrix);
    assertClose(accuracyScore(y, predicted), oracle.accuracyScore, near, "accuracy");
    assertClose(balancedAccuracyScore(y, predicted), oracle.balancedAccuracyScore, near, "balanced accuracy");
    assertClose(precisionScore(y, predicted), oracle.precisionScore, near, "precision");
    assertClose(recallScore(y, predicted), oracle.recallScore, near, "recall");
    assertClose(f1Score(y, predicted), oracle.f1Score, near, "F1");
    assertClose(rocAucScore(y, p), oracle.rocAucScore, near, "ROC AUC");
    assertClose(averagePrecisionScore(y, p), oracle.averagePrecisionScore, near, "average precision");
    assertClose(brierScore(y, p), oracle.brierScore, near, "Brier");
    assertClose(logLoss(y, p), oracle.logLoss, near, "log loss");
  });

  test(`curves agree with scikit-learn to 1e-12: ${oracle.name}`, () => {
    for (const dropIntermediate of [true, false]) {
      const expected = oracle.rocCurve[dropIntermediate ? "dropped" : "full"];
      const curve = rocCurve(oracle.y, oracle.p, { dropIntermediate });
      assertClose(curve.falsePositiveRate, expected.falsePositiveRate, near, "false positive rate");
      assertClose(curve.truePositiveRate, expected.truePositiveRate, near, "true positive rate");
      assert.deepEqual(Array.from(curve.thresholds), expected.thresholds.map(Number));
    }
    const curve = precisionRecallCurve(oracle.y, oracle.p);
    assertClose(curve.precision, oracle.precisionRecallCurve.precision, near, "precision");
    assertClose(curve.recall, oracle.precisionRecallCurve.recall, near, "recall");
    assert.deepEqual(Array.from(curve.thresholds), oracle.precisionRecallCurve.thresholds);
  });
}

const labelsAndScores = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 8 })), { minLength: 2, maxLength: 40 })
  .map((pairs) => ({ y: pairs.map(([label]) => label), p: pairs.map(([, eighths]) => eighths / 8) }))
  .filter(({ y }) => y.includes(0) && y.includes(1));

test("ROC AUC is the share of pairs ranked rightly, a tie counting one half", () => {
  fc.assert(
    fc.property(labelsAndScores, ({ y, p }) => {
      let wins = 0;
      let pairs = 0;
      for (let a = 0; a < y.length; a++) {
        for (let b = 0; b < y.length; b++) {
          if (y[a] !== 1 || y[b] !== 0) continue;
          pairs++;
          wins += p[a] > p[b] ? 1 : p[a] === p[b] ? 0.5 : 0;
        }
      }
      assert.equal(rocAucScore(y, p), wins / pairs);
    }),
  );
});

test("ROC AUC is the area under rocCurve, and 1 − AUC that of the reversed scores", () => {
  fc.assert(
    fc.property(labelsAndScores, ({ y, p }) => {
      const { falsePositiveRate: x, truePositiveRate: t } = rocCurve(y, p);
      let area = 0;
      for (let point = 1; point < x.length; point++)
        area += ((x[point] - x[point - 1]) * (t[point] + t[point - 1])) / 2;
      assertClose(rocAucScore(y, p), area, near);
      const reversed = p.map((value) => -value);
      assertClose(rocAucScore(y, reversed), 1 - rocAucScore(y, p), near);
    }),
  );
});

test("metrics do not depend on the order of samples", () => {
  fc.assert(
    fc.property(labelsAndScores, ({ y, p }) => {
      const backY = [...y].reverse();
      const backP = [...p].reverse();
      assert.equal(rocAucScore(backY, backP), rocAucScore(y, p));
      assert.equal(averagePrecisionScore(backY, backP), averagePrecisionScore(y, p));
      assertClose(logLoss(backY, backP), logLoss(y, p), { relative: 1e-14 });
    }),
  );
});

test("where nothing can be divided, zeroDivision says what the value is", () => {
  assert.equal(precisionScore([0, 1], [0, 0]), 0);
  assert.equal(precisionScore([0, 1], [0, 0], { zeroDivision: 1 }), 1);
  assert.ok(Number.isNaN(recallScore([0, 0], [0, 1], { zeroDivision: Number.NaN })));
  assert.throws(
    () => f1Score([0, 0], [0, 0], { zeroDivision: "error" }),
    new UndefinedMetricError("f1Score is undefined: no sample is positive or predicted positive"),
  );
  assert.throws(
    () => precisionScore([1], [1], { zeroDivision: 2 }),
    new InvalidParameterError('zeroDivision must be 0, 1, NaN or "error"; got 2'),
  );
});

test("metrics of ranking need both classes, and say so", () => {
  const message = "rocAucScore needs both classes in y; got only class 1";
  assert.throws(() => rocAucScore([1, 1], [0.2, 0.3]), new UndefinedMetricError(message));
  assert.throws(() => rocCurve([0], [0.2]), UndefinedMetricError);
  assert.throws(() => averagePrecisionScore([0], [0.2]), UndefinedMetricError);
  assert.throws(() => precisionRecallCurve([0], [0.2]), UndefinedMetricError);
  assert.throws(() => balancedAccuracyScore([0, 0], [0, 1]), UndefinedMetricError);
});

test("log loss of one class is defined, and one certain error costs −ln ε", () => {
  assertClose(logLoss([1, 1], [0.5, 0.25]), (Math.log(2) + Math.log(4)) / 2, { relative: 1e-15 });
  assertClose(logLoss([1], [0]), -Math.log(Number.EPSILON), { relative: 1e-15 });
});

test("inputs that do not fit are refused by value and rule", () => {
  assert.throws(() => accuracyScore([], []), new ShapeError("y must have at least one label; got none"));
  assert.throws(() => accuracyScore([0, 1], [0]), ShapeError);
  assert.throws(() => rocAucScore([0, 1], [0.1]), ShapeError);
  assert.throws(() => rocAucScore([0, 1], [0.1, Number.NaN]), InvalidParameterError);
  assert.throws(
    () => brierScore([0, 1], [0.1, 1.5]),
    new InvalidParameterError("p must hold probabilities in [0, 1]; got 1.5 at position 1"),
  );
  assert.throws(() => confusionMatrix([0, 2], [0, 1]), InvalidParameterError);
});
