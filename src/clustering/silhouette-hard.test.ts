import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ChurnlabError, Random } from "../core";
import { assertClose } from "../testing/assert-close";
import { hardSets } from "../testing/hard-sets";
import { readFixture } from "../testing/read-fixture";
import { sampledSilhouetteScore } from "./sampled-silhouette";
import { silhouetteSamples, silhouetteScore } from "./silhouette";

const hard = new Map(hardSets().map(({ name, X }) => [name, X]));

/** The rows of a hard set; the file that holds them is read once. */
function rowsOf(name: string): number[][] {
  const X = hard.get(name);
  assert.ok(X !== undefined, `no hard set is called ${name}`);
  return X;
}

interface Silhouettes {
  call: string;
  labels: number[];
  values: number[];
}
const oracle = readFixture<{
  hard: Record<string, Silhouettes>;
  own: Record<string, { X: number[][]; silhouettes: Silhouettes }>;
}>("clustering", "silhouette-hard");

for (const [name, expected] of Object.entries(oracle.hard)) {
  if (Number.isNaN(expected)) continue;
  test(`as scikit-learn: ${name}, ${expected.call}`, () => {
    assertClose(silhouetteSamples(rowsOf(name), expected.labels), expected.values, { absolute: 1e-12 });
  });
}
for (const [name, { X, silhouettes }] of Object.entries(oracle.own)) {
  if (Number.isNaN(silhouettes)) continue;
  test(`as scikit-learn: ${name}, ${silhouettes.call}`, () => {
    assertClose(silhouetteSamples(X, silhouettes.labels), silhouettes.values, { absolute: 1e-12 });
  });
}

/** The silhouettes by their definition. */
function byDefinition(X: readonly number[][], labels: readonly number[]): number[] {
  return X.map((row, place) => {
    const mean = (label: number) => {
      const others = X.filter((_, other) => labels[other] === label && other !== place);
      return others.reduce((sum, other) => sum + Math.hypot(...other.map((v, j) => v - row[j])), 0) / others.length;
    };
    if (labels.filter((label) => label === labels[place]).length === 1) return 0;
    const inside = mean(labels[place]);
    const outside = Math.min(...[...new Set(labels)].filter((label) => label !== labels[place]).map(mean));
    return inside === 0 && outside === 0 ? 0 : (outside - inside) / Math.max(inside, outside);
  });
}

// Blocks hold 48 rows, and rows are taken in twos and fours: lengths around that try the edges.
test("silhouettes by their definition, for any number of rows and features", () => {
  const shape = fc.tuple(fc.integer({ min: 5, max: 110 }), fc.integer({ min: 1, max: 6 }), fc.nat(1000));
  fc.assert(
    fc.property(shape, ([nSamples, nFeatures, seed]) => {
      const random = new Random(seed);
      const X = Array.from({ length: nSamples }, () => Array.from({ length: nFeatures }, () => random.integer(5)));
      const labels = X.map((_, row) => (row < 3 ? row : random.integer(4)));
      assertClose(silhouetteSamples(X, labels), byDefinition(X, labels), { absolute: 1e-12 });
    }),
    { numRuns: 25 },
  );
});

const random = new Random(4);
const X = Array.from({ length: 700 }, (_, row) => [random.normal() + (row % 3) * 2, random.normal()]);
const labels = X.map((_, row) => row % 3);

test("a sample of all rows gives the score itself, without any width", () => {
  const score = silhouetteScore(X, labels);
  for (const sampleSize of [700, 1000]) {
    const { estimate, lower, upper, standardError } = sampledSilhouetteScore(X, labels, { sampleSize });
    assertClose([estimate, lower, upper], [score, score, score], { relative: 1e-12 });
    assert.equal(standardError, 0);
  }
});

test("of 200 samples about 19 in 20 intervals hold the score, and the estimate has no bias", () => {
  const score = silhouetteScore(X, labels);
  const samples = Array.from({ length: 200 }, (_, seed) => sampledSilhouetteScore(X, labels, { sampleSize: 60, seed }));
  const held = samples.filter(({ lower, upper }) => lower <= score && score <= upper).length;
  assert.ok(held >= 178 && held <= 199, `${held} of 200`);
  const mean = samples.reduce((sum, { estimate }) => sum + estimate, 0) / samples.length;
  assert.ok(Math.abs(mean - score) < (4 * samples[0].standardError) / Math.sqrt(200));
  assert.deepEqual(sampledSilhouetteScore(X, labels, { sampleSize: 60, seed: 7 }), samples[7]);
});

test("a wrong sample is refused by name", () => {
  for (const options of [{ sampleSize: 1 }, { sampleSize: 2.5 }, { seed: -1 }, { level: 1 }, { size: 5 }]) {
    assert.throws(() => sampledSilhouetteScore(X, labels, options as never), ChurnlabError);
  }
  assert.throws(() => sampledSilhouetteScore(X, labels.slice(1)), ChurnlabError);
});
