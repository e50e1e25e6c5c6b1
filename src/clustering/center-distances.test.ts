import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../core";
import { blockSize, CenterDistances } from "./center-distances";

function squared(rows: Float64Array, row: number, centers: Float64Array, center: number, nFeatures: number): number {
  let sum = 0;
  for (let column = 0; column < nFeatures; column++) {
    const difference = rows[row * nFeatures + column] - centers[center * nFeatures + column];
    sum += difference * difference;
  }
  return sum;
}

test("distances to centres have the bits of a plain loop, for every number of centres and listed rows", () => {
  const random = new Random(5);
  for (const nFeatures of [1, 2, 13]) {
    for (let nCenters = 1; nCenters <= 20; nCenters++) {
      const nRows = 40;
      const measured = new CenterDistances(nRows, nFeatures, 20);
      measured.data.set(Float64Array.from({ length: nRows * nFeatures }, () => random.normal()));
      const centers = Float64Array.from({ length: nCenters * nFeatures }, () => random.normal());
      measured.setCenters(centers);
      centers.fill(0.5, 0, nFeatures);
      measured.setCenter(centers, 0);
      const list = Uint32Array.from({ length: 1 + random.integer(nRows) }, () => random.integer(nRows));
      const from = random.integer(list.length);
      measured.measure(list, from, list.length);
      measured.findTwoLeast(list.length - from);
      for (let index = from; index < list.length; index++) {
        const place = (index - from) * measured.stride;
        const found = measured.distances.slice(place, place + nCenters);
        const expected = found.map((_, center) => squared(measured.data, list[index], centers, center, nFeatures));
        assert.deepEqual(found, expected);
        const [least, second = Number.POSITIVE_INFINITY] = expected.map(Math.sqrt).sort();
        assert.deepEqual(Array.from(measured.twoLeast.slice(2 * (index - from), 2 * (index - from) + 2)), [
          least,
          second,
        ]);
      }
    }
  }
});

test("rows in a run are measured as listed ones, and fewer centres may follow more", () => {
  const measured = new CenterDistances(blockSize, 1, 9);
  measured.data.set(Float64Array.from({ length: blockSize }, (_, row) => row));
  measured.setCenters(new Float64Array(9));
  measured.setCenters(Float64Array.of(1, 2, 3));
  measured.measureRun(5, 3);
  measured.findTwoLeast(3);
  assert.deepEqual(Array.from(measured.distances.slice(8, 11)), [36, 25, 16]);
  assert.deepEqual(Array.from(measured.twoLeast.slice(0, 4)), [2, 3, 3, 4]);
});
