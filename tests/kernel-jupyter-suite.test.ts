import assert from "node:assert/strict";
import { resolve } from "node:path";
import { test } from "node:test";
import { runPython } from "./support/python";

// What the kernel does not claim to have: it has no pager, and no welcome message (protocol 5.5; it speaks 5.3).
const notClaimed = ["test_pager", "test_clear_output"];

test("jupyter_kernel_test passes on all that the kernel has", async (t) => {
  const { code, stderr } = await runPython([resolve("tests/kernel/jupyter_suite.py")], "notebooks");
  const results = [...stderr.matchAll(/^(test_\w+) \(.*\) \.\.\. (.*)$/gm)].map(([, name, result]) => ({
    name,
    result,
  }));
  for (const { name, result } of results) t.diagnostic(`${name}: ${result}`);
  assert.equal(code, 0, stderr);
  assert.ok(results.length >= 12, `only ${results.length} parts ran:\n${stderr}`);
  const skipped = results.filter(({ result }) => result.startsWith("skipped")).map(({ name }) => name);
  assert.deepEqual(skipped.sort(), notClaimed.sort());
});
