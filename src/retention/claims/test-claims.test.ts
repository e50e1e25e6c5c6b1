import assert from "node:assert/strict";
import { test } from "node:test";
import { FeatureMatrix } from "../../core";
import { simulateClients, targetName } from "../../data";
import { ClaimContext } from "./context";
import { sourceClaims, testClaims } from "./test-claims";

const clients = simulateClients({ nClients: 1500, seed: 3 });

/** A context whose two segments split the clients by contract length, and whose forecast is the contract itself. */
function contextOf(table: FeatureMatrix): ClaimContext {
  const contract = table.column("Contract_period");
  const labels = contract.map((months) => (months === 1 ? 7 : 3));
  const forecast = contract.map((months) => 1 / months);
  return new ClaimContext(table, { labels, silhouette: 0.3, stability: 0.9 }, forecast);
}

/** The clients with one column computed anew. */
function withColumn(table: FeatureMatrix, column: string, compute: (row: number) => number): FeatureMatrix {
  const data = table.data.slice();
  const index = table.indexOf(column);
  for (let row = 0; row < table.nSamples; row++) data[row * table.nFeatures + index] = compute(row);
  return new FeatureMatrix(data, table.nSamples, table.featureNames);
}

function verdictsOf(table: FeatureMatrix): Map<string, string> {
  return new Map(testClaims(contextOf(table)).map(({ id, verdict }) => [id, verdict]));
}

test("every claim of the five studies is there once, with a definition", () => {
  const counts = ["000", "001", "002", "003", "004"].map(
    (study) => sourceClaims.filter((claim) => claim.id.startsWith(study)).length,
  );
  assert.deepEqual(counts, [4, 10, 10, 6, 10]);
  assert.equal(new Set(sourceClaims.map((claim) => claim.id)).size, 40);
  assert.ok(sourceClaims.every((claim) => claim.definition.length > 20));
});

test("verdicts follow the data: a promotion that keeps, one that harms, one without effect", () => {
  const churn = clients.column(targetName);
  // Every second client came through a friend; leaving is tied to that, to the opposite, or to nothing.
  const half = (row: number) => row % 2;
  const keeps = withColumn(clients, "Promo_friends", (row) => (churn[row] === 1 ? Number(row % 10 === 0) : half(row)));
  const harms = withColumn(clients, "Promo_friends", (row) => (churn[row] === 1 ? Number(row % 10 !== 0) : half(row)));
  assert.equal(verdictsOf(keeps).get("003.4"), "holds");
  assert.equal(verdictsOf(keeps).get("004.4"), "fails");
  assert.equal(verdictsOf(harms).get("003.4"), "fails");
  assert.equal(verdictsOf(harms).get("004.4"), "holds");
});

test("another contract period, and a segment of other ages, change the verdicts on them", () => {
  assert.equal(verdictsOf(clients).get("000.1"), "holds");
  const withThree = withColumn(clients, "Contract_period", (row) => (row === 0 ? 3 : clients.at(row, 5)));
  assert.equal(verdictsOf(withThree).get("000.1"), "fails");
  const old = withColumn(clients, "Age", () => 60);
  assert.equal(verdictsOf(old).get("001.5"), "fails");
});

test("where nobody left, claims on leavers are not testable, and nothing is thrown", () => {
  const verdicts = verdictsOf(withColumn(clients, targetName, () => 0));
  assert.equal(verdicts.get("000.2"), "not testable");
  assert.equal(verdicts.get("001.2"), "not testable");
  assert.equal(verdicts.get("002.8"), "not testable");
  assert.equal(verdicts.get("000.4"), "not testable");
});

test("a handful of clients settles nothing that needs groups", () => {
  const few = clients.selectRows(Array.from({ length: 12 }, (_, row) => row));
  const verdicts = verdictsOf(few);
  assert.equal(verdicts.get("004.2"), "not testable");
});
