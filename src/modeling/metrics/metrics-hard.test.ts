import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, UndefinedMetricError } from "../../core";
import { assertClose } from "../../testing/assert-close";
import { type HardSet, hardSets } from "../../testing/hard-sets";
import { readFixture } from "../../testing/read-fixture";
import { brierDecomposition, expectedCalibrationError } from "../calibration";
import {
  accuracyScore,
  averagePrecisionScore,
  balancedAccuracyScore,
  brierScore,
  brierSkillScore,
  cohenKappaScore,
  confusionMatrix,
  f1Score,
  logLoss,
  matthewsCorrcoef,
  precisionRecallCurve,
  precisionScore,
  recallScore,
  rocAucScore,
  rocCurve,
} from ".";
import { descendingOrder } from "./descending-order";

type Digest = [length: number, sum: number, byPlace: number];

interface RankingOracle {
  rocAucScore: number;
  averagePrecisionScore: number;
  rocCurve: [Digest, Digest, Digest];
  rocCurveFull: [Digest, Digest];
  precisionRecallCurve: [Digest, Digest, Digest];
}

interface HardCase {
  set: string;
  weights: "none" | "given" | "multiples of 1/2";
  ranking: Record<string, RankingOracle>;
  forecast: Record<string, number>;
  decomposition: Record<"distinct" | "uniform", Record<string, number>>;
}

const { cases } = readFixture<{ cases: HardCase[] }>("modeling", "metrics-hard");
const sets = new Map(hardSets().map((set) => [set.name, set]));
const setOf = (name: string) => sets.get(name) as HardSet;
const near = { absolute: 1e-12, relative: 1e-12 };

/** What the oracle script computes with: labels, forecasts that are multiples of 1/16, and weights. */
function dataOf({ set, weights }: HardCase) {
  const { X, y, sampleWeight } = setOf(set);
  const p = y.map((label, i) => Math.min(1, Math.max(0, (((i * 7919) % 17) - 3 + 5 * label) / 16)));
  const given = sampleWeight ?? y.map((_, i) => ((i * 7) % 5) / 2);
  return { X, y, p, options: weights === "none" ? {} : { sampleWeight: given } };
}

function assertDigest(values: Float64Array, [length, sum, byPlace]: Digest, what: string): void {
  assert.equal(values.length, length, `${what}: length`);
  const finite = values.map((value) => (Number.isFinite(value) ? value : 0));
  const size = finite.reduce((total, value) => total + Math.abs(value), 0);
  const tolerance = { absolute: 1e-12 * (1 + size) };
  assertClose(
    finite.reduce((total, value) => total + value, 0),
    sum,
    tolerance,
    what,
  );
  const weighted = finite.reduce((total, value, at) => total + (value * (at + 1)) / length, 0);
  assertClose(weighted, byPlace, tolerance, `${what} by place`);
}

for (const oracle of cases) {
  const name = `${oracle.set}, weights ${oracle.weights}`;
  test(`ranking agrees with scikit-learn to 1e-12: ${name}`, () => {
    const { X, y, options } = dataOf(oracle);
    for (const [column, expected] of Object.entries(oracle.ranking)) {
      const scores = X.map((row) => row[Number(column)]);
      assertClose(rocAucScore(y, scores, options), expected.rocAucScore, near, "ROC AUC");
      const precision = averagePrecisionScore(y, scores, options);
      assertClose(precision, expected.averagePrecisionScore, near, "average precision");
      const roc = rocCurve(y, scores, options);
      assertDigest(roc.falsePositiveRate, expected.rocCurve[0], "false positive rate");
      assertDigest(roc.truePositiveRate, expected.rocCurve[1], "true positive rate");
      assertDigest(roc.thresholds, expected.rocCurve[2], "thresholds");
      const full = rocCurve(y, scores, { ...options, dropIntermediate: false });
      assertDigest(full.falsePositiveRate, expected.rocCurveFull[0], "all false positive rates");
      assertDigest(full.truePositiveRate, expected.rocCurveFull[1], "all true positive rates");
      const curve = precisionRecallCurve(y, scores, options);
      assertDigest(curve.precision, expected.precisionRecallCurve[0], "precision");
      assertDigest(curve.recall, expected.precisionRecallCurve[1], "recall");
      assertDigest(curve.thresholds, expected.precisionRecallCurve[2], "thresholds");
    }
  });

  test(`metrics agree with scikit-learn to 1e-12: ${name}`, () => {
    const { y, p, options } = dataOf(oracle);
    const guess = p.map((value) => Number(value >= 0.5));
    const ofLabels = {
      accuracyScore,
      balancedAccuracyScore,
      precisionScore,
      recallScore,
      f1Score,
      matthewsCorrcoef,
      cohenKappaScore,
    };
    for (const [metric, score] of Object.entries(ofLabels)) {
      assertClose(score(y, guess, options), oracle.forecast[metric], near, metric);
    }
    for (const [metric, score] of Object.entries({ brierScore, brierSkillScore, logLoss })) {
      assertClose(score(y, p, options), oracle.forecast[metric], near, metric);
    }
  });

  test(`the decomposition agrees with its definition and adds up: ${name}`, () => {
    const { y, p, options } = dataOf(oracle);
    for (const strategy of ["distinct", "uniform"] as const) {
      const { expectedCalibrationError: calibrationError, ...expected } = oracle.decomposition[strategy];
      const parts = brierDecomposition(y, p, { ...options, strategy });
      for (const [part, value] of Object.entries(expected)) {
        assertClose(parts[part as keyof typeof parts], value, { absolute: 1e-14 }, part);
      }
      const { reliability, generalizedResolution, uncertainty } = parts;
      assertClose(reliability - generalizedResolution + uncertainty, parts.brierScore, { absolute: 1e-14 }, "sum");
      if (strategy === "distinct") continue;
      assertClose(expectedCalibrationError(y, p, { ...options, strategy }), calibrationError, near, "ECE");
    }
  });
}

