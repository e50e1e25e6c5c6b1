import assert from "node:assert/strict";
import { test } from "node:test";
import { featureNames, featuresAndLabels, simulateClients } from "../data";
import { clientSegments, segmentVocabulary } from "./client-segments";

const { X, y } = featuresAndLabels(simulateClients({ nClients: 800, seed: 5 }));

test("every feature has its words, and no segment is named by gender", () => {
  assert.deepEqual(Object.keys(segmentVocabulary).sort(), [...featureNames].sort());
  const { portraits } = clientSegments(X, y);
  for (const { name } of portraits) assert.doesNotMatch(name, /gender|_/i);
});

test("the rule of every segment is said in the words of the domain", () => {
  const { portraits } = clientSegments(X, y);
  for (const { rule } of portraits) assert.doesNotMatch(rule?.text ?? "none", /gender|_|none/i);
  assert.ok(portraits.some(({ rule }) => rule?.text.includes("contract of at")));
});

test("segments are ordered by churn and hold everybody once", () => {
  const { portraits, segments } = clientSegments(X, y);
  assert.equal(portraits.length, 5);
  const rates = portraits.map(({ churnRate }) => churnRate);
  assert.deepEqual(
    [...rates].sort((a, b) => b - a),
    rates,
  );
  assert.equal(
    portraits.reduce((sum, { size }) => sum + size, 0),
    X.nSamples,
  );
  portraits.forEach(({ size, nChurned }, index) => {
    const rows = Array.from(segments.keys()).filter((row) => segments[row] === index);
    assert.equal(rows.length, size);
    assert.equal(rows.filter((row) => y[row] === 1).length, nChurned);
  });
});

test("features without words of ours are taken as they are", () => {
  const { portraits } = clientSegments(X.selectColumns(["Age", "Lifetime"]), y, { nClusters: 2 });
  assert.equal(portraits.length, 2);
});
