import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeKernel } from "../testing/fake-kernel";
import { finding } from "./finding";
import { headline } from "./headline";
import { markdown } from "./markdown";
import { progress } from "./progress";
import { show } from "./show";

test("markdown and tables are sent as one bundle with a text twin", (t) => {
  const sent = fakeKernel(t);
  markdown("**bold**");
  show([{ a: 1 }]);
  assert.deepEqual(sent[0], {
    data: { "text/markdown": "**bold**", "text/plain": "**bold**" },
    id: undefined,
    update: false,
  });
  assert.deepEqual(Object.keys(sent[1].data), ["text/html", "text/plain"]);
});

test("a finding is a callout and a record for the report", (t) => {
  const sent = fakeKernel(t);
  finding(`
    Clients leave.
    They do.
  `);
  assert.deepEqual(sent[0].data, {
    "application/vnd.churnlab.finding+json": { text: "Clients leave.\nThey do." },
    "text/markdown": "> **Finding.** Clients leave.\n> They do.",
    "text/plain": "Finding. Clients leave.\nThey do.",
  });
});

test("a headline carries its value and interval", (t) => {
  const sent = fakeKernel(t);
  const item = {
    id: "churn-rate",
    label: "Share who left",
    value: 0.265,
    text: "26.5%",
    interval: [0.25, 0.28],
  } as const;
  headline(item);
  assert.deepEqual(sent[0].data["application/vnd.churnlab.headline+json"], item);
  assert.equal(sent[0].data["text/markdown"], "**Share who left:** 26.5%");
  assert.throws(() => headline({ ...item, id: "Churn rate" }), /id must be lower-case letters.*; got "Churn rate"/);
  assert.throws(() => headline({ ...item, value: Number.NaN }), /headline: value must be a finite number; got NaN/);
  assert.throws(() => headline({ ...item, interval: [0.3, 0.2] }), /interval\[1\] must be .*; got 0\.2/);
});

test("progress grows in place, seldom, and ends with what was done", (t) => {
  const sent = fakeKernel(t);
  const onProgress = progress("Folds");
  for (let done = 1; done <= 1000; done++) onProgress(done, 1000);
  assert.ok(sent.length >= 2 && sent.length < 20, `${sent.length} messages`);
  assert.match(sent[0].data["text/plain"], /^Folds: [█░]{20} 1 of 1,000$/);
  assert.equal(sent[0].update, false);
  const last = sent[sent.length - 1];
  assert.deepEqual([last.data["text/plain"], last.update, last.id], ["Folds: 1,000 of 1,000 done", true, sent[0].id]);
});
