import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { StandardScaler } from "../preprocessing";
import { KMeans } from "./k-means";

const path = process.env["CHURN_REAL_DATA"];
const skip = path === undefined || path === "" ? "set CHURN_REAL_DATA to the real client file to run this" : false;

// The best known inertia of scikit-learn on the 13 standardised features is 34,686.0, found by 1 start in 12.
test("real file: five clusters reach the best known inertia from several seeds", { skip }, () => {
  const [, ...lines] = readFileSync(path as string, "utf8")
    .trim()
    .split(/\r?\n/);
  const X = lines.map((line) => line.split(",").slice(0, 13).map(Number));
  const standardized = new StandardScaler().fit(X).transform(X);
  for (const seed of [0, 1]) {
    const { inertia } = new KMeans({ nClusters: 5, seed }).fit(standardized);
    assert.ok(inertia <= 34686.05, `seed ${seed}: ${inertia}`);
  }
});
