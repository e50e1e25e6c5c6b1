import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CollinearFeaturesError, FeatureMatrix, InvalidParameterError, Random, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { hardSets } from "../testing/hard-sets";
import { readFixture } from "../testing/read-fixture";
import { chiSquaredCdf, chiSquaredQuantile } from "./chi-squared-quantile";
import { cholesky, logDeterminant } from "./cholesky";
import { fastMcd } from "./fast-mcd";
import { FittedIsolationForest } from "./fitted-isolation-forest";
import { FittedRobustMahalanobis } from "./fitted-robust-mahalanobis";
import { IsolationForest } from "./isolation-forest";
import { averagePathLength } from "./isolation-trees";
import { RobustMahalanobis } from "./robust-mahalanobis";
import { ZScore } from "./z-score";

interface Detectors {
  readonly sets: {
    readonly name: string;
    readonly X: number[][];
    readonly far: number[];
    readonly covariance: {
      readonly rawLogDet: number;
      readonly rawLogDets: [number, number];
      readonly nSupport: number;
      readonly location: number[];
      readonly covariance: number[];
      readonly support: number[];
      readonly distances: number[];
    };
    readonly isolation: {
      readonly mean: number[];
      readonly standardDeviation: number[];
      readonly flaggedOfTenth: [number, number];
      readonly auc?: [number, number];
    };
  }[];
  readonly zScores: { x: number[]; z: number[] }[];
  readonly quantiles: { p: number; df: number; x: number }[];
  readonly cdf: { p: number; df: number; x: number }[];
}
const fixture = readFixture<Detectors>("outliers", "detectors");

test("chi-squared quantiles and probabilities are SciPy's", () => {
  for (const { p, df, x } of fixture.quantiles) assertClose(chiSquaredQuantile(p, df), x, { relative: 1e-11 });
  for (const { p, df, x } of fixture.cdf) assertClose(chiSquaredCdf(x, df), p, { relative: 1e-11 });
});

test("z-scores are SciPy's", () => {
  for (const { x, z } of fixture.zScores) {
    const rows = x.map((value) => [value]);
    const { scores, mask, reasons } = new ZScore({ threshold: 1.5 }).fit(rows).detect(rows);
    // Distances from the middle of the limits lose what the middle does: a unit of the values.
    const lost = (1e-13 * Math.max(...x.map(Math.abs))) / (Math.max(...x) - Math.min(...x));
    assertClose(
      scores,
      z.map((score) => score / 1.5),
      { relative: 1e-12, absolute: 10 * lost },
    );
    assert.deepEqual(
      Array.from(mask),
      z.map((score) => Number(score > 1.5)),
    );
    assert.ok(reasons.every(({ excess }) => excess > 0));
  }
  assert.equal(new ZScore().fit([[3], [3]]).limits[0].note, "not checked: always 3");
});

/** Rows in units of their columns' standard deviations, as the oracle scaled them. */
function scaled(X: number[][]): Float64Array {
  const deviations = X[0].map((_, column) => {
    const mean = X.reduce((sum, row) => sum + row[column], 0) / X.length;
    return Math.sqrt(X.reduce((sum, row) => sum + (row[column] - mean) ** 2, 0) / X.length);
  });
  return Float64Array.from(X.flatMap((row) => row.map((value, column) => value / deviations[column])));
}

test("the smallest determinant is no larger than scikit-learn's of 20 seeds", () => {
  for (const { name, X, covariance } of fixture.sets) {
    const size = X[0].length;
    const { covariance: raw } = fastMcd(scaled(X), size, covariance.nSupport, new Random(1));
    const found = logDeterminant(cholesky(raw, size).lower, size);
    assert.ok(found <= covariance.rawLogDets[1] + 1e-9, `${name}: ${found} is above ${covariance.rawLogDets[1]}`);
  }
});

test("where the reweighted rows are scikit-learn's, centre, covariance and distances are to 1e-8", () => {
  let same = 0;
  for (const { X, covariance } of fixture.sets) {
    const fitted = new RobustMahalanobis({ seed: 1 }).fit(X);
    if (Array.from(fitted.scatter.support).join() !== covariance.support.join()) continue;
    same++;
    assertClose(fitted.scatter.location, covariance.location, { relative: 1e-8 }, "location");
    assertClose(fitted.scatter.covariance, covariance.covariance, { relative: 1e-8 }, "covariance");
    assertClose(fitted.mahalanobis(X), covariance.distances, { relative: 1e-8 }, "distances");
  }
  assert.ok(same >= 3, `the same rows on ${same} sets`);
});

