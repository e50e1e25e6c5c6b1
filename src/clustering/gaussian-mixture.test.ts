import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ChurnlabError, InvalidParameterError, Random, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { damaged, damages } from "../testing/damage";
import { hardSets } from "../testing/hard-sets";
import { readFixture } from "../testing/read-fixture";
import { GaussianMixture } from "./gaussian-mixture";
import type { CovarianceType } from "./gaussian-mixture-covariances";
import { FittedGaussianMixture } from "./gaussian-mixture-fitted";

const hard = new Map(hardSets().map(({ name, X }) => [name, X]));

/** The rows of a hard set; the file that holds them is read once. */
function rowsOf(name: string): number[][] {
  const X = hard.get(name);
  assert.ok(X !== undefined, `no hard set is called ${name}`);
  return X;
}

interface Case {
  call: string;
  type: CovarianceType;
  nComponents: number;
  tolerance: number;
  maxIterations: number;
  regularization: number;
  start: { weights: number[]; means: number[][]; precisions: number[] };
  weights: number[];
  means: number[][];
  covariances: number[];
  nIterations: number;
  converged: boolean;
  lowerBound: number;
  bic: number;
  aic: number;
  scoreSamples: number[];
  responsibilities: number[][];
}
const oracle = readFixture<{ sets: Record<string, { X: number[][]; cases: Case[] }>; hard: Record<string, Case[]> }>(
  "clustering",
  "gaussian-mixture",
);
const types: CovarianceType[] = ["full", "tied", "diag", "spherical"];

function assertAsExpected(X: number[][], expected: Case, relative: number): void {
  const { nComponents, type, tolerance, maxIterations, regularization, start } = expected;
  const fitted = new GaussianMixture({
    nComponents,
    covarianceType: type,
    tolerance,
    maxIterations,
    regularization,
    weightsInit: start.weights,
    meansInit: start.means,
    precisionsInit: start.precisions,
  }).fit(X);
  const within = (values: number[]) => ({
    relative,
    absolute: 1e-8 * values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  });
  assert.equal(fitted.nIterations, expected.nIterations);
  assert.equal(fitted.converged, expected.converged);
  assertClose(fitted.weights, expected.weights, { relative }, "weight");
  assertClose(fitted.means.data, expected.means.flat(), within(expected.means.flat()), "mean");
  assertClose(fitted.covariances, expected.covariances, within(expected.covariances), "covariance");
  assertClose(fitted.lowerBound, expected.lowerBound, { relative }, "lower bound");
  assertClose(fitted.bic, expected.bic, { relative }, "BIC");
  assertClose(fitted.aic, expected.aic, { relative }, "AIC");
  const some = X.slice(0, expected.scoreSamples.length);
  assertClose(fitted.scoreSamples(some), expected.scoreSamples, within(expected.scoreSamples), "log density");
  const shares = expected.responsibilities.flat();
  assertClose(fitted.predictProba(some).data, shares, { relative, absolute: 1e-10 }, "responsibility");
}

for (const [name, { X, cases }] of Object.entries(oracle.sets)) {
  for (const expected of cases) {
    test(`from the same start as scikit-learn: ${name}, ${expected.call}`, () => {
      assertAsExpected(X, expected, 1e-8);
    });
  }
}

for (const [name, cases] of Object.entries(oracle.hard)) {
  test(`from the same start as scikit-learn: ${name}`, () => {
    for (const expected of cases) assertAsExpected(rowsOf(name), expected, 1e-7);
  });
}

const random = new Random(8);
const blobs = [0, 6, 14].flatMap((at, cluster) =>
  Array.from({ length: 30 + 10 * cluster }, () => [at + random.normal(), 2 * random.normal() - at]),
);

