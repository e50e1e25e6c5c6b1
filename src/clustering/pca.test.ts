import assert from "node:assert/strict";
import { test } from "node:test";
import { ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { FittedPCA, PCA } from "./pca";

interface Case {
  call: string;
  X: number[][];
  nComponents: number;
  mean: number[];
  components: number[][];
  explainedVariance: number[];
  explainedVarianceRatio: number[];
  scores: number[][];
  restored: number[][];
}
const oracle = readFixture<{ cases: Case[] }>("clustering", "pca");

oracle.cases.forEach((expected, index) => {
  test(`as scikit-learn up to sign, case ${index}: ${expected.call}`, () => {
    const { X, nComponents } = expected;
    const fitted = new PCA({ nComponents }).fit(X);
    assertClose(fitted.mean, expected.mean, { relative: 1e-13, absolute: 1e-13 }, "mean");
    assertClose(fitted.explainedVariance, expected.explainedVariance, { relative: 1e-8 }, "variance");
    assertClose(fitted.explainedVarianceRatio, expected.explainedVarianceRatio, { relative: 1e-8 }, "ratio");
    const scores = fitted.transform(X);
    for (let component = 0; component < nComponents; component++) {
      const theirs = expected.components[component];
      const ours = Array.from(fitted.components.row(component));
      const sign = Math.sign(theirs.reduce((sum, value, feature) => sum + value * ours[feature], 0));
      assertClose(
        ours.map((value) => sign * value),
        theirs,
        { absolute: 1e-8 },
        "component",
      );
      assertClose(
        scores.column(component).map((value) => sign * value),
        expected.scores.map((row) => row[component]),
        { relative: 1e-8, absolute: 1e-7 },
        "score",
      );
    }
    const restored = fitted.inverseTransform(scores);
    assertClose(restored.data, expected.restored.flat(), { relative: 1e-8, absolute: 1e-8 }, "restored");
  });
});

test("the entry of largest absolute value of each component is positive", () => {
  for (const { X } of oracle.cases) {
    const { components } = new PCA().fit(X);
    for (let component = 0; component < components.nSamples; component++) {
      const row = Array.from(components.row(component));
      const largest = row.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best));
      assert.ok(largest > 0);
    }
  }
});

// (0, 0), (1, 1), (2, 2): all variance lies along (1, 1) / √2; along it the points are at −√2, 0, √2: variance 2.
test("points on a diagonal, by hand", () => {
  const fitted = new PCA().fit([
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
  assertClose(fitted.explainedVariance, [2, 0], { absolute: 1e-14 });
  assertClose(fitted.components.row(0), [Math.SQRT1_2, Math.SQRT1_2], { absolute: 1e-14 });
  // Loading: √½ · √2 = 1, the standard deviation of each feature, as both lie on the component.
  assertClose(fitted.loadings.column("PC1"), [1, 1], { absolute: 1e-14 });
});

test("toJSON and fromJSON round-trip exactly", () => {
  const fitted = new PCA({ nComponents: 2 }).fit(oracle.cases[0].X);
  const read = FittedPCA.fromJSON(JSON.parse(JSON.stringify(fitted)));
  assert.deepEqual(read.transform(oracle.cases[0].X), fitted.transform(oracle.cases[0].X));
  assert.deepEqual(read.toJSON(), fitted.toJSON());
});

test("too many components are refused by number", () => {
  assert.throws(
    () =>
      new PCA({ nComponents: 3 }).fit([
        [1, 2],
        [3, 5],
      ]),
    {
      message: "nComponents must be an integer in [1, 2]; got 3",
    },
  );
  assert.throws(() => new PCA().fit([[1, 2]]), ShapeError);
});
