import assert from "node:assert/strict";
import { test } from "node:test";
import { FeatureMatrix } from "../core";
import { simulateClients, targetName } from "../data";
import { assumptionsFor } from "./economics";
import { evaluateMeasures } from "./evaluate-measures";
import { measures } from "./measures";
import { targetGroups } from "./target-groups";

const clients = simulateClients({ nClients: 2000, seed: 11 });
const certain = clients.column(targetName);
const evaluations = evaluateMeasures(clients, certain);

test("every measure of the source studies is evaluated, and addresses a known group", () => {
  assert.deepEqual(
    new Set(evaluations.map(({ measure }) => measure.id)),
    new Set(measures.map((measure) => measure.id)),
  );
  assert.deepEqual(new Set(measures.flatMap((measure) => measure.sources)), new Set(["001", "002", "003", "004"]));
  for (const { measure, group } of evaluations) {
    assert.ok(targetGroups.includes(group));
    assert.equal(group.id, measure.groupId);
  }
});

test("measures that the data speak for come first, and by value among themselves", () => {
  const order = ["consistent", "undecided", "not recorded", "contrary"];
  for (let next = 1; next < evaluations.length; next++) {
    const [a, b] = [evaluations[next - 1], evaluations[next]];
    assert.ok(order.indexOf(a.support) <= order.indexOf(b.support));
    if (a.support === b.support && a.scenario && b.scenario) assert.ok(a.scenario.expected >= b.scenario.expected);
  }
});

test("with a certain forecast only leavers are contacted, and the value is theirs", () => {
  for (const { measure, group, support, scenario } of evaluations) {
    if (measure.purpose === "learn" || support === "contrary") {
      assert.equal(scenario, null);
      continue;
    }
    const { valueOfKeptClient, keptShare } = assumptionsFor(measure.id);
    let leavers = 0;
    for (let row = 0; row < clients.nSamples; row++) {
      if (certain[row] === 1 && group.matches((column) => clients.at(row, clients.indexOf(column)))) leavers++;
    }
    const worthIt = measure.costOfContact <= keptShare.expected * valueOfKeptClient;
    assert.equal(scenario?.nContacted, worthIt ? leavers : 0, measure.id);
    const expected = worthIt ? leavers * (keptShare.expected * valueOfKeptClient - measure.costOfContact) : 0;
    assert.ok(Math.abs((scenario?.expected ?? Number.NaN) - expected) < 1e-9, measure.id);
  }
});

test("support follows the adjusted odds ratio", () => {
  for (const { support, reason, oddsRatio } of evaluations) {
    if (oddsRatio === null) assert.equal(support, "not recorded");
    else if (oddsRatio.upper < 1 && reason.includes("does not leave clearly more")) assert.equal(support, "undecided");
    else if (oddsRatio.upper < 1) assert.equal(support, "consistent");
    else if (oddsRatio.lower > 1) assert.equal(support, "contrary");
    else assert.equal(support, "undecided");
  }
});

test("where nobody left nothing is claimed and nothing is thrown", () => {
  const data = clients.data.slice();
  const label = clients.indexOf(targetName);
  for (let row = 0; row < clients.nSamples; row++) data[row * clients.nFeatures + label] = 0;
  const loyal = new FeatureMatrix(data, clients.nSamples, clients.featureNames);
  const none = evaluateMeasures(loyal, new Float64Array(clients.nSamples));
  assert.ok(none.every(({ support, experiment }) => support !== "consistent" && experiment === null));
});
