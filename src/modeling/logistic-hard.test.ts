import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ChurnlabError, CollinearFeaturesError, PerfectSeparationError, Random, toFeatureMatrix } from "../core";
import { assertClose } from "../testing/assert-close";
import { hardSet } from "../testing/hard-sets";
import { readFixture } from "../testing/read-fixture";
import type { ClassWeight } from "./class-weight";
import { LogisticRegression, type LogisticRegressionOptions } from "./logistic-regression";

interface HardCase {
  set: string;
  C?: number;
  classWeight?: ClassWeight;
  error?: "collinear" | "separated";
  expected: {
    intercept: number;
    coefficients: number[];
    standardErrors?: number[];
    interceptStandardError?: number;
    pValues?: number[];
    probabilities: number[];
    everyNthRow: number;
  };
}

const { cases } = readFixture<{ cases: HardCase[] }>("modeling", "logistic-hard");

const optionsOf = ({ C, classWeight }: Pick<HardCase, "C" | "classWeight">): LogisticRegressionOptions => ({
  ...(C === undefined ? { penalty: "none" } : { C }),
  classWeight,
});

for (const hard of cases) {
  const about = `${hard.set}, ${JSON.stringify(optionsOf(hard))}`;
  const { X, y, sampleWeight } = hardSet(hard.set);
  const fit = () => new LogisticRegression(optionsOf(hard)).fit(X, y, { sampleWeight });
  if (hard.error !== undefined) {
    test(`says why there is no unique finite answer: ${about}`, () => {
      assert.throws(fit, hard.error === "separated" ? PerfectSeparationError : CollinearFeaturesError);
    });
    continue;
  }
  test(`is right on the hard set ${about}`, () => {
    const { expected } = hard;
    const fitted = fit();
    assert.ok(fitted.converged);
    // Relative to the largest effect of any feature: a coefficient of exactly 0 is as good as 1e-17.
    const sizes = X[0].map((_, j) => Math.max(...X.map((row) => Math.abs(row[j]))));
    const scaled = (values: ArrayLike<number>) => Array.from(values, (value, j) => value * sizes[j]);
    const size = Math.max(...scaled(expected.coefficients).map(Math.abs));
    const near = { absolute: 1e-9 * size, relative: 1e-6 };
    assertClose(scaled(fitted.coefficients), scaled(expected.coefficients), near, "coefficients");
    assertClose(fitted.intercept, expected.intercept, { absolute: 1e-9 * (1 + size), relative: 1e-6 }, "intercept");
    const shown = Array.from(fitted.predictProba(X)).filter((_, row) => row % expected.everyNthRow === 0);
    assertClose(shown, expected.probabilities, { absolute: 1e-8 }, "probabilities");
    if (expected.standardErrors === undefined) return;
    assertClose(fitted.standardErrors, expected.standardErrors, { relative: 1e-6 }, "standard errors");
    assertClose(fitted.interceptStandardError, expected.interceptStandardError ?? 0, { relative: 1e-6 }, "intercept's");
    const pValues = fitted.waldTests().map(({ pValue }) => pValue);
    assertClose(pValues, expected.pValues ?? [], { absolute: 1e-12, relative: 1e-5 }, "p-values");
  });
}

function draw(nSamples: number, nFeatures: number, seed: number) {
  const random = new Random(seed);
  const X = Array.from({ length: nSamples }, () => Array.from({ length: nFeatures }, () => random.normal()));
  const y = X.map((row) => Number(random.uniform() < 1 / (1 + Math.exp(-row[0]))));
  y[0] = 0;
  y[1] = 1;
  return { X, y, random };
}

const seeds = fc.nat(0xffffffff);
const near = { absolute: 1e-8, relative: 1e-8 };

test("the order of the rows does not matter, with and without a sample to start from", () => {
  for (const [nSamples, numRuns] of [
    [40, 30],
    [2500, 3],
  ]) {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { X, y, random } = draw(nSamples, 3, seed);
        const order = Array.from(random.permutation(nSamples));
        const one = new LogisticRegression().fit(X, y);
        const other = new LogisticRegression().fit(
          order.map((row) => X[row]),
          order.map((row) => y[row]),
        );
        assertClose(other.coefficients, one.coefficients, near);
        assertClose(other.intercept, one.intercept, near);
      }),
      { numRuns },
    );
  }
});

test("without penalty, other units and origins of the features change no forecast", () => {
  const unit = fc.tuple(fc.double({ min: -12, max: 12, noNaN: true }), fc.double({ min: -100, max: 100, noNaN: true }));
  fc.assert(
    fc.property(seeds, fc.tuple(unit, unit), (seed, units) => {
      const { X, y } = draw(200, 2, seed);
      const changed = X.map((row) => row.map((value, j) => (value + units[j][1]) * 10 ** units[j][0]));
      const one = new LogisticRegression({ penalty: "none" }).fit(X, y);
      const other = new LogisticRegression({ penalty: "none" }).fit(changed, y);
      const back = other.coefficients.map((value, j) => value * 10 ** units[j][0]);
      assertClose(back, one.coefficients, near, "coefficients");
      const errors = other.standardErrors.map((value, j) => value * 10 ** units[j][0]);
      assertClose(errors, one.standardErrors, near, "standard errors");
      assertClose(other.predictProba(changed), one.predictProba(X), near, "probabilities");
    }),
    { numRuns: 30 },
  );
});

