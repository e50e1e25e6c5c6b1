import assert from "node:assert/strict";
import { test } from "node:test";
import { ShapeError } from "../core";
import { featuresAndLabels, simulateClients } from "../data";
import { RobustMahalanobis, TukeyFences, ZScore } from "../outliers";
import { profileOutliers } from "./profile-outliers";

const { X, y } = featuresAndLabels(simulateClients({ nClients: 500, seed: 4 }));

test("flags, shares and churn are those of the detector's own mask", () => {
  const detectors = { z: new ZScore(), Tukey: new TukeyFences() };
  const profiles = profileOutliers(X, y, detectors);
  assert.deepEqual(
    profiles.map(({ detector }) => detector),
    ["z", "Tukey"],
  );
  for (const { detector, nFlagged, share, rate, lower, upper, feature, featureShare } of profiles) {
    const { mask, reasons } = detectors[detector as keyof typeof detectors].fit(X).detect(X);
    const flagged = Array.from(mask.keys()).filter((row) => mask[row] === 1);
    assert.equal(nFlagged, flagged.length);
    assert.equal(share, flagged.length / 500);
    assert.equal(rate, flagged.filter((row) => y[row] === 1).length / flagged.length);
    assert.ok(lower <= rate && rate <= upper);
    const named = reasons.filter((reason) => reason.feature === feature).length;
    assert.equal(featureShare, named / flagged.length);
    assert.ok(X.featureNames.every((name) => reasons.filter((reason) => reason.feature === name).length <= named));
  }
});

test("a detector that the data do not allow has a note; one that finds nobody has no rate", () => {
  const flat = [[1], [1], [1], [1]];
  const [robust, tukey] = profileOutliers(flat, [0, 1, 0, 1], {
    robust: new RobustMahalanobis({ seed: 1 }),
    Tukey: new TukeyFences(),
  });
  assert.notEqual(robust.note, "");
  assert.deepEqual([robust.nFlagged, robust.rate, robust.feature], [0, Number.NaN, null]);
  assert.deepEqual([tukey.note, tukey.nFlagged, tukey.rate], ["", 0, Number.NaN]);
});

test("labels of another length and unknown options are refused", () => {
  assert.throws(() => profileOutliers(X, [0, 1], {}), ShapeError);
  assert.throws(() => profileOutliers(X, y, {}, { rank: 1 } as object), /rank/);
});
