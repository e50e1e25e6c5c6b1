import assert from "node:assert/strict";
import { test } from "node:test";
import { MedianAbsoluteDeviation, RobustMahalanobis, TukeyFences, Winsorizer, ZScore } from "./index";

test("features that are no names are refused when the recipe is written, before any data", () => {
  const recipes = [
    (features: never) => new TukeyFences({ features }),
    (features: never) => new ZScore({ features }),
    (features: never) => new MedianAbsoluteDeviation({ features }),
    (features: never) => new Winsorizer({ features }),
    (features: never) => new RobustMahalanobis({ features, seed: 1 }),
  ];
  for (const recipe of recipes) {
    for (const value of [Number.NaN, 0, "Age", {}, true, 3n]) {
      assert.throws(() => recipe(value as never), /features must be an array of feature names; got/);
    }
    assert.throws(() => recipe(["Age", 3] as never), /features must hold feature names; got 3 at position 1/);
    assert.throws(() => recipe(new Array(2) as never), /got undefined at position 0/);
  }
  const fitted = new TukeyFences({ features: ["x0"] }).fit([[1], [2], [3], [4], [90]]);
  assert.equal(fitted.limits[0].upper, 7);
});