test("planted outliers are found with a reason, in any units and order of columns", () => {
  for (const { X, far, name } of fixture.sets.filter((set) => set.name !== "large")) {
    const { mask, scores, reasons, nOutliers } = new RobustMahalanobis({ seed: 5 }).fit(X).detect(X);
    assert.ok(
      far.every((flag, row) => flag <= mask[row]),
      name,
    );
    assert.equal(reasons.length, nOutliers);
    for (const { row, excess } of reasons) assert.ok(excess > 0 && excess <= scores[row] * (1 + 1e-9));
    const moved = X.map((row) => row.map((value, column) => 3 + value * 10 ** (3 * column - 4)).reverse());
    const again = new RobustMahalanobis({ seed: 5 }).fit(moved).mahalanobis(moved);
    if (name !== "scales") assertClose(again, scores, { relative: 1e-6 }, name);
  }
});

test("one feature is solved exactly", () => {
  const x = [1, 2, 3, 4, 5, 6, 7, 8, 100, 200];
  const rows = x.map((value) => [value]);
  const { scatter } = new RobustMahalanobis({ seed: 1 }).fit(rows);
  assert.equal(scatter.nSupport, 6);
  assert.deepEqual(
    Array.from(new RobustMahalanobis({ seed: 1 }).fit(rows).detect(rows).mask),
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1],
  );
});

test("features that would make the distance infinite are left out with a note, or named", () => {
  const random = new Random(3);
  const rows = Array.from({ length: 60 }, (_, row) => {
    const a = random.normal();
    return [a, 60 * a + 1, row % 2, 7, row < 40 ? 12 : row, random.normal()];
  });
  const { checked, unchecked } = new RobustMahalanobis({ seed: 1 }).fit(rows).scatter;
  assert.deepEqual(checked, ["x0", "x5"]);
  assert.deepEqual(
    unchecked.map(({ note }) => note),
    [
      "not checked: determined by the features before it",
      "not checked: only 0 and 1",
      "not checked: always 7",
      "not checked: 40 of 60 rows have 12",
    ],
  );
  const exact = rows.map(([a, , , , , b], row) => [a, row < 45 ? 2 * a : b]);
  assert.throws(
    () => new RobustMahalanobis({ seed: 1 }).fit(exact),
    (error) => error instanceof CollinearFeaturesError && /determine x1 by x0 without error/.test(error.message),
  );
  assert.throws(
    () =>
      new RobustMahalanobis({ seed: 1 }).fit([
        [1, 2],
        [3, 5],
        [4, 4],
      ]),
    ShapeError,
  );
  assert.throws(() => new RobustMahalanobis({ seed: 1.5 }), InvalidParameterError);
});

test("hard sets give distances, or an error in words", () => {
  for (const { name, X } of hardSets()) {
    try {
      const { scores } = new RobustMahalanobis({ seed: 1 }).fit(X).detect(X);
      assert.ok(
        scores.every((score) => score >= 0 && Number.isFinite(score)),
        name,
      );
    } catch (error) {
      assert.ok(error instanceof CollinearFeaturesError || error instanceof ShapeError, `${name}: ${error}`);
    }
    const { scores } = new IsolationForest({ nEstimators: 10, seed: 1 }).fit(X).detect(X);
    assert.ok(
      scores.every((score) => score > 0 && score < 1),
      name,
    );
  }
});

