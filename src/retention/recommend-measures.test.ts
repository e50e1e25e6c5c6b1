import assert from "node:assert/strict";
import { test } from "node:test";
import { FeatureMatrix } from "../core";
import { simulateClients, targetName } from "../data";
import { assertClose } from "../testing/assert-close";
import { rowsWhere } from "./client-rows";
import { assumptionsFor, breakEvenProbability, defaultAssumptions, scenarioValue } from "./economics";
import { evaluateMeasures } from "./evaluate-measures";
import { planMeasures, recommendMeasures } from "./recommend-measures";

const clients = simulateClients({ nClients: 1500, seed: 8 });
const churn = clients.column(targetName);
// A forecast with every probability in it, not tied to anything but the row.
const forecast = Float64Array.from(churn, (label, row) => (label === 1 ? 0.9 - (row % 7) / 20 : (row % 13) / 20));
const evaluations = evaluateMeasures(clients, forecast);
const advice = recommendMeasures(clients, forecast, evaluations);

test("each client gets the best of the measures that apply, by brute force", () => {
  const members = evaluations.map(({ group }) => new Set(rowsWhere(clients, group.matches)));
  for (const [row, { measure, expected }] of advice.entries()) {
    const values = evaluations.flatMap(({ measure: candidate, support, scenario }, place) => {
      const own = assumptionsFor(candidate.id, defaultAssumptions);
      if (support !== "consistent" || scenario === null || !members[place].has(row)) return [];
      if (forecast[row] < breakEvenProbability(candidate.costOfContact, own)) return [];
      return [scenarioValue([forecast[row]], candidate.costOfContact, own).expected];
    });
    assert.equal(measure === null, values.length === 0);
    assert.equal(expected, values.length === 0 ? 0 : Math.max(...values));
  }
});

test("priorities count from 1 without gaps, by expected value", () => {
  const chosen = advice.filter(({ priority }) => priority !== null);
  const ordered = [...chosen].sort((a, b) => Number(a.priority) - Number(b.priority));
  assert.ok(ordered.length > 50);
  assert.deepEqual(
    ordered.map(({ priority }) => priority),
    ordered.map((_, place) => place + 1),
  );
  for (let next = 1; next < ordered.length; next++) assert.ok(ordered[next].expected <= ordered[next - 1].expected);
});

test("the plan counts each client once and adds up", () => {
  const plan = planMeasures(advice);
  assert.equal(
    plan.reduce((sum, { nClients }) => sum + nClients, 0),
    advice.filter(({ measure }) => measure !== null).length,
  );
  for (const key of ["low", "expected", "high"] as const) {
    const total = (rows: readonly { readonly [name in typeof key]: number }[]) =>
      rows.reduce((sum, row) => sum + row[key], 0);
    assertClose(total(plan), total(advice), { absolute: 1e-9 });
  }
  for (const { measure, nClients, cost } of plan)
    assertClose(cost, nClients * measure.costOfContact, { absolute: 1e-9 });
});

test("a promotion that goes with leaving is recommended to nobody", () => {
  const data = clients.data.slice();
  const column = clients.indexOf("Promo_friends");
  for (let row = 0; row < clients.nSamples; row++)
    data[row * clients.nFeatures + column] = Number(churn[row] === 1 ? row % 5 > 0 : row % 5 === 0);
  const harmful = new FeatureMatrix(data, clients.nSamples, clients.featureNames);
  const judged = evaluateMeasures(harmful, forecast);
  assert.equal(judged.find(({ measure }) => measure.id === "bring-a-friend")?.support, "contrary");
  assert.ok(recommendMeasures(harmful, forecast, judged).every(({ measure }) => measure?.id !== "bring-a-friend"));
});

test("where nothing pays everybody is left alone", () => {
  const poor = { ...defaultAssumptions, valueOfKeptClient: 0.01 };
  const nobody = recommendMeasures(clients, forecast, evaluateMeasures(clients, forecast, poor), poor);
  assert.ok(
    nobody.every(
      ({ measure, group, priority, low, expected, high }) =>
        measure === null && group === null && priority === null && low === 0 && expected === 0 && high === 0,
    ),
  );
  assert.deepEqual(planMeasures(nobody), []);
});

test("another number of forecasts is refused", () => {
  assert.throws(() => recommendMeasures(clients, [0.5], evaluations), /forecast/);
});
