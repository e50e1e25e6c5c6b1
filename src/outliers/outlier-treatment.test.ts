import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { InvalidParameterError, ShapeError } from "../core";
import { IsolationForest } from "./isolation-forest";
import { MedianAbsoluteDeviation } from "./median-absolute-deviation";
import { FittedOutlierTreatment, OutlierTreatment, type Treatment } from "./outlier-treatment";
import { TukeyFences } from "./tukey-fences";

const X = [[25], [30], [31], [32], [33], [80]];
const fit = (treatment: Treatment, rows = X) =>
  new OutlierTreatment({ treatment, detector: new TukeyFences() }).fit(rows);

test("each choice does what it says, to training rows and to new ones", () => {
  // Fences 26.5 and 36.5; the values within are 30 to 33.
  const fresh = [[10], [28], [36], [99]];
  assert.deepEqual(fit("keep").transform(fresh).toArrays(), fresh);
  assert.deepEqual(fit("clip").transform(fresh).toArrays(), [[26.5], [28], [36], [36.5]]);
  assert.deepEqual(fit("winsorise").transform(fresh).toArrays(), [[30], [30], [33], [33]]);
  assert.deepEqual(fit("drop").transform(fresh).toArrays(), fresh);
  assert.deepEqual(Array.from(fit("drop").droppedRows), [0, 5]);
  assert.equal(fit("clip").droppedRows.length, 0);
  assert.deepEqual([fit("clip").report(fresh)[0].below, fit("clip").report(fresh)[0].above], [1, 1]);
});

test("moved values stay in order, within the limits, and moving twice is moving once", () => {
  const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(value), { minLength: 1, maxLength: 30 }),
      fc.constantFrom<Treatment>("clip", "winsorise"),
      (rows, treatment) => {
        const fitted = fit(treatment, rows as unknown as number[][]);
        const sorted = rows.map(([x]) => [x]).sort(([a], [b]) => a - b);
        const moved = fitted.transform(sorted);
        assert.ok(moved.data.every((x, place) => place === 0 || x >= moved.data[place - 1]));
        assert.deepEqual(fitted.transform(moved).data, moved.data);
      },
    ),
  );
});

test("whole rows can be dropped by any detector; what has no limits cannot move values", () => {
  const detector = new IsolationForest({ contamination: 0.2, seed: 1 });
  const dropped = new OutlierTreatment({ treatment: "drop", detector }).fit(X);
  assert.deepEqual(Array.from(dropped.droppedRows), [5]);
  assert.throws(() => new OutlierTreatment({ treatment: "clip", detector }).fit(X), InvalidParameterError);
  assert.throws(() => new OutlierTreatment({ treatment: "cut" as never, detector }), InvalidParameterError);
  assert.throws(() => new OutlierTreatment({ treatment: "clip", detector: {} as never }), InvalidParameterError);
  assert.throws(() => fit("clip").transform([[1, 2]]), ShapeError);
});

test("every treatment survives JSON", () => {
  for (const treatment of ["keep", "winsorise", "clip", "drop"] as const) {
    const fitted = new OutlierTreatment({ treatment, detector: new MedianAbsoluteDeviation() }).fit(X);
    const opened = FittedOutlierTreatment.fromJSON(JSON.parse(JSON.stringify(fitted)));
    assert.deepEqual(opened, fitted);
    assert.deepEqual(opened.transform(X), fitted.transform(X));
  }
});