test("components are numbered by weight, whatever the seed, and found again in shuffled rows", () => {
  for (const covarianceType of types) {
    const first = new GaussianMixture({ nComponents: 3, covarianceType, tolerance: 1e-8 }).fit(blobs);
    assertClose(first.means.column(0), [14, 6, 0], { absolute: 0.6 });
    assert.ok(first.weights[0] > first.weights[1] && first.weights[1] > first.weights[2]);
    for (const seed of [1, 2, 3]) {
      const rows = Array.from(new Random(seed).permutation(blobs.length), (row) => blobs[row]);
      const again = new GaussianMixture({ nComponents: 3, covarianceType, tolerance: 1e-8, seed }).fit(rows);
      assertClose(again.means.data, first.means.data, { relative: 1e-4, absolute: 1e-4 });
    }
  }
});

test("same seed, same bits; more starts are never worse", () => {
  const options = { nComponents: 5, covarianceType: "diag", seed: 3 } as const;
  const one = new GaussianMixture(options).fit(blobs);
  assert.deepEqual(new GaussianMixture(options).fit(blobs).toJSON(), one.toJSON());
  const many = new GaussianMixture({ ...options, nInit: 5 }).fit(blobs);
  assert.ok(many.lowerBound >= one.lowerBound);
});

test("BIC finds the number of components that made the data", () => {
  const bics = [1, 2, 3, 4, 5].map((nComponents) => new GaussianMixture({ nComponents, nInit: 3 }).fit(blobs).bic);
  assert.equal(bics.indexOf(Math.min(...bics)), 2);
});

test("one component: the mean and the covariance of the data", () => {
  const { means, covarianceOf0, logLikelihood } = ((fitted: FittedGaussianMixture) => ({
    means: fitted.means,
    covarianceOf0: fitted.covarianceOf(0).toArrays(),
    logLikelihood: fitted.logLikelihood,
  }))(new GaussianMixture({ nComponents: 1, regularization: 0 }).fit([[-1], [1], [3], [5]]));
  assertClose(means.data, [2], { relative: 1e-15 });
  assertClose(covarianceOf0.flat(), [5], { relative: 1e-14 });
  assertClose(logLikelihood, -2 * (Math.log(2 * Math.PI * 5) + 1), { relative: 1e-14 });
});

test("likelihood never falls; shares sum to 1; data moved or far from zero give the moved mixture", () => {
  const value = fc.double({ min: -5, max: 5, noNaN: true });
  const rows = fc.uniqueArray(fc.tuple(value, value), {
    minLength: 6,
    maxLength: 40,
    selector: ([a, b]) => `${a} ${b}`,
  });
  fc.assert(
    fc.property(rows, fc.constantFrom(...types), fc.integer({ min: 1, max: 3 }), (X, covarianceType, nComponents) => {
      const options = { nComponents, covarianceType, regularization: 1e-3, tolerance: 0 } as const;
      let before = Number.NEGATIVE_INFINITY;
      for (const maxIterations of [1, 2, 4, 8]) {
        const fitted = new GaussianMixture({ ...options, maxIterations }).fit(X);
        // The regularisation is no part of the likelihood. Where it is no longer small beside a variance, the law of
        // expectation-maximisation says nothing; in the other types a variance may be small in any direction.
        const hasLaw =
          (covarianceType === "diag" || covarianceType === "spherical") && Math.min(...fitted.covariances) > 0.1;
        if (hasLaw) assert.ok(fitted.lowerBound >= before - 0.05, `${fitted.lowerBound} after ${before}`);
        before = hasLaw ? fitted.lowerBound : Number.NEGATIVE_INFINITY;
        const shares = fitted.predictProba(X);
        for (let row = 0; row < X.length; row++) {
          assertClose(
            shares.row(row).reduce((sum, share) => sum + share, 0),
            1,
            { absolute: 1e-12 },
          );
        }
        assertClose(
          fitted.weights.reduce((sum, weight) => sum + weight, 0),
          1,
          { absolute: 1e-12 },
        );
      }
    }),
    { numRuns: 25 },
  );
  const near = new GaussianMixture({ nComponents: 3 }).fit(blobs);
  const far = new GaussianMixture({ nComponents: 3 }).fit(blobs.map((row) => row.map((item) => item + 2 ** 25)));
  assertClose(far.covariances, near.covariances, { relative: 1e-6 });
});

