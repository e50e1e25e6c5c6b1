import assert from "node:assert/strict";
import { test } from "node:test";
import { FeatureMatrix } from "../core";
import { auditClients } from "./audit-clients";
import { clientSchema } from "./client-schema";

const names = clientSchema.map((column) => column.name);
// gender, Near, Partner, Promo, Phone, Contract, Group, Age, charges, to end, Lifetime, total, current, Churn
const plain = [1, 1, 0, 0, 1, 6, 0, 30, 100, 4, 5, 2, 2, 0];
const sooner = [1, 1, 0, 0, 1, 6, 0, 31, 100, 2, 3, 2, 2, 0];
const silent = [0, 1, 0, 0, 1, 1, 0, 25, 50, 1, 0, 0, 0, 1];
const contradictory = [0, 1, 0, 0, 1, 1, 0, 26, 50, 1, 1, 0, 1, 1];

test("contradictions, duplicates and silent clients are counted", () => {
  const rows = [plain, plain, sooner, silent, contradictory];
  const audit = auditClients(new FeatureMatrix(Float64Array.from(rows.flat()), rows.length, names));
  assert.deepEqual(
    audit.map(({ check, nClients }) => [check.slice(0, 22), nClients]),
    [
      ["Exact duplicates of an", 1],
      ["Lifetime shorter than ", 1],
      ["Visits last month, yet", 1],
      ["Contract in its first ", 0],
      ["No visit over the whol", 2],
      ["No visit last month", 1],
    ],
  );
  assert.equal(audit[0].share, 1 / 5);
});
