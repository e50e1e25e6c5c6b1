import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { featuresAndLabels, readClients } from "../data";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { adjustedOddsRatio } from "./adjusted-odds-ratio";
import { averageMarginalEffect } from "./average-marginal-effect";

interface Fixture {
  readonly data: { readonly file: string };
  readonly leftOut: readonly string[];
  readonly effects: readonly { readonly feature: string; readonly units: number; readonly effect: number }[];
  readonly oddsRatios: {
    readonly values: readonly { readonly feature: string; estimate: number; lower: number; upper: number }[];
  };
}

const fixture = readFixture<Fixture>("retention", "marginal-effects");

test("effects and odds ratios on the sample are those of statsmodels", async () => {
  const { X, y } = featuresAndLabels(await readClients(join(process.cwd(), fixture.data.file)));
  for (const { feature, units, effect } of fixture.effects) {
    const { estimate, lower, upper } = averageMarginalEffect(X, y, feature, units);
    assertClose(estimate, effect, { relative: 1e-6 });
    assert.ok(lower < estimate && estimate < upper, feature);
  }
  for (const expected of fixture.oddsRatios.values) {
    const ratio = adjustedOddsRatio(X, y, expected.feature, 1);
    for (const part of ["estimate", "lower", "upper"] as const) {
      assertClose(ratio[part], expected[part], { relative: 1e-6 });
    }
    assert.ok(fixture.leftOut.every((name) => !ratio.adjustedFor.includes(name)));
  }
});

test("one 0/1 feature: the difference of the two churn rates", () => {
  const x = Array.from({ length: 200 }, (_, row) => [row < 100 ? 1 : 0]);
  const y = Array.from({ length: 200 }, (_, row) => Number(row < 40 || (row >= 100 && row < 120)));
  const { estimate, lower, upper } = averageMarginalEffect(x, y, "x0");
  assertClose(estimate, 0.2, { absolute: 1e-9 });
  assert.ok(lower > 0 && upper < 0.4);
  assertClose(averageMarginalEffect(x, y, "x0", 5).estimate, 0.2, { absolute: 1e-9 });
});

test("the limits are on one side of 0 when the odds ratio's are on one side of 1; no finite answer is NaN", () => {
  const rows = [[0], [1], [2], [3], [4], [5]];
  const y = [0, 0, 1, 0, 1, 1];
  const ratio = adjustedOddsRatio(rows, y, "x0");
  const change = averageMarginalEffect(rows, y, "x0");
  assert.equal(Math.sign(change.lower), Math.sign(Math.log(ratio.lower)));
  assert.equal(Math.sign(change.upper), Math.sign(Math.log(ratio.upper)));
  assert.ok(Number.isNaN(averageMarginalEffect(rows, [0, 0, 0, 1, 1, 1], "x0").estimate));
  assert.ok(Number.isNaN(averageMarginalEffect(rows, [0, 0, 0, 0, 0, 0], "x0").lower));
});
