import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Random } from "../core";
import { StandardScaler } from "../preprocessing";
import { adjustedRandScore } from "./adjusted-rand-score";
import { KMeans } from "./k-means";

const path = process.env["CHURN_REAL_DATA"];
const skip = path === undefined || path === "" ? "set CHURN_REAL_DATA to the real client file to run this" : false;

// The best known inertia of scikit-learn on the 13 standardised features is 34,686.0, found by 1 start in 12.
test("real file: five clusters reach the best known inertia from 20 seeds, always the same partition", { skip }, () => {
  const [, ...lines] = readFileSync(path as string, "utf8")
    .trim()
    .split(/\r?\n/);
  const X = lines.map((line) => line.split(",").slice(0, 13).map(Number));
  const standardized = new StandardScaler().fit(X).transform(X);
  const reference = new KMeans({ nClusters: 5, seed: 0 }).fit(standardized);
  assert.ok(reference.inertia <= 34685.45, String(reference.inertia));
  for (let seed = 1; seed < 20; seed++) {
    const { inertia, labels } = new KMeans({ nClusters: 5, seed }).fit(standardized);
    assert.ok(inertia <= 34685.45, `seed ${seed}: ${inertia}`);
    assert.ok(adjustedRandScore(labels, reference.labels) > 0.999);
  }
  const order = new Random(1).permutation(X.length);
  const shuffled = new KMeans({ nClusters: 5, seed: 0 }).fit(standardized.selectRows(order));
  assert.equal(shuffled.inertia, reference.inertia);
});
