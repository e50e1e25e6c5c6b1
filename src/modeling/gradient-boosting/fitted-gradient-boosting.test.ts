import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ChurnlabError, FeatureMatrix, InvalidParameterError, Random, ShapeError } from "../../core";
import { FittedGradientBoosting } from "./fitted-gradient-boosting";
import { GradientBoostingClassifier } from "./gradient-boosting-classifier";

const random = new Random(11);
const rows = Array.from({ length: 120 }, () => [random.normal(), random.integer(5), random.uniform()]);
const y = rows.map(([a, b]) => +(a + 0.3 * b + random.normal() > 0.5));
const X = new FeatureMatrix(Float64Array.from(rows.flat()), rows.length, ["visits", "months", "spend"]);
const recipe = new GradientBoostingClassifier({ nEstimators: 6, minSamplesLeaf: 8 });
const plain = recipe.fit(X, y);
const stopped = new GradientBoostingClassifier({ minSamplesLeaf: 8, earlyStopping: true, seed: 3 }).fit(X, y);

/** A deep copy that may be changed. */
const jsonOf = (fitted: FittedGradientBoosting) => JSON.parse(JSON.stringify(fitted)) as Record<string, unknown>;

function assertSame(read: FittedGradientBoosting, fitted: FittedGradientBoosting): void {
  assert.deepEqual(read, fitted);
  assert.deepEqual(read.predictProba(X), fitted.predictProba(X));
  assert.deepEqual(read.decisionFunction(X), fitted.decisionFunction(X));
}

test("the round trip through JSON keeps every bit", () => {
  for (const fitted of [plain, stopped]) assertSame(FittedGradientBoosting.fromJSON(jsonOf(fitted)), fitted);
  const featureNames = ["visits", "months", "spend"];
  assertSame(FittedGradientBoosting.fromJSON(jsonOf(plain), { featureNames }), plain);
  assert.throws(() => FittedGradientBoosting.fromJSON(jsonOf(plain), { featureNames: ["visits"] }), ShapeError);
});

test("the training is summarised", () => {
  const { nSamples, nPositives, totalWeight, options } = stopped.training;
  assert.deepEqual([nSamples, nPositives, totalWeight], [120, y.reduce((sum, label) => sum + label, 0), 120]);
  assert.equal(options["minSamplesLeaf"], 8);
  assert.equal(options["maxDepth"], null);
  assert.deepEqual(options["earlyStopping"], { validationFraction: 0.1, nIterNoChange: 10, tolerance: 1e-7 });
});

test("early stopping keeps the trees up to the best forecast of the held-out rows", () => {
  const losses = Array.from(stopped.validationLoss ?? []);
  assert.equal(stopped.bestIteration, stopped.nIterations);
  assert.equal(losses.length, stopped.trainingLoss.length);
  assert.equal(losses.indexOf(Math.min(...losses.slice(1)), 1), stopped.nIterations);
  assert.ok(losses.length - 1 < 100, "the data have noise enough to stop early");
  assert.equal(plain.bestIteration, null);
  assert.equal(plain.validationLoss, null);
});

test("importances are the shares of the gains", () => {
  const { featureImportances } = plain;
  assert.ok(Math.abs(featureImportances.reduce((sum, share) => sum + share, 0) - 1) < 1e-12);
  assert.equal(featureImportances.indexOf(Math.max(...featureImportances)), 0);
  const flat = recipe.fit([[1], [1], [1]], [0, 1, 1]);
  assert.deepEqual(Array.from(flat.featureImportances), [0]);
  assert.ok(flat.predictProba([[1], [7]]).every((p) => Math.abs(p - 2 / 3) < 1e-15));
});

test("other features, and values that are no numbers, are refused", () => {
  assert.throws(() => plain.predictProba([[1, 2]]), ShapeError);
  assert.throws(() => plain.stagedPredictProba([[1, 2]]), ShapeError);
  assert.throws(() => plain.decisionFunction([[1, 2, Number.NaN]]), InvalidParameterError);
  assert.throws(() => plain.predict(X, Number.NaN), InvalidParameterError);
  assert.equal(plain.predict(X).length, 120);
});

test("a malformed file is refused, and says what is wrong", () => {
  const damage = (change: (json: Record<string, unknown>) => void) => () => {
    const json = jsonOf(plain);
    change(json);
    return FittedGradientBoosting.fromJSON(json);
  };
  const set = (name: string, place: number, value: unknown) =>
    damage((json) => {
      (json[name] as unknown[])[place] = value;
    });
  assert.throws(
    damage((json) => delete json["cover"]),
    /cover/,
  );
  assert.throws(
    damage((json) => delete json["validationLoss"]),
    /validationLoss/,
  );
  assert.throws(set("right", 0, 1), /node 1 must come|expect node 1/);
  assert.throws(set("right", 0, 1e6), /right/);
  assert.throws(set("feature", 0, 3), /feature/);
  assert.throws(set("feature", 0, -1), /pre-order|leaf/);
  assert.throws(set("roots", 1, 2), /roots|right|pre-order/);
  assert.throws(set("cover", 0, 119), /sum of its children/);
  assert.throws(set("threshold", 0, "0"), /threshold/);
  assert.throws(
    damage((json) => (json["roots"] = [0])),
    /roots/,
  );
  assert.throws(
    damage((json) => (json["trainingLoss"] = [1])),
    /trainingLoss/,
  );
  assert.throws(
    damage((json) => (json["schemaVersion"] = 99)),
    /newer/,
  );
  assert.throws(
    damage((json) => (json["model"] = "KMeans")),
    /GradientBoostingClassifier/,
  );
});

test("however a file is damaged, it is refused or means the same", () => {
  const keys = Object.keys(jsonOf(plain));
  const junk = fc.constantFrom<unknown>(null, "x", -1, 0.5, 1e9, true, [], {}, [null], undefined);
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.nat(), junk, fc.boolean(), (key, place, value, isInside) => {
      const json = jsonOf(plain);
      const field = json[key];
      if (isInside && Array.isArray(field)) {
        if (value === undefined) field.length = place % (field.length + 1);
        else field[place % field.length] = value;
      } else if (value === undefined) {
        delete json[key];
      } else {
        json[key] = value;
      }
      let read: FittedGradientBoosting;
      try {
        read = FittedGradientBoosting.fromJSON(json);
      } catch (error) {
        assert.ok(error instanceof ChurnlabError, String(error));
        return;
      }
      // A number in the place of a number can be a model of its own: it must walk and forecast.
      assert.ok(read.predictProba(rows).every((p) => p >= 0 && p <= 1));
    }),
    { numRuns: 300 },
  );
});