const weighted = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3 })), {
    minLength: 2,
    maxLength: 30,
  })
  .map((rows) => ({
    y: rows.map(([label]) => label),
    p: rows.map(([, , score]) => score / 3),
    sampleWeight: rows.map(([, weight]) => weight),
  }))
  .filter(({ y, sampleWeight }) => [0, 1].every((label) => y.some((v, i) => v === label && sampleWeight[i] > 0)));

test("a weight of k is the sample k times", () => {
  fc.assert(
    fc.property(weighted, ({ y, p, sampleWeight }) => {
      const rows = sampleWeight.flatMap((times, row) => new Array<number>(times).fill(row));
      const [y2, p2] = [rows.map((row) => y[row]), rows.map((row) => p[row])];
      const options = { sampleWeight };
      const tight = { absolute: 1e-14, relative: 1e-14 };
      assertClose(rocAucScore(y, p, options), rocAucScore(y2, p2), tight);
      assertClose(averagePrecisionScore(y, p, options), averagePrecisionScore(y2, p2), tight);
      assertClose(brierScore(y, p, options), brierScore(y2, p2), tight);
      assertClose(logLoss(y, p, options), logLoss(y2, p2), tight);
      assertClose(brierSkillScore(y, p, options), brierSkillScore(y2, p2), { absolute: 1e-13 });
      const guess = (values: number[]) => values.map((value) => Number(value >= 0.5));
      assert.deepEqual(confusionMatrix(y, guess(p), options), confusionMatrix(y2, guess(p2)));
      const curves = [rocCurve(y, p, options), rocCurve(y2, p2)];
      assertClose(curves[0].falsePositiveRate, curves[1].falsePositiveRate, tight);
      assert.deepEqual(curves[0].thresholds, curves[1].thresholds);
      const parts = brierDecomposition(y, p, { ...options, strategy: "distinct" });
      assertClose(parts.resolution, brierDecomposition(y2, p2, { strategy: "distinct" }).resolution, tight);
    }),
  );
});

const anyScores = fc.array(
  fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constant(-0)),
  {
    maxLength: 300,
  },
);
const closeScores = fc
  .array(fc.integer({ min: 0, max: 400 }), { minLength: 100, maxLength: 300 })
  .map((steps) => steps.map((step) => 1 + step * Number.EPSILON));

test("the order descends, keeps ties in place and holds every sample, whatever the scores", () => {
  fc.assert(
    fc.property(fc.oneof(anyScores, closeScores), fc.boolean(), (values, negate) => {
      const scores = Float64Array.from(values, (value) => (negate ? -value : value));
      const expected = Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a] || a - b);
      // Differences of huge numbers overflow to ∞, which sorts as well.
      assert.deepEqual(Array.from(descendingOrder(scores)), expected);
    }),
  );
});

test("the order of many scores is right too", () => {
  const scores = Float64Array.from({ length: 70_000 }, (_, i) => 1 + ((i * 7919) % 70_001) * Number.EPSILON);
  const order = descendingOrder(scores);
  assert.ok(order.every((sample, rank) => rank === 0 || scores[sample] < scores[order[rank - 1]]));
});

test("ROC AUC does not change under maps that keep the order", () => {
  fc.assert(
    fc.property(weighted, ({ y, p, sampleWeight }) => {
      for (const map of [
        (v: number) => v ** 3 * 1e12 - 7,
        (v: number) => Math.exp(-9 + v),
        (v: number) => v * 1e-300,
      ]) {
        assert.equal(rocAucScore(y, p.map(map)), rocAucScore(y, p));
        assert.equal(rocAucScore(y, p.map(map), { sampleWeight }), rocAucScore(y, p, { sampleWeight }));
      }
    }),
  );
});

test("kappa and the skill score say when they have no value; Matthews' coefficient is 0 then", () => {
  assert.throws(() => cohenKappaScore([1, 1], [1, 1]), UndefinedMetricError);
  assert.equal(cohenKappaScore([1, 1], [1, 0]), 0);
  assert.equal(matthewsCorrcoef([1, 1], [1, 1]), 0);
  assert.equal(matthewsCorrcoef([0, 1], [1, 0]), -1);
  assert.throws(() => brierSkillScore([1, 1], [0.5, 1]), UndefinedMetricError);
  assert.equal(brierSkillScore([1, 1], [1, 1], { reference: 0.5 }), 1);
});

test("weights that break their rule are refused before any work", () => {
  const scores = [0.1, 0.9];
  assert.throws(
    () => rocAucScore([0, 1], scores, { sampleWeight: [1, -2] }),
    new InvalidParameterError("sampleWeight must be ≥ 0; got -2 at position 1"),
  );
  assert.throws(
    () => brierScore([0, 1], scores, { sampleWeight: [0, 0] }),
    new InvalidParameterError("sampleWeight must have a positive, finite sum; got 0"),
  );
  assert.throws(
    () => rocAucScore([0, 1], scores, { sampleWeight: [1, 0] }),
    new UndefinedMetricError("rocAucScore needs both classes in y, with positive weight; got only class 0"),
  );
  const typo = { sampleWeights: [1, 1] } as object;
  assert.throws(() => accuracyScore([0, 1], [0, 1], typo), /accuracyScore has no option "sampleWeights"/);
  assert.throws(() => rocAucScore([0, 1], Float64Array.of(0, Number.NaN)), /scores must hold finite numbers; got NaN/);
  assert.throws(() => rocAucScore(Uint8Array.of(0, 2), scores), /y must hold 0 or 1; got 2 at position 1/);
});
