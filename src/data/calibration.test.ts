import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { FeatureMatrix } from "../core";
import { outOfFoldAuc } from "../testing/out-of-fold-auc";
import { type Summary, summarise } from "../testing/summarise";
import { clientSchema } from "./client-schema";
import { featuresAndLabels } from "./features-and-labels";
import { readClients } from "./read-clients";
import { simulateSample } from "./sample";
import { simulateClients } from "./simulate-clients";

const realPath = process.env["CHURN_REAL_DATA"];
const reason = "set CHURN_REAL_DATA to the path of the real file to compare the simulation with it";
const aucTolerance = 0.01;

interface Tolerances {
  readonly churnRate: number;
  /** Of means and standard deviations, relative. */
  readonly moments: number;
  readonly correlation: number;
}

test("the sample has the aggregates of the real file", async (context) => {
  const real = await readReal(context);
  if (real === null) return;
  compare(simulateSample(), real, { churnRate: 0.01, moments: 0.05, correlation: 0.06 });
  compareAuc(simulateSample(), real);
});

// A sample of 4,000 has sampling error; 100,000 clients show the model itself, so the bounds can be tighter.
for (const seed of [1, 2]) {
  test(`the model has the aggregates of the real file at another seed (${seed})`, async (context) => {
    const real = await readReal(context);
    if (real === null) return;
    compare(simulateClients({ nClients: 100_000, seed }), real, { churnRate: 0.005, moments: 0.03, correlation: 0.04 });
    compareAuc(simulateClients({ nClients: 10_000, seed }), real);
  });
}

async function readReal(context: TestContext): Promise<FeatureMatrix | null> {
  if (!realPath) {
    context.skip(reason);
    return null;
  }
  return readClients(realPath);
}

function compare(simulated: FeatureMatrix, real: FeatureMatrix, tolerances: Tolerances): void {
  const groups: readonly [string, (churn: number) => boolean][] = [
    ["all", () => true],
    ["stays", (churn) => churn === 0],
    ["leaves", (churn) => churn === 1],
  ];
  for (const [group, keeps] of groups) {
    const ours = summarise(simulated, keeps);
    const theirs = summarise(real, keeps);
    compareMoments(ours, theirs, group, tolerances.moments);
    if (group !== "all") continue;
    near(ours.means[13], theirs.means[13], tolerances.churnRate, "churn rate");
    for (let a = 0; a < clientSchema.length; a++) {
      for (let b = 0; b < a; b++) {
        const what = `correlation of ${clientSchema[a].name} and ${clientSchema[b].name}`;
        near(ours.correlation(a, b), theirs.correlation(a, b), tolerances.correlation, what);
      }
    }
  }
}

function compareMoments(ours: Summary, theirs: Summary, group: string, tolerance: number): void {
  clientSchema.forEach(({ name }, column) => {
    if (name === "Churn" && group !== "all") return;
    const { [column]: mean } = theirs.means;
    const { [column]: deviation } = theirs.deviations;
    near(ours.means[column], mean, tolerance * mean, `mean of ${name}, ${group}`);
    near(ours.deviations[column], deviation, tolerance * deviation, `standard deviation of ${name}, ${group}`);
  });
}

function compareAuc(simulated: FeatureMatrix, real: FeatureMatrix): void {
  const [ours, theirs] = [simulated, real].map((clients) => {
    const { X, y } = featuresAndLabels(clients);
    return outOfFoldAuc(X, y);
  });
  near(ours, theirs, aucTolerance, "ROC AUC of a logistic regression");
  near(theirs, 0.976, 0.002, "ROC AUC on the real file"); // scikit-learn, 5×5 cross-validation: .976
}

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is more than ${tolerance} from ${expected}`);
}