test("isolation scores are scikit-learn's, as near as 20 of its seeds are to each other", () => {
  for (const { name, X, far, isolation } of fixture.sets) {
    // Ranges below 1e-7 are constant to scikit-learn's trees, which also round to single precision.
    if (name === "scales") continue;
    const seeds = [1, 2, 3, 4, 5];
    const runs = seeds.map((seed) => new IsolationForest({ seed }).fit(X).scoreSamples(X));
    const { mean, standardDeviation } = isolation;
    let squares = 0;
    for (let row = 0; row < X.length; row++) {
      const own = runs.reduce((sum, run) => sum + run[row], 0) / seeds.length;
      squares += ((own - mean[row]) / standardDeviation[row]) ** 2;
    }
    // Of means of 5 and of 20 seeds that differ by chance alone: 1/5 + 1/20.
    const ratio = squares / X.length / 0.25;
    assert.ok(ratio < 3, `${name}: ${ratio}`);
    const flagged = new IsolationForest({ contamination: 0.1, seed: 1 }).fit(X).detect(X).nOutliers;
    assert.ok(flagged >= isolation.flaggedOfTenth[0] - 1 && flagged <= isolation.flaggedOfTenth[1] + 1);
    if (isolation.auc === undefined) continue;
    const auc = areaUnder(far, runs[0]);
    assert.ok(auc >= isolation.auc[0] - 0.01 && auc <= isolation.auc[1] + 0.01, `${name}: ${auc}`);
  }
});

function areaUnder(far: number[], scoreSamples: Float64Array): number {
  let wins = 0;
  let pairs = 0;
  far.forEach((flag, row) => {
    far.forEach((other, second) => {
      if (flag !== 1 || other !== 0) return;
      pairs++;
      wins += scoreSamples[row] < scoreSamples[second] ? 1 : scoreSamples[row] === scoreSamples[second] ? 0.5 : 0;
    });
  });
  return wins / pairs;
}

test("what the features save adds up to the average path less the row's own", () => {
  const { X } = fixture.sets[0];
  const forest = new IsolationForest({ seed: 8 }).fit(X);
  const contributions = forest.contributions(X);
  const average = averagePathLength(X.length);
  forest.scoreSamples(X).forEach((score, row) => {
    const own = contributions.subarray(row * 3, row * 3 + 3).reduce((sum, value) => sum + value, 0);
    assertClose(average - own, -Math.log2(-score) * average, { relative: 1e-12 });
  });
});

test("the same seed gives the same bits, another seed others; units do not matter", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: -30, max: 30 }), (seed, power) => {
      const { X } = fixture.sets[0];
      const options = { nEstimators: 10, maxSamples: 32, seed };
      const first = new IsolationForest(options).fit(X).scoreSamples(X);
      assert.deepEqual(new IsolationForest(options).fit(X).scoreSamples(X), first);
      const other = X.map((row) => row.map((value) => value * 2 ** power));
      assert.deepEqual(new IsolationForest(options).fit(other).scoreSamples(other), first);
    }),
    { numRuns: 10 },
  );
});

test("duplicates of one row cannot be isolated, and one row per tree says nothing", () => {
  const same = new FeatureMatrix(new Float64Array(60).fill(4), 30, ["a", "b"]);
  const scores = new IsolationForest({ seed: 1 }).fit(same).scoreSamples(same);
  assertClose(scores, new Float64Array(30).fill(-0.5), { relative: 1e-14 });
  assert.ok(
    new IsolationForest({ seed: 1, maxSamples: 1 })
      .fit([[1], [2]])
      .scoreSamples([[5]])
      .every((score) => score === -0.5),
  );
  assert.throws(() => new IsolationForest({ seed: 1, contamination: 0.7 }), InvalidParameterError);
  assert.throws(() => new IsolationForest({ seed: -1 }), InvalidParameterError);
  assert.throws(() => new IsolationForest({ seed: 1 }).fit([[1]]), ShapeError);
});

test("detectors come back from JSON bit by bit", () => {
  const { X } = fixture.sets[2];
  const forest = new IsolationForest({ nEstimators: 5, seed: 1 }).fit(X);
  const openedForest = FittedIsolationForest.fromJSON(JSON.parse(JSON.stringify(forest)));
  assert.deepEqual(openedForest, forest);
  assert.deepEqual(openedForest.detect(X), forest.detect(X));
  const distance = new RobustMahalanobis({ seed: 1, quantile: 0.9 }).fit(X);
  const openedDistance = FittedRobustMahalanobis.fromJSON(JSON.parse(JSON.stringify(distance)));
  assert.deepEqual(openedDistance, distance);
  assert.deepEqual(openedDistance.detect(X), distance.detect(X));
});
