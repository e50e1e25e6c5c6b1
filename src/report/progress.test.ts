import assert from "node:assert/strict";
import { test } from "node:test";
import { createProgress } from "./progress";

const tasks = [
  { name: "01-data", total: 12 },
  { name: "02-exploration", total: 3 },
];

function recorder(isTTY: boolean) {
  const output = { isTTY, text: "", write: (text: string) => (output.text += text) };
  return output;
}

test("elsewhere than on a terminal each notebook gets one line, when it ends", () => {
  const output = recorder(false);
  const progress = createProgress(tasks, output);
  progress.start(0);
  progress.start(1);
  progress.advance(1, 3);
  progress.finish(1, 1.25);
  progress.advance(0, 5);
  progress.fail(0);
  progress.close();
  assert.match(
    output.text,
    /^✓ 02-exploration {2}3 \/ 3 cells {4}1\.[23] s\n✗ 01-data {9} 5 \/ 12 cells {2} +0\.0 s\n$/,
  );
});

test("on a terminal the same lines are drawn over", () => {
  const output = recorder(true);
  const progress = createProgress(tasks, output);
  progress.start(0);
  progress.advance(0, 12);
  progress.finish(0, 3);
  progress.close();
  const last = output.text.slice(output.text.lastIndexOf("\x1b[2A"));
  assert.ok(last.includes("✓ 01-data         12 / 12 cells    3.0 s\n"), JSON.stringify(last));
  assert.ok(last.includes("  02-exploration  0 / 3 cells\n"));
});