test("drawn rows follow the mixture they are drawn from", () => {
  const fitted = new GaussianMixture({ nComponents: 3 }).fit(blobs);
  const { X, components } = fitted.sample(4000, 1);
  assert.deepEqual(fitted.sample(4000, 1), { X, components });
  const again = new GaussianMixture({ nComponents: 3 }).fit(X);
  assertClose(again.means.data, fitted.means.data, { absolute: 0.4 });
  assertClose(again.weights, fitted.weights, { absolute: 0.04 });
});

for (const covarianceType of types) {
  test(`the JSON round trip keeps every bit, and a damaged file is refused: ${covarianceType}`, () => {
    const fitted = new GaussianMixture({ nComponents: 2, covarianceType }).fit(blobs);
    const json = JSON.parse(JSON.stringify(fitted));
    const read = FittedGaussianMixture.fromJSON(json);
    assert.deepEqual(read, fitted);
    assert.deepEqual(read.predictProba(blobs), fitted.predictProba(blobs));
    assert.deepEqual(read.scoreSamples(blobs), fitted.scoreSamples(blobs));
    assert.equal(read.bic, fitted.bic);
    fc.assert(
      fc.property(damages, (damage) => {
        const broken = damaged(json, damage, []);
        if (broken === null) return;
        try {
          assert.deepEqual(FittedGaussianMixture.fromJSON(broken).toJSON(), fitted.toJSON());
        } catch (error) {
          assert.ok(error instanceof ChurnlabError, String(error));
        }
      }),
      { numRuns: 150 },
    );
  });
}

test("what cannot be fitted is refused by name", () => {
  const X = [[1], [2], [2], [3]];
  const refused = (options: object, message: RegExp) =>
    assert.throws(
      () => new GaussianMixture(options as never).fit(X),
      (error: Error) => {
        assert.ok(error instanceof ChurnlabError);
        assert.match(error.message, message);
        return true;
      },
    );
  refused({ nComponents: 0 }, /nComponents must be an integer in \[1, ∞\); got 0/);
  refused({ nComponents: 5 }, /nComponents must be an integer in \[1, 4\]; got 5/);
  refused({ nComponents: 4 }, /nComponents must be at most the number of different rows of X, 3; got 4/);
  refused({ nComponents: 2, covarianceType: "round" }, /covarianceType must be one of/);
  refused({ nComponents: 2, nStarts: 3 }, /has no option "nStarts"/);
  refused({ nComponents: 2, seed: 1.5 }, /seed must be an integer/);
  refused({ nComponents: 2, weightsInit: [0.5, 0.6] }, /weightsInit must sum to 1; got the sum 1.1/);
  refused({ nComponents: 2, weightsInit: [1] }, /weightsInit must have 2 values; got 1/);
  refused({ nComponents: 2, meansInit: [[1]] }, /meansInit must be 2 × 1; got 1 × 1/);
  refused({ nComponents: 2, precisionsInit: [[[1]], [[-1]]] }, /positive definite; that of component 1 is not/);
  refused({ nComponents: 2, precisionsInit: [1, 1] }, /precisionsInit\[0\] must be an array of 1 \(full\); got 1/);
  refused({ nComponents: 3, regularization: 0 }, /must be positive definite, but shrank to a flat one/);
  assert.throws(() => new GaussianMixture({ nComponents: 1 }).fit([[1, Number.NaN]]), InvalidParameterError);
  const fitted = new GaussianMixture({ nComponents: 1 }).fit(X);
  assert.throws(() => fitted.predict([[1, 2]]), ShapeError);
  assert.throws(() => fitted.sample(0, 1), InvalidParameterError);
  assert.throws(() => fitted.covarianceOf(1), InvalidParameterError);
});
