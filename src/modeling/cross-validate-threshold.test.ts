import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ChurnlabError, InvalidParameterError, Random } from "../core";
import { StratifiedKFold } from "../preprocessing";
import { damaged, damages } from "../testing/damage";
import { crossValPredict } from "./cross-val-predict";
import { crossValidateThreshold } from "./cross-validate-threshold";
import { FittedLogisticRegression } from "./fitted-logistic-regression";
import { LogisticRegression } from "./logistic-regression";
import { thresholdByCapacity } from "./threshold-by-capacity";
import { thresholdByCost } from "./threshold-by-cost";
import { FittedThresholdClassifier, ThresholdClassifier } from "./threshold-classifier";

function draw(nSamples: number, seed: number) {
  const random = new Random(seed);
  const X = Array.from({ length: nSamples }, () => [random.normal(), random.normal()]);
  const y = X.map(([a]) => Number(a + random.normal() > 0.8));
  return { X, y };
}

const campaign = { costOfContact: 10, valueOfSavedClient: 60, successRate: 0.5 };
const byCost = { by: "cost", ...campaign } as const;
const recipe = new LogisticRegression();
const readers = { LogisticRegression: FittedLogisticRegression.fromJSON };

test("the threshold is that of out-of-fold forecasts, and predict uses it", () => {
  const { X, y } = draw(200, 1);
  const cv = new StratifiedKFold({ nSplits: 5, seed: 3 });
  const outOfFold = crossValPredict(recipe, X, y, { cv });
  const fitted = new ThresholdClassifier(recipe, { choose: byCost, seed: 3 }).fit(X, y);
  assert.equal(fitted.threshold, thresholdByCost(y, outOfFold, campaign).threshold);
  assert.deepEqual(fitted.predictProba(X), recipe.fit(X, y).predictProba(X));
  assert.deepEqual(fitted.predict(X), recipe.fit(X, y).predict(X, fitted.threshold));
  assert.deepEqual(fitted.predict(X, 0.5), recipe.fit(X, y).predict(X, 0.5));
  const tenth = new ThresholdClassifier(recipe, { choose: { by: "capacity", share: 0.1 }, seed: 3 }).fit(X, y);
  assert.equal(tenth.threshold, thresholdByCapacity(outOfFold, 20).threshold);
  const own = new ThresholdClassifier(recipe, { choose: (_y, p) => Math.max(...p), seed: 3 }).fit(X, y);
  assert.equal(own.threshold, Math.max(...outOfFold));
});

test("cross-validation: the sums are those of the folds; hindsight is never beaten; the test part has no say", () => {
  const { X, y } = draw(240, 2);
  const cv = new StratifiedKFold({ nSplits: 4, seed: 5 });
  const result = crossValidateThreshold(recipe, X, y, { cv, choose: byCost, seed: 9 });
  assert.equal(result.folds.length, 4);
  assert.deepEqual(
    Array.from(result.thresholds),
    result.folds.map(({ threshold }) => threshold),
  );
  for (const { achieved, hindsight } of result.folds) {
    assert.ok(Number(achieved.profit) <= Number(hindsight.profit));
    assert.equal(achieved.nClients, 60);
    assert.equal(achieved.profit, achieved.nFound * 30 - achieved.nContacted * 10);
    assert.equal(achieved.profitPerClient, Number(achieved.profit) / 60);
  }
  assert.equal(result.achieved.nClients, 240);
  assert.equal(result.promised.nClients, 3 * 240);
  assert.equal(result.achieved.nLeft, y.filter((label) => label === 1).length);
  assert.equal(
    result.achieved.nFound,
    result.folds.reduce((sum, fold) => sum + fold.achieved.nFound, 0),
  );
  // Turning the labels of a test part round changes what is achieved there, and not the threshold.
  const fold = cv.split(y)[0];
  const turned = y.map((label, row) => (fold.test.includes(row) ? 1 - label : label));
  const again = crossValidateThreshold(recipe, X, turned, { cv: [fold], choose: byCost, seed: 9 });
  assert.equal(again.thresholds[0], result.thresholds[0]);
});

test("on labels that nothing tells, choosing on the same rows promises what is not there", () => {
  const random = new Random(11);
  const X = Array.from({ length: 300 }, () => [random.normal()]);
  const y = X.map(() => Number(random.uniform() < 0.3));
  const cv = new StratifiedKFold({ nSplits: 5, seed: 1 });
  const { hindsight, achieved } = crossValidateThreshold(recipe, X, y, { cv, choose: byCost, seed: 1 });
  assert.ok(Number(hindsight.profit) > Number(achieved.profit) + 50);
});

