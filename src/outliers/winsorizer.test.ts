import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FeatureMatrix, InvalidParameterError } from "../core";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { outlierImpact } from "./outlier-impact";
import { FittedWinsorizer, Winsorizer } from "./winsorizer";

const { cases } = readFixture<{ cases: { x: number[]; clipped: number[] }[] }>("outliers", "limits");
const column = (x: readonly number[]) => new FeatureMatrix(Float64Array.from(x), x.length, ["age"]);

test("clipping to quantiles equals NumPy's on 100 columns", () => {
  for (const { x, clipped } of cases) {
    const fitted = new Winsorizer({ method: "quantile", lower: 0.05, upper: 0.9 }).fit(column(x));
    assertClose(fitted.transform(column(x)).data, clipped, { relative: 1e-12, absolute: 1e-22 });
  }
});

const train = column([25, 30, 31, 32, 33, 80]);

test("values are pulled in to the fences of the training rows, every row stays, the report counts", () => {
  const fitted = new Winsorizer().fit(train);
  const fresh = column([10, 31, 99, 100]);
  assert.deepEqual(Array.from(fitted.transform(fresh).data), [26.5, 31, 36.5, 36.5]);
  assert.deepEqual(Array.from(fresh.data), [10, 31, 99, 100]);
  const [{ below, above, share }] = fitted.report(fresh);
  assert.deepEqual([below, above, share], [1, 2, 0.75]);
});

test("clipping twice is clipping once, and keeps the order of values", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 30 }), (x) => {
      const sorted = column(Float64Array.from(x).sort() as unknown as number[]);
      const fitted = new Winsorizer({ method: "quantile", lower: 0.1, upper: 0.9 }).fit(sorted);
      const once = fitted.transform(sorted);
      assert.deepEqual(fitted.transform(once).data, once.data);
      assert.ok(once.data.every((value, index) => index === 0 || value >= once.data[index - 1]));
    }),
  );
});

test("a winsorizer survives JSON", () => {
  const fitted = new Winsorizer({ features: ["age"] }).fit(train);
  const restored = FittedWinsorizer.fromJSON(JSON.parse(JSON.stringify(fitted)));
  assert.deepEqual(restored.transform(train), fitted.transform(train));
  assert.throws(
    () => FittedWinsorizer.fromJSON({}),
    new InvalidParameterError('model in the JSON of a Winsorizer must be one of "Winsorizer"; got undefined'),
  );
});

test("an option of the other method is refused", () => {
  assert.throws(
    () => new Winsorizer({ method: "quantile", k: 2 }),
    new InvalidParameterError('k is not an option of method "quantile"; got 2'),
  );
  assert.throws(
    () => new Winsorizer({ lower: 0.1 }),
    new InvalidParameterError('lower is not an option of method "tukey"; got 0.1'),
  );
  assert.throws(
    () => new Winsorizer({ method: "quantile", lower: 0.6 }),
    new InvalidParameterError("lower must be a finite number in [0, 0.5]; got 0.6"),
  );
});

test("the impact shows every feature before and after", () => {
  const [impact] = outlierImpact(train, new Winsorizer().fit(train).transform(train));
  assert.deepEqual([impact.minBefore, impact.minAfter, impact.maxBefore, impact.maxAfter], [25, 26.5, 80, 36.5]);
  assertClose([impact.meanBefore, impact.meanAfter], [231 / 6, 189 / 6], { relative: 1e-14 }); // 25 → 26.5, 80 → 36.5
  assert.ok(impact.standardDeviationAfter < impact.standardDeviationBefore);
  assert.equal(outlierImpact(train, train.selectRows([1, 2]))[0].nAfter, 2);
});
