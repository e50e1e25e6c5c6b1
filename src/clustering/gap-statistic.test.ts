import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError, Random } from "../core";
import { assertClose } from "../testing/assert-close";
import { type ClusterCountRow, chooseNumberOfClusters } from "./choose-number-of-clusters";
import { describeAgreement } from "./describe-agreement";
import { gapStatistic } from "./gap-statistic";

const random = new Random(12);
const uniform = Array.from({ length: 120 }, () => [random.uniform(), random.uniform()]);
const blobs = [
  [0, 0],
  [9, 0],
  [0, 9],
].flatMap(([x, y]) => Array.from({ length: 30 }, () => [x + random.normal(), y + random.normal()]));

for (const reference of ["range", "components"] as const) {
  test(`gap statistic: one group where there are none, three blobs are three, reference ${reference}`, () => {
    const options = { candidates: [1, 2, 3, 4, 5], nReferences: 10, nInit: 3, reference, seed: 1 };
    assert.equal(gapStatistic(uniform, options).nClusters, 1);
    const found = gapStatistic(blobs, options);
    assert.equal(found.nClusters, 3);
    assert.ok(found.isDecided);
    assert.deepEqual(gapStatistic(blobs, options), found);
  });
}

test("gap statistic of one cluster, by its definition: the log inertias of the references, their mean and error", () => {
  // Two rows in a range of width 1: the inertia of a reference is half the squared distance of two uniform numbers.
  const { table } = gapStatistic([[0], [1]], { candidates: [1], nReferences: 2000, reference: "range", nInit: 1 });
  const [{ logInertia, expected, gap, standardError }] = table;
  assertClose(logInertia, Math.log(0.5), { relative: 1e-12 });
  // E ln|u − v| = −3/2 and its variance 5/4 for independent uniform u, v.
  assert.ok(Math.abs(expected - (Math.log(0.5) - 3)) < 4 * Math.sqrt(5 / 2000));
  assertClose(gap, expected - logInertia, { relative: 1e-12 });
  assertClose(standardError, Math.sqrt(5), { relative: 0.1 });
});

test("gap statistic: shifting and scaling the data changes nothing", () => {
  const options = { candidates: [1, 2, 3], nReferences: 5, nInit: 2, seed: 3, reference: "range" } as const;
  const moved = blobs.map((row) => row.map((value) => 8 * value - 32));
  const gaps = (X: number[][]) => gapStatistic(X, options).table.map(({ gap }) => gap);
  assertClose(gaps(moved), gaps(blobs), { relative: 1e-8, absolute: 1e-10 });
});

test("gap statistic: bad options are refused by name", () => {
  assert.throws(() => gapStatistic(blobs, { candidates: [0] }), /candidates must be an integer in \[1, 89\]; got 0/);
  assert.throws(() => gapStatistic(blobs, { nReferences: 1 }), /nReferences must be an integer in \[2, ∞\); got 1/);
  assert.throws(() => gapStatistic(blobs, { reference: "pca" as never }), InvalidParameterError);
  assert.throws(() => gapStatistic(blobs, { B: 3 } as never), /gapStatistic has no option "B"/);
});

test("three blobs: every index prefers three, and the verdict says so", () => {
  const options = { candidates: [2, 3, 4, 5], nInit: 5, nResamples: 3, seed: 1 };
  const { preferred, isUnanimous, verdict, table } = chooseNumberOfClusters(blobs, options);
  assert.equal(preferred.gap, 3);
  assert.equal(isUnanimous, true);
  assert.equal(verdict.length, 1);
  assert.match(verdict[0], /^All indices prefer 3/);
  assert.ok(table.every(({ gap, gapStandardError }) => Number.isFinite(gap) && gapStandardError > 0));
});

test("where the indices disagree the verdict names who prefers what, and what to beware of", () => {
  const limits = { silhouetteLower: 0.2, silhouetteUpper: 0.2 };
  const row = {
    ...limits,
    inertia: 1,
    calinskiHarabasz: 1,
    daviesBouldin: 1,
    smallestSize: 9,
    gap: 0,
    gapStandardError: 1,
  };
  const table: ClusterCountRow[] = [2, 3].map((nClusters) => ({ ...row, nClusters, silhouette: 0.2, stability: 0.5 }));
  const preferred = { inertia: null, silhouette: 2, calinskiHarabasz: 2, daviesBouldin: 3, gap: 1, stability: 2 };
  const { isUnanimous, verdict } = describeAgreement(table, preferred);
  assert.equal(isUnanimous, false);
  assert.equal(
    verdict[0],
    "The indices disagree: silhouette, Calinski–Harabasz and stability prefer 2; the gap statistic prefers 1; " +
      "Davies–Bouldin prefers 3.",
  );
  assert.match(verdict[1], /no tighter than those cut from rows without structure/);
  assert.match(verdict[2], /3 is the largest number tried: its best number \(Davies–Bouldin\) may be larger/);
  assert.match(verdict[3], /No number has a silhouette above 0\.20/);
  assert.match(verdict[4], /No number has a stability above 0\.50/);
});
