import assert from "node:assert/strict";
import { test } from "node:test";
import { FeatureMatrix } from "../core";
import { profileTargetGroups, type TargetGroup, targetGroupOverlap } from "./target-groups";

const clients = new FeatureMatrix(Float64Array.of(20, 25, 30, 35), 4, ["Age"]);
const y = Object.freeze([1, 1, 0, 0]) as number[];
const groupOf = (id: string, matches: TargetGroup["matches"]): TargetGroup => ({
  id,
  name: id,
  rule: id,
  columns: ["Age"],
  matches,
});
const groups = [
  groupOf("over 30", (client) => client("Age") > 30),
  groupOf("under 30", (client) => client("Age") < 30),
  groupOf("all", () => true),
  groupOf("none", () => false),
];

test("groups are sized up and ordered by their share of churn", () => {
  const profiles = profileTargetGroups(clients, y, groups);
  assert.deepEqual(
    profiles.map(({ id, nClients, churned, shareOfChurn }) => [id, nClients, churned, shareOfChurn]),
    [
      ["under 30", 2, 2, 1],
      ["all", 4, 2, 1],
      ["over 30", 1, 0, 0],
      ["none", 0, 0, 0],
    ],
  );
  assert.equal(profiles[1].churnRate, 0.5);
  assert.ok(Number.isNaN(profiles[3].churnRate));
});

test("overlap is the share of one group that is in another", () => {
  const overlap = targetGroupOverlap(clients, groups.slice(0, 3));
  assert.deepEqual(overlap, [
    [1, 0, 1],
    [0, 1, 1],
    [0.25, 0.5, 1],
  ]);
});