test("rows of weight 0 are as absent to the last bit, whatever they hold", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { X, y, random } = draw(300, 3, seed);
      const weights = y.map((_, row) => (row < 2 ? 1 : Math.floor(3 * random.uniform())));
      const garbled = X.map((row, index) => (weights[index] === 0 ? row.map((value) => 1e30 * value) : row));
      const kept = weights.flatMap((weight, row) => (weight > 0 ? [row] : []));
      const pick = <T>(items: T[]) => kept.map((row) => items[row]);
      const weighted = new LogisticRegression().fit(garbled, y, { sampleWeight: weights });
      const shorter = new LogisticRegression().fit(pick(X), pick(y), { sampleWeight: pick(weights) });
      assert.deepEqual(weighted.coefficients, shorter.coefficients);
      assert.equal(weighted.intercept, shorter.intercept);
    }),
    { numRuns: 20 },
  );
});

test("features of extreme size get a forecast or an error that says why, never NaN", () => {
  const y = [0, 1, 0, 1, 1, 0];
  for (const size of [1e-200, 1e-140, 1e140, 1e200]) {
    const X = [1, -1, 2, 0, -1, 1].map((value) => [value * size]);
    const fitted = new LogisticRegression({ maxIterations: 20 }).fit(X, y);
    assert.ok(fitted.predictProba(X).every((p) => p >= 0 && p <= 1));
  }
  const huge = y.map((label) => [label === 1 ? 1.5e308 : -1.5e308]);
  assert.throws(() => new LogisticRegression().fit(huge, y), /feature x0 must have values whose differences/);
});

test("class weights multiply sample weights", () => {
  const { X, y } = draw(120, 2, 5);
  const sampleWeight = y.map((label, row) => (1 + (row % 3)) * (label === 1 ? 2.5 : 0.5));
  const one = new LogisticRegression({ classWeight: { 0: 0.5, 1: 2.5 } }).fit(X, y, {
    sampleWeight: y.map((_, row) => 1 + (row % 3)),
  });
  assertClose(one.coefficients, new LogisticRegression().fit(X, y, { sampleWeight }).coefficients, near);
});

test("the separating feature is found in many rows too, complete or not", () => {
  const { X, y } = draw(4000, 2, 12);
  const plain = new LogisticRegression({ penalty: "none" });
  const flagged = X.map((row, index) => [...row, Number(y[index] === 1 && index % 7 === 1)]);
  assert.throws(() => plain.fit(flagged, y), PerfectSeparationError);
  assert.throws(
    () =>
      plain.fit(
        X.map(([a, b]) => [b, a]),
        X.map(([a, b]) => Number(a + 2 * b > 0)),
      ),
    PerfectSeparationError,
  );
  assert.ok(plain.fit(X, y).converged);
});

test("a damaged saved model is refused with a named error, or was not damaged in meaning", () => {
  const { X, y } = draw(50, 3, 2);
  const options: LogisticRegressionOptions = { penalty: "none" };
  const text = JSON.stringify(new LogisticRegression(options).fit(X, y));
  const damage = fc.record({
    place: fc.nat(1000),
    kind: fc.constantFrom("delete", "replace", "truncate"),
    value: fc.constantFrom(null, -1, 0.5, Number.POSITIVE_INFINITY, "x", true, [], {}, [1], ["a", "a"]),
  });
  fc.assert(
    fc.property(damage, ({ place, kind, value }) => {
      const json = JSON.parse(text) as Record<string, unknown>;
      const holder = place % 4 === 0 ? (json["training"] as Record<string, unknown>) : json;
      const keys = Object.keys(holder);
      const key = keys[place % keys.length];
      const old = holder[key];
      if (kind === "delete") delete holder[key];
      else if (kind === "truncate" && Array.isArray(old)) holder[key] = old.slice(1);
      else holder[key] = value;
      try {
        const model = LogisticRegression.fromJSON(json);
        assert.ok(model.predictProba(X).every((p) => p >= 0 && p <= 1));
        assert.equal(
          JSON.stringify(model),
          JSON.stringify(LogisticRegression.fromJSON(JSON.parse(JSON.stringify(model)))),
        );
      } catch (error) {
        assert.ok(error instanceof ChurnlabError, String(error));
      }
    }),
    { numRuns: 300 },
  );
});

test("the JSON says what the model was trained on; other features are refused", () => {
  const X = toFeatureMatrix([[1], [2], [3], [4]]);
  const fitted = new LogisticRegression({ classWeight: { 0: 1, 1: 3 } }).fit(X, [0, 1, 0, 1], {
    sampleWeight: [1, 2, 0, 1],
  });
  const options = { penalty: "l2", C: 1, maxIterations: 100, tolerance: 1e-10, classWeight: { 0: 1, 1: 3 } };
  assert.deepEqual(fitted.training, { nSamples: 4, nPositives: 2, totalWeight: 4, options });
  const json = JSON.parse(JSON.stringify(fitted)) as object;
  assert.deepEqual(LogisticRegression.fromJSON(json), fitted);
  assert.throws(() => LogisticRegression.fromJSON(json, { featureNames: ["age"] }), /must have the features age/);
  assert.throws(() => new LogisticRegression().fit(X, [0, 1, 0, 1], { weight: [1] } as object), /no option "weight"/);
});
