import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError } from "../core";
import { featuresAndLabels, simulateClients } from "../data";
import { IsolationForest, TukeyFences } from "../outliers";
import { assertClose } from "../testing/assert-close";
import { compareOutlierTreatments } from "./compare-outlier-treatments";

const { X, y } = featuresAndLabels(simulateClients({ nClients: 200, seed: 4 }), "Churn");
const options = { detector: new TukeyFences(), nClusters: 3, nInit: 2, nSplits: 3, seed: 2 };

test("each choice stands beside keeping; nothing changes where nothing is moved", () => {
  const impacts = compareOutlierTreatments(X, y, options);
  assert.deepEqual(
    impacts.map(({ treatment }) => treatment),
    ["keep", "winsorise", "clip", "drop"],
  );
  const [keep, winsorise, clip, drop] = impacts;
  assert.deepEqual([keep.nMoved, keep.nDropped, keep.adjustedRand, keep.centerShift], [0, 0, 1, 0]);
  assert.ok(keep.coefficients.every(({ change }) => change === 0));
  assert.ok(clip.nMoved > 0 && clip.nMoved === winsorise.nMoved && drop.nDropped > 0);
  for (const { rocAuc, brier, adjustedRand, centerShift, coefficients } of impacts) {
    assert.ok(rocAuc > 0.5 && rocAuc <= 1 && brier > 0 && brier < 0.3 && adjustedRand <= 1 && centerShift >= 0);
    assert.equal(coefficients.length, X.nFeatures);
  }
  const still = compareOutlierTreatments(X, y, { ...options, detector: new TukeyFences({ k: 1e6 }) });
  // Winsorising moves test values beyond the extremes of the training rows, whatever the limits.
  for (const impact of still.filter(({ treatment }) => treatment !== "winsorise")) {
    assert.equal(impact.adjustedRand, 1);
    assertClose([impact.rocAuc, impact.brier], [keep.rocAuc, keep.brier], { relative: 1e-12 });
  }
});

test("the same seed gives the same report, and the input stays as it is", () => {
  const before = X.data.slice();
  assert.deepEqual(compareOutlierTreatments(X, y, options), compareOutlierTreatments(X, y, options));
  assert.deepEqual(X.data, before);
});

test("detectors of whole rows can keep and drop, but have no limits to move values to", () => {
  const detector = new IsolationForest({ contamination: 0.05, seed: 1 });
  const [, drop] = compareOutlierTreatments(X, y, { ...options, detector, treatments: ["drop"] });
  assert.ok(drop.nDropped > 3 && drop.nDropped <= 10);
  assert.throws(
    () => compareOutlierTreatments(X, y, { ...options, detector }),
    new InvalidParameterError(
      "detector must have limits for each feature to winsorise values to them, as TukeyFences has",
    ),
  );
  // Refused before the forecasts of "keep" are made: the detector is fitted once.
  let fits = 0;
  const counting = {
    fit: (rows: Parameters<IsolationForest["fit"]>[0]) => {
      fits++;
      return detector.fit(rows);
    },
  };
  assert.throws(() => compareOutlierTreatments(X, y, { ...options, detector: counting }), InvalidParameterError);
  assert.equal(fits, 1);
  assert.throws(
    () => compareOutlierTreatments(X, y, { ...options, treatments: ["cut" as never] }),
    /treatment must be/,
  );
  assert.throws(() => compareOutlierTreatments(X, y, { ...options, k: 2 } as never), /has no option "k"/);
});
