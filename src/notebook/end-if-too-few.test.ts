import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidParameterError } from "../core";
import { fakeKernel } from "../testing/fake-kernel";
import { endIfTooFew } from "./end-if-too-few";

const endType = "application/vnd.churnlab.end+json";
const labels = (left: number, stayed: number) => [...new Array(left).fill(1), ...new Array(stayed).fill(0)];

test("a chapter ends with a finding where either kind of client is missing", (t) => {
  const sent = fakeKernel(t);
  assert.equal(endIfTooFew(labels(0, 4000)), true);
  assert.equal(endIfTooFew(labels(50, 29)), true);
  assert.equal(sent.length, 2);
  for (const { data } of sent) assert.ok(endType in data);
  assert.match(sent[0].data["text/plain"], /of 4,000 clients none left and\n4,000 stayed/);
  assert.match(sent[1].data["text/plain"], /of 79 clients 50 left and\n29 stayed. It needs at least 30/);
});

test("with enough of both nothing is shown", (t) => {
  const sent = fakeKernel(t);
  assert.equal(endIfTooFew(labels(30, 30)), false);
  assert.equal(endIfTooFew(labels(2, 3), { least: 2 }), false);
  assert.deepEqual(sent, []);
});

test("bad options are refused", () => {
  assert.throws(() => endIfTooFew([0, 1], { least: 0 }), InvalidParameterError);
  assert.throws(() => endIfTooFew([0, 1], { most: 1 } as object), /most/);
});
