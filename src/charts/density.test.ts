import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { assertClose } from "../testing/assert-close";
import { kernelDensity, quantile, silvermanBandwidth } from "./density";

interface DensityFixture {
  readonly values: number[];
  readonly bandwidth: number;
  readonly density: number[];
}
const fixture = JSON.parse(readFileSync("src/charts/fixtures/density.json", "utf8")) as DensityFixture;

test("the density agrees with scipy's gaussian_kde, up to the binning", () => {
  const { bandwidth, values, density } = fixture;
  assertClose(silvermanBandwidth(values), bandwidth, { relative: 1e-12 });
  const curve = kernelDensity(values, { bandwidth, from: -1, to: 6, nPoints: 15 });
  assertClose(curve.x[14], 6, { absolute: 1e-12 });
  assertClose(curve.y, density, { absolute: 2e-5 });
});

test("the area below the density is 1, with and without a bound", () => {
  const area = fc.property(
    fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 30 }),
    fc.double({ min: 0.2, max: 2, noNaN: true }),
    (values, bandwidth) => {
      const free = kernelDensity(values, { bandwidth, from: -12, to: 22, nPoints: 1001 });
      assertClose(free.y.reduce((sum, y) => sum + y, 0) * 0.034, 1, { absolute: 1e-3 });
      const bounded = kernelDensity(values, { bandwidth, from: 0, to: 22, lowerBound: 0, nPoints: 2201 });
      // The trapezoid at the bound counts half.
      assertClose((bounded.y.reduce((sum, y) => sum + y, 0) - bounded.y[0] / 2) * 0.01, 1, { absolute: 1e-3 });
    },
  );
  fc.assert(area, { numRuns: 30 });
});

test("equal values have no bandwidth; half of them equal leave out the interquartile range", () => {
  assert.equal(silvermanBandwidth([3, 3, 3]), 0);
  // sd = √(4/5) with the mean at 0.4 … by hand: values 0,0,0,0,2: mean 0.4, squares 4·0.16 + 2.56 = 3.2, /4 = 0.8.
  assertClose(silvermanBandwidth([0, 0, 0, 0, 2]), 0.9 * Math.sqrt(0.8) * 5 ** -0.2, { relative: 1e-12 });
});

test("quantiles are of type 7", () => {
  assert.equal(quantile([1, 2, 3, 10], 0.5), 2.5);
  assert.equal(quantile([1, 2, 3, 10], 0.75), 4.75);
});