test("by capacity without assumptions there is no profit; with them there is", () => {
  const { X, y } = draw(150, 4);
  const cv = new StratifiedKFold({ nSplits: 3, seed: 1 });
  const choose = { by: "capacity", share: 0.2 } as const;
  const plain = crossValidateThreshold(recipe, X, y, { cv, choose, seed: 1 });
  assert.equal(plain.achieved.profit, null);
  for (const { promised } of plain.folds) assert.ok(promised.nContacted <= 20);
  const paid = crossValidateThreshold(recipe, X, y, { cv, choose, seed: 1, assumptions: campaign });
  assert.equal(paid.achieved.profit, paid.achieved.nFound * 30 - paid.achieved.nContacted * 10);
});

test("weights count for the rules as copies of the row do", () => {
  const { X, y } = draw(60, 6);
  const weights = y.map((_, row) => 1 + (row % 3));
  const choose = { by: "capacity", share: 0.3 } as const;
  const cv = [0, 1].map((part) => ({
    train: Uint32Array.from(y.keys()).filter((row) => row % 2 !== part),
    test: Uint32Array.from(y.keys()).filter((row) => row % 2 === part),
  }));
  const weighted = new ThresholdClassifier(recipe, { choose, cv }).fit(X, y, { sampleWeight: weights });
  const copies = weights.flatMap((times, row) => new Array<number>(times).fill(row));
  const places = (rows: Uint32Array) => Uint32Array.from(copies.keys()).filter((place) => rows.includes(copies[place]));
  const repeated = new ThresholdClassifier(recipe, {
    choose,
    cv: cv.map(({ train, test: held }) => ({ train: places(train), test: places(held) })),
  }).fit(
    copies.map((row) => X[row]),
    copies.map((row) => y[row]),
  );
  assert.ok(Math.abs(weighted.threshold - repeated.threshold) < 1e-9);
});

test("JSON keeps the model to the last bit, infinite thresholds too; damage is noticed", () => {
  const { X, y } = draw(60, 7);
  const dear = { ...byCost, costOfContact: 100 };
  for (const choose of [byCost, dear, { by: "capacity", share: 1 } as const]) {
    const fitted = new ThresholdClassifier(recipe, { choose, seed: 1 }).fit(X, y);
    const json = JSON.parse(JSON.stringify(fitted)) as object;
    assert.deepEqual(FittedThresholdClassifier.fromJSON(json, readers), fitted);
    fc.assert(
      fc.property(damages, (damage) => {
        const broken = damaged(json, damage, ["options"]);
        if (broken === null) return;
        let opened: FittedThresholdClassifier;
        try {
          opened = FittedThresholdClassifier.fromJSON(broken, readers);
        } catch (error) {
          assert.ok(error instanceof ChurnlabError, String(error));
          return;
        }
        assert.deepEqual(opened.predict(X), fitted.predict(X));
      }),
    );
  }
  assert.equal(new ThresholdClassifier(recipe, { choose: dear, seed: 1 }).fit(X, y).threshold, Infinity);
});

test("what breaks a rule is refused by value and rule", () => {
  const { X, y } = draw(40, 8);
  const choose = byCost;
  assert.throws(() => new ThresholdClassifier(recipe, { choose }), /needs cv, or the seed of its default folds/);
  assert.throws(
    () => new ThresholdClassifier(recipe, { choose: { by: "capacity", share: 0 }, seed: 1 }),
    new InvalidParameterError("choose.share must be a finite number in (0, 1]; got 0"),
  );
  assert.throws(
    () => new ThresholdClassifier(recipe, { choose: { by: "luck" } as never, seed: 1 }),
    /choose.by must be/,
  );
  assert.throws(() => new ThresholdClassifier(recipe, { choose: 0.5 as never, seed: 1 }), /choose must be/);
  const nothing = new ThresholdClassifier(recipe, { choose: () => Number.NaN, seed: 1 });
  assert.throws(() => nothing.fit(X, y), /choose must return a number in \[0, 1\], or ±Infinity; got NaN/);
  const cv = new StratifiedKFold({ nSplits: 2, seed: 1 });
  assert.throws(() => crossValidateThreshold(recipe, X, y, { cv, choose }), /needs cv, or the seed/);
  const folds = cv.split(y) as never;
  assert.throws(
    () => crossValidateThreshold(recipe, X, y, { cv, choose, innerCv: folds }),
    /innerCv must be a splitter/,
  );
  assert.throws(
    () => crossValidateThreshold(recipe, X, y, { cv, choose, seed: 1, assumptions: { ...campaign, successRate: 2 } }),
    /successRate must be a finite number in \(0, 1\]; got 2/,
  );
});
