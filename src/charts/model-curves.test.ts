import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFigure, at, deepFreeze } from "../testing/assert-figure";
import { calibrationChart } from "./calibration-chart";
import { gainChart } from "./gain-chart";
import { partialDependenceChart } from "./partial-dependence-chart";
import { precisionRecallChart } from "./precision-recall-chart";
import { rocChart } from "./roc-chart";

test("rocChart draws each model and the diagonal", () => {
  const models = deepFreeze([
    { name: "A <1>", curve: { falsePositiveRate: [0, 0, 1], truePositiveRate: [0, 0.8, 1] }, auc: 0.9 },
    { name: "B", curve: { falsePositiveRate: [0, 0.5, 1], truePositiveRate: [0, 0.5, 1] } },
  ]);
  const figure = rocChart(models, { title: "ROC" });
  assertFigure(figure);
  assert.deepEqual(figure.data[0]["y"], [0, 0.8, 1]);
  assert.deepEqual(
    figure.data.map(({ name }) => name),
    ["A &lt;1&gt;, AUC 0.900", "B", undefined],
  );
  assert.notEqual(at(figure.data[0], "line", "dash"), at(figure.data[1], "line", "dash"));
  assert.match(figure.layout.meta.alt, /A <1>, AUC 0\.900; B\./);
  assert.throws(() => rocChart([{ ...models[0], auc: 2 }], { title: "t" }), /models\[0\]\.auc must be .*; got 2/);
  const uneven = { name: "C", curve: { falsePositiveRate: [0, 1], truePositiveRate: [0] } };
  assert.throws(() => rocChart([uneven], { title: "t" }), /truePositiveRate must have 2 values; got 1/);
});

test("precisionRecallChart draws recall across, precision up, and contacting at random", () => {
  const model = deepFreeze({
    name: "A",
    curve: { precision: [0.25, 0.5, 1], recall: [1, 0.5, 0] },
    averagePrecision: 0.7,
  });
  const figure = precisionRecallChart([model], { title: "PR", churnRate: 0.25 });
  assertFigure(figure);
  assert.deepEqual(figure.data[0]["x"], [1, 0.5, 0]);
  assert.deepEqual(figure.data[0]["y"], [0.25, 0.5, 1]);
  assert.deepEqual(figure.data[1]["y"], [0.25, 0.25]);
  assert.match(figure.layout.meta.alt, /A, AP 0\.700\. Contacting at random: precision 25\.0%/);
});

test("calibrationChart draws intervals and the histogram of the predictions", () => {
  const curve = {
    meanPredicted: [0.1, 0.9],
    observedRate: [0.2, 0.8],
    counts: [5, 5],
    lower: [0.1, 0.5],
    upper: [0.5, 0.9],
  };
  const figure = calibrationChart(deepFreeze([{ name: "A", curve, predictions: [0, 0.01, 0.5, 1] }]), {
    title: "Calibration",
  });
  assertFigure(figure);
  const [, points, histogram] = figure.data;
  assert.deepEqual(at(points, "error_y", "array"), [0.3, 0.1]);
  assert.deepEqual(at(points, "error_y", "arrayminus"), [0.1, 0.3]);
  assert.equal(histogram["yaxis"], "y2");
  // Twenty bins of 0.05: two predictions in the first, 0.5 opens the eleventh, 1 belongs to the last.
  const shares = histogram["y"] as number[];
  assert.deepEqual([shares[0], shares[10], shares[19]], [0.5, 0.25, 0.25]);
  assert.match(figure.layout.meta.alt, /A: 10% predicted, 20% observed; 90% predicted, 80% observed/);
  assert.equal(calibrationChart([{ name: "A", curve }], { title: "t" }).layout["yaxis2"], undefined);
  assert.throws(
    () => calibrationChart([{ name: "A", curve, predictions: [1.5] }], { title: "t" }),
    /models\[0\]\.predictions must lie in \[0, 1\]; got 1\.5 at position 0/,
  );
});

test("gainChart says what the first model finds at the capacity", () => {
  const curve = { shareContacted: [0, 0.2, 1], shareOfChurnFound: [0, 0.6, 1] };
  const figure = gainChart(deepFreeze([{ name: "A", curve }]), { title: "Gain", capacity: 0.1 });
  assertFigure(figure);
  assert.deepEqual(figure.data[0]["y"], [0, 0.6, 1]);
  assert.equal(at(figure.layout, "shapes", 0, "x0"), 0.1);
  // Half way to the point at 20 %.
  assert.equal(at(figure.layout, "annotations", 0, "text"), "contact 10%:<br>find 30% of leavers");
  assert.match(figure.layout.meta.alt, /A: contacting 10% of clients finds 30\.0% of leavers/);
  assert.throws(() => gainChart([{ name: "A", curve }], { title: "t", capacity: 0 }), /capacity must be .*; got 0/);
});

test("partialDependenceChart draws the curve and the deciles of the data", () => {
  const observed = Array.from({ length: 11 }, (_, index) => index);
  const figure = partialDependenceChart(deepFreeze([{ name: "A", curve: { grid: [18, 40], average: [0.6, 0.1] } }]), {
    title: "Age",
    label: "Age",
    unit: "years",
    observed,
  });
  assertFigure(figure);
  assert.deepEqual(figure.data[0]["x"], [18, 40]);
  assert.deepEqual(figure.data[0]["y"], [0.6, 0.1]);
  assert.deepEqual(
    (figure.layout["shapes"] as { x0: number }[]).map(({ x0 }) => x0),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
  assert.match(figure.layout.meta.alt, /A: from 60\.0% at 18 to 10\.0% at 40\./);
});
