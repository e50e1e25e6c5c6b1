import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ChurnlabError, InvalidParameterError } from "../core";
import { assertClose } from "../testing/assert-close";
import { damaged, damages } from "../testing/damage";
import { hardSets } from "../testing/hard-sets";
import { readFixture } from "../testing/read-fixture";
import { FittedPCA, PCA } from "./pca";

const hard = new Map(hardSets().map(({ name, X }) => [name, X]));

/** The rows of a hard set; the file that holds them is read once. */
function rowsOf(name: string): number[][] {
  const X = hard.get(name);
  assert.ok(X !== undefined, `no hard set is called ${name}`);
  return X;
}

interface Components {
  call: string;
  explainedVariance: number[];
  explainedVarianceRatio: number[];
  singularValues: number[];
  components: number[][];
}
interface Whitened {
  call: string;
  X: number[][];
  nComponents: number;
  scores: number[][];
  restored: number[][];
}
const oracle = readFixture<{
  hard: Record<string, Components>;
  own: Record<string, Components & { X: number[][] }>;
  whitened: Whitened[];
}>("clustering", "pca-hard");

function assertComponents(X: number[][], expected: Components): void {
  const fitted = new PCA().fit(X);
  const { explainedVariance, explainedVarianceRatio, singularValues, components } = expected;
  // Rounding leaves variances about ε² of the first one where there is none.
  const noise = explainedVariance[0] * 1e-24;
  assertClose(fitted.explainedVariance, explainedVariance, { relative: 1e-8, absolute: noise }, "variance");
  assertClose(fitted.explainedVarianceRatio, explainedVarianceRatio, { relative: 1e-8, absolute: 1e-24 }, "ratio");
  assertClose(fitted.singularValues, singularValues, { relative: 1e-8, absolute: singularValues[0] * 1e-12 }, "s");
  explainedVariance.forEach((variance, component) => {
    const row = Array.from(fitted.components.row(component));
    assertClose(
      row.reduce((sum, value) => sum + value * value, 0),
      1,
      { absolute: 1e-12 },
      "length",
    );
    const gap = Math.min(
      ...explainedVariance.filter((_, other) => other !== component).map((other) => Math.abs(other - variance)),
    );
    // Without a variance of its own a direction is arbitrary.
    if (!(gap > 1e-6 * variance) || variance < 1e-20 * explainedVariance[0]) return;
    const product = components[component].reduce((sum, value, feature) => sum + value * row[feature], 0);
    assertClose(
      row.map((value) => value * Math.sign(product)),
      components[component],
      { absolute: 1e-8 },
      "component",
    );
  });
}

for (const [name, expected] of Object.entries(oracle.hard)) {
  test(`as scikit-learn up to sign: ${name}`, () => {
    assertComponents(rowsOf(name), expected);
  });
}
for (const [name, expected] of Object.entries(oracle.own)) {
  test(`as scikit-learn up to sign: ${name}`, () => {
    assertComponents(expected.X, expected);
  });
}

oracle.whitened.forEach(({ call, X, nComponents, scores, restored }) => {
  test(`whitened as scikit-learn: ${call}`, () => {
    const fitted = new PCA({ nComponents, whiten: true }).fit(X);
    const own = fitted.transform(X);
    for (let component = 0; component < nComponents; component++) {
      const theirs = scores.map((row) => row[component]);
      const ours = own.column(component);
      const sign = Math.sign(theirs.reduce((sum, value, row) => sum + value * ours[row], 0));
      assertClose(
        ours.map((value) => value * sign),
        theirs,
        { absolute: 1e-8 },
        "score",
      );
      assertClose(ours.reduce((sum, value) => sum + value * value, 0) / (X.length - 1), 1, { absolute: 1e-10 });
    }
    assertClose(fitted.inverseTransform(own).data, restored.flat(), { absolute: 1e-8 }, "restored");
  });
});

test("whitening gives a direction without variance the coordinate 0", () => {
  const fitted = new PCA({ whiten: true }).fit([
    [0.1, 0.1],
    [0.2, 0.2],
    [0.4, 0.4],
  ]);
  assert.deepEqual(Array.from(fitted.transform([[0.3, 0.1]]).column(1)), [0]);
  const same = new PCA({ whiten: true }).fit([[5], [5]]);
  assert.deepEqual(same.transform([[5], [6]]).toArrays(), [[0], [0]]);
});

test("all components restore the data; moved rows keep the components, in any order of the rows", () => {
  const value = fc.integer({ min: -50, max: 50 });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value, value), { minLength: 4, maxLength: 20 }), (X) => {
      const fitted = new PCA().fit(X);
      const scale = 1e-10 * (1 + fitted.explainedVariance[0]);
      assertClose(fitted.inverseTransform(fitted.transform(X)).data, X.flat(), { absolute: 1e-9 });
      const other = new PCA().fit(X.map((row) => row.map((item) => item + 1000)).reverse());
      assertClose(other.explainedVariance, fitted.explainedVariance, { relative: 1e-8, absolute: scale });
    }),
    { numRuns: 40 },
  );
});

test("a damaged file is refused; the round trip keeps every bit", () => {
  const fitted = new PCA({ nComponents: 2, whiten: true }).fit(rowsOf("wide"));
  const json = JSON.parse(JSON.stringify(fitted));
  assert.deepEqual(FittedPCA.fromJSON(json), fitted);
  fc.assert(
    fc.property(damages, (damage) => {
      const broken = damaged(json, damage, []);
      if (broken === null) return;
      try {
        assert.deepEqual(FittedPCA.fromJSON(broken).toJSON(), fitted.toJSON());
      } catch (error) {
        assert.ok(error instanceof ChurnlabError, String(error));
      }
    }),
    { numRuns: 200 },
  );
});

test("wrong options and values whose squares overflow are refused by name", () => {
  assert.throws(() => new PCA({ whiten: 1 } as never), /whiten must be true or false; got 1/);
  assert.throws(() => new PCA({ nComponents: 1.5 }), InvalidParameterError);
  assert.throws(() => new PCA().fit([[1e300], [-1e300]]), /the variance of X must be finite/);
});
