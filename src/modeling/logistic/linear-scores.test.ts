import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../core";
import { linearScores } from "./linear-scores";
import { logistic } from "./logistic";

function numbers(length: number, scale: number, seed: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length }, () => scale * random.normal());
}

test("log-odds are those of the definition, whatever the numbers of rows and features", () => {
  for (const nFeatures of [1, 2, 3, 4, 13]) {
    for (const nRows of [0, 1, 2, 3, 5, 127, 128, 129, 260]) {
      const data = numbers(nRows * nFeatures, 2, nRows + 1);
      const model = { coefficients: numbers(nFeatures, 1, 2), means: numbers(nFeatures, 1, 3), baseline: -0.7 };
      const { values, areFinite } = linearScores(data, model, false);
      assert.deepEqual([values.length, areFinite], [nRows, true]);
      for (let row = 0; row < nRows; row++) {
        let expected = model.baseline;
        model.coefficients.forEach((coefficient, j) => {
          expected += coefficient * (data[row * nFeatures + j] - model.means[j]);
        });
        assert.ok(Math.abs(values[row] - expected) < 1e-13 * (1 + Math.abs(expected)) * nFeatures);
      }
    }
  }
});

test("probabilities have the bits of the logistic function of the log-odds", () => {
  const extremes = [0, -0, 1e-300, -1e-300, 745, -745, 746, -746, 800, -800, 1e9, -1e300, 36.5, -36.5];
  const data = Float64Array.from([
    ...extremes,
    ...numbers(40_000, 1, 7),
    ...numbers(40_000, 30, 8),
    ...numbers(5000, 400, 9),
  ]);
  const model = { coefficients: Float64Array.of(1), means: Float64Array.of(0), baseline: 0 };
  const logOdds = linearScores(data, model, false).values;
  assert.deepEqual(linearScores(data, model, true).values, logOdds.map(logistic));
});

test("a row's score does not depend on its place", () => {
  const model = { coefficients: numbers(5, 1, 1), means: numbers(5, 1, 2), baseline: 0.1 };
  const data = numbers(5 * 300, 1, 3);
  const all = linearScores(data, model, true).values;
  for (const row of [0, 1, 2, 3, 130, 299]) {
    assert.equal(linearScores(data.slice(row * 5, row * 5 + 5), model, true).values[0], all[row]);
  }
});

test("a value that is not finite shows, also in the last row, and does not touch later calls", () => {
  const model = { coefficients: numbers(3, 1, 1), means: numbers(3, 1, 2), baseline: 0.1 };
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    for (const place of [0, 4, 29]) {
      const data = numbers(30, 1, 3);
      const clean = linearScores(data, model, true);
      data[place] = bad;
      assert.equal(linearScores(data, model, true).areFinite, false);
      assert.equal(clean.areFinite, true);
      assert.equal(linearScores(numbers(3, 1, 4), model, true).areFinite, true);
    }
  }
});
