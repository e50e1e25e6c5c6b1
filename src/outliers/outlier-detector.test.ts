import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FeatureMatrix, InvalidParameterError, ShapeError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { MedianAbsoluteDeviation } from "./median-absolute-deviation";
import { FittedOutlierDetector } from "./outlier-detector";
import { TukeyFences } from "./tukey-fences";

interface Case {
  readonly x: number[];
  readonly k: number;
  readonly fences: number[];
  readonly tukeyFlags: number[];
  readonly threshold: number;
  readonly mad: number[];
  readonly madFlags: number[];
}
const { cases } = readFixture<{ cases: Case[] }>("outliers", "limits");
const column = (x: readonly number[], name = "age") => new FeatureMatrix(Float64Array.from(x), x.length, [name]);

test("Tukey's fences equal NumPy's on 100 columns", () => {
  for (const { x, k, fences, tukeyFlags } of cases) {
    const fitted = new TukeyFences({ k }).fit(column(x));
    const scale = { relative: 1e-12, absolute: 1e-13 * Math.max(...x.map(Math.abs)) };
    assertClose([fitted.limits[0].lower, fitted.limits[0].upper], fences, scale);
    assert.deepEqual(Array.from(fitted.detect(column(x)).mask), tukeyFlags);
  }
});

test("limits by the median absolute deviation equal SciPy's on 100 columns", () => {
  for (const { x, threshold, mad, madFlags } of cases) {
    const fitted = new MedianAbsoluteDeviation({ threshold }).fit(column(x));
    const scale = { relative: 1e-12, absolute: 1e-13 * Math.max(...x.map(Math.abs)) };
    assertClose([fitted.limits[0].lower, fitted.limits[0].upper], mad, scale);
    assert.deepEqual(Array.from(fitted.detect(column(x)).mask), madFlags);
  }
});

const X = [
  [25, 1],
  [30, 0],
  [31, 1],
  [32, 1],
  [33, 1],
  [80, 1],
];
const named = new FeatureMatrix(Float64Array.from(X.flat()), X.length, ["age", "phone"]);

test("a flagged value comes with its row, feature and rule; other rows and the input stay as they are", () => {
  // Quartiles of 25, 30, 31, 32, 33, 80 are 30.25 and 32.75: fences 26.5 and 36.5.
  const { mask, cells, nOutliers, reasons, summary } = new TukeyFences().fit(named).detect(named);
  assert.deepEqual(Array.from(mask), [1, 0, 0, 0, 0, 1]);
  assert.deepEqual(Array.from(cells), [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
  assert.equal(nOutliers, 2);
  assert.deepEqual(reasons, [
    { row: 0, feature: "age", value: 25, rule: "below Q1 − 1.5 · IQR = 26.5", excess: 1.5 },
    { row: 5, feature: "age", value: 80, rule: "above Q3 + 1.5 · IQR = 36.5", excess: 43.5 },
  ]);
  assert.deepEqual(summary[0], {
    feature: "age",
    checked: true,
    lower: 26.5,
    upper: 36.5,
    below: 1,
    above: 1,
    share: 2 / 6,
    note: "",
  });
  assert.deepEqual(named.toArrays(), X);
});

test("zeros and ones are not checked, unless they are asked for", () => {
  const [, phone] = new TukeyFences().fit(named).detect(named).summary;
  assert.deepEqual([phone.checked, phone.below, phone.note], [false, 0, "not checked: only 0 and 1"]);
  const asked = new MedianAbsoluteDeviation({ features: ["phone"] }).fit(named).detect(named);
  assert.equal(asked.summary[0].note, "not among the features asked for");
  // Mean distance 1/6 from the median 1: limits 1 ± 3.5 · 1.2533 / 6.
  assert.deepEqual(
    asked.reasons.map(({ row, feature }) => [row, feature]),
    [[1, "phone"]],
  );
});

test("limits belong to the training rows", () => {
  const fitted = new TukeyFences().fit(named);
  assert.deepEqual(
    Array.from(
      fitted.detect([
        [36.5, 1],
        [36.6, 1],
      ]).mask,
    ),
    [0, 1],
  );
  assert.throws(() => fitted.detect([[1]]), ShapeError);
});

test("a spread of 0 is reported", () => {
  const mostlyOnes = column([1, 1, 1, 1, 6, 12], "months");
  const byFences = new TukeyFences().fit(mostlyOnes).detect(column([1, 1, 1, 1, 1, 12], "months"));
  assert.equal(byFences.summary[0].checked, true); // the quartiles of 1, 1, 1, 1, 6, 12 are 1 and 4.75
  const flat = new TukeyFences().fit(column([1, 1, 1, 1, 1, 12], "months"));
  assert.equal(flat.limits[0].note, "not checked: the quartiles are both 1, so the fences would flag all else");
  const byMad = new MedianAbsoluteDeviation({ threshold: 2 }).fit(mostlyOnes);
  assert.equal(byMad.limits[0].note, "the MAD is 0, at least half of the values are 1: the mean distance is used");
  // Distances 0, 0, 0, 0, 5, 11: mean 16 / 6.
  assertClose(byMad.limits[0].upper, 1 + 2 * Math.sqrt(Math.PI / 2) * (16 / 6), { relative: 1e-14 });
  assert.equal(new MedianAbsoluteDeviation().fit(column([3, 3, 3])).limits[0].note, "not checked: always 3");
});

test("detectors survive JSON", () => {
  const fitted = new TukeyFences().fit(named);
  const restored = FittedOutlierDetector.fromJSON(JSON.parse(JSON.stringify(fitted)));
  assert.deepEqual(restored.limits, fitted.limits);
  assert.deepEqual(restored.detect(named), fitted.detect(named));
  assert.throws(
    () => FittedOutlierDetector.fromJSON({ model: "PCA" }),
    new InvalidParameterError('model in the JSON of a OutlierDetector must be one of "OutlierDetector"; got "PCA"'),
  );
});

test("a wider rule never flags more", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 40 }), (x) => {
      const flagged = (k: number) => new TukeyFences({ k }).fit(column(x)).detect(column(x)).nOutliers;
      assert.ok(flagged(3) <= flagged(1.5));
    }),
  );
});

test("bad options and empty training data are refused", () => {
  assert.throws(
    () => new TukeyFences({ k: -1 }),
    new InvalidParameterError("k must be a finite number in [0, ∞); got -1"),
  );
  assert.throws(
    () => new TukeyFences({ features: ["sex"] }).fit(named),
    /no feature "sex"; the features are age, phone/,
  );
  assert.throws(
    () => new MedianAbsoluteDeviation({ treshold: 2 } as object),
    new InvalidParameterError('MedianAbsoluteDeviation has no option "treshold"; its options are threshold, features'),
  );
  assert.throws(() => new TukeyFences().fit(column([])), new ShapeError("X must have at least one row; got none"));
});
