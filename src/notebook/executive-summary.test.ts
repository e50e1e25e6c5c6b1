import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeKernel } from "../testing/fake-kernel";
import { executiveSummary } from "./executive-summary";

test("the summary is shown, and published for the first page", (t) => {
  const sent = fakeKernel(t);
  const sections = Object.freeze([{ title: "Who leaves?", points: ["One\n   line.", "Two."] }]);
  executiveSummary(sections);
  assert.deepEqual(sent[0].data["application/vnd.churnlab.executive-summary+json"], {
    sections: [{ title: "Who leaves?", points: ["One line.", "Two."] }],
  });
  assert.equal(sent[0].data["text/markdown"], "### Who leaves?\n\n- One line.\n- Two.");
});

test("what is no summary of one page is refused", () => {
  assert.throws(() => executiveSummary([]), /sections must be a list of at least one; got/);
  assert.throws(() => executiveSummary([{ title: "a", points: [] }]), /sections\[0\].points must be a list/);
  assert.throws(() => executiveSummary([{ title: "a", points: [`${Number.NaN}%`] }]), /computed values only/);
  assert.throws(
    () => executiveSummary([{ title: "a", points: ["x".repeat(5000)] }]),
    /at most 4200 characters.*got 5001/,
  );
});
